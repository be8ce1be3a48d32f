"""The points of one member as lots (domain rules §1, §4, §5)."""

from __future__ import annotations

from datetime import date, timedelta

from tests.oracle import days
from tests.oracle.book import Fact, Refused, Row, Shop, row


class Points:
    """What stands open now; each change appends its rows, which the caller posts with its fact."""

    def __init__(self, shop: Shop, member: str) -> None:
        self.shop, self.member = shop, member
        self.left = shop.left("points", member)
        self.rows: list[Row] = []
        self.debt_lot = f"debt of {member}"

    @property
    def balance(self) -> int:
        return sum(self.left.values())

    @property
    def usable(self) -> int:
        """What may be spent today."""
        return self.balance - sum(self.left[lot] for lot in self.open() if not self.counts(lot))

    def change(self, lot: str, n: int) -> None:
        if n:
            self.rows.append(row("points", self.member, lot, n))
            self.left[lot] = self.left.get(lot, 0) + n

    def open(self) -> list[str]:
        """Open lots in spending order: soonest end first, older first, without an end last (domain rules §4)."""
        lots = [lot for lot, n in self.left.items() if n > 0]
        return sorted(lots, key=lambda lot: (days.sooner(self.expires(lot)), self.shop.lots[lot]["born"]))

    def expires(self, lot: str) -> date | None:
        return None if lot == self.debt_lot else self.shop.lots[lot]["expires"]

    def counts(self, lot: str) -> bool:
        """Whether a lot is there to be spent: some count from a later day (domain rules §1, `available_from`)."""
        later = self.shop.lots[lot].get("later")
        return later is None or later <= self.shop.today

    def take(self, n: int, first: str | None = None) -> int:
        """Take from `first`, then from the others in spending order; what could not be taken is returned."""
        for lot in [*([first] if first in self.open() else []), *[lot for lot in self.open() if lot != first]]:
            part = min(n, self.left[lot])
            self.change(lot, -part)
            n -= part
        return n

    def spend(self, n: int) -> None:
        """Redeem (domain rules §2.5, §5): refused with a debt and above the balance."""
        if n and self.balance < 0:
            raise Refused("points_debt", "insufficient_points")
        if n > max(self.usable, 0):
            raise Refused("insufficient_points")
        for lot in filter(self.counts, self.open()):
            part = min(n, self.left[lot])
            self.change(lot, -part)
            n -= part

    def owe(self, n: int) -> None:
        self.change(self.debt_lot, -n)

    def grant(self, lot: str, n: int) -> None:
        """A debt is paid by the next grant in the same transaction (domain rules §1)."""
        paid = min(n, -self.left.get(self.debt_lot, 0))
        self.change(self.debt_lot, paid)
        self.change(lot, n - paid)

    def grant_new(self, about: str, n: int, on: date | None = None, later: date | None = None) -> str:
        """A new lot whose end is fixed by today's setting (domain rules §4); it may count `later`."""
        end = days.points_end(self.shop.rules["points.expiry"], on or self.shop.today)
        lot = self.shop.new_lot(about, expires=end, later=later)
        self.grant(lot, n)
        return lot

    def give_back(self, taken: list[Row], n: int, days: int) -> None:
        """Redeemed points return last-taken first; to a new lot when the lot's day has passed (domain rules §5)."""
        today = self.shop.today
        for source in reversed(taken):
            part = min(n, -source["n"])
            n -= part
            end = self.expires(source["lot"])
            if part and end is not None and end < today:
                until = today + timedelta(days=days)
                self.grant(self.shop.new_lot("reinstated", expires=until), part)
            else:
                self.grant(source["lot"], part)


def still_out(shop: Shop, spent: Fact) -> list[Row]:
    """The rows by which an event took points, less what came back of them since, last-taken first."""
    taken = [dict(r) for r in spent["rows"] if r["unit"] == "points" and r["n"] < 0]
    back = sum(f["points_returned"] for f in shop.of("refund", sale=spent["sale"]))
    for r in reversed(taken):
        part = min(back, -r["n"])
        r["n"] += part
        back -= part
    return [r for r in taken if r["n"]]


def expired_of(shop: Shop, lot: str) -> int:
    """What of a lot has expired."""
    return -sum(r["n"] for f in shop.of("points.expire") for r in f["rows"] if r["lot"] == lot)


def lots_shown(shop: Shop, member: str) -> list[dict[str, object]]:
    """`points_lots` of `balance`: same end summed, in order of end, without an end last (contracts)."""
    points = Points(shop, member)
    sums: dict[date | None, int] = {}
    for lot, n in points.left.items():
        sums[points.expires(lot)] = sums.get(points.expires(lot), 0) + n
    ends = sorted(sums, key=days.sooner)
    return [{"points": sums[end], "expires": end and end.isoformat()} for end in ends if sums[end]]
