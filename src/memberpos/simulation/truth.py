"""What really happened, whoever knows of it: every event once, read from its bytes and from nothing else."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

#: Account, kind, instance.
Key = tuple[str, str, str]
#: Kinds that tell profile fields beside their body.
_PROFILE = ("member.enrol", "member.patch")
#: Work that time causes has one id wherever it is done; one of them takes effect.
SHARED = 5


@dataclass(frozen=True)
class Fact:
    """One event: what it moves, which rights (by allowance or lot) it uses up, what it says of a person and of cards.

    `changed` names an allowance or a lot → by how much its right grows, `doubted` those that the till gives back but
    does not hold; `said` field → value.
    """

    event_id: UUID
    kind: str
    hlc: int
    digest: bytes
    amounts: Mapping[Key, int]
    changed: Mapping[str, int]
    accounts: frozenset[str]
    cards: tuple[str, ...]
    member: str
    said: Mapping[str, str]
    balanced: bool
    gives: tuple[str, str] | None = None
    doubted: frozenset[str] = frozenset()

    @property
    def shared(self) -> bool:
        """True for work that time causes."""
        return self.event_id.version == SHARED


def read(event_id: UUID, kind: str, hlc: int, digest: bytes, body: bytes, pii: Mapping[str, str]) -> Fact:
    """The fact in an event's bytes."""
    value = json.loads(body)
    amounts: Counter[Key] = Counter()
    units: Counter[str] = Counter()
    accounts: set[str] = set()
    for posting in value["postings"]:
        units[posting["unit"]] += int(posting["amount"])
        if not posting["account"].startswith("shop:"):
            accounts.add(posting["account"])
            amounts[posting["account"], posting["kind"], posting.get("instance") or ""] += int(posting["amount"])
    data = value["data"]
    changed: Counter[str] = Counter()
    doubted: set[str] = set()
    for entry in value.get("lots", ()):
        accounts.add(entry["account"])
        for lot, amount, right in entry["moves"]:
            if right:
                changed[lot if right == "own" else right] += int(amount)
    if kind == "grant.return":
        for one in data["returns"]:
            accounts.add(one["account"])
            changed[one["right"]] -= int(one["amount"])
            doubted |= {one["right"]} if one.get("doubted") else set()
    cards = tuple(data[name] for name in ("number", "new_number") if name in data and kind.startswith("card."))
    return Fact(
        event_id, kind, hlc, digest, amounts, changed, frozenset(accounts), cards, value["member"] or "",
        pii if kind in _PROFILE else {}, not any(units.values()), _gives(data),
        frozenset(doubted),
    )  # fmt: skip


def _gives(data: Mapping[str, Any]) -> tuple[str, str] | None:
    """From which account to which a merge gives all lots."""
    gives = data.get("gives")
    return None if gives is None else (gives["from"], gives["to"])


@dataclass
class Truth:
    """`balances`: what each account would hold if everybody knew everything. `booked`: what headquarters took, once."""

    balances: Counter[Key] = field(default_factory=Counter)
    booked: Counter[Key] = field(default_factory=Counter)
    happened: dict[UUID, Fact] = field(default_factory=dict)
    arrived: dict[UUID, Fact] = field(default_factory=dict)
    profile: dict[tuple[str, str], tuple[int, str, str]] = field(default_factory=dict)
    by_kind: Counter[str] = field(default_factory=Counter)
    _keys: defaultdict[str, set[Key]] = field(default_factory=lambda: defaultdict(set))
    _one_person: dict[str, frozenset[str]] = field(default_factory=dict)

    def person(self, account: str) -> frozenset[str]:
        """The account and those whose members were made one with its member, anywhere."""
        return self._one_person.get(account, frozenset({account}))

    def keys_of(self, account: str) -> list[Key]:
        """Everything that was ever moved on an account."""
        return sorted(self._keys.get(account, ()))

    @property
    def accounts(self) -> list[str]:
        """Every account anything was ever moved on."""
        return sorted(self._keys)

    def happens(self, fact: Fact) -> None:
        """A till (or headquarters itself) has committed it."""
        if fact.event_id not in self.happened:
            self.happened[fact.event_id] = fact
            self.balances.update(fact.amounts)
            self.by_kind[fact.kind] += 1
            for key in fact.amounts:
                self._keys[key[0]].add(key)
            if fact.gives is not None:
                both = self.person(fact.gives[0]) | self.person(fact.gives[1])
                self._one_person |= dict.fromkeys(both, both)

    def arrives(self, fact: Fact, device: str, hlc: int) -> bool:
        """Headquarters has committed it, under `device` and the clock value it keeps; False when it had it before."""
        for name, value in fact.said.items():
            key = (fact.member, name)
            before = self.profile.get(key, (0, "", ""))
            self.profile[key] = (hlc, device, value) if (hlc, device) >= before[:2] else before
        if fact.event_id in self.arrived:
            return False
        known = self.happened.get(fact.event_id)
        if known is not None and fact.shared:  # several tills did the same work: this one counts
            self.balances.subtract(known.amounts)
            del self.happened[fact.event_id]
        self.happens(fact)
        self.arrived[fact.event_id] = fact
        self.booked.update(fact.amounts)
        return True

    def lost(self, facts: Iterable[Fact]) -> None:
        """No machine has them any more: they never happened, as far as any book can tell."""
        for fact in facts:
            if fact.event_id in self.happened and fact.event_id not in self.arrived:
                del self.happened[fact.event_id]
                self.balances.subtract(fact.amounts)

    def keep(self) -> Truth:
        """What headquarters has now, to go back to."""
        return Truth(booked=self.booked.copy(), arrived=dict(self.arrived), profile=dict(self.profile))

    def go_back(self, kept: Truth) -> None:
        """Headquarters has forgotten everything since `keep`."""
        self.booked, self.arrived, self.profile = kept.booked.copy(), dict(kept.arrived), dict(kept.profile)


@dataclass
class Waiting:
    """What a till has booked and headquarters has not: by how much that changes each right."""

    facts: list[Fact] = field(default_factory=list)
    first: int = 0
    changed: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, fact: Fact) -> None:
        """One more at the end."""
        self.facts.append(fact)
        for right, amount in fact.changed.items():
            self.changed[right] += amount

    def take(self, count: int) -> list[Fact]:
        """The oldest `count` have arrived."""
        taken, self.facts = self.facts[:count], self.facts[count:]
        self.first += len(taken)
        for fact in taken:
            for right, amount in fact.changed.items():
                self.changed[right] -= amount
                if not self.changed[right]:
                    del self.changed[right]
        return taken


def pii_of(rows: Iterable[tuple[Any, ...]]) -> dict[str, str]:
    """{field: value} of rows."""
    return {str(row[0]): row[1] if isinstance(row[1], str) else bytes(row[1]).decode() for row in rows}
