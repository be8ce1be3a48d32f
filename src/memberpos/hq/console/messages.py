"""Refusals in words: a sentence and what to do next, as English texts of the catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from memberpos.domain.errors import PosError
from memberpos.hq.console.texts import N_, Language

#: Code → (HTTP status, sentence, next step).
_WORDS: Mapping[str, tuple[int, str, str]] = MappingProxyType(
    {
        "bad_amount": (422, N_("This is no number that can be meant."), N_("Correct the field and try again.")),
        "bad_line": (400, N_("The form arrived damaged."), N_("Open the page again and repeat it.")),
        "bad_setting": (422, N_("This value cannot be taken."), N_("Correct the field and try again.")),
        "card_state": (409, N_("The card's state does not allow this."), N_("Look up the card again.")),
        "db_busy": (503, N_("Too much is going on at the moment."), N_("Try again in a moment.")),
        "hq_unreachable": (
            503, N_("The database does not answer."), N_("Try again in a moment; if it stays, call support."),
        ),
        "limit_exceeded": (422, N_("This is more than the limit."), N_("Enter a smaller value.")),
        "locked_out": (429, N_("Too many wrong tries."), N_("Wait %(wait_s)s seconds, then try again.")),
        "not_allowed": (403, N_("Your role may not do this."), N_("Ask the owner of the chain.")),
        "not_found": (404, N_("There is nothing here that you may see."), N_("Go back and choose from the list.")),
        "not_now": (409, N_("This is not possible in its present state."), N_("Look at it again.")),
        "number_taken": (409, N_("This is in use already."), N_("Choose another one.")),
        "quote_changed": (
            409, N_("Somebody changed this meanwhile."), N_("Look at it again, then repeat the change."),
        ),
        "undo_too_late": (409, N_("It is too late to undo this."), N_("Correct by bookings at a till.")),
        "wrong_code": (404, N_("This link is wrong, used or too old."), N_("Have a new link made.")),
        "wrong_pin": (
            422, N_("The six digits are not the ones of this moment."), N_("Wait for the next ones and type them."),
        ),
    }
)  # fmt: skip
_OTHER = (409, N_("This was refused."), N_("Check what you entered and try again."))


def status_of(error: PosError) -> int:
    """The HTTP status of a refusal."""
    return _WORDS.get(error.code, _OTHER)[0]


def words_of(error: PosError, language: Language) -> tuple[str, str]:
    """The sentence and the next step of a refusal in a language."""
    _, sentence, step = _WORDS.get(error.code, _OTHER)
    facts = {"wait_s": error.facts.get("wait_s", 60)}
    return language.text(sentence, **facts), language.text(step, **facts)
