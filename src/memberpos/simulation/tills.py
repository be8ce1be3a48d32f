"""A till of the simulation: the real services and the real replication on a disk in memory, and what is seen of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import takewhile
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from memberpos.domain.catalog import Product
from memberpos.domain.chain import GENESIS, chain_hash
from memberpos.domain.ids import IdSource, seeded_random
from memberpos.domain.pass_terms import PassTerms
from memberpos.services import offers, pass_kinds, products, setup, shifts
from memberpos.services.use import Use
from memberpos.simulation.disks import Disk
from memberpos.simulation.network import AtOnce, Line
from memberpos.simulation.truth import Fact, Waiting, pii_of, read
from memberpos.store import rebirth
from memberpos.store.database import Database
from memberpos.store.migrations import migrate
from memberpos.sync import exchange
from memberpos.sync.pace import Pacer
from memberpos.sync.pull import House
from memberpos.sync.push import Step

T = TypeVar("T")
TEA = Product("tea", "绿茶", 1000)
PASS, COUPON = "TEN", "FIVE"
RULES = {
    "law.enforce": False, "points.rate": "1/1", "points.expiry": "months:2:end_of_month", "points.birthday": 0,
    "tiers": [{"name": "普卡", "threshold": 0}, {"name": "金卡", "threshold": 2000, "price_percent": 90}],
}  # fmt: skip
START_MS = 1_767_232_800_000  # 2026-01-01T02:00:00Z
_WORDS = ("state", "device_id", "base_seq", "acked_seq")


@dataclass
class Straight:
    """The database without its writer thread: one thing happens at a time here anyway."""

    db: Database

    def call(self, work: Callable[[Database], T], priority: int = 0) -> T:
        """As `store.writer.Writer.call`."""
        assert priority >= 0
        return work(self.db)


@dataclass
class Moulds:
    """Disks of new shops, one a till, made once: to be copied."""

    made: dict[int, tuple[Disk, str]] = field(default_factory=dict)

    def of(self, index: int) -> tuple[Disk, str]:
        """A copy of the disk of the till `index`, and its owner's id."""
        if index not in self.made:
            self.made[index] = _new_shop(index)
        disk, owner = self.made[index]
        return disk.copy(), owner


def _new_shop(index: int) -> tuple[Disk, str]:
    disk, random = Disk(), seeded_random(f"shop {index}")
    migrate(disk)
    ids, now_ms = IdSource(random), START_MS - 60_000
    use = Use(disk, now_ms, lambda: ids.new(now_ms), random=random)
    owner = setup.create_shop(use, setup.SetupRequest(f"Shop {index}", "Owner", "2580", rules=RULES)).owner_id
    use = Use(disk, now_ms, lambda: ids.new(now_ms), owner, random=random)
    products.put(use, TEA)
    pass_kinds.put(use, PassTerms(PASS, 50000, 10, 2, valid_days=300, list_fen=6000, name="十次"))
    offers.put_kind(use, {"code": COUPON, "kind": "amount", "value": 500, "valid_days": 60})
    shifts.open_shift(use, 0)
    return disk, owner


