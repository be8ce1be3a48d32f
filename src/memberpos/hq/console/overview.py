"""The first page: what needs somebody, and today's figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from memberpos.hq import devices
from memberpos.hq.console import case_facts, listing, tills
from memberpos.hq.console.case_pages import WHY, link_of
from memberpos.hq.console.page import GET, Page, Place
from memberpos.hq.console.texts import N_
from memberpos.hq.console.till_pages import STATES
from memberpos.hq.console.visit import Visit
from memberpos.hq.database import Conn
from memberpos.hq.scopes import Scope

#: Lines of a list on this page.
FEW = 6
_IN_SCOPE = "(%(stores)s::int[] IS NULL OR store_id = ANY(%(stores)s))"


def counts(conn: Conn, scope: Scope, now_ms: int) -> dict[str, int]:
    """Tills at work and in each kind of trouble, exposure of revoked ones, open cases."""
    row = conn.execute(
        f"""SELECT count(*) FILTER (WHERE status = %(active)s), count(*) FILTER (WHERE status = %(quarantined)s),
          count(*) FILTER (WHERE status = %(active)s AND seen_ms < %(since)s),
          count(*) FILTER (WHERE status = %(waiting)s), coalesce(sum(exposure), 0)
        FROM device WHERE status <> %(hq)s AND {_IN_SCOPE}""".encode(),
        {
            "active": devices.ACTIVE, "quarantined": devices.QUARANTINED, "waiting": devices.WAITING, "hq": devices.HQ,
            "since": now_ms - tills.SILENT_MS, "stores": scope.ids,
        },
    ).fetchone()  # fmt: skip
    cases = conn.execute(
        f"SELECT count(*) FROM review WHERE done_ms IS NULL AND {_IN_SCOPE}".encode(), {"stores": scope.ids}
    ).fetchone()
    assert row is not None
    assert cases is not None
    names = ("tills", "quarantined", "silent", "waiting", "exposure_fen")
    return {**{name: int(value) for name, value in zip(names, row, strict=True)}, "cases": int(cases[0])}


def day_figures(conn: Conn, scope: Scope, day: date, currency: str) -> dict[str, int]:
    """Of a business date, as tills have told so far: sales less refunds with the number of sales, and top-ups."""
    row = conn.execute(
        f"""SELECT coalesce(sum(amount) FILTER (WHERE kind = 'SALES'), 0),
          coalesce(sum(n) FILTER (WHERE kind = 'SALES' AND event_kind = 'sale'), 0),
          coalesce(sum(amount) FILTER (WHERE kind = 'PRINCIPAL' AND event_kind = 'recharge'), 0)
        FROM store_day WHERE business_date = %(day)s AND unit = %(unit)s AND {_IN_SCOPE}""".encode(),
        {"day": day, "unit": currency, "stores": scope.ids},
    ).fetchone()
    assert row is not None
    return {"sales_fen": int(row[0]), "sales": int(row[1]), "recharges_fen": int(row[2])}


def _overview(visit: Visit) -> Response:
    now_ms, scope, currency = visit.now_ms, visit.scope, visit.language.currency
    today = visit.today

    def facts(conn: Conn) -> dict[str, Any]:
        newest = listing.Order("at_ms", down=True, number=1, search="", sql="r.at_ms DESC", per=FEW)
        oldest = listing.Order("seen_ms", down=False, number=1, search="", sql="d.seen_ms ASC", per=FEW)
        return {
            "counts": counts(conn, scope, now_ms),
            "figures": day_figures(conn, scope, today, currency),
            "before": day_figures(conn, scope, today - timedelta(days=7), currency),
            "cases": case_facts.rows(conn, scope, newest, done=False)[:FEW] if visit.may("case.see") else [],
            "trouble": tills.rows(conn, scope, oldest, "trouble", now_ms)[:FEW],
        }

    found = visit.read(facts)
    for row in found["trouble"]:
        row["state"] = tills.state_of(row, now_ms)
    return visit.page("overview.html", today=today, why=WHY, states=STATES, link_of=link_of, now_ms=now_ms, **found)


PAGES = (Page(GET, "/", "overview.see", _overview),)
PLACES = (Place("/", N_("Overview"), "chart", "overview.see"),)
