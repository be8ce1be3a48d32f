"""Steps 2 and 4: what the coupons handed over take off, in the order they were handed over (domain rules §2, §9).

A coupon whose conditions are not met says which. One that takes nothing off (its group is taken, nothing is left to
lower) is not used up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memberpos.domain import pieces
from memberpos.domain.coupons import AMOUNT, GOODS, PERCENT, Coupon
from memberpos.domain.explain import note
from memberpos.domain.money import half_up
from memberpos.domain.offers import Scene
from memberpos.domain.promotions import Saving, runs_of
from memberpos.domain.quote import CouponUse, Quote, QuoteLine, lower

#: Reasons for which a coupon cannot be part of a sale; with any other it is only not used up.
UNMET = frozenset({"coupon_not_now", "coupon_not_for_goods", "coupon_below_minimum"})


@dataclass(frozen=True)
class Handed:
    """The coupons of a cart, which of them may be used beside the rest, and what the lines cost before coupons."""

    coupons: tuple[Coupon, ...]
    allowed: frozenset[str]
    before_fen: tuple[int, ...]


def use_coupons(
    so_far: Quote, handed: Handed, scene: Scene, taken: frozenset[str], *, on_lines: bool
) -> tuple[Quote, frozenset[str]]:
    """The quote after the line coupons (or the order coupons), and the groups taken by then."""
    for coupon in handed.coupons:
        if coupon.kind.on_lines is not on_lines:
            continue
        one = saving(coupon, so_far, handed, scene, taken)
        so_far = _used(so_far, coupon, one) if one.fen else _left_out(so_far, coupon, one)
        if one.fen and coupon.kind.group:
            taken |= {coupon.kind.group}
    return so_far, taken


def saving(coupon: Coupon, so_far: Quote, handed: Handed, scene: Scene, taken: frozenset[str]) -> Saving:
    """What a coupon would take off now, or why nothing."""
    reason = coupon.why_not(scene.now)
    if reason:
        return Saving(why="coupon_not_now", facts={"reason": reason})
    kind = coupon.kind
    fitting = tuple(line.discountable and kind.goods.takes(line.product) for line in so_far.lines)
    if not any(fitting):
        return Saving(why="coupon_not_for_goods")
    spent = sum(fen for fen, marked in zip(handed.before_fen, fitting, strict=True) if marked)
    if spent < kind.min_fen:
        return Saving(why="coupon_below_minimum", facts={"min_fen": kind.min_fen, "missing_fen": kind.min_fen - spent})
    if coupon.id not in handed.allowed or kind.group in taken:
        return Saving(why="coupon_group_taken")
    on = tuple(marked and _open_to(coupon, line) for marked, line in zip(fitting, so_far.lines, strict=True))
    fen = _worth(coupon, so_far, on)
    if fen > 0:
        return Saving(fen, on)
    return Saving(why="coupon_no_effect" if any(on) else "coupon_group_taken")


def _open_to(coupon: Coupon, line: QuoteLine) -> bool:
    return not (coupon.kind.group and coupon.kind.group in line.groups)


def _worth(coupon: Coupon, so_far: Quote, on: Sequence[bool]) -> int:
    kind = coupon.kind
    left = sum(line.net_fen for line, marked in zip(so_far.lines, on, strict=True) if marked)
    if kind.kind == AMOUNT:
        return min(kind.value, left)
    if kind.kind == PERCENT:
        return left - half_up(left * kind.value, 100)
    dearest = runs_of(so_far, on)
    if kind.kind == GOODS:
        return pieces.cost(pieces.first(dearest, kind.value))
    return max((run.fen - kind.value for run in dearest[:1]), default=0)


def _used(so_far: Quote, coupon: Coupon, one: Saving) -> Quote:
    kind = coupon.kind
    after = lower(so_far, one.fen, "coupon", kind.code, one.on, kind.label)
    after = replace(after, coupons=(*after.coupons, CouponUse(coupon.id, kind.code, one.fen)))
    return after.say(note("coupon_applied", coupon=kind.code, name=kind.label, id=coupon.id, fen=one.fen))


def _left_out(so_far: Quote, coupon: Coupon, one: Saving) -> Quote:
    kind = coupon.kind
    after = replace(so_far, coupons=(*so_far.coupons, CouponUse(coupon.id, kind.code, 0, one.why, one.facts)))
    return after.say(note(one.why, coupon=kind.code, name=kind.label, id=coupon.id, **one.facts))
