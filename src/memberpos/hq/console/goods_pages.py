"""Goods and their categories: lists, adding, changing, prices that begin later, switching off."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.responses import Response

from memberpos.domain.catalog import FEE, GOODS, SERVICE, Product
from memberpos.domain.errors import PosError
from memberpos.hq import authoring, goods
from memberpos.hq.console import entry, listing
from memberpos.hq.console.listing import MONEY, TEXT, Column, Listing
from memberpos.hq.console.page import GET, POST, Page, Place
from memberpos.hq.console.scoping import store_names, wanted_scope
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import ROOT, Visit
from memberpos.hq.database import Conn
from memberpos.hq.goods import Category, Good, PriceChange
from memberpos.hq.scopes import CHAIN, Scope
from memberpos.hq.tx import Tx

SEE, CHANGE = "goods.see", "goods.change"
KIND_NAMES = {GOODS: N_("Goods"), SERVICE: N_("Service"), FEE: N_("Fee")}
_FLAGS = {"earns": N_("Earns points"), "bonus_allowed": N_("May be paid with bonus"),
          "discountable": N_("Discounts and offers apply")}  # fmt: skip


def _scope_text(visit: Visit, scope: int, stores: Mapping[int, str]) -> str:
    if scope == 0:
        return visit.text(N_("Whole chain"))
    return stores.get(abs(scope), f"{abs(scope):04}")


def _columns(visit: Visit, stores: Mapping[int, str]) -> tuple[Column, ...]:
    return (
        Column("sku", N_("Number")),
        Column("name", N_("Title")),
        Column("category", N_("Category")),
        Column("price", N_("Price"), MONEY),
        Column("member_price", N_("Member price"), MONEY),
        Column("scope", N_("For which shops"), TEXT, show=lambda row, _: _scope_text(visit, row["scope"], stores)),
        Column(
            "state", N_("State"), TEXT, show=lambda row, _: visit.text(row["state"][0]),
            tone=lambda row: row["state"][1],
        ),
    )  # fmt: skip


def _state(one: Good) -> tuple[str, str]:
    if not one.active:
        return N_("Switched off"), ""
    if one.scope < 0:
        return N_("The store's own"), "info"
    return (N_("Price will change"), "warn") if one.later else (N_("Sold"), "ok")


def _list(visit: Visit) -> Response:
    scope = visit.scope
    category, off, order = visit.query("category"), visit.query("off") == "1", listing.part(visit)

    def read(conn: Conn) -> tuple[list[Good], list[Category], dict[int, str]]:
        found = goods.listing(conn, scope, order.search, category or None, off=off, **order.params)
        return found, goods.categories(conn, scope), dict(store_names(conn, CHAIN))

    found, categories, stores = visit.read(read)
    rows = []
    for one in found:
        now = goods.as_of(one, visit.now_ms)
        rows.append(
            {"sku": one.sku, "name": now.name, "category": now.category, "price": now.price_fen,
             "member_price": now.member_price_fen, "scope": one.scope, "state": _state(one)}
        )  # fmt: skip
    columns = _columns(visit, stores)
    made = Listing(
        columns, rows, order, "goods", N_("No goods yet."),
        link=lambda row: f"{ROOT}/goods/{quote(row['sku'], safe='')}",
    )  # fmt: skip
    return listing.as_file(visit, made) or visit.page(
        "goods.html", listing=made, categories=categories, category=category, off=off
    )


def _new(visit: Visit) -> Response:
    return _form(visit, Good(Product("", "", 0)), is_new=True)


def _one(visit: Visit) -> Response:
    """All rows of one number, the chain's first, with their plans."""
    scope, sku = visit.scope, visit.part("sku")

    def read(conn: Conn) -> tuple[list[Good], dict[int, str]]:
        return goods.everywhere(conn, sku, scope), dict(store_names(conn, CHAIN))

    rows, stores = visit.read(read)
    if not rows:
        raise PosError("not_found", what="product")
    return visit.page(
        "good.html", rows=[(one, goods.as_of(one, visit.now_ms), _state(one)) for one in rows], stores=stores, sku=sku,
        kinds=KIND_NAMES, flags=_FLAGS, may_change=visit.may(CHANGE) and visit.scope.everything,
        scope_text=lambda of: _scope_text(visit, of, stores), path=f"/console/goods/{quote(sku, safe='')}",
    )  # fmt: skip


