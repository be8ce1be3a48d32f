"""Kinds of coupons and top-up offers in forms and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from memberpos.hq.console import entry
from memberpos.hq.console.texts import N_, Language

COUPON_KINDS: Mapping[str, str] = {
    "amount": N_("Yuan off"), "percent": N_("Per cent paid"), "goods": N_("Pieces free"),
    "trial": N_("One piece at a price"),
}  # fmt: skip
Form = Mapping[str, Sequence[str]]
_MONEY_VALUES = frozenset({"amount", "trial"})


def _one(form: Form, name: str) -> str:
    return form[name][0].strip() if form.get(name) else ""


def _filled(form: Form, doc: dict[str, Any], names: Sequence[str], read: Callable[[str, str], Any]) -> None:
    """Puts fields that were filled in into a document."""
    doc.update({name: read(_one(form, name), name) for name in names if _one(form, name)})


def _text(text: str, _name: str) -> str:
    return text


def _list(text: str, _name: str) -> list[str]:
    return entry.words(text)


def coupon(form: Form) -> dict[str, Any]:
    """The document of a kind of coupon. PosError bad_amount(field)."""
    kind = _one(form, "kind")
    read = entry.money_fen if kind in _MONEY_VALUES else entry.whole
    doc: dict[str, Any] = {"code": _one(form, "code"), "kind": kind, "value": read(_one(form, "value"), "value")}
    _filled(form, doc, ("name", "from", "to", "hours", "group"), _text)
    _filled(form, doc, ("skus", "categories"), _list)
    _filled(form, doc, ("min_fen",), entry.money_fen)
    _filled(form, doc, ("valid_days", "per_member", "per_day", "total"), entry.whole)
    return doc | {"transferable": "transferable" in form.get("flags", ())}


def coupon_written(doc: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields of a coupon's form."""
    names = "code name from to hours group skus categories min_fen valid_days per_member per_day total value"
    values = {name: _written(doc.get(name)) for name in names.split()}
    money = ["min_fen", *(["value"] if doc.get("kind") in _MONEY_VALUES else [])]
    return values | {name: entry.yuan(doc.get(name)) for name in money}


def _written(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def coupon_sentence(doc: Mapping[str, Any], language: Language) -> str:
    """What a coupon of this kind is worth, from what, for how long."""
    text, value = language.text, int(doc.get("value") or 0)
    worth = {
        "amount": lambda: text(N_("%(price)s off."), price=language.money(value)),
        "percent": lambda: text(N_("Customers pay %(n)s%%."), n=value),
        "goods": lambda: text(N_("%(n)s pieces free."), n=value),
        "trial": lambda: text(N_("One piece for %(price)s."), price=language.money(value)),
    }
    kind = str(doc.get("kind"))
    found = [worth[kind]() if kind in worth else kind]
    goods = [*map(str, doc.get("categories") or ()), *map(str, doc.get("skus") or ())]
    if doc.get("min_fen"):
        found.append(text(N_("On bills from %(least)s."), least=language.money(int(doc["min_fen"]))))
    if goods:
        found.append(text(N_("Only: %(goods)s."), goods=", ".join(goods)))
    if doc.get("valid_days"):
        found.append(text(N_("Good for %(n)s days."), n=doc["valid_days"]))
    return " ".join(found)


# -- top-up offers


def top_up(form: Form) -> dict[str, Any]:
    """The document of a top-up offer without its code. PosError bad_amount(field)."""
    doc: dict[str, Any] = {"name": _one(form, "name") or _one(form, "code"), "steps": _steps(_one(form, "steps"))}
    _filled(form, doc, ("from", "to"), _text)
    _filled(form, doc, ("tiers",), _list)
    _filled(form, doc, ("member_limit", "total_limit"), entry.whole)
    flags = form.get("flags", ())
    return doc | {"first_only": "first_only" in flags, "repeats": "repeats" in flags, "active": "active" in flags}


def _steps(text: str) -> list[dict[str, int]]:
    """Lines of "pays in, bonus[, points]"."""
    found = []
    for row in entry.rows_of(text, "steps", (2, 3)):
        step = {"amount_fen": entry.money_fen(row[0], "steps"), "bonus_fen": entry.money_fen(row[1], "steps")}
        found.append(step | ({"points": entry.whole(row[2], "steps")} if len(row) == 3 else {}))
    return found


def top_up_written(doc: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields; a step with more than bonus and points was written at a till and is not shown here."""
    values = {name: _written(doc.get(name)) for name in ("name", "from", "to", "tiers", "member_limit", "total_limit")}
    lines = []
    for step in doc.get("steps") or ():
        line = f"{entry.yuan(step['amount_fen'])} {entry.yuan(step.get('bonus_fen') or 0)}"
        lines.append(f"{line} {step['points']}" if step.get("points") else line)
    return values | {"steps": "\n".join(lines)}


def top_up_sentence(doc: Mapping[str, Any], language: Language) -> str:
    """What each step brings, and for whom."""
    text, found = language.text, []
    for step in doc.get("steps") or ():
        facts = {"paid": language.money(step["amount_fen"]), "bonus": language.money(step.get("bonus_fen") or 0)}
        more = text(N_(" and %(n)s points"), n=language.number(step["points"])) if step.get("points") else ""
        found.append(text(N_("Pay in %(paid)s, get %(bonus)s"), **facts) + more)
    told = ["; ".join(found) + text(N_("."))]
    if doc.get("first_only"):
        told.append(text(N_("First top-up only.")))
    if doc.get("tiers"):
        told.append(text(N_("For %(tiers)s."), tiers=", ".join(doc["tiers"])))
    return " ".join(told)
