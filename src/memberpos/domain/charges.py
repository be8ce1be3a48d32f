"""Step 4c: fees the shop adds as lines of their own: service charge, minimum spend (domain rules §2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memberpos.domain.catalog import FEE, MILLI, Product
from memberpos.domain.explain import note
from memberpos.domain.money import half_up
from memberpos.domain.offers import MinimumSpend, Offer, ServiceCharge
from memberpos.domain.quote import CHARGE, Quote, QuoteLine


def with_charges(so_far: Quote, charges: Sequence[Offer]) -> Quote:
    """The quote with its fee lines, in order of code; each counts goods and services only, never another fee."""
    for offer in sorted(charges, key=lambda each: each.code):
        sold = [line for line in so_far.lines if line.product.kind != FEE and offer.goods.takes(line.product)]
        fen = _fee(offer, sum(line.net_fen for line in sold)) if sold else 0
        if fen:
            so_far = _charged(so_far, offer, fen)
    return so_far


def _fee(offer: Offer, spent_fen: int) -> int:
    if isinstance(offer.terms, ServiceCharge):
        return half_up(spent_fen * offer.terms.percent, 100)
    return max(offer.terms.fen - spent_fen, 0) if isinstance(offer.terms, MinimumSpend) else 0


def _charged(so_far: Quote, offer: Offer, fen: int) -> Quote:
    assert isinstance(offer.terms, ServiceCharge | MinimumSpend)
    number = len(so_far.lines) + 1
    line = QuoteLine(number, _fee_product(offer.terms.product), MILLI, fen, fen, CHARGE, fen, fen)
    said = note("charge", number, offer=offer.code, name=offer.label, fen=fen)
    return replace(so_far, lines=(*so_far.lines, line)).say(said)


def _fee_product(product: Product) -> Product:
    return replace(product, kind=FEE, earns=False)
