"""From a priced and paid sale to what it earns: points, growth and the tier criterion (domain rules §3, §6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from memberpos.domain.catalog import FEE
from memberpos.domain.ledger import BONUS
from memberpos.domain.points import EarnLine, ItemLine, bases, earned, item_points, multiplier
from memberpos.domain.pricing import Quote
from memberpos.domain.rules import Rules
from memberpos.domain.tenders import Cell, Part


def earn_lines(quoted: Quote, cells: Iterable[Cell], parts: Sequence[Part], rules: Rules) -> tuple[EarnLine, ...]:
    """The lines of a paid sale that earn, with base and multiplier of the tier it was quoted for."""
    base = bases(cells, parts, rules)
    return _lines(quoted, base, rules)


def item_lines(quoted: Quote, rules: Rules) -> tuple[ItemLine, ...]:
    """The lines whose goods bring points of their own (`points.items`)."""
    of_sku = {entry.sku: entry.points for entry in rules.points_items}
    return tuple(
        ItemLine(line.line, of_sku[line.product.sku], line.qty_milli)
        for line in quoted.lines
        if line.product.sku in of_sku
    )


def preview(quoted: Quote, rules: Rules) -> int:
    """Points the sale will earn if no bonus is spent: what the counter shows before payment."""
    bought = _lines(quoted, {line.line: line.net_fen for line in quoted.lines}, rules)
    return earned(bought, rules) + item_points(item_lines(quoted, rules))


def _lines(quoted: Quote, base: Mapping[int, int], rules: Rules) -> tuple[EarnLine, ...]:
    tier = rules.tier(quoted.tier)
    return tuple(
        EarnLine(line.line, base.get(line.line, 0), multiplier(rules, tier, line.campaign))
        for line in quoted.lines
        if line.product.earns and line.product.kind != FEE
    )


def spend_lines(quoted: Quote) -> frozenset[int]:
    """Numbers of the lines that count for the criterion `spend` and for growth: goods and services, earning or not."""
    return frozenset(line.line for line in quoted.lines if line.product.kind != FEE)


def spend_fen(cells: Iterable[Cell], parts: Sequence[Part], counted: frozenset[int], rules: Rules) -> int:
    """What cells (paid, or refunded) add to the criterion `spend`: without the bonus share unless `bonus_earns`."""
    return sum(
        cell.fen
        for cell in cells
        if cell.line in counted and (rules.points_bonus_earns or parts[cell.part].kind != BONUS)
    )
