"""Statistics of the chain as tables: sales, tenders, hours, goods, stored value, points, passes, members.

They sum what `hq.day_facts` counted, over business dates from `first` to `last` (inclusive), for the stores a person
may see. Every figure follows the X and Z reports of the tills (decision 0026).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.hq import goods, liabilities
from memberpos.hq.database import Conn
from memberpos.hq.day_facts import GOODS, MEMBER, REFUND, SALE, TENDER_IN, TENDER_OUT
from memberpos.hq.scopes import Scope
from memberpos.reports.table import COUNT, DATE, HOUR, QTY, TEXT, WORD, Cell, Column, Table, table

DAY, STORE, TILL, MONTH = "day", "store", "till", "month"
GROUPS = (DAY, MONTH, STORE, TILL)
#: Longest period of one report.
MOST_DAYS = 1100
TOP_GOODS = 200


@dataclass(frozen=True)
class Asked:
    """A period, whose figures, and by what they are grouped (DAY, MONTH, STORE, TILL)."""

    first: date
    last: date
    scope: Scope
    group: str = DAY

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise PosError("bad_setting", setting="group")
        if not timedelta(0) <= self.last - self.first <= timedelta(MOST_DAYS):
            raise PosError("bad_setting", setting="period")


_Sums = Mapping[tuple[Any, str, str], tuple[int, int]]


def _sums(conn: Conn, asked: Asked, measures: Sequence[str]) -> dict[tuple[Any, str, str], tuple[int, int]]:
    """{(group, measure, item): (n, amount)}."""
    keys = {
        DAY: "business_date::text", MONTH: "to_char(business_date, 'YYYY-MM')", STORE: "store_id::text",
        TILL: "store_id::text || '/' || device_id::text",
    }  # fmt: skip
    rows = conn.execute(
        f"""SELECT {keys[asked.group]}, measure, item, sum(n)::bigint, sum(amount)::bigint FROM day_fact
        WHERE business_date BETWEEN %s AND %s AND measure = ANY(%s) AND (%s::int[] IS NULL OR store_id = ANY(%s))
        GROUP BY 1, 2, 3""".encode(),
        (asked.first, asked.last, list(measures), asked.scope.ids, asked.scope.ids),
    ).fetchall()
    return {(row[0], row[1], row[2]): (int(row[3]), int(row[4])) for row in rows}


def _grouped(conn: Conn, asked: Asked, measures: Sequence[str]) -> list[tuple[Cell, _Sums]]:
    """The groups in their order under the names people know them by, each with its sums."""
    sums = _sums(conn, asked, measures)
    by_group: defaultdict[str, dict[tuple[Any, str, str], tuple[int, int]]] = defaultdict(dict)
    for (group, measure, item), value in sums.items():
        by_group[group][group, measure, item] = value
    names = _names(conn, asked.group, list(by_group))
    order = sorted(by_group) if asked.group in (DAY, MONTH) else sorted(by_group, key=lambda one: str(names[one]))
    return [(names[group], by_group[group]) for group in order]


def _names(conn: Conn, group: str, found: Sequence[str]) -> dict[str, Cell]:
    if group in (DAY, MONTH):
        return {one: one for one in found}
    stores: dict[int, str] = dict(conn.execute("SELECT store_id, name FROM store").fetchall())
    if group == STORE:
        return {one: _store_name(stores, int(one)) for one in found}
    tills = {
        f"{row[1]}/{row[0]}": f"{_store_name(stores, int(row[1]))} {row[2]:02}"
        for row in conn.execute("SELECT device_id, store_id, till FROM device").fetchall()
    }
    return {one: tills.get(one, one) for one in found}


def _store_name(stores: Mapping[int, str], store: int) -> str:
    """Store 0 is headquarters itself."""
    return f"{store:04} {stores[store]}" if store in stores else f"{store:04}"


def _one(sums: _Sums, measure: str, item: str | None = None) -> tuple[int, int]:
    """(n, amount) of a measure, of all its items or one."""
    rows = [value for (_, of, what), value in sums.items() if of == measure and item in (None, what)]
    return sum(row[0] for row in rows), sum(row[1] for row in rows)


def _group_column(asked: Asked) -> Column:
    return Column(asked.group, DATE if asked.group == DAY else TEXT)


# -- the reports


def sales(conn: Conn, asked: Asked) -> Table:
    """Sales as rung up, discounts, refunds, what is left, and the part of members."""
    columns = (
        _group_column(asked), Column("sales_n", COUNT), Column("sales"), Column("discount"), Column("rounding"),
        Column("refunds_n", COUNT), Column("refunds"), Column("net_sales"), Column("average"),
        Column("member_sales_n", COUNT), Column("member_sales"),
    )  # fmt: skip
    rows = []
    for name, sums in _grouped(conn, asked, (SALE, REFUND, "discount", "rounding")):
        n, fen = _one(sums, SALE)
        back_n, back_fen = _one(sums, REFUND)
        member_n, member_fen = _one(sums, SALE, MEMBER)
        rows.append(
            (name, n, fen, _one(sums, "discount")[1], _one(sums, "rounding")[1], back_n, back_fen, fen - back_fen,
             fen // n if n else None, member_n, member_fen)
        )  # fmt: skip
    made = table("hq_sales", columns, rows, total=True)
    return _with_average(made)


def _with_average(made: Table) -> Table:
    """An average is not the sum of averages."""
    if made.totals is None:
        return made
    n, fen = made.total("sales_n"), made.total("sales")
    cells = list(made.totals)
    cells[made.place("average")] = fen // n if isinstance(n, int) and isinstance(fen, int) and n else None
    return Table(made.key, made.columns, made.rows, tuple(cells))


def takings(conn: Conn, asked: Asked) -> Table:
    """Customers' money by tender kind."""
    columns = (Column("tender", WORD, "tender"), Column("tenders_n", COUNT), Column("in"), Column("out"),
               Column("net"))  # fmt: skip
    sums = _sums(conn, asked, (TENDER_IN, TENDER_OUT))
    kinds = sorted({item for _, _, item in sums})
    rows: list[tuple[str, int, int, int, int]] = []
    for kind in kinds:
        n_in, fen_in = _one(sums, TENDER_IN, kind)
        n_out, fen_out = _one(sums, TENDER_OUT, kind)
        rows.append((kind, n_in + n_out, fen_in, fen_out, fen_in - fen_out))
    rows.sort(key=lambda row: -row[4])
    return table("hq_takings", columns, rows, total=True)


