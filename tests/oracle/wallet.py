"""The stored value of one member: a principal and a bonus lot for each recharge (domain rules §7)."""

from __future__ import annotations

from tests.oracle.arithmetic import split
from tests.oracle.book import Refused, Row, Shop, row


class Wallet:
    """What stands open now, by recharge; each change appends its rows, which the caller posts with its fact."""

    def __init__(self, shop: Shop, member: str) -> None:
        self.shop, self.member = shop, member
        self.left = {unit: shop.left(unit, member) for unit in ("principal", "bonus")}
        self.rows: list[Row] = []

    def change(self, unit: str, lot: str, n: int) -> None:
        if n:
            self.rows.append(row(unit, self.member, lot, n))
            self.left[unit][lot] = self.left[unit].get(lot, 0) + n

    def balance(self, unit: str) -> int:
        return sum(self.left[unit].values())

    def recharges(self) -> list[str]:
        """Oldest first."""
        lots = {lot for unit in self.left.values() for lot, n in unit.items() if n > 0}
        return sorted(lots, key=lambda lot: self.shop.lots[lot]["born"])

    def take_unit(self, unit: str, fen: int) -> int:
        """All lots of one unit, oldest recharge first; what could not be taken is returned."""
        for lot in self.recharges():
            part = min(fen, self.left[unit].get(lot, 0))
            self.change(unit, lot, -part)
            fen -= part
        return fen

    def spend(self, fen: int, bonus_limit: int) -> tuple[int, int]:
        """Principal and bonus that pay `fen`, in the shop's order, at most `bonus_limit` of bonus (domain rules §7)."""
        if fen > self.balance("principal") + min(self.balance("bonus"), bonus_limit):
            raise Refused("insufficient_stored_value")
        before = self.balance("principal"), self.balance("bonus")
        order = self.shop.rules["stored_value.spend_order"]
        if order == "bonus_first":
            fen -= self.take_bonus(min(fen, bonus_limit))
            self.take_unit("principal", fen)
        elif order == "principal_first":
            self.take_bonus(self.take_unit("principal", fen))
        else:
            self.take_unit("principal", self.proportional(fen, bonus_limit))
        return before[0] - self.balance("principal"), before[1] - self.balance("bonus")

    def take_bonus(self, fen: int) -> int:
        """What was taken."""
        return fen - self.take_unit("bonus", fen)

    def proportional(self, fen: int, bonus_limit: int) -> int:
        """Recharge by recharge, inside one by `split` over what is left of both; above the limit principal pays."""
        for lot in self.recharges():
            principal, bonus = (self.left[unit].get(lot, 0) for unit in ("principal", "bonus"))
            part = min(fen, principal + bonus)
            of_principal, of_bonus = split(part, [principal, bonus])
            of_bonus = min(of_bonus, bonus_limit)
            of_principal = min(part - of_bonus, principal)
            self.change("principal", lot, -of_principal)
            self.change("bonus", lot, -of_bonus)
            bonus_limit -= of_bonus
            fen -= of_principal + of_bonus
        return fen

    def give_back(self, taken: list[Row], unit: str, fen: int) -> None:
        """Stored value returns to its lots (domain rules §5), last-taken first."""
        for source in reversed([r for r in taken if r["unit"] == unit and r["member"] == self.member]):
            part = min(fen, -source["n"])
            self.change(unit, source["lot"], part)
            fen -= part
        if fen:
            raise AssertionError((unit, fen))


def still_out(taken: list[Row], back: list[Row]) -> list[Row]:
    """Rows of stored value taken, less those that came back."""
    out = [dict(r) for r in taken if r["unit"] in {"principal", "bonus", "change"} and r["n"] < 0]
    for b in back:
        fen = b["n"]
        for r in reversed(out):
            if (r["unit"], r["lot"], r["member"]) == (b["unit"], b["lot"], b["member"]):
                part = min(fen, -r["n"])
                r["n"] += part
                fen -= part
    return [r for r in out if r["n"]]
