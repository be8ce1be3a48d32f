"""Which chart shows a report, and the sentence that says the same to who cannot see it."""

from __future__ import annotations

from markupsafe import Markup

from memberpos.hq.console import charts
from memberpos.hq.console.charts import Chart, Point
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import Visit
from memberpos.hq.statistics import DAY, MONTH
from memberpos.reports import table as kinds
from memberpos.reports.table import Cell, Column, Table
from memberpos.reports.words import Words

#: Report → the column drawn.
_DRAWN = {
    "sales": "net_sales", "tenders": "net", "hours": "sales", "goods": "sales", "categories": "sales",
    "top_ups": "recharges", "points": "points_issued", "passes": "passes_sold", "members": "members_new",
    "activity": "members_90", "events": "times",
}  # fmt: skip
#: These run along time; the others are rankings.
_ALONG_TIME = frozenset({"sales", "top_ups", "points", "members"})
_MOST_ROWS = 15


def chart_of(visit: Visit, words: Words, name: str, title: str, made: Table, group: str) -> tuple[str, Markup] | None:
    """Title and chart of a report; None where a table says more, or there is nothing to draw."""
    if name not in _DRAWN or not made.rows:
        return None
    column = made.columns[made.place(_DRAWN[name])]
    at = made.place(column.key)
    label = 1 if name == "goods" else 0
    upright = name == "hours" or (name in _ALONG_TIME and group in (DAY, MONTH))
    points = [
        Point(
            _label(row[label], made.columns[label], words, short=upright), _value(row[at]), words.text(row[at], column)
        )
        for row in made.rows
    ]
    if not upright:
        points = sorted(points, key=lambda point: -point.value)[:_MOST_ROWS]
    chart = Chart(f"{visit.text(title)} · {words.heading(column)}", _summary(visit, points), points)
    drawn = charts.columns(chart, lambda value: _axis(value, column)) if upright else charts.rows(chart)
    return chart.title, drawn


def _summary(visit: Visit, points: list[Point]) -> str:
    best = max(points, key=lambda point: point.value)
    return visit.text(N_("%(n)s bars; the highest is %(label)s with %(figure)s."), n=len(points), label=best.label,
                      figure=best.text)  # fmt: skip


def _label(cell: Cell, column: Column, words: Words, *, short: bool) -> str:
    text = words.text(cell, column) or "—"
    return text[5:] if short and column.kind == kinds.DATE else text


def _value(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _axis(value: int, column: Column) -> str:
    """Money in whole units, large figures in short."""
    whole = value // 100 if column.kind == kinds.MONEY else value
    for size, sign in ((1_000_000_000, "G"), (1_000_000, "M"), (10_000, "k")):
        if abs(whole) >= size:
            part = whole / (1000 if sign == "k" else size)
            return f"{part:.1f}".rstrip("0").rstrip(".") + sign
    return f"{whole:,}"
