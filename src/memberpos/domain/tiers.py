"""Tiers: what is counted, over which window, who goes up and down (domain rules §6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from memberpos.domain.dates import add_months, validity_end
from memberpos.domain.points import YUAN_FEN
from memberpos.domain.rules import Rules, Tier, Window

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Activity:
    """What a business date adds to the criteria; refunds are already taken off the date of their sale.

    `visits` 1 on a date with a sale not fully refunded; `points` earned less clawed; clearing growth is negative.
    """

    day: date
    spend_fen: int = 0
    visits: int = 0
    points: int = 0
    growth: int = 0


@dataclass(frozen=True)
class Standing:
    """A member's tier since `since` (start of its present validity), good to `valid_to` (None = never reviewed).

    `floor`: a tier granted by hand or by a top-up, good to `floor_to` (None = for ever).
    """

    tier: str
    since: date
    valid_to: date | None = None
    floor: str | None = None
    floor_to: date | None = None


@dataclass(frozen=True)
class Needed:
    """What is missing (fen for `spend`, else counts) to the next tier and to keep this one; None = does not apply."""

    next_tier: str | None
    to_reach: int | None
    to_keep: int | None
    keep_by: date | None


def unit(rules: Rules) -> int:
    """Criterion units in one unit of a threshold: 100 fen a yuan for `spend`, else 1."""
    return YUAN_FEN if rules.tiers_criterion == "spend" else 1


def window_start(window: Window, end: date, since: date) -> date | None:
    """The first day of the window ending on `end`; None = everything."""
    if window.kind == "rolling":
        return add_months(end, -window.months) + _DAY
    if window.kind == "since_tier_start":
        return since
    return date(end.year, 1, 1) if window.kind == "calendar_year" else None


def amount(activity: Sequence[Activity], rules: Rules, end: date, since: date) -> int:
    """The criterion over the window ending on `end`, for a standing held since `since`."""
    start = window_start(rules.tiers_window, end, since)
    inside = [entry for entry in activity if entry.day <= end and (start is None or entry.day >= start)]
    return sum(_measure(entry, rules.tiers_criterion) for entry in inside)


def _measure(entry: Activity, criterion: str) -> int:
    return {"spend": entry.spend_fen, "visits": entry.visits, "points": entry.points, "growth": entry.growth}[criterion]


def tier_for(reached: int, rules: Rules) -> Tier:
    """The highest tier whose threshold the amount reaches (the first below that)."""
    fitting = [tier for tier in rules.tiers if reached >= tier.threshold * unit(rules)]
    return fitting[-1] if fitting else rules.tiers[0]


def first_standing(rules: Rules, today: date) -> Standing | None:
    """A new member's standing: the first tier; None without tiers."""
    return _standing(rules, rules.tiers[0].name, today) if rules.tiers else None


def grant_tier(standing: Standing, tier: str, until: date | None, rules: Rules, today: date) -> Standing:
    """A tier given by hand or by a top-up: a floor till `until`, in effect at once if it is above the present tier."""
    granted = replace(standing, floor=tier, floor_to=until)
    if _rank(rules, tier) > _rank(rules, standing.tier):
        return replace(granted, tier=tier, since=today, valid_to=_valid_to(rules, today))
    return granted


def after_activity(standing: Standing, reached: int, rules: Rules, today: date) -> Standing:
    """Up at once, with a new validity, if the amount reaches a higher tier; never down."""
    fitting = tier_for(reached, rules).name
    if _rank(rules, fitting) <= _rank(rules, standing.tier):
        return standing
    return _with_tier(standing, fitting, rules, today)