def hours(conn: Conn, asked: Asked) -> Table:
    """Sales by the hour of the shop's clock, from the first hour with a sale to the last."""
    rows = conn.execute(
        """SELECT hour, sum(n)::bigint, sum(amount)::bigint FROM day_fact WHERE measure = 'sale'
          AND business_date BETWEEN %s AND %s AND (%s::int[] IS NULL OR store_id = ANY(%s)) GROUP BY hour""",
        (asked.first, asked.last, asked.scope.ids, asked.scope.ids),
    ).fetchall()
    found = {int(row[0]): (int(row[1]), int(row[2])) for row in rows}
    cells = [(hour, *found.get(hour, (0, 0))) for hour in range(min(found), max(found) + 1)] if found else []
    return table("hq_hours", (Column("hour", HOUR), Column("sales_n", COUNT), Column("sales")), cells, total=True)


def top_goods(conn: Conn, asked: Asked) -> Table:
    """Goods by what they sold, before refunds; the best TOP_GOODS."""
    columns = (Column("sku", TEXT), Column("goods", TEXT), Column("category", TEXT), Column("qty", QTY),
               Column("sales"))  # fmt: skip
    rows = conn.execute(
        """SELECT item, sum(n)::bigint, sum(amount)::bigint FROM day_fact WHERE measure = %s
          AND business_date BETWEEN %s AND %s AND (%s::int[] IS NULL OR store_id = ANY(%s))
        GROUP BY item ORDER BY 3 DESC, item LIMIT %s""",
        (GOODS, asked.first, asked.last, asked.scope.ids, asked.scope.ids, TOP_GOODS),
    ).fetchall()
    names = goods.names(conn, [row[0] for row in rows], asked.scope)
    cells = [(row[0], *names.get(row[0], (row[0], "")), int(row[1]), int(row[2])) for row in rows]
    return table("hq_goods", columns, cells, total=True)


def by_category(conn: Conn, asked: Asked) -> Table:
    """The same by category of goods, as they stand in it today."""
    rows = conn.execute(
        """SELECT item, sum(n)::bigint, sum(amount)::bigint FROM day_fact WHERE measure = %s
          AND business_date BETWEEN %s AND %s AND (%s::int[] IS NULL OR store_id = ANY(%s)) GROUP BY item""",
        (GOODS, asked.first, asked.last, asked.scope.ids, asked.scope.ids),
    ).fetchall()
    names = goods.names(conn, [row[0] for row in rows], asked.scope)
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for sku, qty, fen in rows:
        total = sums[names.get(sku, ("", ""))[1]]
        total[0] += int(qty)
        total[1] += int(fen)
    order = sorted(sums, key=lambda name: -sums[name][1])
    cells = [(name or None, *sums[name]) for name in order]
    columns = (Column("category", TEXT), Column("qty", QTY), Column("sales"))
    return table("hq_categories", columns, cells, total=True)


