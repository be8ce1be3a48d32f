"""The audit as a page: who did what at the console, newest first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from memberpos.hq.console import listing
from memberpos.hq.console.listing import Column, Listing
from memberpos.hq.console.page import GET, Page, Place
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import Visit
from memberpos.hq.database import Conn, like

#: What somebody did → its name.
ACTIONS = {
    "sign_in": N_("Signed in"), "sign_in.refused": N_("Sign-in refused"), "sign_out": N_("Signed out"),
    "refused": N_("Tried without the right"), "export.make": N_("Made a file"),
    "operator.add": N_("Invited a person"), "operator.accept": N_("Took up an invitation"),
    "operator.change": N_("Changed a person's rights"), "operator.reset": N_("Reset a person's sign-in"),
    "operator.disable": N_("Shut a person out"), "operator.password": N_("Changed the own password"),
    "store.add": N_("Added a store"), "store.rename": N_("Renamed a store"),
    "till.code": N_("Made a code for a till"), "till.approval": N_("Switched approval of tills"),
    "till.approve": N_("Let a till in"), "till.revoke": N_("Revoked a till"), "till.release": N_("Released a till"),
    "card.block": N_("Reported a card lost"), "card.found": N_("Reported a card found"),
    "case.settle": N_("Settled a case"), "member.merge": N_("Had two members made one"),
    "member.part": N_("Had two members parted again"), "member.merge_off": N_("Called a merge off"),
    "goods.save": N_("Saved goods"), "goods.plan": N_("Planned a price"), "goods.call_off": N_("Called a price off"),
    "goods.switch": N_("Switched goods"), "goods.take_back": N_("Gave goods back to the chain's terms"),
    "category.save": N_("Saved a category"), "offer.save": N_("Saved an offer"),
    "offer.switch": N_("Switched an offer"), "offer.take_back": N_("Took an offer back"),
    "coupon.save": N_("Saved a kind of coupon"), "top_up.save": N_("Saved a top-up offer"),
    "rule.change": N_("Changed a rule"), "rule.withdraw": N_("Took a rule back"),
    "member.erase": N_("Erased a member"),
}  # fmt: skip
_NAMES = ("at_ms", "operator", "action", "target", "facts", "store")


def _facts(row: Mapping[str, Any], _: Visit) -> str:
    return ", ".join(f"{name} {value}" for name, value in json.loads(row["facts"]).items())


_COLUMNS = (
    Column("at_ms", N_("When"), listing.TIME, sql="at_ms"),
    Column("operator", N_("Who"), sql="operator"),
    Column("action", N_("What"), sql="action",
           show=lambda row, visit: visit.text(ACTIONS.get(row["action"], row["action"]))),
    Column("target", N_("To what"), sql="target"),
    Column("store", N_("Store"), sql="s.name", minor=True),
    Column("facts", N_("How"), show=_facts),
)  # fmt: skip


def _rows(conn: Conn, order: listing.Order) -> list[dict[str, Any]]:
    rows = conn.execute(
        f"""SELECT at_ms, operator, action, target, facts, s.name FROM console_audit LEFT JOIN store s USING(store_id)
        WHERE %(q)s = '' OR operator ILIKE %(q)s || '%%' OR target ILIKE %(q)s || '%%' OR action LIKE %(q)s || '%%'
          OR s.name ILIKE %(q)s || '%%'
        ORDER BY {order.sql}, audit_id DESC LIMIT %(limit)s OFFSET %(offset)s""".encode(),
        {"q": like(order.search), **order.params},
    ).fetchall()
    return listing.dicts(_NAMES, rows)


def _list(visit: Visit) -> Response:
    order = listing.asked(visit, _COLUMNS, "at_ms", down=True)
    rows = visit.read(lambda conn: _rows(conn, order))
    found = Listing(_COLUMNS, rows, order, "audit")
    return listing.as_file(visit, found) or visit.page("audit.html", listing=found)


PAGES = (Page(GET, "/audit", "audit.see", _list),)
PLACES = (Place("/audit", N_("Audit"), "receipt", "audit.see"),)
