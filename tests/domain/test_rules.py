"""Every setting of the contract: its values, its default, and what is refused."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.rules import SETTINGS, Rules, Tier, Window, new_shop, parse_multiplier, rules_from, settings_of

GOOD = {
    "points.rate": ["0/1", "1/1", "1/10", "3/2"],
    "growth.rate": ["1/1", "2/1"],
    "points.expiry": ["never", "months:12:end_of_month", "year:03-31"],
    "points.per_yuan": [100, None, 1],
    "points.discount_cap_percent": [100, 0, 50],
    "points.bonus_earns": [False, True],
    "points.stored_value_earns": [True, False],
    "points.whole_steps": [False, True],
    "points.pass_earns": ["sale", "use"],
    "points.multiplier_cap": [None, "5/2"],
    "points.claw": ["negative", "value"],
    "points.reinstatement_days": [30, 0],
    "points.remind_days": [60, 0, 14],
    "points.referral": [0, 50],
    "points.referred": [0, 50],
    "points.referral_limit": [None, 3],
    "points.birthday": [0, 88],
    "points.registration": [0, 20],
    "points.visit": [0, 5],
    "points.visit_limit": ["1/day", None, "3/week"],
    "points.check_in": [0, 2],
    "points.check_in_limit": ["1/day", "10/month", "1/ever"],
    "points.items": [{}, {"TEA": 5, "CUP": 1}],
    "points.tasks": [
        [],
        [
            {"code": "review", "name": "写评价", "points": 20, "limit": "1/week"},
            {"code": "b", "name": "b", "points": 1},
        ],
    ],
    "points.manual_limit": [None, "500/month"],
    "badges": [
        [],
        [
            {"code": "ten", "name": "常客", "criterion": "visits", "at_least": 10, "window": "year", "points": 50},
            {
                "code": "tea",
                "name": "茶客",
                "criterion": "item",
                "at_least": 5,
                "window": "lifetime",
                "points": 0,
                "sku": "TEA",
            },
        ],
    ],
    "stored_value.spend_order": ["bonus_first", "principal_first", "proportional"],
    "stored_value.bonus_cap_percent": [100, 50, 0],
    "cards.without_mac": [False, True],
    "tiers": [
        [],
        [{"name": "银", "threshold": 0}, {"name": "金", "threshold": 2000, "price_percent": 90, "keep": 1500}],
    ],
    "tiers.criterion": ["spend", "visits", "points", "growth"],
    "tiers.window": ["lifetime", "rolling:12", "since_tier_start", "calendar_year"],
    "tiers.validity": [None, "months:12"],
    "tiers.down": ["one_down", "by_balance", "keep_if_at_least"],
    "tiers.growth_resets": [False, True],
    "tiers.refund_downgrade": ["at_period_end", "immediate"],
    "rounding.mode": ["none", "drop_fen", "drop_jiao", "round_jiao", "round_yuan"],
    "rounding.scope": ["order", "cash"],
    "day_starts_at": ["00:00", "04:30"],
    "law.enforce": [True, False],
}


def test_the_table_names_every_setting():
    assert set(GOOD) == SETTINGS


def test_defaults_are_the_first_values():
    assert settings_of(Rules()) == {name: GOOD[name][0] for name in GOOD}


@given(st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in GOOD.items()}))
def test_settings_are_kept_merged_and_written_back(settings):
    rules = rules_from(settings, Rules())
    written = settings_of(rules)
    assert json.loads(json.dumps(written)) == written
    assert rules_from(written, Rules()) == rules
    for name, value in settings.items():
        if name != "tiers":
            assert written[name] == value
    untouched = SETTINGS - set(settings)
    assert {name: written[name] for name in untouched} == {name: GOOD[name][0] for name in untouched}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("points.rate", "1"),
        ("points.rate", "1/0"),
        ("points.rate", "-1/1"),
        ("points.rate", 1),
        ("points.rate", "１/１"),
        ("points.expiry", "months:12"),
        ("points.per_yuan", 0),
        ("points.per_yuan", True),
        ("points.per_yuan", 1.5),
        ("points.discount_cap_percent", 101),
        ("points.bonus_earns", 1),
        ("points.pass_earns", "never"),
        ("points.multiplier_cap", "2"),
        ("points.claw", "forget"),
        ("points.reinstatement_days", -1),
        ("stored_value.spend_order", ["bonus_first"]),
        ("tiers", {"name": "a"}),
        ("tiers", [{"name": "a", "threshold": 5}]),
        ("tiers", [{"name": "a", "threshold": 0}, {"name": "b", "threshold": 0}]),
        ("tiers", [{"name": "a", "threshold": 0}, {"name": "a", "threshold": 9}]),
        ("tiers", [{"name": "a", "threshold": 0, "colour": "red"}]),
        ("tiers", [{"name": "", "threshold": 0}]),
        ("tiers", [{"name": "a", "threshold": 0, "price_percent": 101}]),
        ("tiers", [{"threshold": 0}]),
        ("tiers", ["a"]),
        ("tiers.window", "rolling"),
        ("tiers.window", "rolling:0"),
        ("tiers.window", "lifetime:3"),
        ("tiers.validity", "months:0"),
        ("tiers.validity", 12),
        ("rounding.mode", "drop"),
        ("day_starts_at", "24:00"),
        ("law.enforce", None),
        ("points.unknown", 1),
        ("points.visit_limit", "day"),
        ("points.check_in_limit", 1),
        ("points.manual_limit", "1/hour"),
        ("points.items", ["TEA"]),
        ("points.items", {"TEA": 0}),
        ("points.items", {"": 1}),
        ("points.tasks", [{"code": "a", "name": "a"}]),
        ("points.tasks", [{"code": "a", "name": "a", "points": 1}] * 2),
        ("points.tasks", [{"code": "a b", "name": "a", "points": 1}]),
        ("points.tasks", [{"code": "a", "name": "a", "points": 1, "limit": 3}]),
        ("badges", {"code": "a"}),
        ("badges", [{"code": "a", "name": "a", "criterion": "luck", "at_least": 1}]),
        ("badges", [{"code": "a", "name": "a", "criterion": "item", "at_least": 1}]),
        ("badges", [{"code": "a", "name": "a", "criterion": "visits", "at_least": 1, "sku": "TEA"}]),
        ("badges", [{"code": "a", "name": "a", "criterion": "visits", "at_least": 0}]),
        ("tiers", [{"name": "a", "threshold": 0, "benefits": "tea"}]),
        ("tiers", [{"name": "a", "threshold": 0, "points_expiry": "soon"}]),
        ("tiers", [{"name": "a", "threshold": 0, "birthday_points": -1}]),
        ("currency", "USD"),
    ],
)
def test_bad_settings_are_named(name, value):
    with pytest.raises(PosError) as caught:
        rules_from({"points.rate": "1/1", name: value}, Rules())
    assert (caught.value.code, caught.value.facts["setting"]) == ("bad_setting", name)


def test_tiers_keep_their_threshold_unless_told_otherwise():
    rules = rules_from({"tiers": GOOD["tiers"][1]}, Rules())
    assert rules.tiers == (Tier("银", 0), Tier("金", 2000, 90, Fraction(1), 1500))
    assert rules.tier("金") is rules.tiers[1]
    assert rules.tier("铜") is None
    assert rules.tier(None) is None


def test_benefits_of_a_tier_are_kept_and_written_back():
    entry = {
        "name": "金", "threshold": 0, "price_percent": 100, "points_multiplier": "1/1", "keep": 0, "birthday_points": 0,
        "points_expiry": "never", "upgrade_coupons": ["C10"], "benefits": ["优先预约"],
    }  # fmt: skip
    rules = rules_from({"tiers": [entry]}, Rules())
    assert settings_of(rules)["tiers"] == [entry]
    assert rules.tiers[0].benefits == ("优先预约",)


def test_windows_and_multipliers():
    assert rules_from({"tiers.window": "rolling:3"}, Rules()).tiers_window == Window("rolling", 3)
    assert parse_multiplier("6/4") == Fraction(3, 2)


def test_what_only_cny_allows():
    hong_kong = new_shop("HKD", "Asia/Hong_Kong")
    assert not hong_kong.law_enforce
    assert new_shop("CNY", "Asia/Shanghai").law_enforce
    for name, value in (("law.enforce", True), ("rounding.mode", "drop_jiao"), ("rounding.mode", "drop_fen")):
        with pytest.raises(PosError) as caught:
            rules_from({name: value}, hong_kong)
        assert caught.value.facts["setting"] == name
    assert rules_from({"rounding.mode": "round_yuan"}, hong_kong).rounding_mode == "round_yuan"