class Till:
    """One till. `ahead_ms`: its clock against the world's; `cut_off`: no network; `store` is its store's slug."""

    def __init__(
        self, name: str, disk: Disk, owner: str, store: str, seed: str, world_ms: Callable[[], int], at_once: AtOnce
    ) -> None:
        self.name, self.disk, self.owner, self.store = name, disk, owner, store
        self._random, self._world_ms = Random(seed), world_ms
        self.ahead_ms = 0
        self.cut_off = False
        self.backup: Disk | None = None
        nonce = lambda: self._random.randbytes(12).hex()  # noqa: E731 - a name for a way to make one
        self.lines = {name: Line(name, self.now_ms, nonce, at_once) for name in ("sync", "counter")}
        self.begin()
        # what was seen of it
        self.facts: list[Fact] = []
        self.waiting = Waiting()
        self.own: Counter[tuple[str, str, str]] = Counter()
        self.rights: dict[str, int] = {}
        self.held: dict[str, set[str]] = {}
        self.places: dict[str, str] = {}
        self.cards: dict[str, tuple[int, int]] = {}
        self.seen_commits = -1
        self.reborn = False
        #: The device under which another till works on a copy of this disk.
        self.copied = ""
        self.words: dict[str, Any] = {}
        self.tip = GENESIS

    def begin(self) -> None:
        """The program starts: nothing but the disk is left of what was."""
        self.ids = IdSource(self._random.randbytes)
        self.pacer = Pacer(self._random.random)

    def now_ms(self) -> int:
        """What its clock shows, UTC milliseconds."""
        return self._world_ms() + self.ahead_ms

    @property
    def use(self) -> Use:
        """A call of a use case, now."""
        now_ms = self.now_ms()
        return Use(self.disk, now_ms, lambda: self.ids.new(now_ms), self.owner, random=self._random.randbytes)

    @property
    def straight(self) -> Straight:
        """The database as replication takes it."""
        return Straight(self.disk)

    @property
    def house(self) -> House:
        """What replication is given besides."""
        return House(self.now_ms, lambda: self.ids.new(self.now_ms()))

    def random(self, count: int) -> bytes:
        """Bytes that look random."""
        return self._random.randbytes(count)

    def sync(self) -> Step:
        """One round with headquarters, as the sync thread would."""
        done = exchange.step(self.straight, self.lines["sync"].link, self.pacer.batch, self.house)
        if done.shrink:
            self.pacer.shrank()
        elif done.wait_s is None:
            self.pacer.failed()
        else:
            self.pacer.succeeded(0.1)
        return done

    def die(self) -> None:
        """The machine stops and starts again."""
        for line in self.lines.values():
            line.cut()
        self.disk.die_in(0, before=False)
        self.begin()

    def bring_back(self, disk: Disk, new_device: UUID) -> None:
        """A copy of the disk was brought back as `memberpos restore` does it."""
        self.die()
        self.disk = disk
        with disk.transaction():
            rebirth.begin_anew(disk, new_device)

    # -- what is seen of it

    @property
    def device(self) -> str:
        return str(self.words["device_id"])

    @property
    def base(self) -> int:
        """Rows of the devices it was before."""
        return int(self.words.get("base_seq", 0))

    @property
    def acked(self) -> int:
        return int(self.words.get("acked_seq", 0))

    @property
    def state(self) -> str:
        """standalone, enrolled, refused, revoked."""
        return str(self.words.get("state", "standalone"))

    def look(self) -> tuple[list[Fact], list[str]]:
        """New facts in its outbox, and what is wrong with the chain."""
        self.seen_commits = self.disk.commits
        before = (self.words.get("device_id"), self.base)
        marks = ", ".join("?" * len(_WORDS))
        self.words = {
            row[0]: row[1] for row in self.disk.all(f"SELECT k, v FROM sync_state WHERE k IN ({marks})", _WORDS)
        }
        self.reborn = before[0] is not None and before != (self.device, self.base)
        if self.reborn:
            return self._look_again()
        return self._read_from(len(self.facts))

    def hold(self, accounts: Iterable[str], rights: dict[str, int]) -> dict[str, int]:
        """Its rights to some accounts are `rights` now; gives those it had to them and has used up."""
        gone: dict[str, int] = {}
        by_account: defaultdict[str, set[str]] = defaultdict(set)
        for right in rights:
            by_account[self.places[right]].add(right)
        for account in accounts:
            before = self.held.get(account, set())
            gone |= {right: 0 for right in before if right not in rights and self.places[right] == account}
            self.held[account] = by_account.get(account, set())
        self.rights.update(gone | rights)
        return gone

    def took_along(self, accounts: Collection[str], rights: Collection[str]) -> set[str]:
        """Accounts that rights it had to these went to, with the lots a merge moved."""
        gone = {right for account in accounts for right in self.held.get(account, ()) if right not in rights}
        found = {
            self.disk.value(
                "SELECT account FROM escrow WHERE grant_id = ?1 AND state = 'open'"
                " UNION ALL SELECT account FROM lot WHERE id = ?1",
                (right,),
            )
            for right in gone
        }
        return found - {None, *accounts}

    def shared(self, rows: list[tuple[bytes, int]]) -> int:
        """How many of these events (hash, number), from the first on, are its own: all of them, or those from before
        its disk was copied.
        """
        mine = self.facts[self.base + rows[0][1] - 1 : self.base + rows[-1][1]] if rows else []
        same = (fact.digest == digest for fact, (digest, _) in zip(mine, rows, strict=False))
        return sum(takewhile(bool, same))

    def accounts(self) -> set[str]:
        """Every account it has ever booked on or holds a right to."""
        return {account for fact in self.facts for account in fact.accounts} | set(self.held)

    def look_anew(self) -> tuple[list[Fact], list[str]]:
        """Everything, as if it had never been looked at: the disk is another one."""
        self.facts, self.own, self.cards = [], Counter(), {}
        self.rights, self.held, self.places = {}, {}, {}
        self.words, self.tip = {}, GENESIS
        found = self.look()
        self.wait_behind(0)
        return found

    def _look_again(self) -> tuple[list[Fact], list[str]]:
        """It is another device now, or its chain begins elsewhere: the rows behind are chained anew."""
        new, wrong = self._read_from(len(self.facts))
        again: list[str] = []
        self.tip = GENESIS
        for row in self._rows(self.base):
            again += self._chained(row)
            self.facts[row[0] - 1] = replace(self.facts[row[0] - 1], digest=self.tip)
        self.wait_behind(0)
        return new, wrong + again if not wrong else again

    def _rows(self, behind: int) -> list[Any]:
        return self.disk.all(
            "SELECT seq, kind, kv, event_id, hlc, body, hash FROM outbox WHERE seq > ? ORDER BY seq", (behind,)
        )

    def _read_from(self, behind: int) -> tuple[list[Fact], list[str]]:
        new, wrong = [], []
        for row in self._rows(behind):
            seq, kind, _, event_id, hlc, body, digest = row
            if seq != len(self.facts) + 1:
                wrong.append(f"row {len(self.facts) + 1} is missing before {seq}")
            if seq == self.base + 1:
                self.tip = GENESIS
            if seq > self.base:
                wrong += self._chained(row)
            if seq > self.base + 1 and hlc <= self.facts[-1].hlc:
                wrong.append(f"the clock of row {seq} is not later than the one before")
            pii = pii_of(map(tuple, self.disk.all("SELECT field, value FROM outbox_pii WHERE seq = ?", (seq,))))
            fact = read(UUID(bytes=bytes(event_id)), kind, hlc, bytes(digest), bytes(body), pii)
            self.facts.append(fact)
            self.own.update(fact.amounts)
            self.waiting.add(fact)
            new.append(fact)
        return new, wrong

    def _chained(self, row: Any) -> Iterable[str]:
        seq, kind, kv, _, hlc, body, digest = row
        want = chain_hash(self.tip, UUID(self.device), seq - self.base, hlc, kind, kv, bytes(body))
        self.tip = bytes(digest)
        return () if want == self.tip else (f"the hash of row {seq} does not follow",)

    def wait_behind(self, arrived: int) -> None:
        """Headquarters has `arrived` events of this device: the others wait."""
        self.waiting = Waiting(first=arrived)
        for fact in self.facts[self.base + arrived :]:
            self.waiting.add(fact)
