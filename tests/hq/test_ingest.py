"""The push transaction: whatever order, cut and repetition, the same books."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hq.world import START_MS, Clock, Till, World, body, open_till, same_books

from memberpos.domain.chain import GENESIS, Pii, chain_hash
from memberpos.hq import booking, devices, ingest
from memberpos.hq.database import Conn
from memberpos.hq.ingest import Accepted, Blocked, BrokenChain, Fork, Gap
from memberpos.sync.protocol import PushRequest, WireEvent


def push(world: World, request: PushRequest) -> ingest.Outcome:
    return world.act(lambda tx: ingest.push(tx, request, "memberpos/0.1.0"))


def acked(world: World, till: Till) -> int:
    return int(world.rows("SELECT last_seq FROM device WHERE device_id = %s", till.device)[0][0])


@pytest.fixture
def joined(world: World, till: Till) -> Till:
    till.join(world)
    return till


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_split_doubled_and_reordered_batches_converge(world: World, tmp_path: Path, data: st.DataObject) -> None:
    """Batches arrive in any order and number, then everything is sent once more from the watermark, as a till does."""
    till = open_till(tmp_path / f"{uuid4()}.db", Clock())
    try:
        till.join(world)
        count = data.draw(st.integers(1, 12))
        for number in range(count):
            till.add(account=str(UUID(int=number % 3 + 1)), fen=number + 1, day=f"2026-0{number % 3 + 1}-15")
        cuts = st.tuples(st.integers(1, count), st.integers(1, count)).map(sorted)
        for first, until in data.draw(st.lists(cuts, max_size=10)):
            before = acked(world, till)
            outcome = push(world, till.request(first, until))
            if first > before + 1:
                assert outcome == Gap(before + 1)
            else:
                assert isinstance(outcome, Accepted)
                assert outcome.acked == max(before, until) == acked(world, till)
                assert outcome.digest == till.chain()[outcome.acked - 1][1]
        while acked(world, till) < count:
            push(world, till.request(acked(world, till) + 1, count))
        same_books(world, till)
        balances = world.rows("SELECT sum(balance) FROM account WHERE kind = 'PRINCIPAL'")[0][0]
        assert balances == world.rows("SELECT sum(amount) FROM ledger WHERE kind = 'PRINCIPAL'")[0][0]
    finally:
        till.db.close()


def test_effects_of_a_batch(world: World, joined: Till) -> None:
    member = str(uuid4())
    joined.add(kind="member.enrol", account=member, fen=0)
    joined.add(3, account=member, fen=200)
    joined.add(1, account=member, fen=-150, day="2026-01-02", kind="sale")
    assert push(world, joined.request(1, 5)) == Accepted(5, joined.chain()[4][1], ())
    balances = world.rows("SELECT name, member_id, balance FROM account ORDER BY name")
    assert balances == [("", UUID(member), 450), ("shop:cash", None, -450)]
    assert world.rows("SELECT account_id, member_id, ver FROM purse") == [(UUID(member), UUID(member), 1)]
    days = world.rows(
        "SELECT business_date::text, event_kind, account, n, amount FROM store_day WHERE amount <> 0 ORDER BY 1, 2, 3"
    )
    assert days == [
        ("2026-01-01", "recharge", "", 3, 600),
        ("2026-01-01", "recharge", "shop:cash", 3, -600),
        ("2026-01-02", "sale", "", 1, -150),
        ("2026-01-02", "sale", "shop:cash", 1, 150),
    ]
    assert world.rows("SELECT member_id, home_store, home_device FROM member") == [(UUID(member), 1, joined.device)]
    same_books(world, joined)


def test_a_gap_changes_nothing(world: World, joined: Till) -> None:
    joined.add(5)
    assert push(world, joined.request(2, 5)) == Gap(1)
    assert push(world, joined.request(1, 2)).__class__ is Accepted
    assert push(world, joined.request(4, 5)) == Gap(3)
    assert world.rows("SELECT count(*) FROM event")[0][0] == 2


def test_an_empty_push_tells_where_headquarters_stands(world: World, joined: Till) -> None:
    joined.add(3)
    push(world, joined.request(1, 2))
    assert push(world, joined.request(3, 2)) == Accepted(2, joined.chain()[1][1], ())
    assert push(world, joined.request(4, 3)) == Gap(3)
    assert push(world, joined.request(1, 0)) == Accepted(2, joined.chain()[1][1], ())


def forged(till: Till, seq: int, prev: bytes, data: bytes = b"{}") -> WireEvent:
    hlc = (START_MS << 16) + seq
    return WireEvent(seq, "sale", 1, uuid4(), hlc, data, chain_hash(prev, till.device, seq, hlc, "sale", 1, data))


def test_a_second_history_is_a_fork_and_quarantines_the_till(world: World, joined: Till) -> None:
    joined.add(3)
    push(world, joined.request(1, 3))
    other = forged(joined, 2, joined.chain()[0][1])
    more = forged(joined, 3, other.hash)
    assert push(world, PushRequest(joined.device, 2, (other, more), more.hash)) == Fork(2)
    assert push(world, joined.request(1, 3)) == Blocked(devices.QUARANTINED)
    assert world.rows("SELECT seq, why FROM review") == [(2, "fork")]
    same_books(world, joined)
    world.run(lambda conn: devices.release(conn, joined.device))
    assert isinstance(push(world, joined.request(1, 3)), Accepted)


def test_another_head_without_events_is_a_fork(world: World, joined: Till) -> None:
    joined.add(2)
    push(world, joined.request(1, 2))
    assert push(world, PushRequest(joined.device, 3, (), b"x" * 32)) == Fork(2)


@pytest.mark.parametrize("change", ["body", "hash", "prev", "kind"])
def test_a_broken_chain_is_refused_whole(world: World, joined: Till, change: str) -> None:
    joined.add(3)
    request = joined.request(1, 3)
    events: list[WireEvent] = list(request.events)
    bad = events[1]
    if change == "prev":
        events[1:] = [forged(joined, 2, b"y" * 32)]
    else:
        new: dict[str, Any] = {"body": b'{"fen":1}', "hash": b"z" * 32, "kind": "refund"}
        events[1] = bad._replace(**{change: new[change]})
    assert push(world, PushRequest(joined.device, 1, tuple(events), events[-1].hash)) == BrokenChain(2)
    assert acked(world, joined) == 0
    assert world.rows("SELECT count(*) FROM event")[0][0] == 0
    assert isinstance(push(world, request), Accepted)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfe", "json"),
        (b"", "json"),
        (b"[]", "json"),
        (b"[" * 60_000, "json"),
        (b'{"business_date":"2026-01-01","postings":[{"account":"x","kind":"A","unit":"CNY","amount":"1"}]}', "uuid"),
        (b'{"business_date":"2026-01-01","postings":[1]}', "posting"),
        (b'{"business_date":"2026-01-01","postings":{}}', "postings"),
        (b'{"business_date":"2026-13-01","postings":[]}', "business_date"),
        (b'{"business_date":"20260101","postings":[]}', "business_date"),
        (b'{"business_date":"0000-01-01","postings":[]}', "business_date"),
        (b'{"postings":[]}', "business_date"),
        (b'{"business_date":"2026-01-01","member":5,"postings":[]}', "member"),
        (b'{"business_date":"2026-01-01","pii":[7]}', "pii"),
        (body(fen=10**15 + 1), "amount"),
        (body().replace(b'"100"', b"1e2"), "amount"),
        (body().replace(b'"100"', b"NaN"), "json"),
        (body().replace(b'"100"', b'"9223372036854775808"'), "amount"),
        (body().replace(b'"CASH"', rb'"CA\u0000SH"'), "kind"),
        (body().replace(b'"CASH"', rb'"CA\ud800SH"'), "kind"),
    ],
)
def test_what_cannot_be_read_blocks_nobody(world: World, joined: Till, data: bytes, why: str) -> None:
    joined.add()
    joined.add_body(data)
    joined.add()
    outcome = push(world, joined.request(1, 3))
    assert isinstance(outcome, Accepted)
    assert (outcome.acked, outcome.results) == (3, ({"seq": 2, "code": "dead_letter", "why": why},))
    assert world.rows("SELECT seq, why FROM dead_letter") == [(2, why)]
    assert world.rows("SELECT body FROM event WHERE seq = 2")[0][0] == data
    assert world.rows("SELECT balance FROM account WHERE kind = 'PRINCIPAL'") == [(200,)]


def test_what_the_database_does_not_take_is_found_and_set_aside(
    world: World, joined: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A date PostgreSQL refuses although Python knows it: a stand-in for the unforeseen."""
    joined.add(2)
    joined.add(day="2026-01-03")
    joined.add()
    world.run(lambda conn: conn.execute("ALTER TABLE ledger ADD CHECK (business_date <> '2026-01-03')"))
    outcome = push(world, joined.request(1, 4))
    assert isinstance(outcome, Accepted)
    assert outcome.results == ({"seq": 3, "code": "dead_letter", "why": "database"},)
    assert world.rows("SELECT balance FROM account WHERE kind = 'PRINCIPAL'") == [(300,)]


