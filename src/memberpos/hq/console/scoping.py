"""From who is signed in to what the chain's lists and figures may show them."""

from __future__ import annotations

from memberpos.domain.errors import PosError
from memberpos.hq.console.listing import MOST_IN_FILE, PER_PAGE, Order
from memberpos.hq.console.visit import Visit
from memberpos.hq.database import Conn
from memberpos.hq.scopes import Scope


def store_names(conn: Conn, scope: Scope) -> list[tuple[int, str]]:
    """(id, name) of the stores inside, in order."""
    rows = conn.execute(
        "SELECT store_id, name FROM store WHERE %s::int[] IS NULL OR store_id = ANY(%s) ORDER BY store_id",
        (scope.ids, scope.ids),
    ).fetchall()
    return [(int(row[0]), f"{int(row[0]):04} {row[1]}") for row in rows]


def wanted_scope(visit: Visit, name: str = "scope") -> int:
    """The scope a form or address names: 0 the chain, n a store the person may see. PosError not_found."""
    text = visit.value(name) or visit.query(name) or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise PosError("not_found", what="store")
    scope = int(text)
    if scope:
        visit.scope.need(scope)
    return scope


def order_of(visit: Visit) -> Order:
    """Page and search of a list that comes in an order of its own; a file holds all of it."""
    number = visit.query("page")
    page = int(number) if number.isascii() and number.isdigit() and 0 < int(number) < 100_000 else 1
    whole = bool(visit.query("format"))
    return Order(
        "", False, 1 if whole else page, visit.query("q").strip()[:80], "", MOST_IN_FILE if whole else PER_PAGE
    )
