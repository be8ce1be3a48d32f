"""What the chain owes its members: opening + in − out = closing for each kind of value, by what moved it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from memberpos.hq.database import Conn
from memberpos.hq.day_facts import ROLL_IN, ROLLED
from memberpos.hq.scopes import Scope
from memberpos.reports.table import MONEY, WORD, Cell, Column, Table, table

#: Kinds counted in money; the others are points and uses.
MONEY_KINDS = ("PRINCIPAL", "BONUS", "CHANGE")
OPENING, CLOSING = "opening", "closing"


def balances(conn: Conn) -> dict[str, int]:
    """What members hold now, by kind."""
    rows = conn.execute(
        "SELECT kind, sum(balance)::bigint FROM account WHERE name = '' AND kind = ANY(%s) GROUP BY kind",
        (list(ROLLED),),
    ).fetchall()
    return dict.fromkeys(ROLLED, 0) | {row[0]: int(row[1]) for row in rows}


def flows(conn: Conn, first: date, last: date | None, scope: Scope) -> dict[tuple[str, str], tuple[int, int]]:
    """{(kind, event kind): (in, out)} of members' accounts over business dates; `last` None: to the newest."""
    rows = conn.execute(
        """SELECT measure, item, sum(amount)::bigint FROM day_fact WHERE measure IN ('roll_in', 'roll_out')
          AND business_date >= %s AND (%s::date IS NULL OR business_date <= %s)
          AND (%s::int[] IS NULL OR store_id = ANY(%s)) GROUP BY 1, 2""",
        (first, last, last, scope.ids, scope.ids),
    ).fetchall()
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for measure, item, amount in rows:
        kind, _, event = item.partition("/")
        found[kind, event][0 if measure == ROLL_IN else 1] += int(amount)
    return {key: (pair[0], pair[1]) for key, pair in found.items()}


def roll_forward(conn: Conn, first: date, last: date, scope: Scope) -> Table:
    """Stored value: what stood at the beginning, what each kind of event added and took, what stands at the end.

    Opening and closing are those of the whole chain; of some stores only what moved there is known, because a
    member's value belongs to no store.
    """
    columns = (
        Column("moved_by", WORD, "event"),
        *(Column(f"{kind.lower()}_{side}", MONEY) for kind in MONEY_KINDS for side in ("in", "out")),
        Column("liability"),
    )
    moved = flows(conn, first, last, scope)
    events = sorted({event for kind, event in moved if kind in MONEY_KINDS})
    rows: list[tuple[Cell, ...]] = []
    for event in events:
        pairs = [moved.get((kind, event), (0, 0)) for kind in MONEY_KINDS]
        rows.append((event, *(fen for pair in pairs for fen in pair), sum(pair[0] - pair[1] for pair in pairs)))
    empty: tuple[Cell, ...] = (None,) * (2 * len(MONEY_KINDS))
    if scope.everything:
        opening = _opening(conn, first)
        rows.insert(0, (OPENING, *empty, opening))
        change = sum(row[-1] for row in rows[1:] if isinstance(row[-1], int))
        rows.append((CLOSING, *empty, opening + change))
    return table("hq_stored_value", columns, rows)


def _opening(conn: Conn, first: date) -> int:
    """Everything held now, less what moved since the day began."""
    now = balances(conn)
    since = flows(conn, first, None, Scope())
    moved = sum(pair[0] - pair[1] for (kind, _), pair in since.items() if kind in MONEY_KINDS)
    return sum(now[kind] for kind in MONEY_KINDS) - moved
