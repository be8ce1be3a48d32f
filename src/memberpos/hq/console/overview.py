"""The first page: what needs somebody, and today's figures."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from memberpos.hq.console.page import GET, Page, Place
from memberpos.hq.console.people import Scope
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import Visit
from memberpos.hq.database import Conn
from memberpos.hq.devices import ACTIVE, HQ, QUARANTINED

#: A till of an open shop says something at least every minute; without a word for so long it is silent.
SILENT_MS = 24 * 3600 * 1000
_IN_SCOPE = "(%(stores)s::int[] IS NULL OR store_id = ANY(%(stores)s))"


def trouble(conn: Conn, scope: Scope, now_ms: int) -> dict[str, int]:
    """How much needs somebody: tills by kind of trouble, open cases."""
    row = conn.execute(
        f"""SELECT count(*) FILTER (WHERE status = %(active)s), count(*) FILTER (WHERE status = %(quarantined)s),
          count(*) FILTER (WHERE status = %(active)s AND seen_ms < %(since)s)
        FROM device WHERE status <> %(hq)s AND {_IN_SCOPE}""".encode(),
        {
            "active": ACTIVE, "quarantined": QUARANTINED, "hq": HQ, "since": now_ms - SILENT_MS, "stores": scope.param,
        },
    ).fetchone()  # fmt: skip
    cases = conn.execute(
        f"SELECT count(*), min(at_ms) FROM review WHERE done_ms IS NULL AND {_IN_SCOPE}".encode(),
        {"stores": scope.param},
    ).fetchone()
    assert row is not None
    assert cases is not None
    return {
        "tills": row[0], "quarantined": row[1], "silent": row[2], "cases": cases[0], "oldest_case_ms": cases[1] or 0,
    }  # fmt: skip


def _overview(visit: Visit) -> Response:
    def facts(conn: Conn) -> dict[str, Any]:
        return trouble(conn, visit.scope, visit.now_ms)

    return visit.page("overview.html", trouble=visit.read(facts))


PAGES = (Page(GET, "/", "overview.see", _overview),)
PLACES = (Place("/", N_("Overview"), "chart", "overview.see"),)
