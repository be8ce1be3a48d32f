"""Placeholders of receipt templates: `{member.points}`, `{due_fen:money}`, `{kind:word.tender}`, `{_cashier}`.

A name is a field of the paper (inside `each`: of the item first), dotted names go deeper, a leading underscore takes a
word of the template. Names ending in `fen` are written as amounts, in `milli` as quantities, whole numbers grouped.
After a colon: `money` with the currency's symbol, `minus` with its sign turned, `signed` always with a sign,
`word.P` the template's word `P_value`, `plain` without grouping.
"""

from __future__ import annotations

import string
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from memberpos.domain.money import currency_of, format_amount

SPECS = ("", "money", "minus", "signed", "plain")


@dataclass(frozen=True)
class Scope:
    """Where names are looked up: the paper, the item of an `each` if any, the words of the language, the currency."""

    paper: object
    words: Mapping[str, str]
    currency: str
    item: object = None

    def inside(self, item: object) -> Scope:
        return Scope(self.paper, self.words, self.currency, item)


class BadPlaceholderError(ValueError):
    """A template names something its paper does not have; `args` = (reason, name)."""


def placeholders(pattern: str) -> list[tuple[str, str]]:
    """(name, spec) of each placeholder. BadPlaceholderError for broken braces or an unknown spec."""
    try:
        parsed = [
            (name, spec or "") for _, name, spec, conversion in string.Formatter().parse(pattern) if name is not None
        ]
    except ValueError as error:
        raise BadPlaceholderError("braces", pattern) from error
    for name, spec in parsed:
        if spec not in SPECS and not spec.startswith("word."):
            raise BadPlaceholderError("unknown_format", f"{name}:{spec}")
    return parsed


def fill(pattern: str, scope: Scope) -> str:
    """`pattern` with its placeholders replaced; the pattern has been checked by `placeholders`."""
    out = []
    for literal, name, spec, _ in string.Formatter().parse(pattern):
        out.append(literal)
        if name is not None:
            out.append(scope.words[name[1:]] if name.startswith("_") else _written(name, spec or "", scope))
    return "".join(out)


def lookup(name: str, scope: Scope) -> Any:
    """The value behind a dotted name; None as soon as a part is None."""
    first, *rest = name.split(".")
    if first == "item":
        value: Any = scope.item
    else:
        value = getattr(scope.item if _has(type(scope.item), first) else scope.paper, first)
    for part in rest:
        value = None if value is None else getattr(value, part)
    return value


def _has(cls: type, name: str) -> bool:
    """A field or property of a dataclass, without looking at its type."""
    own = vars(cls).get("__dataclass_fields__", {})
    return name in own or isinstance(vars(cls).get(name), property)


def true(condition: str, scope: Scope) -> bool:
    """All names of the space-separated list hold something (not zero, empty or None); `!name` must hold nothing."""
    return all(bool(lookup(name.lstrip("!"), scope)) != name.startswith("!") for name in condition.split())


def _written(name: str, spec: str, scope: Scope) -> str:
    value = lookup(name, scope)
    if value is None:
        return ""
    if spec.startswith("word."):
        return scope.words.get(f"{spec.removeprefix('word.')}_{value}", str(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return _number(-value if spec == "minus" else value, name.rpartition(".")[2], spec, scope.currency)
    return str(value)


def _number(value: int, name: str, spec: str, currency: str) -> str:
    sign = "+" if spec == "signed" and value > 0 else ""
    if name.endswith("fen"):
        symbol = currency_of(currency).symbol if spec == "money" else ""
        body = format_amount(abs(value), currency)
        return ("-" if value < 0 else sign) + symbol + body
    if name.endswith("milli"):
        return sign + quantity(value)
    return sign + (str(value) if spec == "plain" else f"{value:,}")


def quantity(milli: int) -> str:
    """Thousandths as a number without trailing zeros: 1500 → "1.5", 1000 → "1"."""
    whole, part = divmod(abs(milli), 1000)
    digits = f"{whole}.{part:03d}".rstrip("0").rstrip(".")
    return f"-{digits}" if milli < 0 else digits


@cache
def names_of(cls: type) -> dict[str, Any]:
    """Fields and properties of a dataclass with their types; empty for anything else."""
    if not is_dataclass(cls):
        return {}
    hints = typing.get_type_hints(cls)
    found = {f.name: hints[f.name] for f in fields(cls)}
    for name, member in vars(cls).items():
        if isinstance(member, property):
            found[name] = typing.get_type_hints(member.fget)["return"]
    return found


def type_of(name: str, paper: type, item: type | None = None) -> type:
    """The class behind a dotted name, tuples as their item's class. BadPlaceholderError if there is none."""
    return _plain_class(_hint(name, paper, item))


def items_of(name: str, paper: type, item: type | None = None) -> type:
    """The class of the items of a field that holds several. BadPlaceholderError if it does not."""
    hint = _hint(name, paper, item)
    if typing.get_origin(hint) is not tuple:
        raise BadPlaceholderError("not_a_list", name)
    return _plain_class(hint)


def _hint(name: str, paper: type, item: type | None) -> Any:
    """The annotation of the last part of a dotted name."""
    first, *rest = name.split(".")
    if first == "item" and item is not None:
        hint: Any = item
    else:
        hint = _member(first, item if item is not None and first in names_of(item) else paper, name)
    for part in rest:
        hint = _member(part, _plain_class(hint), name)
    return hint


def _member(part: str, cls: type, whole: str) -> Any:
    known = names_of(cls)
    if part not in known:
        raise BadPlaceholderError("unknown_name", whole)
    return known[part]


def _plain_class(hint: Any) -> type:
    """`Holder | None` → Holder, `tuple[GoodsLine, ...]` → GoodsLine."""
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        hint = next(arg for arg in typing.get_args(hint) if arg is not type(None))
    if typing.get_origin(hint) is tuple:
        hint = typing.get_args(hint)[0]
    return typing.cast("type", hint)


def check(pattern: str, paper: type, words: Iterable[str], item: type | None = None) -> None:
    """BadPlaceholderError unless every placeholder of `pattern` can be filled for this class of paper."""
    for name, _ in placeholders(pattern):
        if name.startswith("_"):
            if name[1:] not in words:
                raise BadPlaceholderError("unknown_word", name)
        elif type_of(name, paper, item) not in {str, int}:
            raise BadPlaceholderError("not_a_value", name)
