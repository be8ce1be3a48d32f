"""Expected failures. Anything that is not a PosError is a bug and ends in a crash report."""

from __future__ import annotations

from typing import Any

#: Stable codes other programs rely on; add, never rename.
CODES: frozenset[str] = frozenset(
    """
    bad_line bad_setting not_found not_allowed needs_approval no_shift shift_open insufficient_stored_value
    insufficient_points points_debt tender_mismatch over_refund nothing_to_refund card_lost card_state
    number_taken coupon_used coupon_expired coupon_not_applicable pass_used_up pass_expired pass_frozen
    pass_not_now undo_too_late out_of_stock limit_exceeded law_limit bad_amount quote_changed hq_needed
    db_newer db_corrupt disk_full read_only key_missing wrong_pin locked_out hq_unreachable wrong_code revoked
    home_locked bad_file device_denied device_lost device_busy device_timeout card_mismatch printer_offline paper_out
    clock_back disk_error db_busy expect not_enrolled empty_cart fork gap already_open hq_refused not_empty
    cancelled card_write_failed not_now pass_no_end
    account_frozen offer_not_applicable password_needed password_change member_blocked card_not_blank
    """.split()  # noqa: SIM905 (reads as the list it is)
)


class PosError(Exception):
    """An expected failure: `code` from CODES plus facts (ids, amounts in fen, counts) to be put into a sentence.

    Facts never hold personal data; the sentence in the user's language is made by the caller's front end.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        if code not in CODES:
            raise ValueError(f"unknown error code {code!r}")
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{k}={v!r}" for k, v in sorted(self.facts.items()))
        return f"{self.code}({facts})" if facts else self.code
