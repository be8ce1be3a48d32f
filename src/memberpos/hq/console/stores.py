"""Stores: the list, a new one, another name."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.hq import devices, enrolment
from memberpos.hq.console import listing, messages
from memberpos.hq.console.listing import Column, Listing
from memberpos.hq.console.page import GET, POST, Page, Place
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import ROOT, Visit
from memberpos.hq.database import Conn, like
from memberpos.hq.scopes import Scope

MOST_NAME = 60
_NAMES = ("store_id", "slug", "name", "tills", "seen_ms")
_COLUMNS = (
    Column("name", N_("Store"), sql="s.name"),
    Column("slug", N_("Short name"), sql="s.slug"),
    Column("store_id", N_("Number"), listing.NUMBER, sql="s.store_id", minor=True),
    Column("tills", N_("Tills"), listing.NUMBER, sql="tills"),
    Column(
        "seen_ms", N_("Last heard of"), listing.TIME, sql="seen_ms",
        show=lambda row, visit: visit.language.ago(row["seen_ms"], visit.now_ms) if row["seen_ms"] else "—",
    ),
)  # fmt: skip


def names(conn: Conn, scope: Scope) -> list[tuple[int, str]]:
    """Number and name of each store somebody may see."""
    rows = conn.execute(
        "SELECT store_id, name FROM store WHERE %(stores)s::int[] IS NULL OR store_id = ANY(%(stores)s) ORDER BY name",
        {"stores": scope.ids},
    ).fetchall()
    return [(int(row[0]), str(row[1])) for row in rows]


def rename(conn: Conn, scope: Scope, store_id: int, name: str) -> None:
    """PosError bad_setting, not_found."""
    scope.need(store_id)
    _check_name(name)
    if conn.execute("UPDATE store SET name = %s WHERE store_id = %s", (name, store_id)).rowcount != 1:
        raise PosError("not_found", what="store")


def _check_name(name: str) -> None:
    if not 0 < len(name) <= MOST_NAME or not name.isprintable():
        raise PosError("bad_setting", setting="name")


def _rows(conn: Conn, scope: Scope, order: listing.Order) -> list[dict[str, Any]]:
    rows = conn.execute(
        f"""SELECT s.store_id, s.slug, s.name, count(d.device_id) AS tills, max(d.seen_ms) AS seen_ms
        FROM store s LEFT JOIN device d ON d.store_id = s.store_id AND d.status = {devices.ACTIVE}
        WHERE (%(stores)s::int[] IS NULL OR s.store_id = ANY(%(stores)s))
          AND (%(q)s = '' OR s.name ILIKE '%%' || %(q)s || '%%' OR s.slug ILIKE %(q)s || '%%')
        GROUP BY s.store_id, s.slug, s.name
        ORDER BY {order.sql}, s.store_id LIMIT %(limit)s OFFSET %(offset)s""".encode(),
        {"stores": scope.ids, "q": like(order.search), **order.params},
    ).fetchall()
    return listing.dicts(_NAMES, rows)


def _list(visit: Visit, status: int = 200, **facts: Any) -> Response:
    order = listing.asked(visit, _COLUMNS, "name")
    rows = visit.read(lambda conn: _rows(conn, visit.scope, order))
    link = (lambda row: f"{ROOT}/stores/{row['store_id']}") if visit.may("store.change") else None
    found = Listing(_COLUMNS, rows, order, "stores", N_("There is no store yet."), link=link)
    return listing.as_file(visit, found) or visit.page("stores.html", status=status, listing=found, **facts)


def _new(visit: Visit, error: str = "", status: int = 200) -> Response:
    facts = {"slug": visit.value("slug"), "name": visit.value("name"), "error": error, "store_id": None}
    return visit.page("store.html", status=status, **facts)


def _add(visit: Visit) -> Response:
    slug, name = visit.value("slug"), visit.value("name")
    try:
        visit.scope.need_chain("store.change")
        _check_name(name)
        visit.act("store.add", slug, lambda tx: enrolment.add_store(tx.conn, slug, name))
    except PosError as error:
        if error.code not in ("bad_setting", "number_taken"):
            raise
        return _new(visit, " ".join(messages.words_of(error, visit.language)), messages.status_of(error))
    return visit.go("/stores", visit.text(N_("The store is there. Enrol its tills next.")))


def _edit(visit: Visit) -> Response:
    store_id = number(visit.part("store"))
    known = dict(visit.read(lambda conn: names(conn, visit.scope)))
    if store_id not in known:
        raise PosError("not_found", what="store")
    return visit.page("store.html", slug="", name=known[store_id], error="", store_id=store_id)


def _rename(visit: Visit) -> Response:
    store_id, name = number(visit.part("store")), visit.value("name")
    try:
        visit.act(
            "store.rename", str(store_id), lambda tx: rename(tx.conn, visit.scope, store_id, name), store_id=store_id
        )
    except PosError as error:
        if error.code != "bad_setting":
            raise
        words = " ".join(messages.words_of(error, visit.language))
        facts = {"slug": "", "name": name, "error": words, "store_id": store_id}
        return visit.page("store.html", status=messages.status_of(error), **facts)
    return visit.go("/stores", visit.text(N_("Saved.")))


def number(text: str) -> int:
    """A store's number in an address. PosError not_found for something else."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise PosError("not_found", what="store")
    return int(text)


PAGES = (
    Page(GET, "/stores", "store.see", _list),
    Page(GET, "/stores/new", "store.change", _new),
    Page(POST, "/stores/new", "store.change", _add),
    Page(GET, "/stores/{store}", "store.change", _edit),
    Page(POST, "/stores/{store}", "store.change", _rename),
)
PLACES = (Place("/stores", N_("Stores"), "store", "store.see"),)
