"""A sale of the past priced once more under other rules: what it would have cost and earned (pure).

The cart, its tenders and its coupons are those of the sale; the customer is taken to buy and pay as then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memberpos.domain import earning, points, pricing
from memberpos.domain.cart import Cart
from memberpos.domain.coupons import Coupon
from memberpos.domain.member import Profile
from memberpos.domain.offers import AddOn, Offer
from memberpos.domain.quote import Quote
from memberpos.domain.rules import Rules
from memberpos.domain.tenders import CASH, Cell, Part, PayLine, StoredSplit, Tender, settle

#: Points of a member who can pay for whatever the cart asks: what was spent then was there then.
_ENOUGH = 10**12


@dataclass(frozen=True)
class PastTender:
    """What was paid one way, net of change; stored value split as it was taken."""

    kind: str
    fen: int
    principal_fen: int = 0
    bonus_fen: int = 0


@dataclass(frozen=True)
class PastSale:
    """A sale as it was rung up. `points_used` in all (add-ons included); `offers` are the codes that lowered it."""

    cart: Cart
    at_ms: int
    points_used: int
    tenders: tuple[PastTender, ...]
    offers: frozenset[str] = frozenset()
    coupons: tuple[Coupon, ...] = ()


@dataclass(frozen=True)
class Result:
    """What a sale costs (`due_fen`) and earns (`points`, of spending and goods)."""

    due_fen: int
    points: int


def again(sale: PastSale, tier: str | None, offers: Sequence[Offer], rules: Rules) -> Result:
    """The sale under these rules and offers, by a member of `tier`."""
    cart = replace(sale.cart, add_ons=_asked(sale, offers))
    profile = Profile(cart.member_id, tier, _ENOUGH) if cart.member_id else None
    quoted = pricing.quote(cart, profile, offers, rules, sale.at_ms, sale.coupons)
    if asked := sale.points_used - quoted.add_on_points:
        quoted = pricing.quote(cart.set_points(max(asked, 0)), profile, offers, rules, sale.at_ms, sale.coupons)
    others = sum(tender.fen for tender in sale.tenders if tender.kind != CASH)
    if any(tender.kind == CASH for tender in sale.tenders):
        quoted = pricing.round_cash(quoted, others, rules)
    return Result(quoted.due_fen, _earned(sale, quoted, rules) if profile else 0)


def _asked(sale: PastSale, offers: Sequence[Offer]) -> tuple[str, ...]:
    """The add-ons for points that were taken then."""
    return tuple(
        offer.code
        for offer in offers
        if isinstance(offer.terms, AddOn) and offer.terms.points and offer.code in sale.offers
    )


def _earned(sale: PastSale, quoted: Quote, rules: Rules) -> int:
    cells, parts = _paid(sale, quoted)
    lines = earning.earn_lines(quoted, cells, parts, rules)
    return points.earned(lines, rules) + points.item_points(earning.item_lines(quoted, rules))


def _paid(sale: PastSale, quoted: Quote) -> tuple[Sequence[Cell], Sequence[Part]]:
    """The tenders spread over the lines: as they were, the difference of the due first in cash, then backwards."""
    lines = [PayLine(line.line, line.net_fen, line.product.bonus_allowed) for line in quoted.lines]
    paid = _fitted(sale.tenders, quoted.due_fen)
    room = sum(line.net_fen for line in lines if line.bonus_allowed)
    splits: dict[int, StoredSplit] = {}
    for index, tender in enumerate(paid):
        if tender.kind == "stored_value":
            bonus = min(tender.bonus_fen, room)
            room -= bonus
            splits[index] = StoredSplit(tender.fen - bonus, bonus)
    given = [Tender(tender.kind, tender.fen, str(index)) for index, tender in enumerate(paid)]
    settled = settle(lines, given, splits)
    return settled.cells, settled.parts


def _fitted(paid: Sequence[PastTender], due_fen: int) -> list[PastTender]:
    fitted = list(paid)
    more = due_fen - sum(tender.fen for tender in fitted)
    if more > 0:
        at = next((at for at, tender in enumerate(fitted) if tender.kind == CASH), None)
        if at is None:
            fitted.append(PastTender(CASH, more))
        else:
            fitted[at] = replace(fitted[at], fen=fitted[at].fen + more)
    order = sorted(range(len(fitted)), key=lambda at: (fitted[at].kind != CASH, -at))
    for at in order if more < 0 else ():
        off = min(-more, fitted[at].fen)
        fitted[at] = _less(fitted[at], off)
        more += off
    return [tender for tender in fitted if tender.fen]


def _less(tender: PastTender, off: int) -> PastTender:
    """Less of a tender; of stored value less principal first."""
    from_principal = min(off, tender.principal_fen)
    return replace(
        tender, fen=tender.fen - off, principal_fen=tender.principal_fen - from_principal,
        bonus_fen=max(tender.bonus_fen - (off - from_principal), 0),
    )  # fmt: skip
