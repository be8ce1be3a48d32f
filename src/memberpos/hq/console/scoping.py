"""From who is signed in to what the chain's lists and figures may show them."""

from __future__ import annotations

from memberpos.domain.errors import PosError
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
