"""Prices once more, slowly: piece by piece, with fractions, from the rules alone. Shares no code with the engine.

A line is a dict: sku, category, list (fen a unit), qty (thousandths), open (may be lowered), fee, typed (None or fen).
Offers and coupons are their documents. `price` gives (net per line, fen per coupon, multiplier per line, fees).
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

Doc = dict[str, Any]


def up(value: Fraction) -> int:
    """Half up (values here are never negative)."""
    return floor(value + Fraction(1, 2))


def share(amount: int, weights: list[int]) -> list[int]:
    """Largest remainder, equal remainders to the earlier."""
    total = sum(weights)
    exact = [Fraction(amount * weight, total) for weight in weights]
    given = [floor(one) for one in exact]
    for _ in range(amount - sum(given)):
        at = max(range(len(weights)), key=lambda n: (exact[n] - given[n], -n))
        given[at] += 1
        exact[at] = Fraction(given[at])
    return given


class Course:
    """One way through steps 1 to 4."""

    def __init__(
        self, lines: list[Doc], tier: Doc | None, offers: list[Doc], coupons: list[Doc], held: set[str]
    ) -> None:
        self.lines, self.offers, self.coupons, self.held = lines, sorted(offers, key=lambda o: o["code"]), coupons, held
        self.groups: set[str] = set()
        self.own: list[set[str]] = [set() for _ in lines]
        self.net = [self.own_price(n, tier) for n in range(len(lines))]
        self.before = list(self.net)
        self.fen = {coupon["id"]: 0 for coupon in coupons}
        self.unmet: set[str] = set()
        self.use_coupons(on_lines=True)
        self.order_offers()
        self.use_coupons(on_lines=False)

    # step 1

    def fits(self, doc: Doc, n: int) -> bool:
        line, skus, categories = self.lines[n], doc.get("skus", []), doc.get("categories", [])
        return not (skus or categories) or line["sku"] in skus or line["category"] in categories

    def running(self, offer: Doc, n: int, unit: int) -> int | None:
        line = self.lines[n]
        if offer["kind"] == "special_price":
            return offer["price_fen"] if offer["sku"] == line["sku"] else None
        if self.is_running(offer) and line["open"] and not line["fee"] and self.fits(offer, n):
            return up(Fraction(unit * offer["percent"], 100))
        return None

    def own_price(self, n: int, tier: Doc | None) -> int:
        line = self.lines[n]
        if line["typed"] is not None:
            return up(Fraction(line["typed"] * line["qty"], 1000))
        best, group = line["list"], ""
        if tier is not None and line["open"] and not line["fee"]:
            best = min(best, up(Fraction(line["list"] * tier["percent"], 100)))
        for offer in self.offers:
            price = self.running(offer, n, line["list"])
            if price is not None and not offer.get("combinable") and price < best:
                best, group = price, offer.get("group", "")
        if group:
            self.own[n].add(group)
        for offer in self.offers:
            if not offer.get("combinable"):
                continue
            group = offer.get("group", "")
            rivals = (
                [o for o in self.offers if o.get("combinable") and o.get("group", "") == group] if group else [offer]
            )
            prices = [p for o in rivals if (p := self.running(o, n, best)) is not None]
            if prices and group not in self.own[n] and min(prices) < best:
                best = min(prices)
                if group:
                    self.own[n].add(group)
        return up(Fraction(best * line["qty"], 1000))

    # steps 2 to 4

    def open_lines(self, doc: Doc, *, filtered: bool = True) -> list[int]:
        return [
            n
            for n, line in enumerate(self.lines)
            if line["open"]
            and not line["fee"]
            and (not filtered or self.fits(doc, n))
            and doc.get("group", "") not in self.own[n]
        ]

    def take(self, fen: int, on: list[int]) -> int:
        fen = min(fen, sum(self.net[n] for n in on))
        if fen > 0:
            for n, part in zip(on, share(fen, [self.net[n] for n in on]), strict=True):
                self.net[n] -= part
        return max(fen, 0)

    def pieces(self, on: list[int]) -> list[int]:
        """The price of every piece, cheapest first."""
        found = []
        for n in on:
            count, rest = divmod(self.lines[n]["qty"], 1000)
            if not rest:
                found += share(self.net[n], [1] * count) if self.net[n] else [0] * count
        return sorted(found)

    def counted(self, on: list[int]) -> list[int]:
        return [n for n in on if self.lines[n]["qty"] % 1000 == 0]

    def saving(self, offer: Doc) -> tuple[int, list[int]]:
        kind, on = offer["kind"], self.open_lines(offer)
        spent = sum(self.net[n] for n in on)
        if kind == "spend_save":
            reached = [step for step in offer["steps"] if step[0] <= spent]
            return (min(max(reached)[1], spent), on) if reached and on else (0, [])
        if kind == "percent":
            return (spent - up(Fraction(spent * offer["percent"], 100)), on) if spent >= offer["min_fen"] else (0, [])
        if kind in ("n_for_m", "second_half", "cheapest"):
            n = offer.get("n", 2)
            many = n - offer["m"] if kind == "n_for_m" else 1
            percent = {"n_for_m": 0, "second_half": 50, "cheapest": offer.get("percent", 0)}[kind]
            prices = self.pieces(on)
            cheap = prices[: len(prices) // n * many]
            return sum(fen - up(Fraction(fen * percent, 100)) for fen in cheap), self.counted(on)
        if kind == "bundle":
            return self.bundle(offer)
        wanted = [
            n for n in self.counted(self.open_lines(offer, filtered=False)) if self.lines[n]["sku"] == offer["sku"]
        ]
        rest = [n for n in on if n not in wanted]
        if not wanted or not rest or sum(self.net[n] for n in rest) < offer.get("min_fen", 0):
            return 0, []
        dear = [fen for fen in self.pieces(wanted)[::-1] if fen > offer.get("price_fen", 0)][: offer.get("most", 1)]
        return sum(fen - offer.get("price_fen", 0) for fen in dear), wanted

    def bundle(self, offer: Doc) -> tuple[int, list[int]]:
        on = [n for n in self.counted(self.open_lines(offer, filtered=False)) if self.lines[n]["sku"] in offer["skus"]]
        stock = {sku: self.pieces([n for n in on if self.lines[n]["sku"] == sku])[::-1] for sku in set(offer["skus"])}
        best = worth = 0
        while all(len(stock[sku]) >= offer["skus"].count(sku) for sku in stock):
            for sku in offer["skus"]:
                worth += stock[sku].pop(0)
            worth -= offer["fen"]
            best = max(best, worth)
        return best, on

    def order_offers(self) -> None:
        waiting = [o for o in self.offers if not (o["kind"] == "special_price" or self.is_running(o))]
        done: set[str] = set()
        for offer in waiting:
            group = offer.get("group", "")
            if offer["code"] in done or group in self.groups:
                continue
            turn = [o for o in waiting if o.get("group", "") == group] if group else [offer]
            done |= {o["code"] for o in turn}
            savings = [self.saving(o) for o in turn]
            best = max(range(len(turn)), key=lambda n: (savings[n][0], -n))
            if self.take(*savings[best]) and group:
                self.groups.add(group)

    def is_running(self, offer: Doc) -> bool:
        return offer["kind"] == "percent" and not offer.get("min_fen")

    def use_coupons(self, *, on_lines: bool) -> None:
        for coupon in self.coupons:
            if bool(coupon.get("skus") or coupon.get("categories")) is not on_lines:
                continue
            goods = [n for n, l in enumerate(self.lines) if l["open"] and not l["fee"] and self.fits(coupon, n)]
            if not goods or sum(self.before[n] for n in goods) < coupon.get("min_fen", 0):
                self.unmet.add(coupon["id"])
                continue
            group = coupon.get("group", "")
            if coupon["id"] not in self.held or group in self.groups:
                continue
            on = self.open_lines(coupon)
            self.fen[coupon["id"]] = self.take(self.worth(coupon, on), on)
            if self.fen[coupon["id"]] and group:
                self.groups.add(group)

    def worth(self, coupon: Doc, on: list[int]) -> int:
        left = sum(self.net[n] for n in on)
        if coupon["kind"] == "amount":
            return int(coupon["value"])
        if coupon["kind"] == "percent":
            return left - up(Fraction(left * coupon["value"], 100))
        dear = self.pieces(on)[::-1]
        if coupon["kind"] == "goods":
            return sum(dear[: coupon["value"]])
        return dear[0] - coupon["value"] if dear else 0


def price(lines: list[Doc], tier: Doc | None, offers: list[Doc], coupons: list[Doc]) -> Course:
    """The cheapest way: everything that is not exclusive together, or one exclusive offer or coupon alone."""
    own = [offer for offer in offers if offer["kind"] != "multiplier"]
    free = [offer for offer in own if offer.get("group") != "exclusive"]
    ways = [Course(lines, tier, free, coupons, {c["id"] for c in coupons if c.get("group") != "exclusive"})]
    single = sorted((offer for offer in own if offer not in free), key=lambda o: o["code"])
    ways += [Course(lines, tier, [offer], coupons, set()) for offer in single]
    ways += [Course(lines, tier, [], coupons, {c["id"]}) for c in coupons if c.get("group") == "exclusive"]
    return min(ways, key=lambda way: sum(way.net))
