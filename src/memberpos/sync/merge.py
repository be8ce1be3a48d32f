"""How two versions of the same thing become one (docs/protocol.md, Conflicts). Pure; both sides use the same.

Every rule is a semilattice: commutative, associative, idempotent, so any order of delivery ends in the same state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from memberpos.domain.cards import severity
from memberpos.domain.chain import hlc_ms

#: A clock this far ahead of headquarters' is not believed.
CLOCK_AHEAD_MS = 5 * 60 * 1000


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


def card(one: CardStatus, other: CardStatus) -> CardStatus:
    """The later epoch, in it the worse state."""
    return max(one, other)


@dataclass(frozen=True, order=True)
class Row:
    """A row authored in one place: `rank` till < chain < store (headquarters beats a till, a store the chain)."""

    rank: int
    ver: int


def authored(one: Row, other: Row) -> Row:
    """The row in force."""
    return max(one, other)


def shown(hq_amount: int, own: Iterable[tuple[int, int]], incl_seq: int) -> int:
    """A balance on the screen: headquarters' amount and the own postings (seq, amount) it does not contain yet."""
    return hq_amount + sum(amount for seq, amount in own if seq > incl_seq)


def others(hq_amount: int, own: Iterable[tuple[int, int]], incl_seq: int) -> int:
    """What everybody else did: it stays the same while this till posts, so `own sum + others` is always `shown`."""
    return hq_amount - sum(amount for seq, amount in own if seq <= incl_seq)


class Aliases:
    """Merged members, whatever order the mergers become known in: everybody joined by a pair is one; it is the one who
    never lost a merger, of several (or of none, in a circle) the smallest id.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._losers: set[str] = set()
        self._joined: dict[str, set[str]] = {}
        for loser, winner in pairs:
            self.merge(loser, winner)

    def merge(self, loser: str, winner: str) -> None:
        """Both are one person from now on."""
        self._losers.add(loser)
        together = self._joined.get(loser, {loser}) | self._joined.get(winner, {winner})
        for member in together:
            self._joined[member] = together

    def find(self, member: str) -> str:
        """Who a member is now."""
        together = self._joined.get(member, {member})
        return min(together - self._losers or together)
