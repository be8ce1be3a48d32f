"""What came from headquarters, in the words by which screens are told of changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

#: Entity of a row from headquarters → what it changes on screens.
_SHOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "member": ("member", "card"), "account": ("member",), "erase": ("member",), "lost_card": ("card",),
        "product": ("goods",), "setting": ("settings",), "case": ("task",),
    }
)  # fmt: skip


def shown_by(entities: Iterable[str]) -> frozenset[str]:
    """What to tell the screens after rows of these entities; the queue's state always."""
    return frozenset({"queue", *(what for name in entities for what in _SHOWN.get(name, ()))})