def step_back(history: Sequence[Standing], activity: Sequence[Activity], rules: Rules, today: date) -> Standing:
    """The present standing after a refund (`activity` already without the refunded amounts).

    `history`: the standings the member had, oldest first, the present one last. Under `immediate` a step up is taken
    back when neither the amount of the day it was made nor today's reaches it any more; the standing before it comes
    back. A step that refunded sales had no part in stays (so a sale and its refund leave the tier as it was), and a
    grant by hand or top-up is never gone below. Under `at_period_end` nothing changes.
    """
    standing = history[-1]
    if rules.tiers_refund_downgrade != "immediate":
        return standing
    for before in reversed(history[:-1]):
        best = _not_below_floor(standing, _justified(standing, before, activity, rules, today), rules, today)
        if _rank(rules, best) >= _rank(rules, standing.tier) or _rank(rules, before.tier) >= _rank(
            rules, standing.tier
        ):
            return standing
        if _rank(rules, best) > _rank(rules, before.tier):
            return _with_tier(standing, best, rules, today)
        standing = replace(before, floor=standing.floor, floor_to=standing.floor_to)
    return standing


def _justified(standing: Standing, before: Standing, activity: Sequence[Activity], rules: Rules, today: date) -> str:
    """The tier the amounts reach, on the day the step from `before` to `standing` was made or today."""
    reached = max(amount(activity, rules, end, before.since) for end in (standing.since, today))
    return tier_for(reached, rules).name


def review_due(standing: Standing, today: date) -> date | None:
    """The due date of the next review if it has come; its window ends the day before."""
    if standing.valid_to is None or standing.valid_to >= today:
        return None
    return standing.valid_to + _DAY


def review(standing: Standing, reached: int, rules: Rules) -> Standing:
    """The standing after the review of `valid_to`, on the amount of the window ending that day.

    At least `keep`: the same tier with a new validity; else one down, or by the amount (`tiers.down`), never below a
    grant. Whether growth is cleared is `tiers.growth_resets`, for the caller.
    """
    if standing.valid_to is None:
        return standing
    due = standing.valid_to + _DAY
    held = rules.tier(standing.tier)
    if held is None or reached < held.keep * unit(rules):
        fallen = _not_below_floor(standing, _lower(standing.tier, reached, rules), rules, due)
        return _with_tier(standing, fallen, rules, due)
    return _with_tier(standing, standing.tier, rules, due)


def needed(standing: Standing, reached: int, rules: Rules) -> Needed:
    """What makes "¥x more to gold", and what is needed to stay."""
    rank = _rank(rules, standing.tier)
    above = rules.tiers[rank + 1] if rank + 1 < len(rules.tiers) else None
    held = rules.tier(standing.tier)
    keep = held.keep * unit(rules) if held is not None and standing.valid_to is not None else None
    return Needed(
        next_tier=above.name if above else None,
        to_reach=max(above.threshold * unit(rules) - reached, 0) if above else None,
        to_keep=max(keep - reached, 0) if keep is not None else None,
        keep_by=standing.valid_to,
    )


def _rank(rules: Rules, name: str) -> int:
    """Place of a tier; a tier that is no longer in the rules counts as the first."""
    return next((rank for rank, tier in enumerate(rules.tiers) if tier.name == name), 0)


def _lower(name: str, reached: int, rules: Rules) -> str:
    rank = _rank(rules, name)
    if rules.tiers_down == "by_balance":
        return rules.tiers[min(rank, _rank(rules, tier_for(reached, rules).name))].name
    return rules.tiers[max(rank - 1, 0)].name


def _not_below_floor(standing: Standing, name: str, rules: Rules, today: date) -> str:
    if standing.floor is None or (standing.floor_to is not None and standing.floor_to < today):
        return name
    return max(name, standing.floor, key=lambda tier: _rank(rules, tier))


def _with_tier(standing: Standing, name: str, rules: Rules, start: date) -> Standing:
    return replace(standing, tier=name, since=start, valid_to=_valid_to(rules, start))


def _standing(rules: Rules, name: str, start: date) -> Standing:
    return Standing(name, start, _valid_to(rules, start))


def _valid_to(rules: Rules, start: date) -> date | None:
    return validity_end(start, rules.tiers_validity) if rules.tiers_validity else None
