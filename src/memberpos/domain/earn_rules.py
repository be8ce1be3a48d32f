"""Settings of the sources of points besides spending, and of badges: from JSON values to checked ones and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from memberpos.domain.limits import Limit

_MOST = 10**9
_TEXT_LIMIT = 200
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
#: What a badge can be for; `item` counts pieces of one product.
BADGE_CRITERIA = ("visits", "spend", "points", "growth", "referrals", "check_ins", "tasks", "draws", "item")
BADGE_WINDOWS = ("lifetime", "year", "month")


@dataclass(frozen=True)
class ItemPoints:
    """Points for each whole piece of a product, whatever it costs."""

    sku: str
    points: int


@dataclass(frozen=True)
class Task:
    """Something a member may do for points (a review, a full profile …): so many, so often."""

    code: str
    name: str
    points: int
    limit: Limit | None = None


@dataclass(frozen=True)
class Badge:
    """A badge (勋章) for reaching `at_least` of a criterion (yuan for `spend`) in a window up to today.

    `sku`: the product of `item`. `points`: given with the badge.
    """

    code: str
    name: str
    criterion: str
    at_least: int
    window: str = "lifetime"
    sku: str = ""
    points: int = 0


def words(value: Any) -> tuple[str, ...]:
    """A list of texts; ValueError for anything else."""
    _need(isinstance(value, list | tuple) and len(value) <= 50)
    return tuple(_word(entry) for entry in value)


def items(value: Any) -> tuple[ItemPoints, ...]:
    """`{sku: points}`; ValueError for anything else."""
    _need(isinstance(value, Mapping))
    return tuple(ItemPoints(_word(sku), _whole(points, 1)) for sku, points in value.items())


def tasks(value: Any) -> tuple[Task, ...]:
    """A list of `{code, name, points[, limit]}` with codes of their own; ValueError for anything else."""
    return _coded(value, {"code", "name", "points", "limit"}, {"code", "name", "points"}, _task)


def badges(value: Any) -> tuple[Badge, ...]:
    """A list of `{code, name, criterion, at_least[, window][, sku][, points]}`; ValueError for anything else."""
    keys = {"code", "name", "criterion", "at_least", "window", "sku", "points"}
    return _coded(value, keys, {"code", "name", "criterion", "at_least"}, _badge)


def _task(entry: Mapping[str, Any]) -> Task:
    limit = entry.get("limit")
    _need(limit is None or isinstance(limit, str))
    parsed = None if limit is None else Limit.parse(limit)
    return Task(_code(entry["code"]), _word(entry["name"]), _whole(entry["points"], 1), parsed)


def _badge(entry: Mapping[str, Any]) -> Badge:
    criterion, window = entry["criterion"], entry.get("window", "lifetime")
    _need(criterion in BADGE_CRITERIA and window in BADGE_WINDOWS and (criterion == "item") == ("sku" in entry))
    sku = _word(entry["sku"]) if "sku" in entry else ""
    return Badge(
        _code(entry["code"]), _word(entry["name"]), criterion, _whole(entry["at_least"], 1), window, sku,
        _whole(entry.get("points", 0), 0),
    )  # fmt: skip


def _coded(value: Any, known: set[str], needed: set[str], read: Callable[[Mapping[str, Any]], Any]) -> tuple[Any, ...]:
    _need(isinstance(value, list | tuple) and len(value) <= 200)
    for entry in value:
        _need(isinstance(entry, Mapping) and known >= set(entry) >= needed)
    found = tuple(read(entry) for entry in value)
    _need(len({entry.code for entry in found}) == len(found))
    return found


def _code(value: Any) -> str:
    _need(isinstance(value, str) and _CODE.fullmatch(value) is not None)
    return str(value)


def _word(value: Any) -> str:
    _need(isinstance(value, str) and len(value.strip()) > 0 and len(value) <= _TEXT_LIMIT)
    return str(value)


def _whole(value: Any, least: int) -> int:
    _need(isinstance(value, int) and not isinstance(value, bool) and least <= value <= _MOST)
    return int(value)


def _need(condition: bool) -> None:
    if not condition:
        raise ValueError


def _task_document(task: Task) -> dict[str, Any]:
    limit = {} if task.limit is None else {"limit": str(task.limit)}
    return {"code": task.code, "name": task.name, "points": task.points, **limit}


def _badge_document(badge: Badge) -> dict[str, Any]:
    return {
        "code": badge.code, "name": badge.name, "criterion": badge.criterion, "at_least": badge.at_least,
        "window": badge.window, "points": badge.points, **({"sku": badge.sku} if badge.sku else {}),
    }  # fmt: skip


def _item_documents(entries: Sequence[ItemPoints]) -> dict[str, int]:
    return {entry.sku: entry.points for entry in entries}


#: Setting → its JSON value again.
WRITERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "points.items": _item_documents,
        "points.tasks": lambda entries: [_task_document(entry) for entry in entries],
        "badges": lambda entries: [_badge_document(entry) for entry in entries],
    }
)
