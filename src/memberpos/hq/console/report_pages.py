"""Reports: figures with a chart, for a period, stores and a grouping; each as CSV and XLSX, too."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.hq import statistics
from memberpos.hq.console import report_charts
from memberpos.hq.console.listing import TYPES
from memberpos.hq.console.page import GET, Page, Place
from memberpos.hq.console.scoping import store_names
from memberpos.hq.console.stores import number as store_number
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import Visit
from memberpos.hq.database import Conn
from memberpos.hq.statistics import DAY, GROUPS, MONTH, STORE, TILL, Asked
from memberpos.reports import table as kinds
from memberpos.reports.table import Cell, Table
from memberpos.reports.words import Words, words_of

RIGHT = "report.see"
_FIRST_DAYS = 30
#: Report → its name and what it answers.
REPORTS: dict[str, tuple[str, str]] = {
    "sales": (N_("Sales and refunds"), N_("Sales, refunds, discounts and what members spent.")),
    "tenders": (N_("Tender mix"), N_("How customers paid.")),
    "hours": (N_("Sales by hour"), N_("When customers come.")),
    "goods": (N_("Top goods"), N_("The 200 goods that sold best, before refunds; the total is theirs.")),
    "categories": (N_("Sales by category"), N_("What each category of goods brought in.")),
    "top_ups": (N_("Top-ups and passes"), N_("Money paid in ahead, its bonus, and what of it was spent.")),
    "stored_value": (N_("Stored value owed"), N_("What the chain owes its members, from opening to closing balance.")),
    "points": (N_("Points"), N_("Issued, used, taken back, expired.")),
    "passes": (N_("Passes sold"), N_("Passes sold and renewed, by kind.")),
    "members": (N_("New members"), N_("Who joined, day by day or store by store.")),
    "activity": (N_("Active members"), N_("How many members were seen of late.")),
    "events": (N_("What happened how often"), N_("Every kind of work at the tills, counted.")),
}
#: Grouping means something in these only.
GROUPED = frozenset({"sales", "top_ups", "points", "members"})
#: A state of today has no period.
_UNDATED = frozenset({"activity"})
GROUP_NAMES = {DAY: N_("By day"), MONTH: N_("By month"), STORE: N_("By store"), TILL: N_("By till")}
PERIODS = {
    "today": N_("Today"), "7": N_("Last 7 days"), "30": N_("Last 30 days"), "month": N_("This month"),
    "before": N_("Last month"), "year": N_("This year"),
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What a report's address asks for. `store` 0: all the person sees."""

    first: date
    last: date
    group: str
    store: int


@lru_cache(maxsize=8)
def words(language: str, zone: str) -> Words:
    """Words of tables, as the till's reports have them."""
    return words_of(language, zone)


def choice_of(visit: Visit, today: date) -> Choice:
    """Period, grouping and store of the address; what cannot be read is the default, a store outside is refused."""
    first, last = _period(visit.query("period"), today) or (today - timedelta(_FIRST_DAYS - 1), today)
    first, last = _date(visit.query("from"), first), _date(visit.query("to"), last)
    if not timedelta(0) <= last - first <= timedelta(statistics.MOST_DAYS):
        first, last = today - timedelta(_FIRST_DAYS - 1), today
    group, store = visit.query("group"), visit.query("store")
    return Choice(first, last, group if group in GROUPS else DAY, store_number(store) if store else 0)


