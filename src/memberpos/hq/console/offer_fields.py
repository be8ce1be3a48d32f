"""Offers in forms and in words: the fields of each kind, and one plain sentence of what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.hq.console import entry
from memberpos.hq.console.texts import N_, Language

MONEY, WHOLE, PERCENT, TIMES, TEXT, STEPS = "money", "whole", "percent", "times", "text", "steps"
KINDS: Mapping[str, str] = {
    "spend_save": N_("Money off an amount"), "percent": N_("Percent off"), "special_price": N_("Special price"),
    "second_half": N_("Second piece half price"), "n_for_m": N_("Take n, pay m"),
    "cheapest": N_("Cheapest piece cheaper"), "bundle": N_("Bundle at a price"), "add_on": N_("Add-on"),
    "multiplier": N_("More points"), "service_charge": N_("Service charge"), "minimum_spend": N_("Minimum spend"),
}  # fmt: skip
#: Field → (name, hint, how it is written).
FIELDS: Mapping[str, tuple[str, str, str]] = {
    "steps": (N_("Steps"), N_("One a line: from amount, then yuan off, like 100 10."), STEPS),
    "percent": (N_("Pays per cent"), N_("90: nine tenths are paid."), PERCENT),
    "min_fen": (N_("From amount"), N_("In yuan; empty: any amount."), MONEY),
    "multiplier": (N_("Points times"), N_("Like 2 or 1.5."), TIMES),
    "n": (N_("Of every … pieces"), "", WHOLE),
    "m": (N_("… are paid"), N_("Fewer than the pieces."), WHOLE),
    "fen": (N_("Amount in yuan"), "", MONEY),
    "sku": (N_("Number of the goods"), N_("As it stands under Goods."), TEXT),
    "price_fen": (N_("Price in yuan"), "", MONEY),
    "points": (N_("Points"), N_("Empty: none."), WHOLE),
    "most": (N_("At most … pieces"), N_("Empty: one."), WHOLE),
}  # fmt: skip
#: Kind → its fields; those in brackets may be empty.
OF_KIND: Mapping[str, tuple[str, ...]] = {
    "spend_save": ("steps",), "percent": ("percent", "(min_fen)"), "multiplier": ("multiplier",),
    "n_for_m": ("n", "m"), "cheapest": ("n", "(percent)"), "second_half": (), "bundle": ("fen",),
    "special_price": ("sku", "price_fen"), "add_on": ("sku", "(price_fen)", "(points)", "(min_fen)", "(most)"),
    "service_charge": ("sku", "percent"), "minimum_spend": ("sku", "fen"),
}  # fmt: skip
#: These name their goods themselves.
_OWN_GOODS = frozenset({"special_price", "service_charge", "minimum_spend", "add_on"})
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
Form = Mapping[str, Sequence[str]]


def fields_of(kind: str) -> list[tuple[str, bool]]:
    """(field, whether it must be filled in) of a kind. PosError not_found."""
    if kind not in OF_KIND:
        raise PosError("not_found", what="offer")
    return [(name.strip("()"), not name.startswith("(")) for name in OF_KIND[kind]]


def takes_goods(kind: str) -> bool:
    """Whether goods and categories are chosen for it."""
    return kind not in _OWN_GOODS


def read(kind: str, form: Form) -> dict[str, Any]:
    """The document of a form; what is empty is left out. PosError bad_amount(field)."""

    def one(name: str) -> str:
        return form[name][0].strip() if form.get(name) else ""

    doc: dict[str, Any] = {"code": one("code"), "kind": kind}
    for name, needed in fields_of(kind):
        if one(name) or needed:
            doc[name] = _READERS[FIELDS[name][2]](one(name), name)
    for name in ("name", "group", "from", "to", "hours"):
        if one(name):
            doc[name] = one(name)
    for name in ("tiers", "skus", "categories"):
        if entry.words(one(name)):
            doc[name] = entry.words(one(name))
    days = [int(day) for day in form.get("weekdays", ()) if day in "1234567" and len(day) == 1]
    if days and len(days) < len(WEEKDAYS):
        doc["weekdays"] = days
    chosen = form.get("flags", ())
    return doc | {name: True for name in ("members_only", "combinable") if name in chosen}


def _steps(text: str, name: str) -> list[list[int]]:
    return [[entry.money_fen(part, name) for part in row] for row in entry.rows_of(text, name, (2,))]


def _words(text: str, name: str) -> str:
    if not text:
        raise PosError("bad_amount", field=name)
    return text


_READERS: Mapping[str, Callable[[str, str], Any]] = {
    MONEY: entry.money_fen, WHOLE: entry.whole, PERCENT: entry.whole, TIMES: entry.times, TEXT: _words, STEPS: _steps,
}  # fmt: skip


def written(doc: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields for a document."""
    values = dict.fromkeys(("code", "name", "group", "from", "to", "hours", "tiers", "skus", "categories"), "")
    for name, value in doc.items():
        if name == "steps":
            values[name] = "\n".join(f"{entry.yuan(least)} {entry.yuan(save)}" for least, save in value)
        elif isinstance(value, list):
            values[name] = ", ".join(str(part) for part in value)
        elif name in FIELDS and FIELDS[name][2] == MONEY:
            values[name] = entry.yuan(value)
        elif name == "multiplier":
            values[name] = entry.decimal_of(value)
        else:
            values[name] = "" if value is None else str(value)
    return values


