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
