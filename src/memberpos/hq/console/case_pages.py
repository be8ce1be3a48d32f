"""Pages of cases: what broke a rule, both events side by side, what was done about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.hq.console import case_facts, ids, listing, messages
from memberpos.hq.console.listing import Column, Listing
from memberpos.hq.console.page import GET, POST, Page, Place
from memberpos.hq.console.texts import N_
from memberpos.hq.console.till_pages import KINDS
from memberpos.hq.console.visit import ROOT, Visit

WHY = {
    "below_limit": N_("Spent below the limit of the balance"),
    "beyond_rights": N_("Spent what another till was to keep"),
    "no_right": N_("Spent without a right to it"),
    "double_coupon": N_("Coupon used twice"),
    "card_lost": N_("Sold on a card reported lost"),
    "number_taken": N_("Card number given to two members"),
    "clock_ahead": N_("The till's clock was ahead"),
    "fork": N_("Two histories of one till"),
    "unbalanced": N_("A booking that does not balance"),
    "unknown_lot": N_("Spent of a balance that headquarters has no record of"),
}
_OTHER = N_("A booking to look at")
ACTIONS = {
    "recovered": N_("The money was recovered"), "explained": N_("Explained, nothing to do"),
    "corrected": N_("Corrected by a booking"), "written_off": N_("Written off"),
    "nothing": N_("Nothing more can be done"),
}  # fmt: skip
#: Kind of an event → its name.
EVENTS = {
    "sale": N_("Sale"), "refund": N_("Refund"), "recharge": N_("Top-up"), "card.issue": N_("Card issued"),
    "card.lost": N_("Card reported lost"), "pass.use": N_("Pass used"), "coupon.issue": N_("Coupon given"),
    "redeem": N_("Gift taken"), "value.transfer": N_("Stored value transferred"),
}  # fmt: skip
_COLUMNS = (
    Column("why", N_("What happened"), show=lambda row, visit: visit.text(WHY.get(row["why"], _OTHER))),
    Column("at_ms", N_("Received"), listing.TIME, sql="r.at_ms"),
    Column("store", N_("Store"), sql="s.name"),
    Column("till", N_("Till"), sql="d.name"),
    Column("done_ms", N_("State"), sql="r.done_ms",
           show=lambda row, visit: visit.text(N_("Settled") if row["done_ms"] else N_("Open")),
           tone=lambda row: "ok" if row["done_ms"] else "warn"),
)  # fmt: skip


def link_of(row: Mapping[str, Any]) -> str:
    """The address of a case."""
    return f"{ROOT}/cases/{row['id']}"


def _list(visit: Visit) -> Response:
    order = listing.asked(visit, _COLUMNS, "at_ms", down=True)
    done = visit.query("state") == "done"
    rows = visit.read(lambda conn: case_facts.rows(conn, visit.scope, order, done=done))
    found = Listing(_COLUMNS, rows, order, "cases", N_("No case is open."), link=link_of)
    return listing.as_file(visit, found) or visit.page("cases.html", listing=found, done=done)


def _key(visit: Visit) -> tuple[UUID, int, str]:
    seq = visit.part("seq")
    if not (seq.isascii() and seq.isdigit() and len(seq) < 19):
        raise PosError("not_found", what="case")
    return ids.uuid_of(visit.part("device")), int(seq), visit.part("why")


def _one(visit: Visit, error: str = "", status: int = 200) -> Response:
    key = _key(visit)
    row = visit.read(lambda conn: case_facts.find(conn, visit.scope, *key))
    actions = [(name, visit.text(text)) for name, text in ACTIONS.items()]
    done, _, note = row["action"].partition(": ")
    return visit.page(
        "case.html", status=status, case=row, why=WHY.get(row["why"], _OTHER), kinds=KINDS, kind_names=EVENTS,
        actions=actions, done=ACTIONS.get(done, done), done_note=note, error=error, chosen=visit.value("action"),
        note=visit.value("note"),
    )  # fmt: skip


def _settle(visit: Visit) -> Response:
    key, action, note = _key(visit), visit.value("action"), visit.value("note")
    random, scope, by = visit.house.random, visit.scope, visit.who.name
    target = "/".join(map(str, key))
    try:
        visit.act(
            "case.settle", target, lambda tx: case_facts.settle(tx, random, scope, key, action, note, by),
            facts={"action": action},
        )  # fmt: skip
    except PosError as error:
        if error.code != "bad_setting":
            raise
        return _one(visit, visit.text(N_("Say what was done, in a line.")), messages.status_of(error))
    return visit.go("/cases", visit.text(N_("The case is settled; the store's tills take it off their lists.")))


PAGES = (
    Page(GET, "/cases", "case.see", _list),
    Page(GET, "/cases/{device}/{seq}/{why}", "case.see", _one),
    Page(POST, "/cases/{device}/{seq}/{why}", "case.settle", _settle),
)
PLACES = (Place("/cases", N_("Cases"), "alert", "case.see"),)
