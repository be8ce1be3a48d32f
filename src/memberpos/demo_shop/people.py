"""The members of the demo shop: sixty people with a phone and most with a card, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

COUNT = 60
WITH_CARD = 52
FIRST_CARD = 86001001
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何罗高林"
_GIVEN = (
    "雅文",
    "子涵",
    "思远",
    "晓彤",
    "嘉怡",
    "浩然",
    "梦琪",
    "俊杰",
    "雨桐",
    "志强",
    "静怡",
    "明轩",
    "欣妍",
    "建华",
    "若溪",
)


class Dice:
    """Choices out of a byte source, so that a seed means one shop."""

    def __init__(self, random: Callable[[int], bytes]) -> None:
        self._random = random

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound` - 1."""
        return int.from_bytes(self._random(6), "big") % bound

    def one(self, of: Sequence[T]) -> T:
        """One of these."""
        return of[self.below(len(of))]


@dataclass(frozen=True)
class Newcomer:
    """A member before enrolment; `card` "" = by phone only."""

    name: str
    phone: str
    card: str
    birthday: str
    sex: str


def newcomers(dice: Dice) -> list[Newcomer]:
    """Sixty people with different phones."""
    found: dict[str, Newcomer] = {}
    while len(found) < COUNT:
        phone = f"{dice.one(('138', '139', '136', '158', '186'))}{dice.below(10**8):08d}"
        at = len(found)
        card = str(FIRST_CARD + at) if at < WITH_CARD else ""
        birthday = f"{1965 + dice.below(40)}-{1 + dice.below(12):02d}-{1 + dice.below(28):02d}"
        name = dice.one(_SURNAMES) + dice.one(_GIVEN)
        found.setdefault(phone, Newcomer(name, phone, card, birthday, dice.one(("f", "m"))))
    return list(found.values())
