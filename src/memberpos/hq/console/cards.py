"""Cards across the chain: look one up, report it lost, found again; the list of lost ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from starlette.responses import Response

from memberpos.domain import cards as card_rules
from memberpos.domain.chain import hlc_ms
from memberpos.domain.errors import PosError
from memberpos.hq import authoring, card_states, member_lists
from memberpos.hq.console import audit, listing, messages
from memberpos.hq.console.listing import Column, Listing
from memberpos.hq.console.page import GET, POST, Page, Place
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import ROOT, Visit
from memberpos.hq.database import Conn
from memberpos.hq.scopes import Scope
from memberpos.hq.tx import Tx

#: Lost cards that are looked at in one go.
_AT_ONCE = 500
STATES = {
    card_rules.STOCK: (N_("In stock"), ""), card_rules.ACTIVE: (N_("In use"), "ok"),
    card_rules.LOST: (N_("Lost"), "bad"), card_rules.REPLACED: (N_("Replaced"), ""),
    card_rules.RETURNED: (N_("Returned"), ""), card_rules.VOID: (N_("Void"), ""),
}  # fmt: skip
_NAMES = ("number", "member_id", "device_id", "state", "hlc")
_COLUMNS = (
    Column("number", N_("Card"), sql="number"),
    Column("at_ms", N_("Since"), listing.TIME, sql="hlc"),
    Column(
        "state", N_("State"), show=lambda row, visit: visit.text(STATES[row["state"]][0]),
        tone=lambda row: STATES[row["state"]][1],
    ),
)  # fmt: skip


def find(conn: Conn, scope: Scope, number: str, now_ms: int) -> dict[str, Any] | None:
    """A card by its whole number; None when there is none that somebody may see."""
    row = conn.execute(
        "SELECT number, member_id, device_id, state, hlc FROM card WHERE card_h = %s", (card_states.card_hash(number),)
    ).fetchone()
    return next(iter(visible(conn, scope, listing.dicts(_NAMES, [row]), now_ms)), None) if row else None


def visible(conn: Conn, scope: Scope, found: Sequence[dict[str, Any]], now_ms: int) -> list[dict[str, Any]]:
    """Those of these cards that a person may see: of members they may see, else of their tills."""
    for row in found:
        row["at_ms"] = hlc_ms(int(row["hlc"]))
    if scope.everything:
        return list(found)
    members = {row["member_id"] for row in found if row["member_id"]}
    known = set(member_lists.allowed(conn, scope, sorted(members), now_ms))
    tills = _tills_of(conn, scope, {row["device_id"] for row in found})
    return [row for row in found if row["member_id"] in known or (not row["member_id"] and row["device_id"] in tills)]


def _tills_of(conn: Conn, scope: Scope, devices: set[UUID]) -> set[UUID]:
    return {
        device
        for (device,) in conn.execute(
            "SELECT device_id FROM device WHERE device_id = ANY(%s) AND store_id = ANY(%s)",
            (sorted(devices), scope.ids),
        )
    }


def lost(conn: Conn, scope: Scope, order: listing.Order, now_ms: int) -> list[dict[str, Any]]:
    """A page of the lost cards, and one more; who may see which is asked for many at once."""
    seen: list[dict[str, Any]] = []
    wanted, done = order.offset + order.per + 1, 0
    at_once = max(_AT_ONCE, wanted if scope.everything else 0)
    while len(seen) < wanted:
        rows = conn.execute(
            f"""SELECT number, member_id, device_id, state, hlc FROM card WHERE state = %s
            ORDER BY {order.sql}, card_h LIMIT %s OFFSET %s""".encode(),
            (card_rules.LOST, at_once, done),
        ).fetchall()
        seen += visible(conn, scope, listing.dicts(_NAMES, rows), now_ms)
        done += len(rows)
        if len(rows) < at_once:
            break
    return seen[order.offset : wanted]


def block(tx: Tx, random: Callable[[int], bytes], scope: Scope, number: str, by: str) -> None:
    """Reports a card lost. PosError not_found for one unknown or of other stores, card_state for one not in use."""
    row = find(tx.conn, scope, number, tx.now_ms)
    if row is None:
        raise PosError("not_found", what="card")
    if row["state"] not in (card_rules.ACTIVE, card_rules.STOCK):
        raise PosError("card_state", state=row["state"])
    authoring.block_card(tx, random, number, by)


def unblock(tx: Tx, random: Callable[[int], bytes], scope: Scope, number: str, by: str) -> None:
    """A lost card is found. PosError not_found, card_state."""
    if find(tx.conn, scope, number, tx.now_ms) is None:
        raise PosError("not_found", what="card")
    authoring.find_card(tx, random, number, by)


def _page(visit: Visit, error: str = "", status: int = 200) -> Response:
    order = listing.asked(visit, _COLUMNS, "at_ms", down=True)
    number = visit.query("q").strip() or visit.value("number")
    card = visit.read(lambda conn: find(conn, visit.scope, number, visit.now_ms)) if number else None
    rows = visit.read(lambda conn: lost(conn, visit.scope, order, visit.now_ms))
    found = Listing(
        _COLUMNS, rows, order, "lost-cards", N_("No card is lost."), link=lambda row: f"{ROOT}/cards?q={row['number']}"
    )
    facts = {"listing": found, "number": number, "card": card, "states": STATES, "error": error}
    return listing.as_file(visit, found) or visit.page("cards.html", status=status, **facts)


def _change(visit: Visit, action: str, work: Callable[..., None], told: str) -> Response:
    number = visit.value("number")
    random, scope, by = visit.house.random, visit.scope, visit.who.name
    try:
        visit.act(action, audit.card_tail(number), lambda tx: work(tx, random, scope, number, by))
    except PosError as error:
        if error.code not in ("card_state", "not_found"):
            raise
        return _page(visit, " ".join(messages.words_of(error, visit.language)), messages.status_of(error))
    return visit.go("/cards", visit.text(told, card=audit.card_tail(number)))


def _block(visit: Visit) -> Response:
    told = N_("Card %(card)s is reported lost; every till refuses it as soon as it hears.")
    return _change(visit, "card.block", block, told)


def _found(visit: Visit) -> Response:
    return _change(visit, "card.found", unblock, N_("Card %(card)s is good again."))


PAGES = (
    Page(GET, "/cards", "card.see", _page),
    Page(POST, "/cards/block", "card.block", _block),
    Page(POST, "/cards/found", "card.found", _found),
)
PLACES = (Place("/cards", N_("Cards"), "card", "card.see"),)
