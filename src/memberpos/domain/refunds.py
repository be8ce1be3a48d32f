"""Refunds, computed from what is left of the original's cells (domain rules §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from types import MappingProxyType

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, PRINCIPAL
from memberpos.domain.money import split
from memberpos.domain.points import EarnLine, earned
from memberpos.domain.rules import Rules
from memberpos.domain.tenders import CASH, PASS, SCAN_PAY, Cell, Part

ORIGINAL, TO_STORED_VALUE = "original", "stored_value"


@dataclass(frozen=True)
class LineLeft:
    """A line of the original: thousandths sold and left, and its share of the points discount."""

    line: int
    qty_milli: int
    left_milli: int
    points_fen: int = 0


@dataclass(frozen=True)
class Original:
    """A sale as it stands before this refund.

    `parts` and `cells` as settled in the sale; `left` what is left of each cell, in the same order; `points_used`
    redeemed in the sale, `points_back` of them returned so far.
    """

    lines: tuple[LineLeft, ...]
    parts: tuple[Part, ...]
    cells: tuple[Cell, ...]
    left: tuple[Cell, ...]
    points_used: int = 0
    points_back: int = 0

    @property
    def paid_fen(self) -> int:
        return sum(cell.fen for cell in self.cells)

    @property
    def left_fen(self) -> int:
        return sum(cell.fen for cell in self.left)


@dataclass(frozen=True)
class Wish:
    """What is asked, one of: everything left, thousandths of lines by line number, or an amount."""

    everything: bool = False
    lines: Mapping[int, int] | None = None
    fen: int | None = None


@dataclass(frozen=True)
class Plan:
    """`cells` refunded (none of 0), thousandths back per line, redeemed points to return; `last`: nothing is left."""

    cells: tuple[Cell, ...]
    qty_milli: Mapping[int, int]
    points_returned: int
    last: bool

    @property
    def refund_fen(self) -> int:
        return sum(cell.fen for cell in self.cells)

    def part_fen(self, part: int) -> int:
        """What goes back of part number `part`."""
        return sum(cell.fen for cell in self.cells if cell.part == part)

    def line_fen(self, line: int) -> int:
        """What goes back of a line."""
        return sum(cell.fen for cell in self.cells if cell.line == line)


def plan(original: Original, wish: Wish) -> Plan:
    """What a refund takes of what is left; nothing of today's rules or prices is looked at.

    PosError nothing_to_refund when all was given back, over_refund (asked, left) above what is left, bad_amount for
    an empty wish or one of 0, not_found for a line the sale does not have.
    """
    if _exhausted(original):
        raise PosError("nothing_to_refund")
    if wish.everything:
        cells, qty = tuple(original.left), {line.line: line.left_milli for line in original.lines}
    elif wish.fen is not None:
        cells, qty = _by_amount(original, wish.fen), {}
    else:
        cells, qty = _by_lines(original, wish.lines or {}), dict(wish.lines or {})
    cells = tuple(cell for cell in cells if cell.fen)
    last = _is_last(original, cells, qty)
    if last:
        qty = {line.line: line.left_milli for line in original.lines}
    qty = {line: milli for line, milli in qty.items() if milli}
    return Plan(cells, qty, _points_returned(original, cells, qty, last), last)


def after(original: Original, done: Plan) -> Original:
    """The original as it stands after a refund."""
    gone = {(cell.line, cell.part): cell.fen for cell in done.cells}
    left = tuple(Cell(cell.line, cell.part, cell.fen - gone.get((cell.line, cell.part), 0)) for cell in original.left)
    lines = tuple(
        LineLeft(line.line, line.qty_milli, line.left_milli - done.qty_milli.get(line.line, 0), line.points_fen)
        for line in original.lines
    )
    back = original.points_back + done.points_returned
    return replace(original, lines=lines, left=left, points_back=back)


def _exhausted(original: Original) -> bool:
    """No money left; of a sale that cost nothing: no piece left."""
    if original.paid_fen:
        return original.left_fen == 0
    return all(line.left_milli == 0 for line in original.lines)


def _is_last(original: Original, cells: Sequence[Cell], qty: Mapping[int, int]) -> bool:
    if original.paid_fen:
        return sum(cell.fen for cell in cells) == original.left_fen
    return all(qty.get(line.line, 0) == line.left_milli for line in original.lines)


def _by_lines(original: Original, wanted: Mapping[int, int]) -> tuple[Cell, ...]:
    """⌊remaining × q / Q⌋ of each cell; all pieces left take everything."""
    lines = {line.line: line for line in original.lines}
    if not wanted:
        raise PosError("bad_amount", reason="no_lines")
    for number, milli in wanted.items():
        if number not in lines:
            raise PosError("not_found", what="sale_line", line=number)
        if milli <= 0:
            raise PosError("bad_amount", reason="qty", line=number)
        if milli > lines[number].left_milli:
            raise PosError("over_refund", line=number, asked_milli=milli, left_milli=lines[number].left_milli)
    return tuple(
        Cell(cell.line, cell.part, cell.fen * wanted[cell.line] // lines[cell.line].left_milli)
        for cell in original.left
        if cell.line in wanted
    )


def _by_amount(original: Original, fen: int) -> tuple[Cell, ...]:
    """By `split` over what is left of the parts, inside a part over what is left of its lines."""
    if fen <= 0:
        raise PosError("bad_amount", reason="fen")
    if fen > original.left_fen:
        raise PosError("over_refund", asked_fen=fen, left_fen=original.left_fen)
    columns = [[cell for cell in original.left if cell.part == part] for part in range(len(original.parts))]
    shares = split(fen, [sum(cell.fen for cell in column) for column in columns])
    return tuple(
        Cell(cell.line, cell.part, part_fen)
        for column, share in zip(columns, shares, strict=True)
        for cell, part_fen in zip(column, split(share, [cell.fen for cell in column]), strict=True)
    )


def _points_returned(original: Original, cells: Sequence[Cell], qty: Mapping[int, int], last: bool) -> int:
    """Redeemed points in proportion to the money, rounded down, the last refund the rest.

    In a sale that points paid in full, in proportion to the pieces' share of the points discount.
    """
    rest = original.points_used - original.points_back
    if last or rest == 0:
        return rest
    if original.paid_fen:
        return min(rest, original.points_used * sum(cell.fen for cell in cells) // original.paid_fen)
    discount = sum(line.points_fen for line in original.lines)
    shares = (Fraction(line.points_fen * qty.get(line.line, 0), line.qty_milli) for line in original.lines)
    return min(rest, floor(original.points_used * sum(shares) / discount)) if discount else 0


def points_to_claw(
    lines: Sequence[EarnLine], refunded: Mapping[int, int], already: int, rules: Rules, items: int = 0
) -> int:
    """earned(base₀) − earned(base₀ − Σ refunded base) + `items` − already clawed, not below 0.

    `lines` as the sale earned; `refunded`: base per line of all refunds with this one; `already`: points clawed
    before and what of the granted lot has expired; `rules` of the sale's version; `items`: what the pieces given back
    so far had brought as goods.
    """
    left = [replace(line, base_fen=line.base_fen - refunded.get(line.line, 0)) for line in lines]
    return max(0, earned(lines, rules) - earned(left, rules) + items - already)


def payout(done: Plan, parts: Sequence[Part], to: str = ORIGINAL, claw_value_fen: int = 0) -> tuple[Part, ...]:
    """How the money goes back, net of the value charged for missing points: Σ = refund_fen − claw_value_fen.

    Every part as it was paid; with `to` = stored_value cash and scan-pay parts become PRINCIPAL without account (the
    caller's member). Stored value never becomes cash: that is a closing. The charge is taken from cash first, from
    bonus last.
    """
    backs = [_payback(part, done.part_fen(number), to) for number, part in enumerate(parts)]
    net = {number: back.fen for number, back in enumerate(backs)}
    for number in sorted(net, key=lambda number: (_CHARGE_ORDER.get(backs[number].kind, 1), number)):
        charged = min(claw_value_fen, net[number])
        net[number] -= charged
        claw_value_fen -= charged
    return tuple(replace(back, fen=net[number]) for number, back in enumerate(backs) if net[number])


def _payback(part: Part, fen: int, to: str) -> Part:
    if to == TO_STORED_VALUE and part.kind in (CASH, SCAN_PAY):
        return Part(PRINCIPAL, fen, part.tender)
    return replace(part, fen=fen)


_CHARGE_ORDER: Mapping[str, int] = MappingProxyType({CASH: 0, PRINCIPAL: 2, BONUS: 3, PASS: 4})
