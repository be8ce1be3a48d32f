"""Kinds of coupons and top-up offers: lists with a sentence each, and their forms, for the chain or one store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.hq import authoring, rulebook
from memberpos.hq.console import entry, listing, voucher_fields
from memberpos.hq.console.listing import Listing
from memberpos.hq.console.page import GET, POST, Page, Place
from memberpos.hq.console.scoping import store_names, wanted_scope
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import Visit
from memberpos.hq.console.voucher_fields import COUPON_KINDS
from memberpos.hq.database import Conn
from memberpos.hq.rulebook import COUPON_KIND, RECHARGE_OFFER, OfferRow
from memberpos.hq.scopes import CHAIN
from memberpos.hq.tx import Tx

SEE, CHANGE = "rule.see", "rule.change"


def _page(
    visit: Visit, entity: str, line: Callable[[Sequence[OfferRow]], list[dict[str, Any]]], **facts: Any
) -> Response:
    """A page of the list; `line` makes what is shown of its rows."""
    scope, order = visit.scope, listing.part(visit)

    def read(conn: Conn) -> tuple[list[OfferRow], int, dict[int, str]]:
        found = rulebook.offers(conn, scope, entity, order.per, order.offset)
        return found, rulebook.count_offers(conn, scope, entity), dict(store_names(conn, CHAIN))

    found, total, stores = visit.read(read)
    made = Listing((), line(found), order, total=total)
    return visit.page("vouchers.html", listing=made, stores=stores, may_change=_may(visit), **facts)


def _may(visit: Visit) -> bool:
    return visit.may(CHANGE) and visit.scope.everything


def _typed(visit: Visit) -> dict[str, str]:
    return {name: values[0] for name, values in visit.form.items() if values}


# -- coupons


def _coupons(visit: Visit) -> Response:
    def lines(found: Sequence[OfferRow]) -> list[dict[str, Any]]:
        return [
            {"code": one.code, "name": one.doc.get("name") or one.code, "scope": one.scope, "starts_ms": 0,
             "active": True, "kind": COUPON_KINDS.get(str(one.doc.get("kind")), ""),
             "sentence": voucher_fields.coupon_sentence(one.doc, visit.language),
             "path": f"/console/coupons/{quote(one.code, safe='')}"}
            for one in found
        ]  # fmt: skip

    return _page(
        visit, COUPON_KIND, lines, base="/console/coupons", heading=N_("Kinds of coupons"), kinds=COUPON_KINDS,
        empty=N_("No kinds of coupons yet."),
    )  # fmt: skip


def _new_coupon(visit: Visit) -> Response:
    kind = visit.query("kind") or "amount"
    if kind not in COUPON_KINDS:
        raise PosError("not_found", what="coupon")
    return _coupon_form(visit, {"kind": kind, "transferable": True}, scope=0, is_new=True)


def _edit_coupon(visit: Visit) -> Response:
    scope = wanted_scope(visit)
    row = visit.read(lambda conn: rulebook.offer(conn, COUPON_KIND, visit.part("code"), scope))
    return _coupon_form(visit, row.doc, scope=scope, is_new=False)


def _coupon_form(
    visit: Visit, doc: Mapping[str, Any], *, scope: int, is_new: bool, error: PosError | None = None
) -> Response:
    visit.scope.need_chain(CHANGE)
    stores = dict(visit.read(lambda conn: store_names(conn, CHAIN)))
    values = voucher_fields.coupon_written(doc) | (_typed(visit) if error else {})
    flags = visit.values("flags") if error else ["transferable"] if doc.get("transferable", True) else []
    return visit.page(
        "coupon_form.html", status=422 if error else 200, kind=doc["kind"], kinds=COUPON_KINDS, values=values,
        scope=scope, stores=stores, is_new=is_new, wrong=entry.wrong_field(error, "code"), flags=flags,
    )  # fmt: skip


def _save_coupon(visit: Visit) -> Response:
    visit.scope.need_chain(CHANGE)
    kind, scope, is_new = visit.value("kind"), wanted_scope(visit), visit.value("new") == "1"
    if kind not in COUPON_KINDS:
        raise PosError("bad_setting", setting="coupon_kind.kind")
    try:
        doc = voucher_fields.coupon(visit.form)

        def work(tx: Tx) -> None:
            _need_free(tx, COUPON_KIND, str(doc["code"]), scope, is_new=is_new)
            rulebook.save_coupon_kind(tx, visit.house.random, doc, scope, visit.who.name)

        visit.act("coupon.save", str(doc["code"]), work, store_id=scope or None)
    except PosError as error:
        if error.code not in ("bad_setting", "bad_amount", "number_taken"):
            raise
        return _coupon_form(visit, {"kind": kind}, scope=scope, is_new=is_new, error=error)
    return visit.go("/coupons", visit.text(N_("Saved. Coupons given from now on are of this kind.")))


def _need_free(tx: Tx, entity: str, code: str, scope: int, *, is_new: bool) -> None:
    authoring.take_turn(tx)
    if is_new and rulebook.held(tx.conn, entity, code, scope):
        raise PosError("number_taken", field="code")


# -- top-up offers


def _latest(found: Sequence[OfferRow], now_ms: int) -> list[tuple[OfferRow, int]]:
    """Of each offer and scope the version in force and those to come, with when they begin (0: in force)."""
    versions: dict[tuple[str, int], list[tuple[int, OfferRow]]] = {}
    for one in found:
        starts_ms = int(one.doc.get("starts_at_ms") or 0)
        versions.setdefault((one.code, one.scope), []).append((starts_ms, one))
    shown: list[tuple[OfferRow, int]] = []
    for key in sorted(versions):
        rows = sorted(versions[key], key=lambda pair: pair[0])
        begun = [one for starts_ms, one in rows if starts_ms <= now_ms]
        shown += [(begun[-1], 0)] if begun else []
        shown += [(one, starts_ms) for starts_ms, one in rows if starts_ms > now_ms]
    return shown


def _top_ups(visit: Visit) -> Response:
    """One line an offer and scope, and one for each version to come."""

    def lines(found: Sequence[OfferRow]) -> list[dict[str, Any]]:
        return [
            {"code": one.code, "name": one.doc["doc"].get("name") or one.code, "scope": one.scope,
             "starts_ms": starts_ms, "active": one.doc["doc"].get("active") is not False, "kind": "",
             "sentence": voucher_fields.top_up_sentence(one.doc["doc"], visit.language),
             "path": f"/console/top-ups/{quote(one.code, safe='')}"}
            for one, starts_ms in _latest(found, visit.now_ms)
        ]  # fmt: skip

    return _page(
        visit, RECHARGE_OFFER, lines, base="/console/top-ups", heading=N_("Top-up offers"), kinds={},
        empty=N_("No top-up offers yet."),
    )  # fmt: skip


def _new_top_up(visit: Visit) -> Response:
    return _top_up_form(visit, {"active": True}, "", scope=0, is_new=True)


def _edit_top_up(visit: Visit) -> Response:
    """The newest version is the beginning of the next."""
    scope, code = wanted_scope(visit), visit.part("code")
    mine = visit.read(lambda conn: rulebook.held(conn, RECHARGE_OFFER, code, scope))
    if not mine:
        raise PosError("not_found", what="offer")
    newest = max(mine, key=lambda one: int(one.doc.get("starts_at_ms") or 0))
    return _top_up_form(visit, newest.doc["doc"], code, scope=scope, is_new=False)


def _top_up_form(
    visit: Visit, doc: Mapping[str, Any], code: str, *, scope: int, is_new: bool, error: PosError | None = None
) -> Response:
    visit.scope.need_chain(CHANGE)
    stores = dict(visit.read(lambda conn: store_names(conn, CHAIN)))
    values = {"code": code, "starts": "", **voucher_fields.top_up_written(doc)} | (_typed(visit) if error else {})
    names = ("first_only", "repeats", "active")
    flags = visit.values("flags") if error else [name for name in names if doc.get(name, name == "active")]
    return visit.page(
        "top_up_form.html", status=422 if error else 200, values=values, scope=scope, stores=stores, is_new=is_new,
        wrong=entry.wrong_field(error, "code"), flags=flags,
    )  # fmt: skip


def _save_top_up(visit: Visit) -> Response:
    """A version of its own, from now or from a moment on."""
    visit.scope.need_chain(CHANGE)
    scope, code, is_new = wanted_scope(visit), visit.value("code"), visit.value("new") == "1"
    try:
        doc = voucher_fields.top_up(visit.form)
        starts_ms = entry.moment_ms(visit.value("starts"), "starts", visit.language)

        def work(tx: Tx) -> None:
            _need_free(tx, RECHARGE_OFFER, code, scope, is_new=is_new)
            rulebook.save_recharge_offer(tx, visit.house.random, code, doc, scope, starts_ms, visit.who.name)

        visit.act("top_up.save", code, work, store_id=scope or None, facts={"starts_at_ms": starts_ms})
    except PosError as error:
        if error.code not in ("bad_setting", "bad_amount", "number_taken"):
            raise
        return _top_up_form(visit, {}, code, scope=scope, is_new=is_new, error=error)
    return visit.go("/top-ups", visit.text(N_("Saved. Tills follow as soon as they hear.")))


PAGES = (
    Page(GET, "/coupons", SEE, _coupons),
    Page(GET, "/coupons/new", CHANGE, _new_coupon),
    Page(POST, "/coupons", CHANGE, _save_coupon),
    Page(GET, "/coupons/{code}", CHANGE, _edit_coupon),
    Page(GET, "/top-ups", SEE, _top_ups),
    Page(GET, "/top-ups/new", CHANGE, _new_top_up),
    Page(POST, "/top-ups", CHANGE, _save_top_up),
    Page(GET, "/top-ups/{code}", CHANGE, _edit_top_up),
)
#: Under Offers.
PLACES: tuple[Place, ...] = ()
