"""Pages of tills: list, one till, enrolment with its code, approval, revocation, release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.hq import enrolment
from memberpos.hq.console import listing, messages, stores, tills
from memberpos.hq.console.listing import Column, Listing
from memberpos.hq.console.page import GET, POST, Page, Place
from memberpos.hq.console.qr import picture
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import ROOT, Visit

STATES = {
    "active": (N_("At work"), "ok"), "silent": (N_("Silent"), "warn"), "waiting": (N_("Waits for approval"), "info"),
    "quarantined": (N_("Quarantined"), "bad"), "revoked": (N_("Revoked"), "bad"), "replaced": (N_("Replaced"), ""),
}  # fmt: skip
REASONS = {
    "stolen": N_("Stolen"), "lost": N_("Lost"), "sold": N_("Sold or given away"), "closed": N_("The store closes"),
    "other": N_("Another reason"),
}  # fmt: skip
KINDS = {
    "PRINCIPAL": N_("Stored value, principal"), "BONUS": N_("Stored value, bonus"), "CHANGE": N_("Kept change"),
    "POINTS": N_("Points"), "PASS": N_("Uses of passes"), "COUPON": N_("Coupons"),
}  # fmt: skip
_COLUMNS = (
    Column("name", N_("Till"), sql="d.name"),
    Column("store", N_("Store"), sql="s.name"),
    Column("till", N_("No."), listing.NUMBER, sql="d.till", minor=True),
    Column(
        "status", N_("State"), sql="d.status",
        show=lambda row, visit: visit.text(STATES[tills.state_of(row, visit.now_ms)][0]),
        tone=lambda row: STATES[row["state"]][1],
    ),
    Column("seen_ms", N_("Last heard of"), sql="d.seen_ms",
           show=lambda row, visit: visit.language.ago(row["seen_ms"], visit.now_ms)),
    Column("app", N_("Version"), sql="d.app", show=lambda row, _: row["app"].removeprefix("memberpos/"), minor=True),
    Column("last_seq", N_("Bookings held"), listing.NUMBER, sql="d.last_seq", minor=True),
    Column("left_n", N_("Still to send"), listing.NUMBER, sql="d.left_n", show=lambda row, visit: _left(visit, row)),
    Column("exposure", N_("Exposure"), listing.MONEY, sql="d.exposure",
           show=lambda row, visit: visit.language.money(int(row["exposure"])) if row["exposure"] else "—"),
)  # fmt: skip


def _left(visit: Visit, row: Mapping[str, Any]) -> str:
    """What a till had yet to send when it was last heard of."""
    if not row["left_n"]:
        return "—" if row["left_n"] is None else visit.language.number(0)
    n, ago = visit.language.number(row["left_n"]), visit.language.ago(row["left_since_ms"], visit.now_ms)
    return visit.text(N_("%(n)s, oldest %(ago)s"), n=n, ago=ago)


def _list(visit: Visit) -> Response:
    order = listing.asked(visit, _COLUMNS, "store")
    state, now_ms = visit.query("state"), visit.now_ms
    rows = visit.read(lambda conn: tills.rows(conn, visit.scope, order, state, now_ms))
    for row in rows:
        row["state"] = tills.state_of(row, now_ms)
    found = Listing(
        _COLUMNS,
        rows,
        order,
        "tills",
        N_("No till has joined yet."),
        link=lambda row: f"{ROOT}/tills/{row['device_id']}",
    )
    approval = visit.read(enrolment.approval_is_on)
    choices = [("", visit.text(N_("All tills")))]
    choices += [(key, visit.text(STATES[key][0])) for key in ("silent", "waiting", "quarantined", "revoked")]
    return listing.as_file(visit, found) or visit.page(
        "tills.html", listing=found, state=state, choices=choices, approval=approval
    )


def _one(visit: Visit) -> Response:
    return visit.page("till.html", **_facts(visit))


def _facts(visit: Visit) -> dict[str, Any]:
    device = visit.part("device")
    row = visit.read(lambda conn: tills.find(conn, visit.scope, device))
    return {"till": row, "state": tills.state_of(row, visit.now_ms), "states": STATES, "left": _left(visit, row)}


def _enrol(visit: Visit) -> Response:
    known = visit.read(lambda conn: stores.names(conn, visit.scope))
    return visit.page("enrol.html", stores=known, store=visit.query("store"), code=None)


def _make_code(visit: Visit) -> Response:
    store_id, name = stores.number(visit.value("store")), visit.value("name")
    random, scope = visit.house.random, visit.scope
    code = visit.act(
        "till.code", str(store_id), lambda tx: tills.make_code(tx, random, scope, store_id, name), store_id=store_id
    )
    return visit.page("enrol.html", code=code, qr=picture(code.text), left_s=_left_s(visit, code.ends_ms), state="open")


def _left_s(visit: Visit, ends_ms: int) -> int:
    return max(0, ends_ms - visit.now_ms) // 1000


def _code_state(visit: Visit) -> Response:
    """Asked again and again by the page that shows a code."""
    prefix, now_ms = visit.part("prefix"), visit.now_ms
    state, device = visit.read(lambda conn: tills.code_state(conn, visit.scope, prefix, now_ms))
    row = visit.read(lambda conn: tills.find(conn, visit.scope, device)) if device else None
    return visit.page("code_state.html", state=state, till=row, prefix=prefix)


def _set_approval(visit: Visit) -> Response:
    visit.scope.need_chain("till.approve")
    on = visit.value("on") == "1"
    visit.act("till.approval", "", lambda tx: enrolment.set_approval(tx.conn, on=on), facts={"on": int(on)})
    told = N_("New tills now wait for approval.") if on else N_("New tills now join at once.")
    return visit.go("/tills", visit.text(told))


def _approve(visit: Visit) -> Response:
    device, scope = visit.part("device"), visit.scope
    visit.act("till.approve", device, lambda tx: tills.approve(tx, scope, device))
    return visit.go(f"/tills/{device}", visit.text(N_("The till is let in; press Join on it once more.")))


def _ask_revoke(visit: Visit, error: str = "", status: int = 200) -> Response:
    facts = _facts(visit)
    risk = visit.read(lambda conn: tills.exposure(conn, visit.scope, visit.part("device")))
    reasons = [(key, visit.text(text)) for key, text in REASONS.items()]
    return visit.page(
        "revoke.html", status=status, error=error, risk=_risk_lines(visit, risk), seen=json.dumps(risk, sort_keys=True),
        reasons=reasons, reason=visit.value("reason"), **facts,
    )  # fmt: skip


def _risk_lines(visit: Visit, risk: Mapping[str, int]) -> list[tuple[str, str]]:
    """What a till may spend, in words."""
    return [
        (
            visit.text(KINDS.get(kind, kind)),
            visit.language.money(amount) if kind in tills.MONEY_KINDS else visit.language.number(amount),
        )
        for kind, amount in sorted(risk.items())
    ]


def _revoke(visit: Visit) -> Response:
    device, reason = visit.part("device"), visit.value("reason")
    random, scope, by = visit.house.random, visit.scope, visit.who.name
    try:
        if reason not in REASONS or visit.value("sure") != "yes":
            raise PosError("bad_setting", setting="reason")
        seen = _seen(visit.value("seen"))
        risk = visit.act(
            "till.revoke",
            device,
            lambda tx: tills.revoke(tx, random, scope, device, seen, by),
            facts={"reason": reason},
        )
    except PosError as error:
        if error.code not in ("bad_setting", "quote_changed"):
            raise
        words = visit.text(N_("Choose a reason and tick the box.")) if error.code == "bad_setting" else ""
        words = words or visit.text(N_("The till was used meanwhile: look at the amounts again."))
        return _ask_revoke(visit, words, messages.status_of(error))
    lost = "; ".join(f"{name} {amount}" for name, amount in _risk_lines(visit, risk)) or visit.text(N_("nothing"))
    return visit.go(f"/tills/{device}", visit.text(N_("Revoked. It could still have spent: %(lost)s."), lost=lost))


def _seen(text: str) -> dict[str, int]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise PosError("bad_setting", setting="seen") from error
    if not isinstance(value, dict) or not all(type(amount) is int for amount in value.values()):
        raise PosError("bad_setting", setting="seen")
    return value


def _release(visit: Visit) -> Response:
    device, scope = visit.part("device"), visit.scope
    visit.act("till.release", device, lambda tx: tills.release(tx, scope, device))
    return visit.go(f"/tills/{device}", visit.text(N_("The till may work again.")))


PAGES = (
    Page(GET, "/tills", "till.see", _list),
    Page(POST, "/tills/approval", "till.approve", _set_approval),
    Page(GET, "/tills/enrol", "till.enrol", _enrol),
    Page(POST, "/tills/enrol", "till.enrol", _make_code),
    Page(GET, "/tills/enrol/{prefix}", "till.enrol", _code_state),
    Page(GET, "/tills/{device}", "till.see", _one),
    Page(POST, "/tills/{device}/approve", "till.approve", _approve),
    Page(GET, "/tills/{device}/revoke", "till.revoke", _ask_revoke),
    Page(POST, "/tills/{device}/revoke", "till.revoke", _revoke),
    Page(POST, "/tills/{device}/release", "till.release", _release),
)
PLACES = (Place("/tills", N_("Tills"), "devices", "till.see"),)
