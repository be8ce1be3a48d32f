"""A report ready to be written: title, figures at a glance, tables, a chart; the writer makes the layout."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.reports.end_of_day import EndOfDay
from memberpos.reports.table import Table
from memberpos.reports.words import Words, local, money, permille


@dataclass(frozen=True)
class Glance:
    """One large figure with its name and a remark."""

    label: str
    figure: str
    remark: str = ""


@dataclass(frozen=True)
class Sheet:
    """`lines` stand below the title; `warnings` say why figures may not be final; `bars` are (label, value ≥ 0)."""

    title: str
    shop: str
    lines: tuple[str, ...]
    currency: str
    glances: tuple[Glance, ...] = ()
    tables: tuple[Table, ...] = ()
    chart: str = ""
    bars: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()
    made_at_ms: int = 0


def day_sheet(day: EndOfDay, words: Words, made_at_ms: int, *, agrees: bool | None = None) -> Sheet:
    """The end of day as a report; `agrees` is the verdict of the books, None when they were not checked."""
    made = f"{local(made_at_ms, words.zone):%Y-%m-%d %H:%M}"
    lines = [
        f"{words.word('label', 'business_date')} {day.business_date} {words.weekday(day.business_date)}",
        f"{words.word('label', 'made')} {made}",
        f"{words.word('label', 'currency')} {day.currency}",
    ]
    if day.z_numbers:
        lines.append("Z " + ", ".join(f"{number}" for number in day.z_numbers))
    if agrees:
        lines.append(words.word("label", "agrees"))
    return Sheet(
        title=words.word("report", "end_of_day"), shop=day.shop, lines=tuple(lines), currency=day.currency,
        glances=_glances(day, words), tables=day.tables, chart=words.word("table", "hours"),
        bars=tuple((f"{hour}", fen) for hour, fen in day.hours), warnings=_warnings(day, words, agrees=agrees),
        made_at_ms=made_at_ms,
    )  # fmt: skip


def _warnings(day: EndOfDay, words: Words, *, agrees: bool | None) -> tuple[str, ...]:
    found = []
    if day.open_shift is not None:
        found.append(words.word("label", "open_shift").format(name=day.open_shift))
    if agrees is False:
        found.append(words.word("label", "disagrees"))
    return tuple(found)


def _glances(day: EndOfDay, words: Words) -> tuple[Glance, ...]:
    tiles = day.tiles
    return (
        Glance(words.word("tile", "sales"), money(tiles.sales_fen)),
        Glance(words.word("tile", "top_ups"), money(tiles.top_up_fen)),
        Glance(words.word("tile", "member_share"), permille(tiles.member_permille)),
        Glance(words.word("tile", "points"), f"{tiles.points_issued:,} / {tiles.points_used:,}"),
        Glance(words.word("tile", "new_members"), f"{tiles.new_members:,}"),
    )
