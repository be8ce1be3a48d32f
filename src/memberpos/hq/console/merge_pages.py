"""Two members made one by headquarters: side by side before it, how far it is, called off and undone (`hq.joining`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.domain.masks import mask_phone
from memberpos.hq import joining, joins, member_lists, member_profile
from memberpos.hq.console import ids, messages
from memberpos.hq.console.member_facts import CHANGE, KIND_NAMES, amount_of, fields_of, figures_of, pass_names
from memberpos.hq.console.page import GET, POST, Page, Place
from memberpos.hq.console.scoping import store_names
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import Visit
from memberpos.hq.database import Conn
from memberpos.hq.joins import Join
from memberpos.hq.member_profile import Profile
from memberpos.hq.scopes import CHAIN
from memberpos.hq.tx import Tx

MOST_CHOICES = 20


@dataclass(frozen=True)
class Side:
    """One of the two: what the page shows of a member."""

    member: Profile
    fields: list[tuple[str, str]]
    figures: list[tuple[str, str, str]]
    home: str
    last: date | None


@dataclass(frozen=True)
class Merge:
    """A merge on a member's page: with whom, how far, which tills are waited for, what came later."""

    join: Join
    other: UUID
    name: str
    is_winner: bool
    waits_for: list[tuple[str, int]]
    may_part: bool


def joins_of(visit: Visit, conn: Conn, shown: Profile) -> dict[str, Any]:
    """What a member's page says of merges: those asked for here, and what came to the merged ones since."""
    if not visit.scope.everything:
        return {"merges": [], "left": []}
    found = [one for one in joins.of_member(conn, shown.member_id) if one.state != joins.PARTED]
    merges = [_merge(visit, conn, one, shown.member_id) for one in found]
    waiting = {one.join.loser for one in merges if one.join.state in joins.OPEN}
    left = [
        (one.member_id, one.name, ", ".join(_amounts(visit, held)))
        for one in shown.merged
        if one.member_id not in waiting
        and (held := joins.left_behind(conn, [one.member_id]).get(one.member_id))
    ]  # fmt: skip
    return {"merges": merges, "left": left}


def _merge(visit: Visit, conn: Conn, join: Join, member: UUID) -> Merge:
    other = join.loser if member == join.winner else join.winner
    lines = member_lists.lines(conn, [other])
    waits_for = _tills(conn, join.called) if join.state in joins.OPEN else []
    name = lines[0].name if lines else ""
    return Merge(join, other, name, member == join.winner, waits_for, join.may_part(visit.now_ms))


def _tills(conn: Conn, accounts: list[UUID]) -> list[tuple[str, int]]:
    """(store and till, when it was heard of last) of who may spend of these accounts alone."""
    seen = joins.holders(conn, accounts)
    rows = conn.execute(
        "SELECT device_id, store_id, name FROM device WHERE device_id = ANY(%s)", (list(seen),)
    ).fetchall()
    stores = dict(store_names(conn, CHAIN))
    return sorted((f"{stores.get(store, '')} {name}".strip(), seen[device]) for device, store, name in rows)


def _amounts(visit: Visit, held: list[tuple[str, str, str, int]]) -> list[str]:
    return [f"{visit.text(KIND_NAMES.get(kind, kind))} {amount_of(visit, kind, amount)}" for kind, _, _, amount in held]


def _ask(visit: Visit, error: str = "", status: int = 200) -> Response:
    """The two side by side; without the second, whom a search finds."""
    visit.scope.need_chain(CHANGE)
    winner = ids.uuid_of(visit.value("winner") or visit.query("winner"), "member")
    text = visit.value("loser") or visit.query("loser")
    if not text:
        return _choose(visit, winner)
    loser = ids.uuid_of(text, "member")

    def read(conn: Conn) -> tuple[list[Side], list[tuple[str, int]], str]:
        stores = dict(store_names(conn, visit.scope))
        sides = [_side(visit, conn, one, stores) for one in (winner, loser)]
        return sides, _tills(conn, [account] if (account := sides[1].member.account_id) else []), _why_not(conn, sides)

    sides, waits_for, why = visit.read(read)
    return visit.page(
        "member_merge.html", status=status, sides=sides, waits_for=waits_for, why=why, error=error, winner=winner,
        loser=loser,
    )  # fmt: skip


