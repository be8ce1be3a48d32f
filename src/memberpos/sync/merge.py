"""How two versions of the same thing become one (docs/protocol.md, Conflicts). Pure; both sides use the same.

Every rule is a semilattice: commutative, associative, idempotent, so any order of delivery ends in the same state.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from memberpos.domain.cards import RETURNED, severity
from memberpos.domain.chain import hlc_ms

#: A clock this far ahead of headquarters' is not believed.
CLOCK_AHEAD_MS = 5 * 60 * 1000
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, order=True)
class Stamp:
    """When a value was written: hybrid clock, then the device. The device id is the epoch of a till's life: a restored
    till whose clock runs again through the same values has another one, so two values never have the same stamp.
    """

    hlc: int
    device: UUID


@dataclass(frozen=True)
class Value:
    """One field's value with its stamp."""

    value: str
    stamp: Stamp


def newer(one: Value, other: Value) -> Value:
    """The value written later; equal stamps carry equal values, a forged difference is settled by the value."""
    return max(one, other, key=lambda v: (v.stamp, v.value))


def fields(one: Mapping[str, Value], other: Mapping[str, Value]) -> dict[str, Value]:
    """A profile from two: per field the newer value."""
    merged = dict(one)
    for name, value in other.items():
        merged[name] = newer(merged[name], value) if name in merged else value
    return merged


def clamped(hlc: int, now_ms: int) -> int:
    """The clock value headquarters keeps: one too far ahead becomes headquarters' own time, so that it wins nothing."""
    return now_ms << 16 if hlc_ms(hlc) > now_ms + CLOCK_AHEAD_MS else hlc


@dataclass(frozen=True, order=True)
class CardStatus:
    """A card's state as it is merged: only headquarters raises the epoch (found, reissued); inside one it only worsens.

    Ties of severity (replaced, returned) are settled by the word.
    """

    epoch: int
    severity: int
    state: str

    @staticmethod
    def of(epoch: int, state: str) -> CardStatus:
        """The status of a state's word; PosError card_state for an unknown one."""
        return CardStatus(epoch, severity(state), state)

    @property
    def ver(self) -> int:
        """The version of a row that tells it: the later of two is the greater."""
        return (self.epoch * 10 + self.severity) * 2 + (self.state == RETURNED)


def card(one: CardStatus, other: CardStatus) -> CardStatus:
    """The later epoch, in it the worse state."""
    return max(one, other)


def rank(scope: int, store: int) -> int | None:
    """How strong a row authored for `scope` is in a store: its own tills' (−store) 0, the chain's (0) 1, headquarters'
    for the store 2; None for another store's.
    """
    if abs(scope) not in (0, store):
        return None
    return 0 if scope < 0 else 1 if scope == 0 else 2


def others(told: Mapping[K, int], own: Mapping[K, int], after: Mapping[K, int]) -> dict[K, int]:
    """What everybody else did: headquarters' amounts less the own sums it contains, which are all of `own` but what was
    posted `after`. It stays the same while this till posts, so own sum + others is always what there is.
    """
    return {key: told.get(key, 0) - (own.get(key, 0) - after.get(key, 0)) for key in {**told, **own}}
