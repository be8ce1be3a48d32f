"""Up, down, kept, and what is needed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.rules import Rules, Tier, Window
from memberpos.domain.tiers import (
    Activity,
    Needed,
    Standing,
    TierGrant,
    after_activity,
    amount,
    first_standing,
    held,
    held_to,
    needed,
    next_due,
    review,
    step_back,
    tier_for,
    without_ended,
)

TIERS = (Tier("first", 0), Tier("second", 2000, keep=1000), Tier("third", 5000, keep=5000))
RULES = Rules(tiers=TIERS, tiers_validity=12)
NOW_DOWN = replace(RULES, tiers_refund_downgrade="immediate")
DAY = date(2026, 1, 31)
FIRST = Standing("first", date(2026, 1, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("fen", "tier"), [(199_999, "first"), (200_000, "second"), (499_999, "second"), (500_000, "third"), (-5, "first")]
)
def test_thresholds_are_yuan_for_spend(fen, tier):
    assert tier_for(fen, RULES).name == tier
    assert after_activity(FIRST, fen, RULES, DAY).tier == tier


def test_and_counts_for_the_other_criteria():
    assert tier_for(2000, replace(RULES, tiers_criterion="growth")).name == "second"


def test_up_at_once_with_a_new_validity():
    assert after_activity(FIRST, 200_000, RULES, DAY) == Standing("second", DAY, date(2027, 1, 31))
    assert after_activity(FIRST, 199_999, RULES, DAY) == FIRST
    up = Standing("third", DAY, None)
    assert after_activity(up, 0, RULES, DAY) == up


def test_a_refund_of_one_fen_the_same_day():
    up = after_activity(FIRST, 200_000, RULES, DAY)
    left = [Activity(DAY, spend_fen=199_999)]
    assert step_back([FIRST, up], left, RULES, DAY) == up
    assert step_back([FIRST, up], left, NOW_DOWN, DAY) == FIRST


def test_a_step_that_refunded_sales_had_no_part_in_stays():
    held = Standing("second", date(2026, 1, 10), date(2027, 1, 10))
    spent = [Activity(date(2026, 1, 10), spend_fen=200_000)]
    assert step_back([FIRST, held], spent, NOW_DOWN, DAY) == held
    rolling = replace(NOW_DOWN, tiers_window=Window("rolling", 1))
    assert step_back([FIRST, held], spent, rolling, date(2026, 8, 1)) == held
    assert step_back([held], [], NOW_DOWN, DAY) == held


def test_the_sale_that_made_the_step_is_refunded_later():
    held = Standing("second", date(2026, 1, 10), date(2027, 1, 10))
    assert step_back([FIRST, held], [Activity(date(2026, 1, 10), spend_fen=150_000)], NOW_DOWN, DAY) == FIRST
    made_up_for = [Activity(date(2026, 1, 10), spend_fen=150_000), Activity(DAY, spend_fen=60_000)]
    assert step_back([FIRST, held], made_up_for, NOW_DOWN, DAY) == held


def test_two_steps_are_taken_back_one_after_another():
    second = Standing("second", DAY, date(2027, 1, 31))
    third = Standing("third", DAY, date(2027, 1, 31))
    assert step_back([FIRST, second, third], [Activity(DAY, spend_fen=1)], NOW_DOWN, DAY) == FIRST
    assert step_back([FIRST, second, third], [Activity(DAY, spend_fen=250_000)], NOW_DOWN, DAY) == second
    assert step_back([FIRST, third], [Activity(DAY, spend_fen=250_000)], NOW_DOWN, DAY) == second


def test_steps_back_look_at_the_window_the_step_looked_at():
    since = replace(NOW_DOWN, tiers_window=Window("since_tier_start"))
    earlier = [Activity(date(2026, 1, 5), spend_fen=150_000), Activity(DAY, spend_fen=60_000)]
    up = Standing("second", DAY, date(2027, 1, 31))
    assert step_back([FIRST, up], earlier, since, DAY) == up
    assert step_back([FIRST, up], [*earlier, Activity(DAY, spend_fen=-20_000)], since, DAY) == FIRST


def test_a_review_that_kept_the_tier_hides_no_step():
    """The step up lies before it; a pencil bought and returned after the review takes nothing."""
    up = Standing("second", date(2026, 1, 10), date(2027, 1, 10))
    kept = review(up, 150_000, RULES)
    later = date(2027, 3, 1)
    assert step_back([FIRST, up, kept], [Activity(date(2026, 1, 10), spend_fen=150_000)], NOW_DOWN, later) == FIRST
    assert step_back([FIRST, up, kept], [Activity(date(2026, 1, 10), spend_fen=200_000)], NOW_DOWN, later) == kept


def test_a_tier_given_holds_beside_the_one_reached():
    given = replace(FIRST, grants=(TierGrant("second", DAY, date(2026, 12, 31)), TierGrant("third", DAY, DAY)))
    assert [held(given, RULES, day) for day in (date(2026, 1, 30), DAY, date(2026, 2, 1), date(2027, 1, 1))] == [
        "third", "third", "second", "first",
    ]  # fmt: skip
    assert held_to(given, RULES, date(2027, 1, 1)) == FIRST.valid_to
    assert held_to(given, RULES, DAY) == DAY
    assert held_to(given, RULES, date(2026, 2, 1)) == date(2026, 12, 31)
    assert held_to(replace(FIRST, grants=(TierGrant("third", DAY),)), RULES, DAY) is None
    assert held(replace(FIRST, tier="third", grants=given.grants), RULES, DAY) == "third"
    assert held(replace(FIRST, grants=(TierGrant("gone", DAY),)), RULES, DAY) == "first"


def test_reviews_and_refunds_go_on_below_a_given_tier_and_keep_it():
    given = (TierGrant("second", DAY, date(2027, 6, 30)),)
    up = Standing("third", DAY, date(2027, 1, 31), given)
    assert step_back([FIRST, up], [], NOW_DOWN, DAY) == replace(FIRST, grants=given)
    assert review(up, 0, RULES) == Standing("second", date(2027, 2, 1), date(2028, 2, 1), given)
    below = replace(FIRST, grants=given)
    assert held(review(below, 0, RULES), RULES, date(2027, 1, 2)) == "second"
    assert needed(below, 300_000, RULES, DAY) == Needed("third", 200_000, 0, date(2027, 1, 1))


def test_the_next_end_is_a_review_or_the_end_of_a_given_tier():
    assert next_due(FIRST) == date(2027, 1, 2)
    assert next_due(replace(FIRST, valid_to=None)) is None
    given = replace(FIRST, grants=(TierGrant("second", DAY, date(2026, 6, 30)), TierGrant("third", DAY)))
    assert next_due(given) == date(2026, 7, 1)
    assert without_ended(given, date(2026, 6, 30)) == given
    assert next_due(without_ended(given, date(2026, 7, 1))) == date(2027, 1, 2)
    assert review(replace(FIRST, valid_to=None), 0, RULES).valid_to is None


@pytest.mark.parametrize(
    ("down", "held", "fen", "tier"),
    [
        ("one_down", "second", 100_000, "second"),
        ("one_down", "second", 99_999, "first"),
        ("one_down", "third", 0, "second"),
        ("by_balance", "third", 0, "first"),
        ("by_balance", "third", 250_000, "second"),
        ("by_balance", "third", 900_000, "third"),
        ("keep_if_at_least", "third", 499_999, "second"),
        ("one_down", "first", 0, "first"),
        ("one_down", "gone", 0, "first"),
    ],
)
def test_reviews(down, held, fen, tier):
    before = Standing(held, date(2026, 1, 1), date(2027, 1, 1))
    assert review(before, fen, replace(RULES, tiers_down=down)) == Standing(tier, date(2027, 1, 2), date(2028, 1, 2))


@pytest.mark.parametrize(
    ("window", "total"),
    [("lifetime", 1111), ("calendar_year", 11), ("since_tier_start", 111), ("rolling", 11)],
)
def test_windows(window, total):
    spent = [
        Activity(date(2024, 5, 1), spend_fen=1000),
        Activity(date(2025, 11, 28), spend_fen=100),
        Activity(date(2026, 1, 1), spend_fen=10),
        Activity(date(2026, 2, 28), spend_fen=1),
        Activity(date(2026, 3, 1), spend_fen=10_000),
    ]
    rules = replace(RULES, tiers_window=Window(window, 3))
    assert amount(spent, rules, date(2026, 2, 28), date(2025, 11, 28)) == total


def test_a_rolling_window_leaves_its_first_day_out():
    rules = replace(RULES, tiers_window=Window("rolling", 1))
    spent = [Activity(date(2026, 2, 28), spend_fen=1), Activity(date(2026, 3, 1), spend_fen=10)]
    assert amount(spent, rules, date(2026, 3, 28), DAY) == 10


@pytest.mark.parametrize(("criterion", "total"), [("spend", 1), ("visits", 2), ("points", 3), ("growth", 4)])
def test_criteria(criterion, total):
    assert amount([Activity(DAY, 1, 2, 3, 4)], replace(RULES, tiers_criterion=criterion), DAY, DAY) == total


def test_what_is_needed():
    assert needed(FIRST, 50_000, RULES, DAY) == Needed("second", 150_000, 0, date(2027, 1, 1))
    held = Standing("third", DAY, date(2027, 1, 31))
    assert needed(held, 400_000, RULES, DAY) == Needed(None, None, 100_000, date(2027, 1, 31))
    for_ever = Standing("second", DAY)
    assert needed(for_ever, 600_000, RULES, DAY) == Needed("third", 0, None, None)


def test_without_tiers_nobody_stands():
    assert first_standing(Rules(), DAY) is None
    assert first_standing(RULES, DAY) == Standing("first", DAY, date(2027, 1, 31))


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_never_means_lower(a, b):
    ranks = [TIERS.index(tier_for(fen, RULES)) for fen in sorted((a, b))]
    assert ranks == sorted(ranks)


spends = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 300_000)), max_size=6)


@given(spends, st.integers(1, 600_000), st.sampled_from(["lifetime", "since_tier_start", "calendar_year", "rolling"]))
def test_a_sale_and_its_refund_leave_the_standing_as_it_was(entries, fen, window):
    rules = replace(NOW_DOWN, tiers_window=Window(window, 3), tiers_validity=None)
    history, spent = [Standing("first", date(2025, 1, 1))], []
    for days, spend_fen in sorted(entries):
        day = date(2025, 1, 1) + timedelta(days=days)
        spent.append(Activity(day, spend_fen=spend_fen))
        grown = after_activity(history[-1], amount(spent, rules, day, history[-1].since), rules, day)
        history += [grown] if grown != history[-1] else []
    day = date(2026, 2, 10)
    grown = after_activity(history[-1], amount([*spent, Activity(day, fen)], rules, day, history[-1].since), rules, day)
    with_sale = [*history, grown] if grown != history[-1] else history
    assert step_back(with_sale, spent, rules, day) == history[-1]
