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
    if what["kind"] in {"special_price", "add_on"}:
        return bool(product["sku"] == what["sku"])
    if not skus and not categories:
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


def order_offers(offers: list[Offer], lines: list[Line], taken: set[str], have: int) -> tuple[int, bool]:
    """Step 3: in order of code, each on what its lines cost by then; of a named group the one that saves most, where
    the first of the group stands. `taken`: groups that an earlier step has, and now those of this one.

    Returned: the points that add-ons cost, and whether one was tried for which the points the member has do not reach.
    """
    points, short = 0, False
    waiting = [offer for offer in offers if offer["kind"] != "multiplier" and not is_promotion(offer)]
    while waiting:
        group = waiting[0].get("group")
        turn = [offer for offer in waiting if offer is waiting[0] or (group and offer.get("group") == group)]
        waiting = [offer for offer in waiting if offer not in turn]
        if group in taken:
            continue
        within = [offer for offer in turn if costs(offer, lines) <= have - points]
        short = short or len(within) < len(turn)
        if within:
            best = max(within, key=lambda offer: off(offer, lines))
            points += costs(best, lines)
            take_for(group, best_lines(best, lines), off(best, lines), taken)
    return points, short


def costs(offer: Offer, lines: list[Line]) -> int:
    """The points of an add-on's pieces."""
    return (offer.get("points") or 0) * len(saved(offer, lines))


def take_for(group: str | None, lines: list[Line], fen: int, taken: set[str]) -> bool:
    """Take `fen` off lines in the name of a group; whether there was anything to take."""
    take_off(lines, fen)
    if fen and group:
        taken.add(group)
    return fen > 0


def best_lines(offer: Offer, lines: list[Line]) -> list[Line]:
    """The lines that share what an offer saves: goods that may be lowered, where pieces count only whole pieces."""
    if offer["kind"] == "bundle":
        mine = [line for line in lowerable(lines, offer.get("group")) if line["sku"] in offer["skus"]]
    else:
        mine = [line for line in lowerable(lines, offer.get("group")) if touches(offer, line["product"])]
    return mine if offer["kind"] in {"spend_save", "percent"} else [line for line in mine if line["qty"] % 1000 == 0]


def lowerable(lines: list[Line], group: str | None) -> list[Line]:
    """Discountable lines whose own price is no promotion of this group (one of each named group, domain rules §2)."""
    return [line for line in lines if line["discountable"] and (group is None or group not in line["groups"])]


