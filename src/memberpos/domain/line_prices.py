"""Steps 0 and 1: what a line costs before anything looks at the order (domain rules §2).

A typed price stands. Else the lowest of list, member price, tier price and running promotions; combinable promotions
follow in order of code, each on the price so far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memberpos.domain.cart import CartLine
from memberpos.domain.catalog import FEE, Product
from memberpos.domain.explain import Note, note
from memberpos.domain.money import half_up
from memberpos.domain.offers import Offer, Percent, SpecialPrice
from memberpos.domain.quote import LIST, MEMBER, OFFER, TIER, TYPED, Discount, QuoteLine, line_amount
from memberpos.domain.rules import Tier


@dataclass(frozen=True)
class _Step:
    """The unit price after one source; `code` is an offer's, or list | member | tier | typed."""

    unit_fen: int
    source: str
    code: str
    label: str = ""
    group: str = ""


def price_line(
    number: int, line: CartLine, member: bool, tier: Tier | None, running: Sequence[Offer]
) -> tuple[QuoteLine, tuple[Note, ...]]:
    """The line at its own price, and what made it so. `running` are the promotions that stand, in order of code."""
    steps = [_typed(line)] if line.typed is not None else _steps(line.product, member, tier, running)
    amounts = [line_amount(unit_fen, line.qty_milli) for unit_fen in (line.product.price_fen, *_units(steps))]
    discounts = tuple(
        Discount("offer" if step.source == OFFER else "price", step.code, before - after, step.label)
        for step, before, after in zip(steps, amounts, amounts[1:], strict=False)
        if before != after
    )
    priced = QuoteLine(
        number, line.product, line.qty_milli, line.product.price_fen, steps[-1].unit_fen, steps[0].source, amounts[0],
        amounts[-1], discounts, groups=frozenset(step.group for step in steps if step.group),
    )  # fmt: skip
    later = (note("offer_applied", number, offer=d.code, name=d.label, fen=d.fen) for d in _after_first(steps, priced))
    return priced, (_note(priced, steps[0], tier), *later)


def unit_price(offer: Offer, product: Product, unit_fen: int) -> int | None:
    """A running promotion's unit price for a product that would cost `unit_fen`; None if it is for other goods."""
    terms = offer.terms
    if isinstance(terms, SpecialPrice):
        return terms.fen if terms.sku == product.sku else None
    open_to_offers = product.discountable and product.kind != FEE
    if isinstance(terms, Percent) and open_to_offers and offer.goods.takes(product):
        return half_up(unit_fen * terms.percent, 100)
    return None


def _units(steps: Sequence[_Step]) -> list[int]:
    return [step.unit_fen for step in steps]


def _typed(line: CartLine) -> _Step:
    return _Step(line.typed.price_fen if line.typed else 0, TYPED, TYPED)


def _steps(product: Product, member: bool, tier: Tier | None, running: Sequence[Offer]) -> list[_Step]:
    """The lowest price (the first named on a tie), then the combinable promotions that lower it further."""
    found = [_Step(product.price_fen, LIST, LIST)]
    if member and product.member_price_fen is not None:
        found.append(_Step(product.member_price_fen, MEMBER, MEMBER))
    if tier is not None:
        found.append(_Step(_tier_unit_price(product, tier), TIER, TIER))
    for offer in running:
        unit_fen = None if offer.combinable else unit_price(offer, product, product.price_fen)
        if unit_fen is not None:
            found.append(_Step(unit_fen, OFFER, offer.code, offer.label, offer.group))
    steps = [min(found, key=lambda step: step.unit_fen)]
    for offer in running:
        if offer.combinable and not _taken(offer.group, steps):
            steps += _next_step(offer, running, product, steps[-1].unit_fen)
    return steps


def _taken(group: str, steps: Sequence[_Step]) -> bool:
    return bool(group) and any(step.group == group for step in steps)


def _next_step(offer: Offer, running: Sequence[Offer], product: Product, unit_fen: int) -> list[_Step]:
    """The promotion, or the best of its named group, if it lowers the price so far."""
    rivals = [each for each in running if each.combinable and each.group == offer.group] if offer.group else [offer]
    prices = [(price, rival) for rival in rivals if (price := unit_price(rival, product, unit_fen)) is not None]
    if not prices:
        return []
    lowest, best = min(prices, key=lambda pair: pair[0])
    return [_Step(lowest, OFFER, best.code, best.label, best.group)] if lowest < unit_fen else []


def _tier_unit_price(product: Product, tier: Tier) -> int:
    """The product's own price for the tier, else price_percent of list half up; list where nothing may lower it."""
    if tier.name in product.prices_by_tier:
        return product.prices_by_tier[tier.name]
    if not product.discountable or product.kind == FEE:
        return product.price_fen
    return half_up(product.price_fen * tier.price_percent, 100)


def _after_first(steps: Sequence[_Step], priced: QuoteLine) -> list[Discount]:
    """The discounts of the promotions that came after the line's own price."""
    codes = {step.code for step in steps[1:]}
    return [discount for discount in priced.discounts if discount.source == "offer" and discount.code in codes]


def _note(line: QuoteLine, step: _Step, tier: Tier | None) -> Note:
    facts: dict[str, int | str] = {"unit_fen": step.unit_fen, "list_unit_fen": line.list_unit_fen}
    if step.source == OFFER:
        return note("price_offer", line.line, offer=step.code, name=step.label, **facts)
    if step.source == TIER and tier is not None:
        if tier.name in line.product.prices_by_tier:
            return note("price_tier", line.line, tier=tier.name, **facts)
        return note("price_tier_percent", line.line, tier=tier.name, percent=tier.price_percent, **facts)
    if step.source == LIST and tier is not None and tier.price_percent < 100 and not line.discountable:
        return note("not_discountable", line.line, tier=tier.name, **facts)
    return note(f"price_{step.source}", line.line, **facts)
