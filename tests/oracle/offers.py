"""Offers (domain rules §2, steps 1 and 3): which run now, and what each takes off which line."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle.arithmetic import percent_of, priced, rate, split
from tests.oracle.book import Shop

Line = dict[str, Any]
Offer = dict[str, Any]


def running(shop: Shop, tier: str | None) -> list[Offer]:
    """Offers of today, in order of code."""
    offers = [shop.offers[code] for code in sorted(shop.offers)]
    return [offer for offer in offers if runs(shop, offer, tier)]


def runs(shop: Shop, offer: Offer, tier: str | None) -> bool:
    """Dates are inclusive; weekday 1 is Monday (contracts)."""
    today = shop.today
    begun = offer.get("from") is None or offer["from"] <= today.isoformat()
    ended = offer.get("to") is not None and offer["to"] < today.isoformat()
    weekday = offer.get("weekdays") is None or today.isoweekday() in offer["weekdays"]
    return begun and not ended and weekday and (offer.get("tiers") is None or tier in offer["tiers"])


def touches(what: dict[str, Any], product: dict[str, Any]) -> bool:
    """Whether an offer's or a coupon's filters let a product in; no filter lets all in."""
    skus, categories = what.get("skus"), what.get("categories")
    if what["kind"] == "special_price":
        return bool(product["sku"] == what["sku"])
    if skus is None and categories is None:
        return True
    return product["sku"] in (skus or ()) or product["category"] in (categories or ())


def is_promotion(offer: Offer) -> bool:
    """A running promotion gives a price to a line (step 1); the others look at the order (step 3)."""
    return offer["kind"] == "special_price" or (offer["kind"] == "percent" and not offer.get("min_fen"))


def promoted(offer: Offer, unit_fen: int) -> int:
    """The unit price a promotion gives."""
    if offer["kind"] == "special_price":
        return min(unit_fen, int(offer["price_fen"]))
    return percent_of(unit_fen, offer["percent"])


def multiplier(offers: list[Offer], product: dict[str, Any]) -> Fraction:
    """The campaign's multiplier of a line: the best that runs for it."""
    found = [rate(o["multiplier"]) for o in offers if o["kind"] == "multiplier" and touches(o, product)]
    return max(found, default=Fraction(1))


def order_offers(offers: list[Offer], lines: list[Line]) -> None:
    """Step 3: in order of code, one of each named group, an exclusive one alone if it saves more than the others."""
    wanted = [offer for offer in offers if offer["kind"] != "multiplier" and not is_promotion(offer)]
    alone = [[offer] for offer in wanted if offer.get("group") == "exclusive"]
    free = [offer for offer in wanted if offer.get("group") is None]
    groups = sorted({o["group"] for o in wanted if o.get("group") not in {None, "exclusive"}})
    together: list[list[Offer]] = [free]
    for group in groups:
        members = [offer for offer in wanted if offer.get("group") == group]
        together = [[*chosen, member] for chosen in together for member in members]
    plans = [sorted(plan, key=lambda offer: str(offer["code"])) for plan in [*together, *alone]]
    best = max(plans, key=lambda plan: saving(plan, lines), default=[])
    for offer in best:
        apply(offer, lines)


def saving(plan: list[Offer], lines: list[Line]) -> int:
    trial = [dict(line) for line in lines]
    for offer in plan:
        apply(offer, trial)
    return sum(line["now"] for line in lines) - sum(line["now"] for line in trial)


def apply(offer: Offer, lines: list[Line]) -> None:
    """Take off what the offer gives, spread over the lines it touches by what they still cost."""
    mine = [line for line in lines if line["discountable"] and touches(offer, line["product"])]
    off = min(KINDS[offer["kind"]](offer, mine), sum(line["now"] for line in mine))
    take_off(mine, off)


def take_off(lines: list[Line], fen: int) -> None:
    for line, share in zip(lines, split(fen, [line["now"] for line in lines]), strict=True):
        line["now"] -= share


def spend_save(offer: Offer, lines: list[Line]) -> int:
    """The highest step reached, once."""
    total = sum(line["now"] for line in lines)
    reached = sorted((least, save) for least, save in offer["steps"] if total >= least)
    return int(reached[-1][1]) if reached else 0


def percent(offer: Offer, lines: list[Line]) -> int:
    total = sum(line["now"] for line in lines)
    return total - percent_of(total, offer["percent"]) if total >= offer["min_fen"] else 0


def pieces(lines: list[Line]) -> list[int]:
    """The present price of each piece, dearest first; weighed goods have no pieces."""
    whole = [line for line in lines if line["qty"] % 1000 == 0]
    each = [share for line in whole for share in split(line["now"], [1] * (line["qty"] // 1000))]
    return sorted(each, reverse=True)


def n_for_m(offer: Offer, lines: list[Line]) -> int:
    """Of every n pieces m are paid: the cheapest are free."""
    each = pieces(lines)
    free = len(each) // offer["n"] * (offer["n"] - offer["m"])
    return sum(each[len(each) - free :])


def second_half(offer: Offer, lines: list[Line]) -> int:
    """Of every two pieces the cheaper at half its price, half up."""
    each = pieces(lines)
    return sum(price - percent_of(price, 50) for price in each[1::2])


def bundle(offer: Offer, lines: list[Line]) -> int:
    """One piece of each sku together for `fen`, as often as whole sets are in the cart, never dearer."""
    each = {sku: pieces([line for line in lines if line["sku"] == sku]) for sku in set(offer["skus"])}
    sets = min((len(prices) for prices in each.values()), default=0)
    return sum(max(0, sum(prices[n] for prices in each.values()) - offer["fen"]) for n in range(sets))


KINDS = {"spend_save": spend_save, "percent": percent, "n_for_m": n_for_m, "second_half": second_half, "bundle": bundle}


def line_unit(
    shop: Shop, product: dict[str, Any], tier: dict[str, Any] | None, member: bool, offers: list[Offer]
) -> int:
    """Step 1: the lowest of list, member, tier and promotion price; combinable promotions after it, in order of code."""
    prices = [product["price_fen"]]
    if member and product.get("member_price_fen") is not None:
        prices.append(product["member_price_fen"])
    if tier is not None:
        own = (product.get("prices") or {}).get(tier["name"])
        percent = tier.get("price_percent", 100) if product["discountable"] else 100
        prices.append(percent_of(product["price_fen"], percent) if own is None else own)
    if not product["discountable"]:
        return int(min(prices))
    mine = [offer for offer in offers if is_promotion(offer) and touches(offer, product)]
    prices += [promoted(offer, product["price_fen"]) for offer in mine if not offer.get("combinable")]
    unit = min(prices)
    for offer in mine:
        if offer.get("combinable"):
            unit = promoted(offer, unit)
    return int(unit)


def lines_of(
    shop: Shop, wanted: list[dict[str, Any]], tier: dict[str, Any] | None, member: bool, offers: list[Offer]
) -> list[Line]:
    """Steps 0 and 1 for each line; `now` is what it costs so far."""
    lines = []
    for want in wanted:
        product, qty = shop.products[want["sku"]], want["qty"]
        typed = want.get("price_fen")
        unit = line_unit(shop, product, tier, member, offers) if typed is None else typed
        line = {"product": product, "sku": want["sku"], "qty": qty, "typed": typed is not None}
        line |= {"list": priced(product["price_fen"], qty), "now": priced(unit, qty)}
        lines.append(line | {"discountable": product["discountable"], "bonus_allowed": product["bonus_allowed"]})
    return lines
