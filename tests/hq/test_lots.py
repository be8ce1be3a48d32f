"""Lots at headquarters: told again to whoever sends again what is there; a merge takes those it names."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from tests.hq.world import START_MS, Clock, Till, World, body, open_till


@pytest.fixture
def joined(world: World, till: Till) -> Till:
    till.join(world)
    return till


ACCOUNT = "6e5a3c0e-0000-7000-8000-000000000001"


def with_lot(lot: UUID) -> bytes:
    """A top-up of 100 fen and its lot."""
    new = {"id": str(lot), "kind": "PRINCIPAL", "granted": "100", "made_at_ms": str(START_MS), "gift": False}
    lots = [{"account": ACCOUNT, "new": [new], "moves": [[str(lot), "100", "own"]]}]
    return json.dumps({**json.loads(body()), "lots": lots}).encode()


def merge_of(lot: UUID, target: str) -> bytes:
    """A merge that moves 100 fen and a lot to `target`."""
    move = {"kind": "PRINCIPAL", "instance": "", "unit": "CNY"}
    postings = [{**move, "account": ACCOUNT, "amount": "-100"}, {**move, "account": target, "amount": "100"}]
    gives = {"from": ACCOUNT, "to": target, "ver": 99, "lots": [str(lot)]}
    merge = json.loads(body(account=target)) | {"data": {"winner": target, "loser": ACCOUNT, "gives": gives}}
    return json.dumps(merge | {"postings": postings}).encode()


def test_whoever_sends_again_what_is_there_hears_of_its_lots(
    world: World, joined: Till, clock: Clock, tmp_path: Path
) -> None:
    """It counted them twice: as its own, not sent yet, and as what headquarters told."""
    other, same, lot = open_till(tmp_path / "other.db", clock), uuid4(), uuid4()
    other.join(world)
    joined.add_body(with_lot(lot), event_id=same)
    joined.sync(world)
    told = "SELECT l.ver = p.ver, l.open, l.held FROM lot l JOIN purse p USING(account_id)"
    assert world.rows(told) == [(True, 100, 100)]
    joined.add()
    joined.sync(world)
    assert world.rows(told) == [(False, 100, 100)]
    other.add_body(with_lot(lot), event_id=same)
    other.sync(world)
    other.db.close()
    assert world.rows(told) == [(True, 100, 100)]


def test_what_comes_back_to_a_right_that_has_ended_is_exposure(
    world: World, joined: Till, clock: Clock, tmp_path: Path
) -> None:
    """A till that came back as another device takes back a sale it paid by its old right: the amount is free for others
    at once, and until the till hears of that it may spend it again.
    """
    heir, lot = open_till(tmp_path / "heir.db", clock), uuid4()
    heir.join(world)
    joined.add_body(with_lot(lot))
    joined.sync(world)
    for fen in (-100, 70, -70):
        entry = {"account": ACCOUNT, "new": [], "moves": [[str(lot), str(fen), "own"]]}
        heir.add_body(json.dumps(json.loads(body(fen=fen)) | {"lots": [entry]}).encode())
    heir.sync(world)
    assert world.rows("SELECT open, held FROM lot") == [(0, 100)]
    assert world.rows("SELECT amount, state, device_id FROM escrow") == [(70, "revoked", heir.device)]
    assert world.rows("SELECT exposure FROM device WHERE device_id = %s", heir.device) == [(70,)]
    heir.db.close()


def test_what_a_copy_of_the_disk_was_the_first_to_send_counts_for_the_right_of_the_other_all_the_same(
    world: World, joined: Till, clock: Clock, tmp_path: Path
) -> None:
    """Two copies send one history in turns: what is left of the right is what the till counts that has it."""
    copy, lot, sales = open_till(tmp_path / "copy.db", clock), uuid4(), [(uuid4(), -60), (uuid4(), -30), (uuid4(), 50)]
    copy.join(world)
    entry = with_lot(lot)

    def send(till: Till, *some: tuple[UUID, int]) -> None:
        for event_id, fen in some:
            moves = [{"account": ACCOUNT, "new": [], "moves": [[str(lot), str(fen), "own"]]}]
            till.add_body(json.dumps(json.loads(body(fen=fen)) | {"lots": moves}).encode(), event_id=event_id)
        till.sync(world)

    first = uuid4()
    joined.add_body(entry, event_id=first)
    send(joined, sales[0])
    copy.add_body(entry, event_id=first)
    send(copy, *sales[:2])
    assert world.rows("SELECT open, held FROM lot") == [(10, 40)]
    send(joined, *sales[1:])
    assert world.rows("SELECT open, held FROM lot") == [(60, 60)]
    assert world.rows("SELECT balance, escrowed FROM account WHERE balance > 0") == [(60, 60)]
    send(copy, sales[2])
    assert world.rows("SELECT open, held FROM lot") == [(60, 60)]
    copy.db.close()


def test_a_lot_takes_over_what_was_spent_of_it_before_it_was_known(
    world: World, joined: Till, clock: Clock, tmp_path: Path
) -> None:
    """Headquarters was put back: who spent sends again before who made the lot."""
    other, lot = open_till(tmp_path / "other.db", clock), uuid4()
    other.join(world)
    spent = json.loads(body(fen=-40)) | {"lots": [{"account": ACCOUNT, "new": [], "moves": [[str(lot), "-40", ""]]}]}
    other.add_body(json.dumps(spent).encode())
    other.sync(world)
    other.db.close()
    joined.add_body(with_lot(lot))
    joined.sync(world)
    assert world.rows("SELECT open, held FROM lot") == [(60, 100)]
    assert world.rows("SELECT balance FROM account WHERE kind = 'PRINCIPAL' AND name = ''") == [(60,)]


def test_rows_that_come_by_themselves_are_told(world: World, joined: Till) -> None:
    """After a merge, say, which is booked alone: the passes and coupons that went over came with no version."""
    joined.add_body(with_lot(uuid4()))
    joined.sync(world)
    row = {"e": "coupon", "id": str(uuid4()), "f": {"state": "issued"}}
    alone = json.loads(body()) | {"member": None, "account": ACCOUNT, "postings": [], "rows": [row]}
    joined.add_body(json.dumps(alone).encode(), kind="rows")
    joined.sync(world)
    assert world.rows("SELECT h.ver, p.ver FROM holding h JOIN purse p USING(account_id)") == [(2, 2)]


def test_of_two_changes_under_one_stamp_the_later_is_kept(world: World, joined: Till) -> None:
    """A till's clock is a day ahead: headquarters gives both the latest stamp it takes."""
    coupon = str(uuid4())
    world.clock.ms = START_MS + 86_400_000
    for state in ("issued", "used"):
        row = {"e": "coupon", "id": coupon, "f": {"state": state}}
        value = json.loads(body()) | {"member": None, "account": ACCOUNT, "postings": [], "rows": [row]}
        joined.add_body(json.dumps(value).encode(), kind="rows")
    world.clock.ms = START_MS
    joined.sync(world)
    assert world.rows("SELECT doc::jsonb ->> 'state' FROM holding WHERE id = %s", coupon) == [("used",)]


