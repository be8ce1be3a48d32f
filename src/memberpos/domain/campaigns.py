"""Points campaigns (双倍积分): by how much the points of each line are multiplied (domain rules §3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import prod

from memberpos.domain.catalog import FEE
from memberpos.domain.explain import note
from memberpos.domain.offers import Multiplier, Offer
from memberpos.domain.quote import Quote, QuoteLine

_ONE = Fraction(1)


def with_campaigns(so_far: Quote, ways: Sequence[Sequence[Offer]], taken: frozenset[str]) -> Quote:
    """The quote with the multiplier of each line: of the ways to combine offers the one that multiplies most money.

    `taken` are the groups that prices took: their campaigns are not given. On a line the highest campaign counts;
    combinable ones multiply it, one of each named group.
    """
    outcomes = [_multiplied(so_far, way, taken) for way in ways]
    best = max(range(len(ways)), key=lambda at: (_weight(outcomes[at]), -at))
    after, offered = outcomes[best], {offer.code: offer for way in ways for offer in way}
    for code, offer in sorted(offered.items()):
        lines = [line.line for line in so_far.lines if offer in ways[best] and _given(offer, ways[best], line, taken)]
        if lines:
            factor = _factor(offer)
            text = f"{factor.numerator}/{factor.denominator}"
            after = after.say(note("offer_points", offer=code, name=offer.label, factor=text, lines=len(lines)))
        elif not any(_fits(offer, line, frozenset()) for line in so_far.lines):
            after = after.say(note("offer_not_for_goods", offer=code, name=offer.label))
        else:
            after = after.say(note("offer_group_taken", offer=code, name=offer.label))
    return after


def _multiplied(so_far: Quote, offers: Sequence[Offer], taken: frozenset[str]) -> Quote:
    lines = tuple(
        replace(line, campaign=prod((_factor(offer) for offer in _chosen(offers, line, taken)), start=_ONE))
        for line in so_far.lines
    )
    return replace(so_far, lines=lines)


def _chosen(offers: Sequence[Offer], line: QuoteLine, taken: frozenset[str]) -> list[Offer]:
    """The campaigns that count on a line."""
    fit = sorted(
        (offer for offer in offers if _fits(offer, line, taken)), key=lambda offer: (-_factor(offer), offer.code)
    )
    chosen = [offer for offer in fit if not offer.combinable][:1]
    for offer in sorted((each for each in fit if each.combinable), key=lambda each: (-_factor(each), each.code)):
        if not offer.group or all(offer.group != other.group for other in chosen):
            chosen.append(offer)
    return chosen


def _given(offer: Offer, offers: Sequence[Offer], line: QuoteLine, taken: frozenset[str]) -> bool:
    return offer in _chosen(offers, line, taken)


def _fits(offer: Offer, line: QuoteLine, taken: frozenset[str]) -> bool:
    named = offer.group in taken | line.groups if offer.group else False
    return line.product.kind != FEE and offer.goods.takes(line.product) and not named


def _factor(offer: Offer) -> Fraction:
    return offer.terms.factor if isinstance(offer.terms, Multiplier) else _ONE


def _weight(quoted: Quote) -> Fraction:
    return sum((line.net_fen * line.campaign for line in quoted.lines), start=Fraction(0))