def _date(text: str, default: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return default


def _period(name: str, today: date) -> tuple[date, date] | None:
    month = today.replace(day=1)
    before = month - timedelta(1)
    known = {
        "today": (today, today), "7": (today - timedelta(6), today), "30": (today - timedelta(29), today),
        "month": (month, today), "before": (before.replace(day=1), before),
        "year": (today.replace(month=1, day=1), today),
    }  # fmt: skip
    return known.get(name)


def asked_of(visit: Visit, choice: Choice) -> Asked:
    """PosError not_found for a store the person may not see."""
    scope = visit.scope
    return Asked(choice.first, choice.last, scope.narrowed([choice.store] if choice.store else []), choice.group)


def _index(visit: Visit) -> Response:
    """The last thirty days at a glance, and all reports."""
    today = visit.today
    choice = choice_of(visit, today)
    asked = asked_of(visit, choice)

    def read(conn: Conn) -> tuple[dict[str, Table], list[tuple[int, str]]]:
        wanted = ("sales", "tenders", "top_ups", "members")
        return {name: statistics.make(conn, name, asked, today) for name in wanted}, store_names(conn, visit.scope)

    made, stores = visit.read(read)
    tables = words(visit.language.code, visit.language.zone)
    charts = [
        report_charts.chart_of(visit, tables, name, REPORTS[name][0], made[name], choice.group)
        for name in ("sales", "tenders")
    ]
    return visit.page(
        "reports.html", reports=REPORTS, choice=choice, stores=stores, periods=PERIODS, figures=_figures(visit, made),
        charts=[chart for chart in charts if chart is not None],
    )  # fmt: skip


def _figures(visit: Visit, made: dict[str, Table]) -> list[tuple[str, str, str]]:
    """(label, figure, report) of what is looked at first."""

    def total(report: str, column: str) -> int:
        found = made[report].total(column)
        return found if isinstance(found, int) else 0

    money, number, text = visit.language.money, visit.language.number, visit.text
    return [
        (text(N_("Net sales")), money(total("sales", "net_sales")), "sales"),
        (text(N_("Sales, count")), number(total("sales", "sales_n")), "sales"),
        (text(N_("Spent by members")), money(total("sales", "member_sales")), "sales"),
        (text(N_("Topped up")), money(total("top_ups", "recharges")), "top_ups"),
        (text(N_("New members")), number(total("members", "members_new")), "members"),
    ]


def _report(visit: Visit) -> Response:
    name = visit.part("name")
    if name not in REPORTS:
        raise PosError("not_found", what="report")
    today = visit.today
    choice = choice_of(visit, today)
    asked = asked_of(visit, choice)

    def read(conn: Conn) -> tuple[Table, list[tuple[int, str]]]:
        return statistics.make(conn, name, asked, today), store_names(conn, visit.scope)

    made, stores = visit.read(read)
    tables = words(visit.language.code, visit.language.zone)
    if visit.query("format") in TYPES and visit.may("export.make"):
        return _file(visit, name, made, choice, tables)
    return visit.page(
        "report.html", name=name, title=visit.text(REPORTS[name][0]), about=REPORTS[name][1], made=made, words=tables,
        chart=report_charts.chart_of(visit, tables, name, REPORTS[name][0], made, choice.group), choice=choice,
        stores=stores, periods=PERIODS, groups=GROUP_NAMES if name in GROUPED else {}, dated=name not in _UNDATED,
    )  # fmt: skip


def _file(visit: Visit, name: str, made: Table, choice: Choice, tables: Words) -> Response:
    """The table as a file; that it was taken is in the audit."""
    form = visit.query("format")
    facts: dict[str, Any] = {"format": form, "rows": len(made.rows), "from": str(choice.first), "to": str(choice.last)}
    visit.act("export.make", f"report {name}", lambda _: None, store_id=choice.store or None, facts=facts)
    title = visit.text(REPORTS[name][0])
    with tempfile.TemporaryDirectory(prefix="memberpos-report-") as folder:
        path = Path(folder) / f"report.{form}"
        write(path, form, title, made, tables, visit.now_ms)
        data = path.read_bytes()
    file = f"{name}-{choice.first}-{choice.last}.{form}"
    return Response(data, 200, {"Content-Disposition": f'attachment; filename="{file}"'}, TYPES[form])


def write(path: Path, form: str, title: str, made: Table, tables: Words, now_ms: int) -> None:
    """A table as CSV with a mark Excel looks for, or as a workbook; nothing in it is run as a formula."""
    from memberpos.reports import text_files, xlsx

    rows = rows_with_totals(made, tables)
    if form == "csv":
        text_files.write_csv(path, made.columns, rows, tables)
    else:
        xlsx.write_rows(path, title, made.columns, rows, tables, now_ms)


def rows_with_totals(made: Table, tables: Words) -> list[Sequence[Cell]]:
    """The rows, and the totals where their first cell can say so."""
    rows: list[Sequence[Cell]] = list(made.rows)
    if made.totals is not None and made.columns[0].kind in (kinds.TEXT, kinds.WORD, kinds.DATE):
        rows.append((tables.word("label", "total"), *made.totals[1:]))
    return rows


PAGES = (Page(GET, "/reports", RIGHT, _index), Page(GET, "/reports/{name}", RIGHT, _report))
PLACES = (Place("/reports", N_("Reports"), "reports", RIGHT),)