def test_a_broken_rule_is_booked_and_noted(world: World, joined: Till) -> None:
    joined.add(fen=100)
    joined.add(fen=-250)
    joined.add(fen=10, other=-11)
    outcome = push(world, joined.request(1, 3))
    assert isinstance(outcome, Accepted)
    expected = (
        {"seq": 2, "code": "exception", "why": "below_limit"},
        {"seq": 3, "code": "exception", "why": "unbalanced"},
    )
    assert outcome.results == expected
    assert world.rows("SELECT seq, why FROM review ORDER BY seq") == [(2, "below_limit"), (3, "unbalanced")]
    again = push(world, joined.request(1, 3))
    assert isinstance(again, Accepted)
    assert again.results == expected, "an answer that was lost is given again"
    same_books(world, joined)


def test_an_allowed_overdraft_is_no_exception(world: World, joined: Till) -> None:
    joined.add(fen=100)
    push(world, joined.request(1, 1))
    world.run(lambda conn: conn.execute("UPDATE account SET overdraft = 200 WHERE kind = 'PRINCIPAL'"))
    joined.add(fen=-250)
    assert push(world, joined.request(2, 2)) == Accepted(2, joined.chain()[1][1], ())


def test_a_clock_far_ahead_is_noted_once(world: World, joined: Till) -> None:
    joined.add()
    joined.clock.ms += 10 * 365 * 86_400_000
    joined.add(2)
    world.clock.ms = START_MS
    outcome = push(world, joined.request(1, 2))
    assert isinstance(outcome, Accepted)
    assert outcome.results == ({"seq": 2, "code": "exception", "why": "clock_ahead"},)
    outcome = push(world, joined.request(3, 3))
    assert isinstance(outcome, Accepted)
    assert outcome.results == ()