@pytest.mark.parametrize(("named", "there"), [(True, [(0, True)]), (False, [(100, False)])])
def test_a_merge_takes_the_lots_it_names(
    world: World, joined: Till, named: bool, there: list[tuple[int, bool]]
) -> None:
    """Also of the till's own it knows best which it moved by its postings."""
    lot, target = uuid4(), "6e5a3c0e-0000-7000-8000-000000000002"
    joined.add_body(with_lot(lot))
    joined.sync(world)
    gives = {"from": ACCOUNT, "to": target, "ver": 99, "lots": [str(lot)] if named else []}
    merge = json.loads(body(account=target)) | {"data": {"winner": target, "loser": ACCOUNT, "gives": gives}}
    joined.add_body(json.dumps(merge | {"postings": []}).encode(), kind="member.merge")
    joined.sync(world)
    rows = world.rows("SELECT open, moved_to IS NOT NULL FROM lot WHERE account_id = %s", UUID(ACCOUNT))
    assert rows == there
    under = world.rows("SELECT sum(escrowed) FROM account WHERE account_id = %s", UUID(target if named else ACCOUNT))
    assert under == [(100,)], "the rights are counted where the lot is, though no balance went there"


@pytest.mark.parametrize(("right", "held"), [("own", 60), ("", 60)])
def test_what_comes_late_to_a_merged_account_follows_the_lot(world: World, joined: Till, right: str, held: int) -> None:
    """A till that has not heard of the merge spends: booked where it said, and moved on with the lot and its right."""
    lot, target = uuid4(), "6e5a3c0e-0000-7000-8000-000000000002"
    joined.add_body(with_lot(lot))
    joined.add_body(merge_of(lot, target), kind="member.merge")
    late = json.loads(body(fen=-40)) | {"lots": [{"account": ACCOUNT, "new": [], "moves": [[str(lot), "-40", right]]}]}
    joined.sync(world)
    if right == "":
        back = {"returns": [{"account": ACCOUNT, "right": str(lot), "amount": "40"}]}
        given_up = json.loads(body()) | {"postings": [], "account": None, "member": None, "data": back}
        joined.add_body(json.dumps(given_up).encode(), kind="grant.return")
    joined.add_body(json.dumps(late).encode())
    joined.sync(world)
    books = "SELECT balance, open, held, escrowed FROM account JOIN lot USING(account_id) WHERE account_id = %s"
    assert world.rows(books, UUID(target)) == [(60, 60, 60, 60)]
    assert world.rows(books, UUID(ACCOUNT)) == [(0, 0, 0, 0)]
    assert world.rows("SELECT why, subject, seq FROM review") == []
