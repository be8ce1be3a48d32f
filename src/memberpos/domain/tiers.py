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
class TierGrant:
    """A tier given by hand or by a top-up on `start`, good to `end` (inclusive; None = for ever).

    It holds from the moment it is given, also when the clock is set back to before its start.
    """

    tier: str
    start: date
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.end is None or day <= self.end


@dataclass(frozen=True)
class Standing:
    """The tier a member has reached, since `since` (start of its present validity), good to `valid_to` (None = never
    reviewed), and the tiers given besides: what counts at the counter is `held`.
    """

    tier: str
    since: date
    valid_to: date | None = None
    grants: tuple[TierGrant, ...] = ()


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


def held(standing: Standing, rules: Rules, today: date) -> str:
    """The tier in force on a day: the highest of the one reached and those given."""
    given = [grant.tier for grant in standing.grants if grant.holds_on(today) and rules.tier(grant.tier)]
    return max((standing.tier, *given), key=lambda name: rank(rules, name))


def held_to(standing: Standing, rules: Rules, today: date) -> date | None:
    """The last day for which `held` is certain: of the tier reached its validity, else the longest grant's end."""
    name = held(standing, rules, today)
    if rank(rules, name) <= rank(rules, standing.tier):
        return standing.valid_to
    ends = [grant.end for grant in standing.grants if grant.holds_on(today) and grant.tier == name]
    return None if None in ends else max(end for end in ends if end is not None)


def after_activity(standing: Standing, reached: int, rules: Rules, today: date) -> Standing:
    """Up at once, with a new validity, if the amount reaches a higher tier; never down."""
    fitting = tier_for(reached, rules).name
    if rank(rules, fitting) <= rank(rules, standing.tier):
        return standing
    return _with_tier(standing, fitting, rules, today)


def step_back(history: Sequence[Standing], activity: Sequence[Activity], rules: Rules, today: date) -> Standing:
    """The present standing after a refund (`activity` already without the refunded amounts).

    `history`: the standings the member had, oldest first, the present one last. Under `immediate` a step up is taken
    back when neither the amount of the day it was made nor today's reaches it any more; the standing before it comes
    back. A step that refunded sales had no part in stays (so a sale and its refund leave the tier as it was); a tier
    given by hand or top-up holds beside it. Under `at_period_end` nothing changes.
    """
    standing = step = history[-1]
    if rules.tiers_refund_downgrade != "immediate":
        return standing
    for before in reversed(history[:-1]):
        if before.tier == step.tier:  # a review kept the tier: the step up lies further back
            step = before
            continue
        best = rank(rules, _justified(step, before, activity, rules, today))
        if max(best, rank(rules, before.tier)) >= rank(rules, step.tier):
            return standing
        if best > rank(rules, before.tier):
            return _with_tier(standing, rules.tiers[best].name, rules, today)
        standing = step = replace(before, grants=standing.grants)
    return standing


def _justified(standing: Standing, before: Standing, activity: Sequence[Activity], rules: Rules, today: date) -> str:
    """The tier the amounts reach, on the day the step from `before` to `standing` was made or today."""
    reached = max(amount(activity, rules, end, before.since) for end in (standing.since, today))
    return tier_for(reached, rules).name


def next_due(standing: Standing) -> date | None:
    """The next date on which something ends: the day after the validity (a review) or after a grant; None = never."""
    ends = [standing.valid_to, *(grant.end for grant in standing.grants)]
    return min((end + _DAY for end in ends if end is not None), default=None)


def without_ended(standing: Standing, today: date) -> Standing:
    """The standing without the grants whose last day has passed."""
    return replace(
        standing, grants=tuple(grant for grant in standing.grants if grant.end is None or grant.end >= today)
    )


def review(standing: Standing, reached: int, rules: Rules) -> Standing:
    """The standing after the review of `valid_to`, on the amount of the window ending that day.

    At least `keep`: the same tier with a new validity; else one down, or by the amount (`tiers.down`). Whether growth
    is cleared is `tiers.growth_resets`, for the caller.
    """
    if standing.valid_to is None:
        return standing
    due = standing.valid_to + _DAY
    reviewed = rules.tier(standing.tier)
    if reviewed is None or reached < reviewed.keep * unit(rules):
        return _with_tier(standing, _lower(standing.tier, reached, rules), rules, due)
    return _with_tier(standing, standing.tier, rules, due)


def needed(standing: Standing, reached: int, rules: Rules, today: date) -> Needed:
    """What makes "¥x more to gold" (the tier above the one in force), and what is needed to keep the one reached."""
    place = rank(rules, held(standing, rules, today))
    above = rules.tiers[place + 1] if place + 1 < len(rules.tiers) else None
    own = rules.tier(standing.tier)
    keep = own.keep * unit(rules) if own is not None and standing.valid_to is not None else None
    return Needed(
        next_tier=above.name if above else None,
        to_reach=max(above.threshold * unit(rules) - reached, 0) if above else None,
        to_keep=max(keep - reached, 0) if keep is not None else None,
        keep_by=standing.valid_to,
    )


def rank(rules: Rules, name: str) -> int:
    """Place of a tier; a tier that is no longer in the rules counts as the first."""
    return next((place for place, tier in enumerate(rules.tiers) if tier.name == name), 0)


def _lower(name: str, reached: int, rules: Rules) -> str:
    place = rank(rules, name)
    if rules.tiers_down == "by_balance":
        return rules.tiers[min(place, rank(rules, tier_for(reached, rules).name))].name
    return rules.tiers[max(place - 1, 0)].name


def _with_tier(standing: Standing, name: str, rules: Rules, start: date) -> Standing:
    return replace(standing, tier=name, since=start, valid_to=_valid_to(rules, start))


def _standing(rules: Rules, name: str, start: date) -> Standing:
    return Standing(name, start, _valid_to(rules, start))


def _valid_to(rules: Rules, start: date) -> date | None:
    return validity_end(start, rules.tiers_validity) if rules.tiers_validity else None