def off(offer: Offer, lines: list[Line]) -> int:
    """What an offer takes off, never more than there is."""
    mine = best_lines(offer, lines)
    if offer["kind"] == "add_on":
        return sum(saved(offer, lines))
    return min(KINDS[offer["kind"]](offer, mine), sum(line["now"] for line in mine))


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
    """The present price of each piece, dearest first."""
    each = [share for line in lines for share in split(line["now"], [1] * (line["qty"] // 1000))]
    return sorted(each, reverse=True)


def n_for_m(offer: Offer, lines: list[Line]) -> int:
    """Of every n pieces m are paid: the cheapest are free."""
    each = pieces(lines)
    free = len(each) // offer["n"] * (offer["n"] - offer["m"])
    return sum(each[len(each) - free :])


def second_half(offer: Offer, lines: list[Line]) -> int:
    """Of every two pieces one at half its price, half up: the cheapest of all pieces."""
    each = pieces(lines)
    half = len(each) // 2
    return sum(price - percent_of(price, 50) for price in each[len(each) - half :])


def bundle(offer: Offer, lines: list[Line]) -> int:
    """One piece of each sku together for `fen`, as often as whole sets are in the cart, never dearer."""
    each = {sku: pieces([line for line in lines if line["sku"] == sku]) for sku in set(offer["skus"])}
    sets = min((len(prices) for prices in each.values()), default=0)
    return sum(max(0, sum(prices[n] for prices in each.values()) - offer["fen"]) for n in range(sets))


def beside(offer: Offer, lines: list[Line]) -> bool:
    """An add-on (换购) is had beside other goods that offers may touch, for which at least so much is paid by then."""
    others = [line for line in lowerable(lines, offer.get("group")) if line["sku"] != offer["sku"]]
    return bool(others) and sum(line["now"] for line in others) >= (offer.get("min_fen") or 0)


def saved(offer: Offer, lines: list[Line]) -> list[int]:
    """What an add-on saves on each piece it lowers: at most so many, the dearest first."""
    if offer["kind"] != "add_on" or not beside(offer, lines):
        return []
    mine = pieces(best_lines(offer, lines))[: offer.get("most", 1)]
    return [price - (offer.get("price_fen") or 0) for price in mine if price > (offer.get("price_fen") or 0)]


KINDS = {"spend_save": spend_save, "percent": percent, "n_for_m": n_for_m, "second_half": second_half, "bundle": bundle}


def own_price(
    product: dict[str, Any], tier: dict[str, Any] | None, member: bool, offers: list[Offer]
) -> tuple[int, set[str], bool]:
    """Step 1: the lowest of list, member, tier and promotion price; combinable promotions after it, in order of code.

    With the price come the named groups of the promotions that made it, and whether any did. A special price names its goods and counts for
    those that are not discountable too; a percentage does not.
    """
    prices = [product["price_fen"]]
    if member and product.get("member_price_fen") is not None:
        prices.append(product["member_price_fen"])
    if tier is not None:
        own = (product.get("prices") or {}).get(tier["name"])
        percent = tier.get("price_percent", 100) if product["discountable"] else 100
        prices.append(percent_of(product["price_fen"], percent) if own is None else own)
    unit, groups = int(min(prices)), set()
    usual = unit
    mine = [offer for offer in offers if is_promotion(offer) and touches(offer, product)]
    mine = [offer for offer in mine if product["discountable"] or offer["kind"] == "special_price"]
    alone = [(promoted(offer, product["price_fen"]), offer) for offer in mine if not offer.get("combinable")]
    for price, offer in sorted(alone, key=lambda pair: pair[0])[:1]:
        if price < unit:
            unit, groups = price, {offer.get("group")}
    after = [offer for offer in mine if offer.get("combinable")]
    while after:
        group = after[0].get("group")
        turn = [offer for offer in after if offer is after[0] or (group and offer.get("group") == group)]
        after = [offer for offer in after if offer not in turn]
        price = min(promoted(offer, unit) for offer in turn)
        if price < unit and (group is None or group not in groups):
            unit, groups = price, groups | {group}
    return unit, {group for group in groups if group is not None}, unit < usual


def lines_of(
    shop: Shop, wanted: list[dict[str, Any]], tier: dict[str, Any] | None, member: bool, offers: list[Offer]
) -> list[Line]:
    """Steps 0 and 1 for each line; `now` is what it costs so far, `price` its own price."""
    lines = []
    for want in wanted:
        product, qty = shop.products[want["sku"]], want["qty"]
        unit, groups, lowered = own_price(product, tier, member, offers)
        if (typed := want.get("price_fen")) is not None:
            unit, groups, lowered = typed, set(), False
        line = {
            "product": product,
            "sku": want["sku"],
            "qty": qty,
            "typed": typed is not None,
            "groups": groups,
            "promoted": lowered,
        }
        line |= {"list": priced(product["price_fen"], qty), "now": priced(unit, qty), "price": priced(unit, qty)}
        lines.append(line | {"discountable": product["discountable"], "bonus_allowed": product["bonus_allowed"]})
    return lines


def campaigns(offers: list[Offer], lines: list[Line], taken: set[str], lowered: bool) -> list[Fraction]:
    """The multiplier of each line: all campaigns that are not exclusive together, or an exclusive one alone if it gives more.

    An exclusive one counts only where nothing else lowers the price.
    """
    mine = [o for o in offers if o["kind"] == "multiplier"]
    plans = [[o for o in mine if o.get("group") != "exclusive"]]
    plans += [[o] for o in mine if o.get("group") == "exclusive" and not lowered]
    found = [[multiplier(plan, line, taken) for line in lines] for plan in plans]
    return max(found, key=lambda each: sum(line["now"] * by for line, by in zip(lines, each, strict=True)))


def multiplier(offers: list[Offer], line: Line, taken: set[str]) -> Fraction:
    """The highest that runs for a line, combinable ones on top; one of each named group, the price's groups left out."""
    mine = [o for o in offers if touches(o, line["product"])]
    mine = [o for o in mine if o.get("group") is None or o["group"] not in taken | line["groups"]]
    alone = [o for o in mine if not o.get("combinable")]
    best = max(alone, key=lambda o: rate(o["multiplier"]), default=None)
    exact = rate(best["multiplier"]) if best else Fraction(1)
    done = {best["group"]} if best and best.get("group") else set()
    for offer in sorted((o for o in mine if o.get("combinable")), key=lambda o: -rate(o["multiplier"])):
        if offer.get("group") not in done:
            exact *= rate(offer["multiplier"])
            done |= {offer["group"]} if offer.get("group") else set()
    return exact
