"""The end of day for those who look at it: figures of a business date, whether the books agree, its paper."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.domain.dates import local_time
from memberpos.printing.documents import Head, TablePaper, TextTable
from memberpos.reports.end_of_day import EndOfDay, end_of_day
from memberpos.reports.table import Cell, Column, Table
from memberpos.reports.words import Words
from memberpos.services.shop import shop_of
from memberpos.store import staff, sync_state
from memberpos.store.database import Database
from memberpos.store.day_check import differences

#: Blocks of the paper: a name and at most four figures have room.
_PAPER_COLUMNS = 5


@dataclass(frozen=True)
class DayFacts:
    """A business date of the shop. `today` is the date that is running; `wrong` what the books disagree about."""

    day: EndOfDay
    today: str
    zone: str
    wrong: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not self.wrong


def day(db: Database, now_ms: int, business_date: str | None = None) -> DayFacts:
    """The figures of a business date (None: the running one), with the check of what was touched on it."""
    shop = shop_of(db)
    today = shop.business_date(now_ms).isoformat()
    chosen = business_date or today
    return DayFacts(end_of_day(db, chosen), today, shop.rules.zone, tuple(differences(db, chosen)))


def paper(db: Database, facts: DayFacts, words: Words, now_ms: int, staff_id: str) -> TablePaper:
    """The end of day for the receipt printer, in finished words."""
    shop, me, who = shop_of(db), sync_state.identity(db), staff.by_id(db, staff_id)
    when = local_time(now_ms, shop.rules.zone)
    head = Head(
        shop=facts.day.shop, till=str(me.till), date=f"{when:%Y-%m-%d}", time=f"{when:%H:%M}",
        cashier=who.name if who else "", currency=facts.day.currency,
    )  # fmt: skip
    blocks = tuple(_block(made, words) for made in facts.day.tables if made.key != "hours" and made.rows)
    return TablePaper(head, words.word("report", "end_of_day"), facts.day.business_date, blocks)


def _block(made: Table, words: Words) -> TextTable:
    """A table as narrow as paper: the first column and the figures that matter most, at its end."""
    figures = [at for at, column in enumerate(made.columns) if at and column.is_figure]
    places = [0, *figures[-(_PAPER_COLUMNS - 1) :]]
    rows = [_texts(row, made.columns, words) for row in made.rows]
    if made.totals is not None:
        rows.append([words.word("label", "total"), *_texts(made.totals, made.columns, words)[1:]])
    heads = ["", *(words.heading(made.columns[at]) for at in places[1:])]
    return TextTable(
        words.word("table", made.key), tuple(heads), tuple(tuple(row[at] for at in places) for row in rows)
    )


def _texts(cells: tuple[Cell, ...], columns: tuple[Column, ...], words: Words) -> list[str]:
    return [words.text(cell, column) for cell, column in zip(cells, columns, strict=True)]
