"""Headquarters was put back, and the till that had made a lot never tells of it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hq.test_lots import ACCOUNT, with_lot
from tests.hq.world import Clock, Till, World, body, open_till

from memberpos.hq import authoring, devices, missing_lots
from memberpos.hq.database import REFUSED
from memberpos.hq.worker import Worker
from memberpos.store import outbox
from memberpos.sync import exchange, push

OPEN = "SELECT open FROM lot WHERE open <> 0 ORDER BY open"
MISSED = "SELECT missed_ms IS NOT NULL FROM purse ORDER BY missed_ms LIMIT 1"


@pytest.fixture
def maker(world: World, till: Till) -> Till:
    till.join(world)
    return till


@pytest.fixture
def spender(world: World, maker: Till, clock: Clock, tmp_path: Path) -> Iterator[Till]:
    other = open_till(tmp_path / "other.db", clock)
    other.join(world)
    yield other
    other.db.close()


def spend(world: World, till: Till, lot: UUID, fen: int) -> None:
    moves = [{"account": ACCOUNT, "new": [], "moves": [[str(lot), str(fen), ""]]}]
    till.add_body(json.dumps(json.loads(body(fen=fen)) | {"lots": moves}).encode())
    heard(world, till)


def heard(world: World, *tills: Till) -> None:
    """All of them say, a minute later, that nothing is left."""
    world.clock.ms += 60_000
    for till in tills:
        till.sync(world)


def shut_out(world: World, till: Till) -> None:
    world.act(lambda tx: authoring.revoke_device(tx, lambda n: uuid4().bytes[:n], till.device))


def even(world: World) -> bool:
    """The balance is what the lots hold, and each lot what was moved of it."""
    rows = world.rows(
        """SELECT (SELECT sum(open) FROM lot) = (SELECT balance FROM account WHERE name = '' AND kind = 'PRINCIPAL'),
        NOT EXISTS (SELECT 1 FROM lot l WHERE open <>
          (SELECT sum(m.amount) FROM lot_move m WHERE m.account_id = l.account_id AND m.lot_id = l.lot_id))"""
    )
    return rows == [(True, True)]


def test_while_a_till_may_still_tell_of_it_nothing_is_settled(world: World, maker: Till, spender: Till) -> None:
    spend(world, spender, uuid4(), -40)
    heard(world, spender)
    assert world.act(missing_lots.step) == 0
    maker.add(2, account=str(uuid4()))
    assert exchange.step(maker.store, world, 1, maker.house).queued == 1
    assert world.act(missing_lots.step) == 0, "it has some to send yet"
    assert world.rows(MISSED) == [(True,)]
    assert world.rows(OPEN) == []
    heard(world, maker)
    assert world.act(missing_lots.step) == 1


def test_a_till_that_only_heard_of_the_gap_was_not_heard(world: World, maker: Till, spender: Till) -> None:
    """In one round it is told that headquarters was put back, and pulls; what it has to send comes with the next."""
    maker.add_body(with_lot(uuid4()))
    with maker.db.transaction():
        outbox.mark_acked(maker.db, 1, b"of another history")
    spend(world, spender, uuid4(), -40)
    world.clock.ms += 360_000
    assert exchange.step(maker.store, world, 100, maker.house).code == "gap"
    heard(world, spender)
    assert world.act(missing_lots.step) == 0


def test_a_till_that_does_not_say_what_is_left_is_heard_when_it_sends_nothing(
    world: World, maker: Till, spender: Till
) -> None:
    spend(world, spender, uuid4(), -40)
    heard(world, spender)
    maker.add(account=str(uuid4()))
    world.clock.ms += 60_000
    push.step(maker.store, world.post, 500)
    assert world.act(missing_lots.step) == 0
    push.step(maker.store, world.post, 500)
    assert world.act(missing_lots.step) == 1


@pytest.mark.parametrize("status", [devices.QUARANTINED, devices.WAITING])
def test_a_till_that_waits_for_a_person_may_still_tell_of_it(
    world: World, maker: Till, spender: Till, status: int
) -> None:
    world.act(lambda tx: devices.change(tx.conn, maker.device, [devices.ACTIVE], status))
    spend(world, spender, uuid4(), -40)
    heard(world, spender)
    assert world.act(missing_lots.step) == 0
    world.act(lambda tx: devices.change(tx.conn, maker.device, [status], devices.REPLACED))
    assert world.act(missing_lots.step) == 1


def test_when_nobody_can_tell_of_it_what_was_spent_is_owed(world: World, maker: Till, spender: Till) -> None:
    spend(world, spender, uuid4(), -40)
    shut_out(world, maker)
    heard(world, spender)
    before = world.rows("SELECT ver FROM purse")[0][0]
    assert world.act(missing_lots.step) == 1
    assert world.rows(OPEN) == [(-40,)]
    assert world.rows("SELECT ver, owes, missed_ms FROM purse") == [(before + 1, True, None)]
    assert world.rows("SELECT ver FROM lot") == [(before + 1,)], "tills are told of it"
    assert even(world)
    assert world.act(missing_lots.step) == 0


def test_a_debt_is_paid_from_the_next_money(world: World, maker: Till, spender: Till) -> None:
    spend(world, spender, uuid4(), -40)
    shut_out(world, maker)
    heard(world, spender)
    world.act(missing_lots.step)
    spender.add_body(with_lot(uuid4()))
    spender.sync(world)
    world.rows("UPDATE lot SET held = 0 RETURNING 1")
    spender.add_body(body(fen=1))  # anything of the account
    spender.add_body(json.dumps(json.loads(body(fen=-1)) | {"lots": []}).encode())
    spender.sync(world)
    assert world.rows(OPEN) == [(60,)]
    assert world.rows("SELECT owes FROM purse") == [(False,)]


def test_a_lot_that_turns_up_all_the_same_is_open_for_all_of_it(world: World, maker: Till, spender: Till) -> None:
    lot = uuid4()
    spend(world, spender, lot, -40)
    shut_out(world, maker)
    heard(world, spender)
    world.act(missing_lots.step)
    world.act(lambda tx: devices.release(tx.conn, maker.device))
    maker.add_body(with_lot(lot))
    maker.sync(world)
    assert world.rows(OPEN) == [(-40,), (100,)]
    assert even(world)


def test_what_came_back_to_a_missing_lot_is_there(world: World, maker: Till, spender: Till) -> None:
    """A refund was sent again, the sale and its lot were not."""
    spend(world, spender, uuid4(), 40)
    shut_out(world, maker)
    heard(world, spender)
    world.act(missing_lots.step)
    assert world.rows(OPEN) == [(40,)]
    assert world.rows("SELECT owes FROM purse") == [(False,)]
    assert even(world)


def test_a_lot_that_came_in_the_meantime_needs_nothing(world: World, maker: Till, spender: Till) -> None:
    lot = uuid4()
    spend(world, spender, lot, -40)
    maker.add_body(with_lot(lot))
    heard(world, maker, spender)
    assert world.act(missing_lots.step) == 1
    assert world.rows(OPEN) == [(60,)]
    assert world.rows(MISSED) == [(False,)]


def test_a_balance_that_differs_otherwise_is_left_and_looked_at_again(world: World, maker: Till, spender: Till) -> None:
    spend(world, spender, uuid4(), -40)
    shut_out(world, maker)
    heard(world, spender)
    world.rows("UPDATE account SET balance = balance - 1 WHERE name = '' RETURNING 1")
    assert world.act(missing_lots.step) == 0
    assert world.rows(OPEN) == []
    assert world.rows("SELECT missed_ms FROM purse") == [(world.clock.ms,)]


def test_moves_without_money_are_no_reason(
    world: World, maker: Till, spender: Till, caplog: pytest.LogCaptureFixture
) -> None:
    """And where no till is in use it is looked at once in an hour."""
    moves = [{"account": ACCOUNT, "new": [], "moves": [[str(uuid4()), "-40", ""]]}]
    spender.add_body(json.dumps(json.loads(body()) | {"postings": [], "lots": moves}).encode())
    heard(world, maker, spender)
    for till in (maker, spender):
        shut_out(world, till)
    caplog.clear()
    for _ in range(3):
        world.clock.ms += 2_000_000
        assert world.act(missing_lots.step) == 0
    assert [record.message for record in caplog.records] == ["lots do not explain a balance"]


def test_one_kind_in_two_currencies_is_settled_as_one(world: World, maker: Till, spender: Till) -> None:
    moves = [{"account": ACCOUNT, "new": [], "moves": [[str(uuid4()), "-40", ""]]}]
    value = json.loads(body(fen=-30)) | {"lots": moves}
    value["postings"] += [posting | {"unit": "USD"} for posting in json.loads(body(fen=-10))["postings"]]
    spender.add_body(json.dumps(value).encode())
    heard(world, spender)
    heard(world, maker, spender)
    assert world.act(missing_lots.step) == 1
    assert world.rows(OPEN) == [(-40,)]


def test_figures_beyond_all_bounds_hold_up_nobody_else(world: World, maker: Till, spender: Till) -> None:
    """A hostile till's: no sum of its moves is a number the database takes."""
    hostile = uuid4()
    spend(world, spender, uuid4(), -40)
    world.rows("INSERT INTO purse(account_id, ver, missed_ms) VALUES(%s, 1, 0) RETURNING 1", hostile)
    world.rows(
        """INSERT INTO lot_move(account_id, event_id, n, lot_id, amount, by_right)
        SELECT %s, %s, n, %s, 1000000000000000, '' FROM generate_series(1, 10000) AS n RETURNING 1""",
        hostile, uuid4(), uuid4(),
    )  # fmt: skip
    heard(world, maker, spender)
    assert world.act(missing_lots.step) == 1
    assert world.rows("SELECT account_id FROM purse WHERE missed_ms IS NOT NULL") == [(hostile,)]
    assert even(world)


