"""What shop owners' scripts rely on: every action with its keys, every setting with its values, every error code.

The tables repeat the contract. `docs/examples/actions.jsonl` plays every action once; what came of it is looked at here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.commands.test_rehearse import rehearse
from tests.source_tree import ROOT

from memberpos.commands.rehearsal.actions import ACTIONS
from memberpos.domain.errors import CODES
from memberpos.domain.rules import SETTINGS, new_shop, settings_of

EXAMPLE = (ROOT / "docs" / "examples" / "actions.jsonl").read_text(encoding="utf-8").splitlines()

#: do → (keys it takes, keys of its answer); a key in brackets may be left out.
CONTRACT = {
    "settings": ("set", "rule_version"),
    "product": (
        "sku name price_fen [category] [unit] [prices] [member_price_fen] [earns] [bonus_allowed] [discountable]", "",
    ),
    "gift": ("sku name points [fen] [stock]", ""),
    "coupon_kind": ("code kind value [min_fen] [valid_days] [skus] [categories] [group]", ""),
    "pass_kind": ("code price_fen uses [gift_uses] [valid_days] [weekdays] [starts] [list_fen]", ""),
    "offer": (
        """code kind [group] [from] [to] [weekdays] [tiers] [skus] [categories] [combinable] [steps] [percent] [min_fen]
        [multiplier] [n] [m] [fen] [sku] [price_fen]""", "",
    ),
    "member.enrol": ("name [phone] [birthday] [lunar] [sex] [referrer]", "member"),
    "card.batch": ("from count [skip_four]", "made first last"),
    "card.issue": ("member number [role]", "card state"),
    "card.lost": ("number", "card state"),
    "card.found": ("number", "card state"),
    "card.replace": ("number new_number [fee_fen] [pay]", "card state"),
    "card.return": ("number", "card state"),
    "card.verify": ("number", "card state verdict"),
    "recharge": ("member amount_fen [bonus_fen] [points] [coupons] pay", "recharge principal_fen bonus_fen"),
    "recharge.refund": ("recharge cause", "refund_fen"),
    "sale": (
        "[member] [card] lines [coupons] [points] tenders",
        """sale total_fen discount_fen due_fen change_fen points_earned points_used stored_principal_fen
        stored_bonus_fen lines""",
    ),
    "refund": (
        "sale [all] [lines] [fen] [to] [reason]",
        "refund_fen cash_fen principal_fen bonus_fen tenders points_clawed points_returned claw_value_fen",
    ),
    "redeem": ("member gift [qty] [tenders]", "points_used fen"),
    "coupon.issue": ("member coupon", "coupon valid_to"),
    "pass.sell": ("member pass tenders", "pass left valid_from valid_to"),
    "pass.use": ("member pass [persons] [staff]", "use left"),
    "pass.undo": ("use", "left"),
    "pass.freeze": ("pass from to", "valid_to"),
    "pass.refund": ("pass method [pay]", "refund_fen"),
    "pass.renew": ("pass from", "pass left valid_from valid_to"),
    "points.adjust": ("member points reason", "points"),
    "transfer": ("from to fen", "from_fen to_fen"),
    "card_close": (
        "member [method] [cause] [pay]", "bonus_first_fen principal_first_fen proportional_fen refund_fen",
    ),
    "cash.move": ("kind fen reason", ""),
    "shift.open": ("float_fen", ""),
    "shift.close": ("counted", "expected_fen counted_fen difference_fen z_number tenders"),
    "report.x": (
        "",
        """business_date shift z_number tenders sales_fen discount_fen refunds_fen rounding_fen stored_principal_fen
        stored_bonus_fen recharges_fen recharge_bonus_fen passes_sold_fen expected_cash_fen points rollforward counts
        unsent last_hash""",
    ),
    "report.z": ("", "business_date shift z_number tenders sales_fen counts unsent last_hash"),
    "tick": ("", "done"),
    "balance": ("member", "points growth principal_fen bonus_fen tier points_lots passes coupons"),
    "expect": ("[member] [refused] [points] [growth] [principal_fen] [bonus_fen] [tier] [points_lots] [passes] [coupons]", ""),
}  # fmt: skip

#: Setting → (default of a new shop, other values it takes, values it refuses).
VALUES: dict[str, tuple[Any, list[Any], list[Any]]] = {
    "points.rate": ("0/1", ["1/1", "3/2", "1/10"], ["1", "1/0", 1, None]),
    "growth.rate": ("1/1", ["2/1"], ["x"]),
    "points.expiry": ("never", ["months:12:end_of_month", "year:03-31"], ["months:12", "year:13-01", "soon"]),
    "points.per_yuan": (100, [1, None], [0, "100"]),
    "points.discount_cap_percent": (100, [0, 50], [101, -1]),
    "points.bonus_earns": (False, [True], [1]),
    "points.stored_value_earns": (True, [False], ["true"]),
    "points.whole_steps": (False, [True], [None]),
    "points.pass_earns": ("sale", ["use"], ["both"]),
    "points.multiplier_cap": (None, ["3/2"], ["3", 3]),
    "points.claw": ("negative", ["value"], ["none"]),
    "points.reinstatement_days": (30, [0], [-1]),
    "points.referral": (0, [50], [-1]),
    "points.referred": (0, [20], ["20"]),
    "points.referral_limit": (None, [5], [-1]),
    "points.birthday": (0, [88], [None]),
    "stored_value.spend_order": ("bonus_first", ["principal_first", "proportional"], ["oldest"]),
    "stored_value.bonus_cap_percent": (100, [0, 30], [101]),
    "tiers": (
        [], [[{"name": "A", "threshold": 0}, {"name": "B", "threshold": 10, "price_percent": 90, "points_multiplier": "3/2",
                                              "keep": 5}]],
        [[{"name": "A", "threshold": 1}], [{"name": "A", "threshold": 0}, {"name": "B", "threshold": 0}], {}],
    ),
    "tiers.criterion": ("spend", ["visits", "points", "growth"], ["money"]),
    "tiers.window": ("lifetime", ["rolling:12", "since_tier_start", "calendar_year"], ["rolling", "rolling:0"]),
    "tiers.validity": (None, ["months:12"], ["months:0", "12"]),
    "tiers.down": ("one_down", ["by_balance", "keep_if_at_least"], ["never"]),
    "tiers.growth_resets": (False, [True], [0]),
    "tiers.refund_downgrade": ("at_period_end", ["immediate"], ["now"]),
    "rounding.mode": ("none", ["drop_fen", "drop_jiao", "round_jiao", "round_yuan"], ["round"]),
    "rounding.scope": ("order", ["cash"], ["all"]),
    "day_starts_at": ("00:00", ["04:30"], ["4", "24:00"]),
    "law.enforce": (True, [False], ["no"]),
}  # fmt: skip

ERROR_CODES = [
    "bad_line",
    "bad_setting",
    "not_found",
    "not_allowed",
    "needs_approval",
    "no_shift",
    "shift_open",
    "insufficient_stored_value",
    "insufficient_points",
    "points_debt",
    "tender_mismatch",
    "over_refund",
    "nothing_to_refund",
    "card_lost",
    "card_state",
    "number_taken",
    "coupon_used",
    "coupon_expired",
    "coupon_not_applicable",
    "pass_used_up",
    "pass_expired",
    "pass_frozen",
    "pass_not_now",
    "undo_too_late",
    "out_of_stock",
    "limit_exceeded",
    "law_limit",
    "bad_amount",
    "quote_changed",
    "hq_needed",
    "db_newer",
    "db_corrupt",
    "disk_full",
    "read_only",
    "key_missing",
    "wrong_pin",
    "locked_out",
    "hq_unreachable",
    "wrong_code",
    "revoked",
]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    answers, status = rehearse(list(EXAMPLE), tmp_path_factory.mktemp("contract") / "a.db")
    assert (status, [each for each in answers if each.get("error") == "expect"]) == (0, [])
    return list(zip(map(json.loads, EXAMPLE), answers, strict=True))


def test_every_action_is_played_and_done(played: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    done = {line["do"] for line, answer in played if answer["ok"]}
    assert done == set(ACTIONS) - {"preset"}, "a preset is for a shop without rules: the other examples show them"


@pytest.mark.parametrize("do", CONTRACT)
def test_keys_of_the_contract_are_taken_and_answered(
    played: list[tuple[dict[str, Any], dict[str, Any]]], do: str
) -> None:
    takes, answers = (words.split() for words in CONTRACT[do])
    needed = {word for word in takes if not word.startswith("[")}
    known = ACTIONS[do].keys
    assert {word.strip("[]") for word in takes} <= set(known.checks)
    assert set(known.needed) <= needed, "nothing more may be asked for than the contract says"
    for line, answer in played:
        if line["do"] == do and answer["ok"]:
            assert set(answers) <= set(answer)


@pytest.mark.parametrize("name", VALUES)
def test_each_setting_has_its_default_and_takes_its_values(tmp_path: Path, name: str) -> None:
    default, others, wrong = VALUES[name]
    assert settings_of(new_shop("CNY", "Asia/Shanghai"))[name] == default
    lines = [{"do": "settings", "set": {name: value}} for value in (*others, default)]
    refusals = [{"do": "settings", "set": {name: value}} for value in wrong]
    said, _ = rehearse([*lines, *refusals], tmp_path / "a.db")
    assert [answer["ok"] for answer in said[: len(lines)]] == [True] * len(lines)
    assert [answer.get("error") for answer in said[len(lines) :]] == ["bad_setting"] * len(wrong)


def test_every_setting_of_the_contract_stands_in_the_example() -> None:
    named = {name for line in map(json.loads, EXAMPLE) for name in line.get("set", ())}
    assert set(VALUES) <= set(SETTINGS)
    assert named == set(SETTINGS)


def test_a_scratch_shop_begins_as_the_contract_says(tmp_path: Path) -> None:
    lines = [
        {"do": "member.enrol", "name": "m", "as": "m"},
        {"do": "balance", "member": "m", "want": {"tier": None, "points": 0}},
        {"do": "report.x", "want": {"expected_cash_fen": 0, "business_date": "2026-01-01"}},
        {"do": "recharge", "member": "m", "amount_fen": 600_000, "pay": "cash", "want": {"principal_fen": 600_000}},
    ]
    answers, status = rehearse(lines, tmp_path / "a.db")
    assert status == 0, answers


def test_error_codes_are_never_renamed() -> None:
    assert set(ERROR_CODES) <= set(CODES)
