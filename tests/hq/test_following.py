"""What a till does that has not heard of a merge follows the lots."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

from tests.hq.test_lots import ACCOUNT, joined, merge_of, with_lot
from tests.hq.world import Till, World, body

from memberpos.hq import following
from memberpos.hq.ingest import Accepted
from memberpos.hq.lots import FOLLOW
from memberpos.sync.protocol import PushRequest

__all__ = ["joined"]


def spent_and_merged(world: World, joined: Till) -> tuple[UUID, str]:
    """A lot of which nothing was open when a merge took it, and the account it went to."""
    lot, target = uuid4(), "6e5a3c0e-0000-7000-8000-000000000002"
    entry = {"account": ACCOUNT, "new": [], "moves": [[str(lot), "-100", "own"]]}
    joined.add_body(with_lot(lot))
    joined.add_body(json.dumps(json.loads(body(fen=-100)) | {"lots": [entry]}).encode())
    gives = {"from": ACCOUNT, "to": target, "ver": 99, "lots": []}
    data = {"winner": target, "loser": ACCOUNT, "gives": gives}
    joined.add_body(json.dumps(json.loads(body()) | {"postings": [], "data": data}).encode(), kind="member.merge")
    joined.sync(world)
    return lot, target


def test_a_merge_that_knew_less_than_headquarters_leaves_both_accounts_even(world: World, joined: Till) -> None:
    """The till moves the 100 it knows of; somebody took 30 of the lot meanwhile."""
    lot, target = uuid4(), "6e5a3c0e-0000-7000-8000-000000000002"
    joined.add_body(with_lot(lot))
    spent = json.loads(body(fen=-30)) | {"lots": [{"account": ACCOUNT, "new": [], "moves": [[str(lot), "-30", ""]]}]}
    joined.add_body(json.dumps(spent).encode())
    joined.add_body(merge_of(lot, target), kind="member.merge")
    joined.sync(world)
    books = "SELECT balance, open FROM account JOIN lot USING(account_id) WHERE account_id = %s"
    assert world.rows(books, UUID(target)) == [(70, 70)]
    assert world.rows(books, UUID(ACCOUNT)) == [(0, 0)]


def test_a_lot_that_a_merge_brings_takes_over_what_was_spent_of_it_there(world: World, joined: Till) -> None:
    """Headquarters was put back: who spent sends again before who merged."""
    lot, target = uuid4(), "6e5a3c0e-0000-7000-8000-000000000002"
    spent = {"account": target, "new": [], "moves": [[str(lot), "-40", ""]]}
    joined.add_body(json.dumps(json.loads(body(account=target, fen=-40)) | {"lots": [spent]}).encode())
    joined.add_body(with_lot(lot))
    joined.add_body(merge_of(lot, target), kind="member.merge")
    joined.sync(world)
    books = "SELECT balance, open FROM account JOIN lot USING(account_id) WHERE account_id = %s"
    assert world.rows(books, UUID(target)) == [(60, 60)]
    assert world.rows(books, UUID(ACCOUNT)) == [(0, 0)]


def test_a_lot_that_a_merge_does_not_take_is_told_of_again(world: World, joined: Till) -> None:
    """The till had given it to the other account: what it was told of it before its merge arrived says nothing."""
    taken, stays = uuid4(), uuid4()
    joined.add_body(with_lot(taken))
    joined.add_body(with_lot(stays))
    target = "6e5a3c0e-0000-7000-8000-000000000002"
    gives = {"from": ACCOUNT, "to": target, "ver": 99, "lots": [str(taken)]}
    merge = json.loads(body(account=target)) | {
        "postings": [],
        "data": {"winner": target, "loser": ACCOUNT, "gives": gives},
    }
    joined.add_body(json.dumps(merge).encode(), kind="member.merge")
    joined.sync(world)
    told = world.rows("SELECT lot_id, moved_to IS NULL, ver FROM lot WHERE account_id = %s ORDER BY 2", UUID(ACCOUNT))
    assert [row[:2] for row in told] == [(taken, False), (stays, True)]
    assert told[0][2] == told[1][2]


def test_what_comes_back_late_to_a_spent_lot_is_a_right_there_too(world: World, joined: Till) -> None:
    """Nothing was open when the merge took the lot, so the other account had no such balance."""
    lot, target = spent_and_merged(world, joined)
    back = {"account": ACCOUNT, "new": [], "moves": [[str(lot), "30", "own"]]}
    joined.add_body(json.dumps(json.loads(body(fen=30)) | {"lots": [back]}).encode())
    joined.sync(world)
    books = "SELECT balance, escrowed, open, held FROM account JOIN lot USING(account_id) WHERE account_id = %s"
    assert world.rows(books, UUID(target)) == [(30, 30, 30, 30)]
    assert world.rows(books, UUID(ACCOUNT)) == [(0, 0, 0, 0)]


def test_a_right_that_a_late_refund_makes_is_given_back_in_the_same_push(world: World, joined: Till) -> None:
    """Headquarters was put back: it hears of the refund and of what was given back of it at once, after the merge."""
    lot, target = spent_and_merged(world, joined)
    back = {"account": ACCOUNT, "new": [], "moves": [[str(lot), "50", "own"]]}
    joined.add_body(json.dumps(json.loads(body(fen=50)) | {"lots": [back]}).encode())
    returns = {"returns": [{"account": ACCOUNT, "right": str(lot), "amount": "32"}]}
    given = json.loads(body()) | {"postings": [], "data": returns}
    joined.add_body(json.dumps(given).encode(), kind="grant.return")
    joined.sync(world)
    books = "SELECT balance, escrowed, open, held FROM account JOIN lot USING(account_id) WHERE account_id = %s"
    assert world.rows(books, UUID(target)) == [(50, 18, 50, 18)]


def test_what_comes_late_is_not_paid_from_what_stayed(world: World, joined: Till) -> None:
    """Until it is moved on, the lot that went away lacks it, and another lot here is free."""
    lot, free, target = uuid4(), uuid4(), "6e5a3c0e-0000-7000-8000-000000000002"
    joined.add_body(with_lot(lot))
    joined.add_body(with_lot(free).replace(b'"own"', b'""'))
    joined.add_body(merge_of(lot, target), kind="member.merge")
    joined.sync(world)
    late = {"account": ACCOUNT, "new": [], "moves": [[str(lot), "-40", "own"]]}
    joined.add_body(json.dumps(json.loads(body(fen=-40)) | {"lots": [late]}).encode())
    joined.sync(world)
    books = "SELECT lot_id, open, moved_to IS NULL FROM lot WHERE account_id = %s ORDER BY moved_to"
    assert world.rows(books, UUID(ACCOUNT)) == [(lot, 0, False), (free, 100, True)]
    assert world.rows(books, UUID(target)) == [(lot, 60, True)]


def test_a_push_without_strays_makes_headquarters_write_nothing(world: World, joined: Till) -> None:
    joined.add_body(with_lot(uuid4()))
    joined.sync(world)
    row = world.rows("SELECT device_id, last_seq, last_hash FROM device")[0]
    asked = PushRequest(row[0], int(row[1]) + 1, (), bytes(row[2]))
    assert isinstance(world.act(lambda tx: following.push(tx, asked, "test")), Accepted)
    assert world.rows("SELECT count(*) FROM event WHERE kind = %s", FOLLOW) == [(0,)]