def test_figures_beyond_all_bounds_of_a_lot_hold_up_no_work(world: World, maker: Till) -> None:
    maker.add_body(with_lot(uuid4()))
    maker.sync(world)
    world.rows("UPDATE lot SET open = 1e20, kind = 'POINTS', expires = '2020-01-01' RETURNING 1")
    world.rows("UPDATE account SET balance = 1e20 WHERE name = '' RETURNING 1")
    worker = Worker(world.hq, lambda n: uuid4().bytes[:n])
    assert worker.step() > 0
    assert worker.step() == 0
    assert world.rows("SELECT count(*) FROM dead_letter") == [(0,)]


def test_what_the_database_does_not_take_of_one_kind_of_work_stops_no_other(world: World, maker: Till) -> None:
    built: list[int] = []
    maker.add_body(with_lot(uuid4()))
    maker.sync(world)
    world.rows("UPDATE lot SET held = 0, kind = 'POINTS', expires = '2020-01-01' RETURNING 1")
    world.rows(
        """INSERT INTO escrow(account_id, grant_id, kind, instance, lot_id, device_id, store_id, amount, state, made_ms,
          expires_ms) SELECT account_id, gen_random_uuid(), kind, instance, lot_id, device_id, 1, 9e18, 'open', 0, 0
        FROM lot, generate_series(1, 3) RETURNING 1"""
    )
    worker = Worker(world.hq, lambda n: uuid4().bytes[:n], build=lambda: built.append(1) or 0)
    with pytest.raises(REFUSED):
        worker.step()
    assert built == [1]


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(fen=st.lists(st.integers(-50, 50).filter(bool), min_size=1, max_size=6), late=st.booleans())
def test_whatever_was_moved_all_books_are_even(
    world: World, maker: Till, spender: Till, fen: list[int], late: bool
) -> None:
    lots = [uuid4() for _ in range(3)]
    for number, amount in enumerate(fen):
        spend(world, spender, lots[number % 3], amount)
    if late:
        spender.add_body(with_lot(lots[0]))
    heard(world, maker, spender)
    world.act(missing_lots.step)
    if not late:
        spender.add_body(with_lot(lots[0]))
        spender.sync(world)
    assert even(world)