def _side(visit: Visit, conn: Conn, member: UUID, stores: dict[int, str]) -> Side:
    shown = member_profile.profile(conn, visit.scope, member, visit.now_ms)
    if shown.erased:
        raise PosError("not_found", what="member")
    last = max((shown.stores or {}).values(), default=None)
    figures = figures_of(visit, shown, pass_names(conn, shown))
    return Side(shown, fields_of(visit, shown), figures, stores.get(shown.home, ""), last)


def _why_not(conn: Conn, sides: list[Side]) -> str:
    """Why these two cannot be made one, as a text of the catalogues; "" when they can."""
    winner, loser = (side.member for side in sides)
    if winner.member_id == loser.member_id:
        return N_("This is the same member.")
    if winner.alias_of is not None or loser.alias_of not in (None, winner.member_id):
        return N_("One of the two was merged with somebody else before.")
    if joins.of_members(conn, (winner.member_id, loser.member_id)):
        return N_("One of the two waits to be merged or parted already.")
    return ""


def _choose(visit: Visit, winner: UUID) -> Response:
    text = visit.query("q").strip()[:80]

    def read(conn: Conn) -> tuple[Profile, list[member_lists.Found], dict[int, str]]:
        shown = member_profile.profile(conn, visit.scope, winner, visit.now_ms)
        found = member_lists.search(conn, visit.scope, text, visit.now_ms, MOST_CHOICES + 2) if text else []
        return shown, found, dict(store_names(conn, visit.scope))

    shown, found, stores = visit.read(read)
    others = [one for one in found if one.member_id != winner and one.alias_of is None]
    return visit.page(
        "member_choose.html", member=shown, others=others[:MOST_CHOICES], more=len(others) > MOST_CHOICES,
        stores=stores, text=text, masked=mask_phone,
    )  # fmt: skip


def _save(visit: Visit) -> Response:
    visit.scope.need_chain(CHANGE)
    winner, loser = (ids.uuid_of(visit.value(name), "member") for name in ("winner", "loser"))
    if visit.value("sure") != "yes":
        return _ask(visit, visit.text(N_("Tick the box when you have compared the two.")), 422)

    def work(tx: Tx) -> None:
        joining.ask(tx, visit.house.random, winner, loser)

    try:
        visit.act("member.merge", str(winner), work, facts={"loser": str(loser)})
    except PosError as error:
        if error.code not in ("not_now", "bad_setting"):
            raise
        return _ask(visit, " ".join(messages.words_of(error, visit.language)), messages.status_of(error))
    told = N_("Asked for: it happens as soon as all tills have given back what they may spend alone.")
    return visit.go(f"/members/{winner}", visit.text(told))


def _part(visit: Visit) -> Response:
    return _change(visit, "member.part", joining.ask_to_part, N_("Asked for: the two will be two members again."))


def _call_off(visit: Visit) -> Response:
    return _change(visit, "member.merge_off", joining.call_off, N_("Called off; all stays as it is."))


def _change(visit: Visit, action: str, work: Any, told: str) -> Response:
    visit.scope.need_chain(CHANGE)
    join, member = ids.uuid_of(visit.part("join"), "merge"), ids.uuid_of(visit.value("member"), "member")
    visit.act(action, str(member), lambda tx: work(tx, visit.house.random, join), facts={"merge": str(join)})
    return visit.go(f"/members/{member}", visit.text(told))


PAGES = (
    Page(GET, "/members/merge", CHANGE, _ask),
    Page(POST, "/members/merge", CHANGE, _save),
    Page(POST, "/members/merge/{join}/part", CHANGE, _part),
    Page(POST, "/members/merge/{join}/call-off", CHANGE, _call_off),
)
#: Under Members.
PLACES: tuple[Place, ...] = ()
