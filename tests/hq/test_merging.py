"""Two members made one at headquarters: lots, the rights to them, and rows that go over."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import pytest
from tests.hq.test_ingest import ACCOUNT, joined, with_lot
from tests.hq.world import Till, World, body

from memberpos.hq import merging

__all__ = ["joined"]


def test_rows_that_come_by_themselves_are_told(world: World, joined: Till) -> None:
    """After a merge, say, which is booked alone: the passes and coupons that went over came with no version."""
    joined.add_body(with_lot(uuid4()))
    joined.sync(world)
    row = {"e": "coupon", "id": str(uuid4()), "f": {"state": "issued"}}
    alone = json.loads(body()) | {"member": None, "account": ACCOUNT, "postings": [], "rows": [row]}
    joined.add_body(json.dumps(alone).encode(), kind="rows")
    joined.sync(world)
    assert world.rows("SELECT h.ver, p.ver FROM holding h JOIN purse p USING(account_id)") == [(2, 2)]


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
    joined.add_body(json.dumps(merge | {"postings": []}).encode(), kind=merging.MERGE)
    joined.sync(world)
    rows = world.rows("SELECT open, moved_to IS NOT NULL FROM lot WHERE account_id = %s", UUID(ACCOUNT))
    assert rows == there
    under = world.rows("SELECT sum(escrowed) FROM account WHERE account_id = %s", UUID(target if named else ACCOUNT))
    assert under == [(100,)], "the rights are counted where the lot is, though no balance went there"