def points(conn: Conn, asked: Asked) -> Table:
    """Points issued, redeemed (less what refunds returned), clawed back, expired."""
    columns = (
        _group_column(asked), Column("points_issued", COUNT), Column("points_redeemed", COUNT),
        Column("points_reversed", COUNT), Column("points_expired", COUNT), Column("points_change", COUNT),
    )  # fmt: skip
    measures = ("points_issued", "points_redeemed", "points_returned", "points_reversed", "points_expired")
    rows = []
    for name, sums in _grouped(conn, asked, measures):
        issued, used, returned, clawed, gone = (_one(sums, measure)[1] for measure in measures)
        redeemed = used - returned
        rows.append((name, issued, redeemed, clawed, gone, issued - redeemed - clawed - gone))
    return table("hq_points", columns, rows, total=True)


def top_ups(conn: Conn, asked: Asked) -> Table:
    """Money paid in as stored value with its bonus, what of both was spent, and passes sold."""
    columns = (
        _group_column(asked), Column("recharges_n", COUNT), Column("recharges"), Column("recharge_bonus"),
        Column("stored_principal"), Column("stored_bonus"), Column("passes_n", COUNT), Column("passes_sold"),
    )  # fmt: skip
    measures = ("recharge", "recharge_bonus", "stored_principal", "stored_bonus", "pass_sold")
    rows = []
    for name, sums in _grouped(conn, asked, measures):
        n, fen = _one(sums, "recharge")
        passes_n, passes_fen = _one(sums, "pass_sold")
        middle = [_one(sums, measure)[1] for measure in measures[1:4]]
        rows.append((name, n, fen, *middle, passes_n, passes_fen))
    return table("hq_top_ups", columns, rows, total=True)


def passes(conn: Conn, asked: Asked) -> Table:
    """Passes by kind: sold and renewed, at what price."""
    columns = (Column("pass_kind", TEXT), Column("passes_n", COUNT), Column("passes_sold"))
    sums = _sums(conn, asked, ("pass_sold",))
    kinds = sorted({item for _, _, item in sums})
    return table("hq_passes", columns, [(kind, *_one(sums, "pass_sold", kind)) for kind in kinds], total=True)


def new_members(conn: Conn, asked: Asked) -> Table:
    """Members who joined or came over from another system."""
    columns = (_group_column(asked), Column("members_new", COUNT), Column("members_imported", COUNT))
    rows = [
        (name, _one(sums, "member_new", "enrol")[0], _one(sums, "member_new", "import")[0])
        for name, sums in _grouped(conn, asked, ("member_new",))
    ]
    return table("hq_members", columns, rows, total=True)


def activity(conn: Conn, asked: Asked, today: date) -> Table:
    """How many members there are, and how many were seen of late, by home store (`seen` counts any store)."""
    columns = (
        Column(STORE, TEXT), Column("members_all", COUNT), Column("members_30", COUNT), Column("members_90", COUNT),
        Column("members_365", COUNT),
    )  # fmt: skip
    rows = conn.execute(
        """SELECT m.home_store, count(*), count(*) FILTER (WHERE v.seen > %s - 30),
          count(*) FILTER (WHERE v.seen > %s - 90), count(*) FILTER (WHERE v.seen > %s - 365)
        FROM member m LEFT JOIN (SELECT member_id, max(seen_on) AS seen FROM member_store GROUP BY member_id) v
          USING(member_id)
        WHERE m.status <> 9 AND m.alias_of IS NULL AND (%s::int[] IS NULL OR m.home_store = ANY(%s))
        GROUP BY m.home_store ORDER BY m.home_store""",
        (today, today, today, asked.scope.ids, asked.scope.ids),
    ).fetchall()
    names = _names(conn, STORE, [str(row[0]) for row in rows])
    return table("hq_activity", columns, [(names[str(row[0])], *map(int, row[1:])) for row in rows], total=True)


def counts(conn: Conn, asked: Asked) -> Table:
    """How often what happened: every kind of event."""
    sums = _sums(conn, asked, ("event",))
    found: defaultdict[str, int] = defaultdict(int)
    for (_, _, item), (n, _) in sums.items():
        found[item] += n
    columns = (Column("event", WORD, "event"), Column("times", COUNT))
    order = sorted(found, key=lambda kind: (-found[kind], kind))
    return table("hq_events", columns, [(kind, found[kind]) for kind in order])


Maker = Callable[[Conn, Asked], Table]
#: Report → how its table is made. `stored_value` and `activity` need the day of today, too (`make`).
REPORTS: Mapping[str, Maker] = MappingProxyType(
    {
        "sales": sales, "tenders": takings, "hours": hours, "goods": top_goods, "categories": by_category,
        "top_ups": top_ups, "points": points, "passes": passes, "members": new_members, "events": counts,
    }
)  # fmt: skip
NAMES = (*REPORTS, "stored_value", "activity")


def make(conn: Conn, name: str, asked: Asked, today: date) -> Table:
    """The table of a report. PosError not_found for an unknown name."""
    if name == "activity":
        return activity(conn, asked, today)
    if name == "stored_value":
        return liabilities.roll_forward(conn, asked.first, asked.last, asked.scope)
    if name not in REPORTS:
        raise PosError("not_found", what="report")
    return REPORTS[name](conn, asked)
