"""A sale of the past priced once more under other rules: what it would have cost and earned (pure).

The cart, its tenders, its coupons and what came back of it are those of the sale; the customer is taken to buy, pay
and give back as then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from memberpos.domain import earning, points, pricing
from memberpos.domain.cart import Cart
from memberpos.domain.coupons import Coupon
from memberpos.domain.errors import PosError
from memberpos.domain.member import Profile
from memberpos.domain.offers import AddOn, Offer
from memberpos.domain.quote import CHARGE, Quote
from memberpos.domain.refunds import LineLeft, Original, Wish, after, plan
from memberpos.domain.rules import Rules
from memberpos.domain.tenders import CASH, PASS, STORED_VALUE, PayLine, StoredSplit, Tender, settle

#: Points of a member who can pay for whatever the cart asks: what was spent then was there then.
_ENOUGH = 10**12


@dataclass(frozen=True)
class PastTender:
    """What was paid one way, net of change; stored value split as it was taken. A pass pays its lines: `pays` holds
    (line of the cart, fen, whether that was all of the line).
    """

    kind: str
    fen: int
    principal_fen: int = 0
    bonus_fen: int = 0
    pays: tuple[tuple[int, int, bool], ...] = ()


@dataclass(frozen=True)
class GivenBack:
    """A refund as it was asked for: pieces (thousandths) of lines of the cart and of fee products, or an amount."""

    lines: Mapping[int, int] = field(default_factory=dict)
    fees: Mapping[str, int] = field(default_factory=dict)
    fen: int = 0


@dataclass(frozen=True)
class PastSale:
    """A sale as it was rung up. `points_used` in all (add-ons included); `offers` are the codes that lowered it."""

    cart: Cart
    at_ms: int
    points_used: int
    tenders: tuple[PastTender, ...]
    offers: frozenset[str] = frozenset()
    coupons: tuple[Coupon, ...] = ()
    back: tuple[GivenBack, ...] = ()


@dataclass(frozen=True)
class Result:
    """What a sale brought in (`due_fen`, without uses of passes and what went back) and what it left its member of
    `points`, of spending and goods.
    """

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
    original = _given_back(_paid(sale, quoted), sale.back, quoted)
    due_fen = sum(cell.fen for cell in original.left if original.parts[cell.part].kind != PASS)
    return Result(due_fen, _earned(original, quoted, rules) if profile else 0)


def _asked(sale: PastSale, offers: Sequence[Offer]) -> tuple[str, ...]:
    """The add-ons for points that were taken then."""
    return tuple(
        offer.code
        for offer in offers
        if isinstance(offer.terms, AddOn) and offer.terms.points and offer.code in sale.offers
    )


def _earned(original: Original, quoted: Quote, rules: Rules) -> int:
    """Points of what was not given back."""
    lines = earning.earn_lines(quoted, original.left, original.parts, rules)
    left = {line.line: line.left_milli for line in original.lines}
    items = [replace(item, milli=left[item.line]) for item in earning.item_lines(quoted, rules)]
    return points.earned(lines, rules) + points.item_points(items)


def _paid(sale: PastSale, quoted: Quote) -> Original:
    """The tenders spread over the lines: as they were, the difference of the due first in cash, then backwards."""
    lines = [PayLine(line.line, line.net_fen, line.product.bonus_allowed) for line in quoted.lines]
    passes = [tender for tender in sale.tenders if tender.kind == PASS]
    given, owes = _by_passes(passes, {line.line: line.net_fen for line in lines})
    others = [tender for tender in sale.tenders if tender.kind != PASS]
    paid = _fitted(others, sum(owes.values()))
    room = sum(owes[line.line] for line in lines if line.bonus_allowed)
    splits: dict[int, StoredSplit] = {}
    for index, tender in enumerate(paid, len(given)):
        if tender.kind == STORED_VALUE:
            bonus = min(tender.bonus_fen, room)
            room -= bonus
            splits[index] = StoredSplit(tender.fen - bonus, bonus)
    given += [Tender(tender.kind, tender.fen, str(index)) for index, tender in enumerate(paid)]
    settled = settle(lines, given, splits)
    kept = tuple(LineLeft(line.line, line.qty_milli, line.qty_milli) for line in quoted.lines)
    return Original(kept, settled.parts, settled.cells, settled.cells)


def _by_passes(passes: Sequence[PastTender], owes: dict[int, int]) -> tuple[list[Tender], dict[int, int]]:
    """Passes pay their lines at the price they have now, as far as they did, and what is left to pay of each line."""
    given = []
    for tender in passes:
        pays = []
        for line, fen, whole in tender.pays:
            part = owes[line] if whole else min(fen, owes[line])
            owes[line] -= part
            pays += [(line, part)] if part else []
        if pays:
            given.append(Tender(PASS, sum(fen for _, fen in pays), pays=tuple(pays)))
    return given, owes


def _given_back(original: Original, back: Sequence[GivenBack], quoted: Quote) -> Original:
    """What is left after the refunds: the same pieces at today's prices, or as much of an amount as there is."""
    fees = {line.product.sku: line.line for line in quoted.lines if line.price_source == CHARGE}
    for one in back:
        lines = {**one.lines, **{fees[sku]: milli for sku, milli in one.fees.items() if sku in fees}}
        wish = Wish(lines=lines) if lines else Wish(fen=min(one.fen, original.left_fen))
        with suppress(PosError):  # a fee that this draft does not know, or nothing left to give back
            original = after(original, plan(original, wish))
    return original


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
