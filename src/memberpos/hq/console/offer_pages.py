"""Offers: listed with a plain sentence each, written in a form by kind, for the chain or one store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.hq import authoring, rulebook
from memberpos.hq.console import entry, listing, offer_fields
from memberpos.hq.console.goods_pages import tier_names
from memberpos.hq.console.listing import Listing
from memberpos.hq.console.offer_fields import FIELDS, KINDS, WEEKDAYS
from memberpos.hq.console.page import GET, POST, Page, Place
from memberpos.hq.console.scoping import store_names, wanted_scope
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import Visit
from memberpos.hq.database import Conn
from memberpos.hq.rulebook import OFFER, OfferRow
from memberpos.hq.scopes import CHAIN
from memberpos.hq.tx import Tx

SEE, CHANGE = "rule.see", "rule.change"


def _list(visit: Visit) -> Response:
    scope, order = visit.scope, listing.part(visit)

    def read(conn: Conn) -> tuple[list[OfferRow], int, dict[int, str]]:
        found = rulebook.offers(conn, scope, OFFER, order.per, order.offset)
        return found, rulebook.count_offers(conn, scope), dict(store_names(conn, CHAIN))

    found, total, stores = visit.read(read)
    today = visit.today.isoformat()
    made = Listing((), [_row(visit, one, today) for one in found], order, total=total)
    return visit.page(
        "offers.html", listing=made, stores=stores, kinds=KINDS, may_change=visit.may(CHANGE) and visit.scope.everything
    )


def _row(visit: Visit, one: OfferRow, today: str) -> dict[str, Any]:
    over = bool(one.doc.get("to")) and str(one.doc["to"]) < today
    state = (
        (N_("Put aside"), "") if one.doc.get("active") is False else (N_("Over"), "") if over else (N_("Holds"), "ok")
    )
    return {
        "code": one.code, "name": one.doc.get("name") or one.code, "kind": KINDS.get(str(one.doc.get("kind")), ""),
        "sentence": offer_fields.sentence(one.doc, visit.language), "scope": one.scope, "state": state,
        "active": one.doc.get("active") is not False, "path": f"/console/offers/{quote(one.code, safe='')}",
    }  # fmt: skip


def _new(visit: Visit) -> Response:
    kind = visit.query("kind") or "percent"
    offer_fields.fields_of(kind)
    return _form(visit, kind, {"kind": kind}, scope=0, is_new=True)


def _edit(visit: Visit) -> Response:
    scope = wanted_scope(visit)
    row = visit.read(lambda conn: rulebook.offer(conn, OFFER, visit.part("code"), scope))
    return _form(visit, str(row.doc["kind"]), row.doc, scope=scope, is_new=False)


def _form(
    visit: Visit, kind: str, doc: Mapping[str, Any], *, scope: int, is_new: bool, error: PosError | None = None
) -> Response:
    visit.scope.need_chain(CHANGE)

    def read(conn: Conn) -> tuple[dict[int, str], list[str]]:
        return dict(store_names(conn, CHAIN)), tier_names(conn)

    stores, tiers = visit.read(read)
    values = offer_fields.written(doc)
    if error is not None:
        values |= {name: ", ".join(given) for name, given in visit.form.items()}
    return visit.page(
        "offer_form.html", status=200 if error is None else 422, kind=kind, kinds=KINDS, values=values, is_new=is_new,
        fields=[(name, *FIELDS[name], needed) for name, needed in offer_fields.fields_of(kind)], scope=scope,
        stores=stores, tiers=tiers, wrong=entry.wrong_field(error, "code"), goods=offer_fields.takes_goods(kind),
        days=list(enumerate(WEEKDAYS, 1)), chosen_days=_days(visit, doc), flags=_flags(visit, doc),
    )  # fmt: skip


def _days(visit: Visit, doc: Mapping[str, Any]) -> list[int]:
    typed = [int(day) for day in visit.values("weekdays") if day.isdecimal()]
    return typed or list(doc.get("weekdays") or ())


def _flags(visit: Visit, doc: Mapping[str, Any]) -> list[str]:
    return visit.values("flags") or [name for name in ("members_only", "combinable") if doc.get(name)]


def _save(visit: Visit) -> Response:
    """Adds an offer, or changes the one of this scope."""
    visit.scope.need_chain(CHANGE)
    kind, scope, is_new = visit.value("kind"), wanted_scope(visit), visit.value("new") == "1"
    try:
        doc = offer_fields.read(kind, visit.form)
        visit.act(
            "offer.save", doc["code"], lambda tx: _put(visit, tx, doc, scope, is_new=is_new), store_id=scope or None
        )
    except PosError as error:
        if error.code not in ("bad_setting", "bad_amount", "number_taken", "not_found") or kind not in KINDS:
            raise
        if error.code == "not_found":
            error = PosError("bad_setting", field="sku")
        return _form(visit, kind, {"kind": kind}, scope=scope, is_new=is_new, error=error)
    return visit.go("/offers", visit.text(N_("Saved. Tills follow as soon as they hear.")))


def _put(visit: Visit, tx: Tx, doc: Mapping[str, Any], scope: int, *, is_new: bool) -> None:
    authoring.take_turn(tx)
    before = rulebook.held(tx.conn, OFFER, str(doc["code"]), scope)
    if is_new and before:
        raise PosError("number_taken", field="code")
    active = {"active": False} if any(one.doc.get("active") is False for one in before) else {}
    rulebook.save_offer(tx, visit.house.random, {**doc, **active}, scope, visit.who.name)


def _switch(visit: Visit) -> Response:
    visit.scope.need_chain(CHANGE)
    scope, code, active = wanted_scope(visit), visit.part("code"), visit.value("active") == "1"
    visit.act(
        "offer.switch", code,
        lambda tx: rulebook.switch_offer(tx, visit.house.random, code, scope, visit.who.name, active=active),
        store_id=scope or None, facts={"active": int(active)},
    )  # fmt: skip
    return visit.go(_back(visit), visit.text(N_("Holds again.") if active else N_("Put aside.")))


def _take_back(visit: Visit) -> Response:
    visit.scope.need_chain(CHANGE)
    scope, code = wanted_scope(visit), visit.part("code")
    visit.act(
        "offer.take_back", code,
        lambda tx: rulebook.take_offer_back(tx, visit.house.random, code, scope, visit.who.name),
        store_id=scope or None,
    )  # fmt: skip
    return visit.go(_back(visit), visit.text(N_("Taken back.")))


def _back(visit: Visit) -> str:
    """The page of the list somebody was on."""
    number = listing.part(visit).number
    return "/offers" if number == 1 else f"/offers?page={number}"


PAGES = (
    Page(GET, "/offers", SEE, _list),
    Page(GET, "/offers/new", CHANGE, _new),
    Page(POST, "/offers", CHANGE, _save),
    Page(GET, "/offers/{code}", CHANGE, _edit),
    Page(POST, "/offers/{code}/switch", CHANGE, _switch),
    Page(POST, "/offers/{code}/take-back", CHANGE, _take_back),
)
PLACES = (Place("/offers", N_("Offers"), "marketing", SEE),)