def sentence(doc: Mapping[str, Any], language: Language) -> str:
    """What an offer does, and when and for whom."""
    what = _what(doc, language)
    return " ".join([what, *_conditions(doc, language)])


def _what(doc: Mapping[str, Any], language: Language) -> str:
    def money(name: str) -> str:
        return language.money(int(doc.get(name) or 0))

    text, kind = language.text, str(doc.get("kind"))
    goods = ", ".join(map(str, doc.get("skus") or ()))
    if kind == "spend_save":
        return "; ".join(
            text(N_("From %(least)s: %(save)s off"), least=language.money(least), save=language.money(save))
            for least, save in doc.get("steps") or ()
        ) + text(N_("."))
    makers: Mapping[str, Callable[[], str]] = {
        "percent": lambda: text(N_("Customers pay %(n)s%%."), n=doc.get("percent")) if not doc.get("min_fen") else text(
            N_("From %(least)s customers pay %(n)s%%."), least=money("min_fen"), n=doc.get("percent")),
        "multiplier": lambda: text(N_("Points × %(n)s."), n=entry.decimal_of(doc.get("multiplier", "1/1"))),
        "n_for_m": lambda: text(N_("Take %(n)s, pay %(m)s."), n=doc.get("n"), m=doc.get("m")),
        "cheapest": lambda: text(N_("Of every %(n)s pieces the cheapest costs %(p)s%%."), n=doc.get("n"),
                                 p=doc.get("percent") or 0),
        "second_half": lambda: text(N_("The second piece costs half.")),
        "bundle": lambda: text(N_("%(goods)s together for %(price)s."), goods=goods, price=money("fen")),
        "special_price": lambda: text(N_("%(goods)s for %(price)s."), goods=doc.get("sku"), price=money("price_fen")),
        "add_on": lambda: text(N_("From %(least)s, %(goods)s on top for %(price)s and %(points)s points."),
                               least=money("min_fen"), goods=doc.get("sku"), price=money("price_fen"),
                               points=doc.get("points") or 0),
        "service_charge": lambda: text(N_("Adds %(n)s%% to the bill."), n=doc.get("percent")),
        "minimum_spend": lambda: text(N_("At least %(price)s is charged."), price=money("fen")),
    }  # fmt: skip
    return makers[kind]() if kind in makers else kind


def _conditions(doc: Mapping[str, Any], language: Language) -> list[str]:
    text, found = language.text, []
    goods = [*map(str, doc.get("categories") or ()), *map(str, doc.get("skus") or ())]
    if goods and doc.get("kind") != "bundle":
        found.append(text(N_("Only: %(goods)s."), goods=", ".join(goods)))
    if doc.get("tiers"):
        found.append(text(N_("For %(tiers)s."), tiers=", ".join(doc["tiers"])))
    elif doc.get("members_only"):
        found.append(text(N_("For members.")))
    days = doc.get("weekdays") or ()
    if days:
        found.append(" ".join(text(WEEKDAYS[day - 1]) for day in days) + text(N_(".")))
    if doc.get("hours"):
        found.append(
            text(
                N_("From %(from)s to %(to)s o'clock."),
                **dict(zip(("from", "to"), doc["hours"].split("-"), strict=True)),
            )
        )
    if doc.get("from") or doc.get("to"):
        found.append(f"{doc.get('from') or '…'} – {doc.get('to') or '…'}")
    return found
