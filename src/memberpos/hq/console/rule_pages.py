"""Rules and parameters: what holds in the chain and apart from it in stores, what is to come, and changing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.hq import rulebook
from memberpos.hq.console import entry, rule_fields, tier_form
from memberpos.hq.console.page import GET, POST, Page, Place
from memberpos.hq.console.rule_fields import GROUPS, TABLE, RuleField
from memberpos.hq.console.scoping import store_names, wanted_scope
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import Visit
from memberpos.hq.database import Conn
from memberpos.hq.rulebook import Entry, Parameter
from memberpos.hq.scopes import CHAIN, Scope

SEE, CHANGE = "rule.see", "rule.change"


@dataclass(frozen=True)
class Line:
    """A parameter on the page: its words, what holds, and where another holds or will hold."""

    field: RuleField
    value: str
    is_set: bool
    apart: tuple[tuple[str, str], ...]
    planned: tuple[tuple[str, str, int], ...]


def _rules(visit: Visit) -> Response:
    scope = visit.scope

    def read(conn: Conn) -> tuple[list[Parameter], dict[int, str]]:
        return rulebook.parameters(conn, scope, visit.now_ms), dict(store_names(conn, CHAIN))

    found, stores = visit.read(read)
    by_name = {one.name: one for one in found}
    groups = {
        group: [_line(visit, one, by_name[one.name], stores) for one in fields] for group, fields in GROUPS.items()
    }
    return visit.page("rules.html", groups=groups)


def _where(visit: Visit, scope: int, stores: Mapping[int, str]) -> str:
    return visit.text(N_("Whole chain")) if scope == 0 else stores.get(scope, f"{scope:04}")


def _line(visit: Visit, one: RuleField, parameter: Parameter, stores: Mapping[int, str]) -> Line:
    def shown(value: Any) -> str:
        return rule_fields.shown(one, value, visit.language)

    chain = parameter.chain
    return Line(
        one, shown(parameter.default if chain is None else chain.value), chain is not None,
        tuple((_where(visit, row.scope, stores), shown(row.value)) for row in parameter.stores),
        tuple((_where(visit, row.scope, stores), shown(row.value), row.starts_at_ms) for row in parameter.planned),
    )  # fmt: skip


def _rule(visit: Visit) -> Response:
    return _form(visit, rule_fields.field_of(visit.part("name")))


def _form(visit: Visit, one: RuleField, error: PosError | None = None) -> Response:
    """One parameter: what holds where, and the form that changes it. A refused form keeps what was typed."""
    scope = visit.scope

    def read(conn: Conn) -> tuple[list[Parameter], dict[int, str]]:
        return rulebook.parameters(conn, scope, visit.now_ms), dict(store_names(conn, scope))

    found, stores = visit.read(read)
    parameter = next(each for each in found if each.name == one.name)
    rows = [row for row in (parameter.chain, *parameter.stores, *parameter.planned) if row is not None]
    chosen = wanted_scope(visit)
    holding = _holding(parameter, chosen)
    typed = {name: values[0] for name, values in visit.form.items() if values}
    values = typed if error else rule_fields.written(one, holding)
    return visit.page(
        "rule.html", status=200 if error is None else 422, field=one,
        rows=[_shown_row(visit, one, row, stores) for row in rows],
        default=rule_fields.shown(one, parameter.default, visit.language), values=values,
        options=one.options(visit.language), stores=stores, scope=chosen, error=error is not None,
        may_change=visit.may(CHANGE) and visit.scope.everything, starts=visit.value("starts"),
        tiers=tier_form.rows_of(visit, holding) if one.kind == TABLE else [], heads=tier_form.HEADS,
    )  # fmt: skip


def _holding(parameter: Parameter, scope: int) -> Any:
    """The value the form begins with: the store's own, else the chain's, else the default."""
    own = next((row for row in parameter.stores if row.scope == scope), None)
    best = own or parameter.chain
    return parameter.default if best is None else best.value


def _shown_row(visit: Visit, one: RuleField, row: Entry, stores: Mapping[int, str]) -> dict[str, Any]:
    return {
        "where": _where(visit, row.scope, stores), "value": rule_fields.shown(one, row.value, visit.language),
        "starts_ms": row.starts_at_ms, "planned": row.starts_at_ms > visit.now_ms, "row_id": row.row_id,
        "scope": row.scope,
    }  # fmt: skip


def _change(visit: Visit) -> Response:
    """Sets the parameter for the chain or one store, at once or from a moment on."""
    visit.scope.need_chain(CHANGE)
    one, scope = rule_fields.field_of(visit.part("name")), wanted_scope(visit)
    try:
        value = (
            tier_form.read(visit)
            if one.kind == TABLE
            else rule_fields.read(one, {name: values[0] for name, values in visit.form.items() if values})
        )
        starts_ms = entry.moment_ms(visit.value("starts"), "starts", visit.language)
        visit.act(
            "rule.change", one.name,
            lambda tx: rulebook.change(tx, visit.house.random, {one.name: value}, scope, starts_ms, visit.who.name),
            store_id=scope or None, facts={"value": str(value)[:200], "starts_at_ms": starts_ms},
        )  # fmt: skip
    except PosError as error:
        if error.code not in ("bad_setting", "bad_amount"):
            raise
        return _form(visit, one, error)
    later = starts_ms > visit.now_ms
    told = (
        N_("Planned: the tills begin with it by themselves.")
        if later
        else N_("Changed. Tills follow as soon as they hear.")
    )
    return visit.go(f"/rules/{one.name}", visit.text(told))


def _withdraw(visit: Visit) -> Response:
    """Takes a plan back, or a store's own value."""
    visit.scope.need_chain(CHANGE)
    one, scope = rule_fields.field_of(visit.part("name")), wanted_scope(visit)
    row_id = visit.value("row")
    known = visit.read(lambda conn: rulebook.entries(conn, Scope((scope,))))
    if not any(row.row_id == row_id and row.name == one.name for row in known):
        raise PosError("not_found", what="setting")
    try:
        visit.act(
            "rule.withdraw", one.name,
            lambda tx: rulebook.withdraw(tx, visit.house.random, row_id, scope, visit.who.name),
            store_id=scope or None,
        )  # fmt: skip
    except PosError as error:
        if error.facts.get("reason") != "nothing_behind":
            raise
        told = N_("Set the rule for the whole chain first: else nothing would hold here.")
        return visit.go(f"/rules/{one.name}", visit.text(told), "warn")
    return visit.go(f"/rules/{one.name}", visit.text(N_("Taken back.")))


PAGES = (
    Page(GET, "/rules", SEE, _rules),
    Page(GET, "/rules/{name}", SEE, _rule),
    Page(POST, "/rules/{name}", CHANGE, _change),
    Page(POST, "/rules/{name}/withdraw", CHANGE, _withdraw),
)
PLACES = (Place("/rules", N_("Rules"), "settings", SEE),)
