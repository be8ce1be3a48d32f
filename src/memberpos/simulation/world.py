"""The chain, its clock and its chance; one `step` is one thing that happens somewhere, seen and checked at once."""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter
from collections.abc import Callable, Collection
from random import Random
from typing import Any
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.hq.web import Request
from memberpos.simulation.checks import Checks
from memberpos.simulation.disks import Died
from memberpos.simulation.fibers import Fiber
from memberpos.simulation.house import House
from memberpos.simulation.network import APP, URL, Line, Network, Parcel, Told
from memberpos.simulation.tills import START_MS, Moulds, Till
from memberpos.simulation.truth import Key, Truth, pii_of, read
from memberpos.sync import enrol
from memberpos.sync.merge import clamped

#: Answers the till's programs give at a full stop: what was asked is not to be had.
REFUSALS = frozenset({"hq_needed", "insufficient_stored_value", "insufficient_points", "pass_used_up", "coupon_used"})
_HOW_MANY_LAST = 40


class World:
    """`url` is an empty schema. `rng` decides everything that is left to chance; it may be put in the place of another.

    `facts` of the run: what members, sales, passes … were made, to go on with; `note` writes the digest.
    """

    def __init__(self, url: str, tills: int, seed: int, moulds: Moulds) -> None:
        self.seed, self.rng = seed, Random(f"world {seed}")
        self.ms = START_MS
        self.network, self.truth = Network(), Truth()
        self._digest = hashlib.sha256()
        self._bytes = Random(f"house {seed}").randbytes
        self.house = House(url, lambda: self.ms, self._bytes, members_to=self.rng.choice(("all", "store")))
        self.checks = Checks(self.house, self.truth)
        self.done, self.kills, self.refused = 0, 0, 0
        self.faults: Counter[str] = Counter()
        self.last: list[str] = []
        self.members: list[str] = []
        self.things: dict[str, list[Any]] = {name: [] for name in ("sale", "pass", "coupon", "card", "phone")}
        self.gone: set[str] = set()
        self.kept: Any = None
        #: Tills that do not know yet that headquarters was put back → what they waited for at that time.
        self.behind: dict[str, Fiber | None] = {}
        self.most_tills = tills + max(2, tills // 4)
        self.tills: list[Till] = []
        self.codes: dict[str, str] = {}
        for index in range(tills):
            self._open(index, moulds)

    def _open(self, index: int, moulds: Moulds) -> None:
        disk, owner = moulds.of(index)
        store = f"S{index // 2 + 1}"
        till = Till(f"t{index:02}", disk, owner, store, f"{self.seed} {index}", lambda: self.ms, self.at_once)
        self.tills.append(till)
        self.look(till)
        code = self.house.code(store)
        enrol.enrol(till.straight, till.lines["counter"].link.post, URL, code, APP, till.random)
        self.look(till)

    def close(self) -> None:
        """Ends what waits; the schema is the caller's."""
        for till in self.tills:
            till.die()
            till.disk.close()
        self.house.close()

    # -- one step

    def step(self, name: str, work: Callable[[World], tuple[str, bytes, str]]) -> None:
        """Does one thing: `work` gives who did it, the message's bytes and what came of it."""
        self.done += 1
        self.ms += self.rng.choice((0, 1, 7, 40, 300, 1500, 9000))
        try:
            who, message, effect = work(self)
        except Exception:  # noqa: BLE001 - a bug of the product is what this is for
            who, message, effect = "?", b"", "crash"
            self.checks.expect(False, "no crash", traceback.format_exc(limit=-6))
        self.note(who, name, message, effect)

    def note(self, who: str, what: str, message: bytes, effect: str) -> None:
        """One line of the history."""
        line = f"{self.done} {self.ms} {who} {what} {effect}"
        self._digest.update(f"{line}\n".encode())
        self._digest.update(message)
        self.last = [*self.last[-_HOW_MANY_LAST:], line]

    def digest(self) -> str:
        """The history and the balances at its end."""
        whole = self._digest.copy()
        for key in sorted(self.truth.balances):
            whole.update(f"{key} {self.truth.balances[key]} {self.truth.booked.get(key, 0)}\n".encode())
        for till in self.tills:
            for row in till.disk.all("SELECT * FROM balance ORDER BY account, kind, instance, unit"):
                whole.update(f"{till.name} {tuple(row)}\n".encode())
        return whole.hexdigest()

    # -- tills

    def at_till(self, till: Till, work: Callable[[], Any]) -> str:
        """Something at the counter, or the end of waiting; what came of it in a word."""
        try:
            work()
        except PosError as error:
            self.refused += error.code in REFUSALS
            return error.code
        except Died:
            self.dies(till)
            return "died"
        finally:
            self.look(till)
        return till.tip.hex()[:16]

    def dies(self, till: Till) -> None:
        """Its power went; it starts again."""
        self.kills += 1
        till.die()

    def begin(self, till: Till, line: Line, work: Callable[[], Any]) -> str:
        """Work that talks to headquarters begins."""
        line.fiber = Fiber(work)
        return self.go_on(till, line, None)

    def go_on(self, till: Till, line: Line, answer: Any) -> str:
        """It is given an answer and goes on until it asks again or ends."""
        fiber = line.fiber
        assert fiber is not None
        line.parcel = None

        def run() -> None:
            fiber.resume(answer)
            if not fiber.done:
                self.network.send(till.name, line)
                return
            line.fiber = None
            if fiber.error is not None:
                raise fiber.error

        said = self.at_till(till, run)
        return said if line.fiber is None else "waits"

    def look(self, till: Till, accounts: Collection[str] = ()) -> None:
        """What was committed at a till since, and whether it may be so."""
        if till.seen_commits == till.disk.commits and not accounts:
            return
        new, wrong = till.look()
        touched = set(accounts) | (till.accounts() if till.reborn else set())
        for fact in new:
            self.truth.happens(fact)
            touched |= fact.accounts | {till.places[right] for right in fact.changed if right in till.places}
        self.checks.till(till, new, wrong, touched)
        for number in {number for fact in new for number in fact.cards}:
            self.checks.card_of(till, number)
        self._durable(till)

    def _durable(self, till: Till) -> None:
        """What a till believes headquarters to hold it holds, unless it was put back and the till does not know yet."""
        acked, there = till.acked, self.checks.known.last_seq.get(till.device, 0)
        asked = self.behind.get(till.name)
        if acked <= there and (asked is None or till.lines["sync"].fiber is not asked):
            self.behind.pop(till.name, None)
        holds = acked <= there or till.name in self.behind
        self.checks.expect(holds, "acked ≤ durable at headquarters", till.name, acked, there)

    def till(self, name: str) -> Till:
        """The till of a name."""
        return next(till for till in self.tills if till.name == name)

    # -- headquarters

    def at_once(self, request: Request) -> Told | None:
        """A request without a network in between."""
        for till in self.tills:
            self.look(till)
        told = self.house.handle(request)
        self.look_at_house()
        return told

    def arrive(self, parcel: Parcel) -> Told | None:
        """A request gets there."""
        told = self.house.handle(parcel.request)
        self.look_at_house()
        return told

    def work_at_house(self, work: Callable[[], int]) -> int:
        """The worker's step; how much it did, 0 also when headquarters died of it."""
        done = self.house.alive(work)
        self.look_at_house()
        return done or 0

    def look_at_house(self) -> None:
        """What headquarters has committed since, and whether it may be so."""
        known = self.checks.known
        touched, members, cards = known.news(self.house), set[str](), set[str]()
        for device, last_seq, status in self.house.rows("SELECT device_id::text, last_seq, status FROM device"):
            known.status[device] = status
            before = known.last_seq.get(device, 0)
            if last_seq > before:
                known.last_seq[device] = last_seq
                self._arrived(device, before, touched, members, cards)
            self.checks.expect(last_seq >= before, "watermark never goes back", device, before, last_seq)
        self.checks.headquarters(touched, self.tills)
        if members:
            self.checks.profile(members, stamps_are_unique=not self.faults["disk copied"])
        if cards:
            self.checks.cards_there(cards)

    def _arrived(self, device: str, before: int, accounts: set[str], members: set[str], cards: set[str]) -> None:
        rows = self.house.rows(
            "SELECT seq, event_id, kind, hlc, hash, body FROM event WHERE device_id = %s AND seq > %s ORDER BY seq",
            (device, before),
        )
        self._sent_by(device, [(bytes(row[4]), row[0]) for row in rows])
        for place, (seq, event_id, kind, hlc, digest, body) in enumerate(rows):
            self.checks.expect(seq == before + 1 + place, "chain gap-free", device, seq)
            pii = self._pii(device, seq) if kind in ("member.enrol", "member.patch") else {}
            fact = read(UUID(str(event_id)), kind, hlc, bytes(digest), bytes(body), pii)
            self.truth.arrives(fact, device, clamped(hlc, self.ms))
            accounts |= fact.accounts | self.checks.known.places(fact.changed)
            members |= {fact.member} if fact.said or kind == "member.erase" else set()
            cards |= set(fact.cards)

    def _sent_by(self, device: str, rows: list[tuple[bytes, int]]) -> None:
        """The till whose events these are does not wait for them any more; a copy of its disk may have others."""
        named = [till for till in self.tills if till.words and till.device == device]
        shared = [till.shared(rows) for till in named]
        for till, count in zip(named, shared, strict=True):
            till.waiting.take(count)
        holds = len(rows) in shared or not named or self.faults["disk copied"] > 0
        self.checks.expect(holds, "the event that was sent", device, rows[0][1])

    def goes_back(self, kept: Truth, last_seq: dict[str, int], forgotten: dict[str, tuple[Key, int]]) -> None:
        """Headquarters was put back to `kept`: it has forgotten allowances, and by them balances may be overdrawn."""
        before, known, self.checks.put_back = dict(self.truth.arrived), self.checks.known, True
        self.truth.go_back(kept)
        held = {fact.event_id for till in self.tills for fact in till.facts}
        self.truth.lost(fact for one, fact in before.items() if one not in held)
        known.forget()
        known.last_seq = dict(last_seq)
        for name, (key, amount) in forgotten.items():
            self.checks.forgotten.add(name)
            self.checks.allowed[key] = self.checks.allowed.get(key, 0) + amount
        for till in self.tills:
            till.wait_behind(last_seq.get(till.device, 0))
            self.checks.forget_cards(till)
            self.behind[till.name] = till.lines["sync"].fiber
        self.look_at_house()

    def at_house(self) -> set[str]:
        """Members headquarters knows."""
        return {str(row[0]) for row in self.house.rows("SELECT member_id FROM member WHERE status <> 9")}

    def _pii(self, device: str, seq: int) -> dict[str, str]:
        return pii_of(
            self.house.rows("SELECT field, value FROM event_pii WHERE device_id = %s AND seq = %s", (device, seq))
        )