def _edit(visit: Visit) -> Response:
    """The form of one scope's row; for a store that has none, the chain's row is the beginning."""
    scope, sku = wanted_scope(visit), visit.part("sku")

    def read(conn: Conn) -> Good:
        rows = {one.scope: one for one in goods.everywhere(conn, sku, CHAIN)}
        found = rows.get(scope) or rows.get(0) or rows.get(-scope)
        if found is None:
            raise PosError("not_found", what="product")
        return found

    found = visit.read(read)
    product = goods.as_of(found, visit.now_ms)
    later = found.later if found.scope == scope else ()
    return _form(visit, Good(product, scope, found.active, found.barcodes, later), is_new=False)


def _form(
    visit: Visit, good: Good, *, is_new: bool, error: PosError | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    def read(conn: Conn) -> tuple[dict[int, str], list[str], list[str]]:
        stores, tiers = dict(store_names(conn, CHAIN)), tier_names(conn)
        return stores, [one.name for one in goods.categories(conn, CHAIN)], tiers

    visit.scope.need_chain(CHANGE)
    stores, categories, tiers = visit.read(read)
    product = good.product
    values = {
        "sku": product.sku, "name": product.name, "category": product.category, "unit": product.unit,
        "kind": product.kind, "price": "" if is_new else entry.yuan(product.price_fen),
        "member_price": entry.yuan(product.member_price_fen), "barcodes": "\n".join(good.barcodes),
        **{f"tier:{name}": entry.yuan(product.prices_by_tier.get(name)) for name in tiers},
    }  # fmt: skip
    flags = visit.values("flags") if error else [name for name in _FLAGS if getattr(product, name)]
    return visit.page(
        "good_form.html", status=200 if error is None else 422, values={**values, **(typed or {})}, is_new=is_new,
        flags=flags, flag_names=_FLAGS, kinds=KIND_NAMES, stores=stores, scope=good.scope, categories=categories,
        tiers=tiers, wrong=entry.wrong_field(error, "form"),
    )  # fmt: skip


def tier_names(conn: Conn) -> list[str]:
    """Names of the chain's tiers, of every scope, in the order they were set."""
    from memberpos.hq import rulebook

    found: dict[str, None] = {}
    for one in rulebook.entries(conn, CHAIN):
        if one.name == "tiers" and isinstance(one.value, list):
            found |= dict.fromkeys(str(tier["name"]) for tier in one.value if isinstance(tier, dict) and "name" in tier)
    return list(found)


def _save(visit: Visit) -> Response:
    visit.scope.need_chain(CHANGE)
    scope = wanted_scope(visit)
    is_new = "sku" not in visit.asked.parts
    sku = visit.value("sku") if is_new else visit.part("sku")
    try:
        good = _typed(visit, sku, scope)
        visit.act("goods.save", sku, lambda tx: _put(visit, tx, good, is_new=is_new), store_id=scope or None)
    except PosError as error:
        if error.code not in ("bad_setting", "bad_amount", "number_taken"):
            raise
        typed = {name: values[0] for name, values in visit.form.items() if values}
        draft = Good(Product(sku, visit.value("name"), 0), scope)
        return _form(visit, draft, is_new=is_new, error=error, typed=typed)
    return visit.go(f"/goods/{quote(sku, safe='')}", visit.text(N_("Saved. Tills sell it so as soon as they hear.")))


def _put(visit: Visit, tx: Tx, good: Good, *, is_new: bool) -> None:
    authoring.take_turn(tx)
    rows = {one.scope: one for one in goods.everywhere(tx.conn, good.sku, CHAIN)}
    if is_new and good.scope in rows:
        raise PosError("number_taken", field="sku")
    before = rows.get(good.scope)
    if before is not None:
        later = tuple(one for one in before.later if one.starts_at_ms > tx.now_ms)
        good = Good(good.product, good.scope, before.active, good.barcodes, later)
    goods.save(tx, visit.house.random, good, visit.who.name)


def _typed(visit: Visit, sku: str, scope: int) -> Good:
    chosen = set(visit.values("flags"))
    tiers = {
        name.removeprefix("tier:"): fen
        for name in visit.form
        if name.startswith("tier:") and (fen := entry.money_or_none(visit.value(name), name)) is not None
    }
    product = Product(
        sku, visit.value("name"), entry.money_fen(visit.value("price"), "price"), visit.value("category")[:100],
        visit.value("unit")[:20], tiers, entry.money_or_none(visit.value("member_price"), "member_price"),
        earns="earns" in chosen, bonus_allowed="bonus_allowed" in chosen, discountable="discountable" in chosen,
        kind=visit.value("kind"),
    )  # fmt: skip
    return Good(product, scope, barcodes=tuple(entry.words(visit.value("barcodes"))))


def _plan(visit: Visit) -> Response:
    """Another price from a moment on."""
    visit.scope.need_chain(CHANGE)
    scope, sku = wanted_scope(visit), visit.part("sku")
    starts_ms = entry.moment_ms(visit.value("starts"), "starts", visit.language)
    change = PriceChange(
        starts_ms or visit.now_ms, entry.money_fen(visit.value("price"), "price"),
        entry.money_or_none(visit.value("member_price"), "member_price"),
    )  # fmt: skip
    visit.act(
        "goods.plan", sku, lambda tx: goods.plan(tx, visit.house.random, sku, scope, change, visit.who.name),
        store_id=scope or None, facts={"price_fen": change.price_fen},
    )  # fmt: skip
    return visit.go(f"/goods/{quote(sku, safe='')}", visit.text(N_("The new price is on its way to the tills.")))


def _call_off(visit: Visit) -> Response:
    visit.scope.need_chain(CHANGE)
    scope, sku, starts_ms = wanted_scope(visit), visit.part("sku"), entry.whole(visit.value("at"), "at")
    visit.act(
        "goods.call_off", sku, lambda tx: goods.call_off(tx, visit.house.random, sku, scope, starts_ms, visit.who.name),
        store_id=scope or None,
    )  # fmt: skip
    return visit.go(f"/goods/{quote(sku, safe='')}", visit.text(N_("The price stays as it is.")))


def _switch(visit: Visit) -> Response:
    visit.scope.need_chain(CHANGE)
    scope, sku, active = wanted_scope(visit), visit.part("sku"), visit.value("active") == "1"
    visit.act(
        "goods.switch", sku, lambda tx: goods.switch(tx, visit.house.random, sku, scope, visit.who.name, active=active),
        store_id=scope or None, facts={"active": int(active)},
    )  # fmt: skip
    told = N_("Sold again.") if active else N_("No longer sold.")
    return visit.go(f"/goods/{quote(sku, safe='')}", visit.text(told))


def _take_back(visit: Visit) -> Response:
    visit.scope.need_chain(CHANGE)
    scope, sku = wanted_scope(visit), visit.part("sku")
    visit.act(
        "goods.take_back", sku, lambda tx: goods.take_back(tx, visit.house.random, sku, scope, visit.who.name),
        store_id=scope,
    )  # fmt: skip
    return visit.go(f"/goods/{quote(sku, safe='')}", visit.text(N_("The store sells it as the chain does again.")))


# -- categories


def _categories(visit: Visit) -> Response:
    scope: Scope = visit.scope
    found = visit.read(lambda conn: goods.categories(conn, scope, off=True))
    return visit.page("categories.html", categories=found, may_change=visit.may(CHANGE) and visit.scope.everything)


def _save_category(visit: Visit) -> Response:
    """Adds or changes one; another name takes its goods along."""
    visit.scope.need_chain(CHANGE)
    old, name = visit.value("old"), visit.value("name")
    category = Category(name, visit.value("note"), entry.whole(visit.value("place") or "0", "place"),
                        visit.value("active") != "0")  # fmt: skip

    def work(tx: Tx) -> None:
        if old and old != name:
            goods.rename_category(tx, visit.house.random, old, category, visit.who.name)
        else:
            goods.save_category(tx, visit.house.random, category, visit.who.name)

    visit.act("category.save", name, work)
    return visit.go("/categories", visit.text(N_("Saved.")))


PAGES = (
    Page(GET, "/goods", SEE, _list),
    Page(GET, "/goods/new", CHANGE, _new),
    Page(POST, "/goods/new", CHANGE, _save),
    Page(GET, "/goods/{sku}", SEE, _one),
    Page(GET, "/goods/{sku}/edit", CHANGE, _edit),
    Page(POST, "/goods/{sku}", CHANGE, _save),
    Page(POST, "/goods/{sku}/price", CHANGE, _plan),
    Page(POST, "/goods/{sku}/call-off", CHANGE, _call_off),
    Page(POST, "/goods/{sku}/switch", CHANGE, _switch),
    Page(POST, "/goods/{sku}/take-back", CHANGE, _take_back),
    Page(GET, "/categories", SEE, _categories),
    Page(POST, "/categories", CHANGE, _save_category),
)
PLACES = (Place("/goods", N_("Goods"), "tag", SEE),)