def test_work_that_time_caused_takes_effect_once_in_the_chain(world: World, joined: Till, tmp_path: Path) -> None:
    second = open_till(tmp_path / "second.db", joined.clock)
    second.join(world)
    shared = uuid5(UUID(int=1), "points.expire/2026-01-01")
    for till in (joined, second):
        till.add(fen=-70, event_id=shared, kind="points.expire")
        till.add(fen=100)
        assert isinstance(push(world, till.request(1, 2)), Accepted)
    assert world.rows("SELECT balance FROM account WHERE kind = 'PRINCIPAL'") == [(130,)]
    assert world.rows("SELECT device_id, seq FROM due_event") == [(joined.device, 1)]
    second.db.close()


def test_personal_data_are_kept_apart_and_only_when_the_chain_covers_them(world: World, joined: Till) -> None:
    member = uuid4()
    name, phone = Pii("name", b"n" * 16, "王\x00小明"), Pii("phone", b"p" * 16, "13800000000")
    value = json.loads(body(account=str(member)))
    value["pii"] = [{"field": "name", "digest": name.digest}, {"field": "phone", "digest": "00"}]
    joined.add_body(json.dumps(value).encode(), kind="member.enrol", pii=(name, phone))
    outcome = push(world, joined.request(1, 1))
    assert isinstance(outcome, Accepted)
    assert outcome.results == ({"seq": 1, "code": "exception", "why": "pii_digest"},)
    assert world.rows("SELECT seq, field, salt, value FROM event_pii") == [(1, "name", b"n" * 16, name.value.encode())]
    assert world.rows("SELECT member_id, field, value FROM member_pii WHERE field = 'name'") == [
        (member, "name", name.value.encode())
    ]


def test_the_newest_personal_value_wins_whatever_arrives_first(world: World, joined: Till, tmp_path: Path) -> None:
    member, second = uuid4(), open_till(tmp_path / "second.db", Clock(START_MS + 1000))
    second.join(world)
    for till, name in ((joined, "old"), (second, "new")):
        item = Pii("name", b"n" * 16, name)
        value = json.loads(body(account=str(member)))
        value["pii"] = [{"field": "name", "digest": item.digest}]
        till.add_body(json.dumps(value).encode(), kind="member.patch", pii=(item,))
    push(world, second.request(1, 1))
    push(world, joined.request(1, 1))
    assert world.rows("SELECT value FROM member_pii") == [(b"new",)]
    second.db.close()


