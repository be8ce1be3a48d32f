"""Pages of people: who may use the console, with which role and which stores."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.hq.console import ids, listing, messages, operators, people, stores
from memberpos.hq.console.listing import Column, Listing
from memberpos.hq.console.page import GET, POST, Page, Place
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import ROOT, Visit
from memberpos.hq.database import Conn

STATES = {
    people.INVITED: (N_("Invited"), "info"), people.ACTIVE: (N_("Active"), "ok"), people.DISABLED: (N_("Disabled"), ""),
}  # fmt: skip
#: What a role may do, in a line.
ROLE_WORDS = {
    people.OWNER: N_("Everything, people too."),
    people.CHAIN: N_("Everything of all stores, but not people."),
    people.MANAGER: N_("Only the stores ticked below: tills, cards, cases, reports."),
    people.AUDITOR: N_("Sees all stores and the audit, changes nothing."),
}
_NAMES = ("operator_id", "name", "role", "state", "seen_ms", "stores")
_COLUMNS = (
    Column("name", N_("Name"), sql="o.name"),
    Column("role", N_("Role"), sql="o.role", show=lambda row, visit: visit.text(people.ROLE_NAMES[row["role"]])),
    Column("stores", N_("Stores"), show=lambda row, _: "、".join(row["stores"])),
    Column("state", N_("State"), sql="o.state", show=lambda row, visit: visit.text(STATES[row["state"]][0]),
           tone=lambda row: STATES[row["state"]][1]),
    Column("seen_ms", N_("Last sign-in"), listing.TIME, sql="o.seen_ms"),
)  # fmt: skip


def _rows(conn: Conn, order: listing.Order) -> list[dict[str, Any]]:
    rows = conn.execute(
        f"""SELECT o.operator_id, o.name, o.role, o.state, o.seen_ms, ARRAY(SELECT s.name FROM operator_store g
          JOIN store s USING(store_id) WHERE g.operator_id = o.operator_id ORDER BY s.name)
        FROM operator o ORDER BY {order.sql}, o.operator_id LIMIT %(limit)s OFFSET %(offset)s""".encode(),
        order.params,
    ).fetchall()
    return listing.dicts(_NAMES, rows)


def _find(conn: Conn, operator: str) -> dict[str, Any]:
    row = conn.execute(
        """SELECT o.operator_id, o.name, o.role, o.state, o.seen_ms,
          ARRAY(SELECT store_id FROM operator_store WHERE operator_id = o.operator_id)
        FROM operator o WHERE o.operator_id = %s""",
        (ids.uuid_of(operator),),
    ).fetchone()
    if row is None:
        raise PosError("not_found", what="operator")
    return listing.dicts(_NAMES, [row])[0]


def _list(visit: Visit) -> Response:
    order = listing.asked(visit, _COLUMNS, "name")
    rows = visit.read(lambda conn: _rows(conn, order))
    link = (lambda row: f"{ROOT}/people/{row['operator_id']}") if visit.may("operator.change") else None
    found = Listing(_COLUMNS, rows, order, "people", link=link)
    return listing.as_file(visit, found) or visit.page("people.html", listing=found)


def _form(visit: Visit, person: dict[str, Any] | None, error: str = "", status: int = 200) -> Response:
    known = visit.read(lambda conn: stores.names(conn, visit.scope))
    chosen = (
        [stores.number(value) for value in visit.values("stores")] if visit.form else (person or {}).get("stores", ())
    )
    roles = [(role, visit.text(people.ROLE_NAMES[role])) for role in reversed(people.ROLES)]
    return visit.page(
        "person.html", status=status, person=person, stores=known, chosen=chosen, roles=roles, words=ROLE_WORDS,
        role=visit.value("role") or (person or {}).get("role", people.AUDITOR), name=visit.value("name"), error=error,
    )  # fmt: skip


def _new(visit: Visit) -> Response:
    return _form(visit, None)


def _chosen(visit: Visit) -> list[int]:
    """Stores matter for a role that is limited to them."""
    return [stores.number(value) for value in visit.values("stores")] if people.is_limited(visit.value("role")) else []


def _add(visit: Visit) -> Response:
    name, role, random, given = visit.value("name"), visit.value("role"), visit.house.random, _chosen(visit)
    try:
        secret = visit.act(
            "operator.add", name, lambda tx: operators.add(tx, random, name, role, given), facts={"role": role}
        )
    except PosError as error:
        return _refused(visit, None, error)
    return _link(visit, name, secret)


def _refused(visit: Visit, person: dict[str, Any] | None, error: PosError) -> Response:
    special = {
        "name": N_("A name has 2 to 40 letters, digits or . @ + - _ ."), "stores": N_("Tick at least one store."),
    }  # fmt: skip
    words = visit.text(special.get(str(error.facts.get("setting")), "")) if error.code == "bad_setting" else ""
    if error.facts.get("why") == "last_owner":
        words = visit.text(N_("The last owner cannot go: make another owner first."))
    words = words or " ".join(messages.words_of(error, visit.language))
    return _form(visit, person, words, messages.status_of(error))


def _link(visit: Visit, name: str, secret: str) -> Response:
    """Shows the one-time link; it is kept nowhere else."""
    return visit.page("link.html", name=name, link=f"{visit.asked.base_url}{ROOT}/welcome?link={secret}")


def _edit(visit: Visit) -> Response:
    return _form(visit, visit.read(lambda conn: _find(conn, visit.part("operator"))))


def _change(visit: Visit) -> Response:
    person = visit.read(lambda conn: _find(conn, visit.part("operator")))
    role, given, operator = visit.value("role"), _chosen(visit), person["operator_id"]
    try:
        visit.act(
            "operator.change", person["name"], lambda tx: operators.change(tx, operator, role, given),
            facts={"role": role},
        )  # fmt: skip
    except PosError as error:
        return _refused(visit, person, error)
    return visit.go("/people", visit.text(N_("Saved.")))


def _reset(visit: Visit) -> Response:
    person = visit.read(lambda conn: _find(conn, visit.part("operator")))
    random, operator = visit.house.random, person["operator_id"]
    try:
        secret = visit.act("operator.reset", person["name"], lambda tx: operators.reset(tx, random, operator))
    except PosError as error:
        return _refused(visit, person, error)
    return _link(visit, person["name"], secret)


def _disable(visit: Visit) -> Response:
    person = visit.read(lambda conn: _find(conn, visit.part("operator")))
    operator = person["operator_id"]
    try:
        visit.act("operator.disable", person["name"], lambda tx: operators.disable(tx, operator))
    except PosError as error:
        return _refused(visit, person, error)
    return visit.go(
        "/people",
        visit.text(
            N_(
                "%(name)s is shut out.",
            ),
            name=person["name"],
        ),
    )


PAGES = (
    Page(GET, "/people", "operator.see", _list),
    Page(GET, "/people/new", "operator.change", _new),
    Page(POST, "/people/new", "operator.change", _add),
    Page(GET, "/people/{operator}", "operator.change", _edit),
    Page(POST, "/people/{operator}", "operator.change", _change),
    Page(POST, "/people/{operator}/reset", "operator.change", _reset),
    Page(POST, "/people/{operator}/disable", "operator.change", _disable),
)
PLACES = (Place("/people", N_("People"), "user", "operator.see"),)
