"""Members across the chain: the list, one member, erasing, who still owes an erasing, who may be one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.domain.masks import mask_phone
from memberpos.hq import authoring, erasing, member_lists, member_profile
from memberpos.hq.console import ids, listing, merge_pages
from memberpos.hq.console.listing import Column, Listing
from memberpos.hq.console.member_facts import CHANGE, KIND_NAMES, amount_of, fields_of, figures_of, pass_names
from memberpos.hq.console.page import GET, POST, Page, Place
from memberpos.hq.console.scoping import store_names
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import ROOT, Visit
from memberpos.hq.database import Conn
from memberpos.hq.devices import HQ
from memberpos.hq.member_lists import Found
from memberpos.hq.member_profile import Profile
from memberpos.reports.words import Words

SEE = "member.see"
STATE_NAMES: Mapping[str, tuple[str, str]] = {
    "active": (N_("In use"), "ok"), "lost": (N_("Lost"), "bad"), "replaced": (N_("Replaced"), ""),
    "returned": (N_("Returned"), ""), "void": (N_("Void"), ""), "stock": (N_("In stock"), ""),
    "ready": (N_("Ready"), "info"), "encoded": (N_("Written"), "info"),
}  # fmt: skip


def _columns(visit: Visit, stores: Mapping[int, str]) -> tuple[Column, ...]:
    return (
        Column("name", N_("Full name"), show=lambda row, _: row["name"] or visit.text(N_("No name"))),
        Column("phone", N_("Phone")),
        Column("card", N_("Card")),
        Column(
            "home", N_("Home store"), show=lambda row, _: stores.get(row["home"]) or visit.text(N_("Another store"))
        ),
    )


def _row(one: Found) -> dict[str, Any]:
    return {"id": one.member_id, "name": one.name, "phone": mask_phone(one.phone) or "", "card": one.card,
            "home": one.home}  # fmt: skip


def _list(visit: Visit) -> Response:
    """Found members, page by page, or all of them, the newest first: there a page begins behind a member."""
    scope, order = visit.scope, listing.part(visit)

    def read(conn: Conn) -> tuple[list[Found], dict[int, str], int]:
        stores, owed = dict(store_names(conn, scope)), erasing.count_owed(conn, scope.ids)
        if order.search:
            return member_lists.search(conn, scope, order.search, visit.now_ms, **order.params), stores, owed
        limit = order.per if order.turn.back else order.per + 1
        return member_lists.latest(conn, scope, visit.now_ms, limit, order.turn), stores, owed

    found, stores, owed = visit.read(read)
    made = Listing(
        _columns(visit, stores), [_row(one) for one in found], order, "members",
        N_("No member is known here yet: tills enrol them."), link=lambda row: f"{ROOT}/members/{row['id']}",
        mark=None if order.search else lambda row: str(row["id"]),
    )  # fmt: skip
    return listing.as_file(visit, made) or visit.page("members.html", listing=made, owed=owed)


def _profile(visit: Visit) -> Response:
    scope, member = visit.scope, ids.uuid_of(visit.part("member"), "member")

    def read(conn: Conn) -> dict[str, Any]:
        shown = member_profile.profile(conn, scope, member, visit.now_ms)
        devices = {one.device_id for one in shown.allowances} | {one.device_id for one in shown.entries}
        tills = conn.execute(
            """SELECT device_id, CASE WHEN status = %s THEN %s ELSE name END FROM device WHERE device_id = ANY(%s)
              AND (%s::int[] IS NULL OR store_id = ANY(%s))""",
            (HQ, visit.text(N_("Headquarters")), list(devices), scope.ids, scope.ids),
        ).fetchall()
        stores = dict(store_names(conn, scope))
        alias = member_lists.allowed(conn, scope, [shown.alias_of] if shown.alias_of else [], visit.now_ms)
        return {
            "member": shown,
            "tills": dict(tills),
            "stores": stores,
            "alias": member_lists.lines(conn, alias),
            "passes": pass_names(conn, shown),
            "joins": merge_pages.joins_of(visit, conn, shown),
        }

    facts = visit.read(read)
    shown: Profile = facts["member"]
    return visit.page(
        "member.html", **facts, fields=fields_of(visit, shown), figures=figures_of(visit, shown, facts["passes"]),
        kinds=KIND_NAMES, states=STATE_NAMES, words=_words(visit), amount=lambda kind, n: amount_of(visit, kind, n),
    )  # fmt: skip


def _words(visit: Visit) -> Words:
    from memberpos.hq.console.report_pages import words

    return words(visit.language.code, visit.language.zone)


def _ask_erase(visit: Visit) -> Response:
    scope, member = visit.scope, ids.uuid_of(visit.part("member"), "member")
    shown = visit.read(lambda conn: member_profile.profile(conn, scope, member, visit.now_ms))
    return visit.page("member_erase.html", member=shown)


def _erase(visit: Visit) -> Response:
    """Personal data go everywhere, for good."""
    scope, member = visit.scope, ids.uuid_of(visit.part("member"), "member")
    visit.scope.need_chain(CHANGE)
    shown = visit.read(lambda conn: member_profile.profile(conn, scope, member, visit.now_ms))
    if shown.erased or visit.value("sure") != "yes":
        raise PosError("bad_setting", field="sure")
    visit.act(
        "member.erase", str(member), lambda tx: authoring.erase_member(tx, visit.house.random, member, visit.who.name),
        store_id=shown.home,
    )  # fmt: skip
    return visit.go("/members/erasing", visit.text(N_("Erased here. Each till erases it as soon as it hears.")))


def _erasing(visit: Visit) -> Response:
    scope, order = visit.scope, listing.part(visit)

    def read(conn: Conn) -> tuple[list[erasing.Owed], int]:
        return erasing.owed(conn, scope.ids, order.per, order.offset), erasing.count_owed(conn, scope.ids)

    owed, total = visit.read(read)
    return visit.page("members_erasing.html", owed=owed, listing=Listing((), [{}] * len(owed), order, total=total))


def _same(visit: Visit) -> Response:
    scope, order = visit.scope, listing.part(visit)

    def read(conn: Conn) -> tuple[list[list[Found]], dict[int, str]]:
        found = member_lists.same_phone(conn, scope, visit.now_ms, **order.params)
        return found, dict(store_names(conn, scope))

    groups, stores = visit.read(read)
    made = Listing((), [{"members": group} for group in groups], order)
    return visit.page(
        "members_same.html", listing=made, stores=stores, may_change=visit.may(CHANGE) and scope.everything
    )


PAGES = (
    Page(GET, "/members", SEE, _list),
    Page(GET, "/members/erasing", SEE, _erasing),
    Page(GET, "/members/same", SEE, _same),
    Page(GET, "/members/{member}", SEE, _profile),
    Page(GET, "/members/{member}/erase", CHANGE, _ask_erase),
    Page(POST, "/members/{member}/erase", CHANGE, _erase),
)
PLACES = (Place("/members", N_("Members"), "members", SEE),)