def test_the_same_batch_from_many_connections_at_once_counts_once(world: World, joined: Till) -> None:
    joined.add(40)
    request, outcomes = joined.request(1, 40), []
    gate = threading.Barrier(6)

    def work() -> None:
        gate.wait()
        outcomes.append(push(world, request))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [outcome.acked for outcome in outcomes if isinstance(outcome, Accepted)] == [40] * 6
    same_books(world, joined)
    assert world.rows("SELECT balance FROM account WHERE kind = 'PRINCIPAL'") == [(4000,)]


def test_tills_that_share_accounts_push_at_once(world: World, tmp_path: Path) -> None:
    """Balances of the same members and drawer under concurrent transactions: no lost update, no deadlock left over."""
    tills = [open_till(tmp_path / f"{n}.db", Clock()) for n in range(4)]
    accounts = [str(UUID(int=n + 1)) for n in range(6)]
    requests = []
    for till in tills:
        till.join(world)
        for number in range(30):
            till.add(account=accounts[(number * 7 + len(requests)) % 6], fen=number)
        requests.append([till.request(first, first + 9) for first in (1, 11, 21)])
    outcomes: list[ingest.Outcome] = []

    def work(batches: list[PushRequest]) -> None:
        outcomes.extend(push(world, batch) for batch in batches)

    threads = [threading.Thread(target=work, args=(batches,)) for batches in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(outcome) for outcome in outcomes] == [Accepted] * 12
    for till in tills:
        same_books(world, till)
        till.db.close()
    assert world.rows("SELECT sum(balance) FROM account WHERE kind = 'PRINCIPAL'") == [(4 * sum(range(30)),)]


def test_a_server_without_a_watermark_is_caught(world: World, joined: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test of the tests above."""
    joined.add(3)
    push(world, joined.request(1, 3))
    real = devices.lock

    def forgetful(conn: Conn, device: UUID) -> devices.Device | None:
        found = real(conn, device)
        return None if found is None else replace(found, last_seq=0, last_hash=GENESIS)

    monkeypatch.setattr(devices, "lock", forgetful)
    with pytest.raises(psycopg.DatabaseError, match="duplicate key"):
        push(world, joined.request(1, 3))


def test_effects_that_are_not_idempotent_are_caught(world: World, joined: Till) -> None:
    """Balances add only what the ledger did not have: the same effect applied twice changes nothing."""
    joined.add(3)
    push(world, joined.request(1, 3))
    device = world.run(lambda conn: devices.find(conn, joined.device))
    assert device is not None
    world.act(lambda tx: booking.apply(tx, device, joined.request(1, 3).events))
    assert world.rows("SELECT balance FROM account WHERE kind = 'PRINCIPAL'") == [(300,)]
    assert world.rows("SELECT n, amount FROM store_day WHERE account = ''") == [(3, 300)]


def test_an_event_another_till_brought_already_is_booked_once(
    world: World, joined: Till, clock: Clock, tmp_path: Path
) -> None:
    """Ids are a till's own; where one is there twice, nothing else of the batch suffers."""
    other, same = open_till(tmp_path / "other.db", clock), uuid4()
    other.join(world)
    joined.add(1, event_id=same)
    joined.sync(world)
    other.add(1)
    other.add(1, event_id=same)
    other.add(1)
    assert other.sync(world).state == "idle"
    other.db.close()
    assert world.rows("SELECT count(*), count(DISTINCT event_id) FROM event") == [(4, 3)]
    assert world.rows("SELECT sum(amount), count(*) FROM ledger WHERE kind = 'PRINCIPAL'") == [(300, 3)]
    assert world.rows("SELECT balance FROM account WHERE kind = 'PRINCIPAL'") == [(300,)]


def test_two_events_of_one_id_in_a_batch_are_booked_once(world: World, joined: Till) -> None:
    joined.add(2)
    request = joined.request(1, 2)
    twice = tuple(event._replace(event_id=request.events[0].event_id) for event in request.events)
    outcome = push(world, replace(request, events=twice))
    assert isinstance(outcome, Accepted)
    assert world.rows("SELECT count(*) FROM ledger WHERE kind = 'PRINCIPAL'") == [(1,)]
    assert world.rows("SELECT balance FROM account WHERE kind = 'PRINCIPAL'") == [(100,)]
