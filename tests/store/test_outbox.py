"""The outbox: gapless, chained by exact bytes, undone with the transaction."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memberpos.domain.chain import chain_hash, hlc_ms, next_hlc
from memberpos.domain.errors import PosError
from memberpos.store import outbox, sync_state
from memberpos.store.database import Database, open_database
from memberpos.store.migrations import migrate
from memberpos.store.outbox import Pii

DEVICE = UUID("01920000-0000-7000-8000-000000000001")
NOW_MS = 1_767_232_800_000
COUNTED = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    made = open_database(tmp_path / "till.db", b"k" * 32)
    migrate(made)
    with made.transaction():
        sync_state.start_standalone(made, DEVICE)
    yield made
    made.close()


def add(
    db: Database, body: bytes = b"{}", *, kind: str = "sale", now_ms: int = NOW_MS, pii: tuple[Pii, ...] = ()
) -> int:
    with db.transaction():
        return outbox.append(db, kind=kind, kv=1, event_id=uuid4(), body=body, now_ms=now_ms, pii=pii)


def by_hand(prev: bytes, device: UUID, seq: int, hlc: int, kind: str, kv: int, body: bytes) -> bytes:
    """The formula once more, written from its description and not from the program."""
    parts = [prev, device.bytes, seq.to_bytes(8, "big"), hlc.to_bytes(8, "big"), bytes([len(kind)]), kind.encode()]
    parts += [struct.pack("!H", kv), hashlib.new("sha256", body).digest()]
    return hashlib.new("sha256", b"".join(parts)).digest()


def test_the_first_event_of_a_known_till_has_a_known_hash() -> None:
    """These bytes stand in docs/protocol.md: changing them would break every chain in the field."""
    digest = chain_hash(bytes(32), DEVICE, 1, NOW_MS << 16, "sale", 2, '{"品":"茶"}'.encode())
    assert digest == by_hand(bytes(32), DEVICE, 1, NOW_MS << 16, "sale", 2, '{"品":"茶"}'.encode())
    assert digest.hex() == "a33a47bb33c77ccfd57c1d0968db023daea4a146dd42bc4d318a1a274de47ff2"


@COUNTED
@given(st.lists(st.tuples(st.binary(max_size=200), st.sampled_from(["sale", "member.enrol"])), min_size=1, max_size=8))
def test_every_event_continues_the_chain(db: Database, events: list[tuple[bytes, str]]) -> None:
    start, prev = outbox.last(db)
    for index, (body, kind) in enumerate(events):
        assert add(db, body, kind=kind) == start + index + 1
    for event in outbox.after(db, start, 100):
        assert event.hash == by_hand(prev, DEVICE, event.seq, event.hlc, event.kind, event.kv, event.body)
        prev = event.hash
    assert outbox.last(db) == (start + len(events), prev)


@COUNTED
@given(st.lists(st.integers(0, 2**40), min_size=1, max_size=20))
def test_the_hybrid_clock_never_goes_back(db: Database, times_ms: list[int]) -> None:
    start = outbox.last(db)[0]
    for now_ms in times_ms:
        add(db, now_ms=now_ms)
    clocks = [event.hlc for event in outbox.after(db, max(0, start - 1), 100)]
    assert clocks == sorted(set(clocks))
    assert hlc_ms(clocks[-1]) >= max(times_ms)


def test_the_clock_counts_within_a_millisecond() -> None:
    first = next_hlc(0, NOW_MS)
    assert hlc_ms(first) == NOW_MS
    assert next_hlc(first, NOW_MS) == first + 1


def test_a_refused_action_leaves_no_trace(db: Database) -> None:
    add(db)
    before = (outbox.last(db), sync_state.get(db, "hlc"))
    with suppress(PosError), db.transaction():
        assert outbox.append(db, kind="sale", kv=1, event_id=uuid4(), body=b"{}", now_ms=NOW_MS + 5) == 2
        raise PosError("insufficient_points")
    assert (outbox.last(db), sync_state.get(db, "hlc")) == before


def test_an_event_outside_a_transaction_is_a_bug(db: Database) -> None:
    with pytest.raises(RuntimeError):
        outbox.append(db, kind="sale", kv=1, event_id=uuid4(), body=b"{}", now_ms=NOW_MS)


@pytest.mark.parametrize("kind", ["", "Sale", "sale\x00", "x" * 65, "销售"])
def test_a_kind_no_headquarters_would_take_is_a_bug(db: Database, kind: str) -> None:
    with pytest.raises(ValueError, match="bad event kind"):
        add(db, kind=kind)


def test_an_event_is_at_most_64_kib(db: Database) -> None:
    add(db, b"x" * 65_536)
    with pytest.raises(PosError, match="limit_exceeded"):
        add(db, b"x" * 65_537)
    assert outbox.count_unsent(db) == 1


def test_the_queue_is_what_headquarters_does_not_hold(db: Database) -> None:
    for number in range(5):
        add(db, now_ms=NOW_MS + number)
    with db.transaction():
        outbox.mark_acked(db, 3, b"receipt")
    assert [event.seq for event in outbox.unsent(db, 10)] == [4, 5]
    assert [event.seq for event in outbox.unsent(db, 1)] == [4]
    assert (outbox.count_unsent(db), outbox.oldest_unsent_ms(db)) == (2, NOW_MS + 3)
    with db.transaction():
        outbox.rewind(db, 1)
    assert [event.seq for event in outbox.unsent(db, 10)] == [2, 3, 4, 5]


def test_housekeeping_raises_no_warning(db: Database) -> None:
    add(db, kind="heartbeat")
    add(db, kind="sale", now_ms=NOW_MS + 10)
    add(db, kind="sale", now_ms=NOW_MS + 5000)
    assert outbox.count_late(db, NOW_MS + 1000) == 1
    assert outbox.count_late(db, NOW_MS) == 0


def test_personal_data_travel_beside_the_event_they_belong_to(db: Database) -> None:
    name, phone = Pii("name", b"a" * 16, "王小明"), Pii("phone", b"b" * 16, "13800000000")
    add(db)
    add(db, pii=(name, phone))
    add(db)
    assert [event.pii for event in outbox.unsent(db, 10)] == [(), (name, phone), ()]
    assert name.digest == hashlib.sha256(b"a" * 16 + "王小明".encode()).hexdigest()


def test_an_empty_chain_has_the_genesis_hash(db: Database) -> None:
    assert outbox.last(db) == (0, bytes(32))
    assert outbox.hash_at(db, 0) == bytes(32)
    assert outbox.hash_at(db, 1) is None
    assert outbox.oldest_unsent_ms(db) is None


def test_a_till_keeps_its_first_identity(db: Database) -> None:
    with db.transaction():
        sync_state.start_standalone(db, uuid4())
    assert sync_state.identity(db) == sync_state.Identity(DEVICE, 0, 1, "")
    assert sync_state.headquarters(db) is None
