"""Parts of headquarters that others are made of: what they do with nothing, with garbage, with what is not there."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.hq.test_lots import ACCOUNT, with_lot
from tests.hq.world import Till, World

from memberpos.hq import debts, early_moves, following, granting, merging, returns
from memberpos.hq.effects import Effect, decode
from memberpos.hq.ingest import Accepted
from memberpos.hq.lots import Rights
from memberpos.sync.protocol import WireEvent


def effect(kind: str, data: dict[str, Any], till: Till) -> Effect:
    """An event's effect with any data in it."""
    till.add()
    last = till.request(len(till.chain()), len(till.chain())).events[-1]
    made = decode(WireEvent(last.seq, kind, 1, last.event_id, last.hlc, last.body, last.hash), 1)
    return made._replace(data=data)


GARBAGE: tuple[Any, ...] = (None, 7, "x", {}, {"account": 1}, {"account": "x", "right": "y", "amount": "z"})


def test_what_a_till_gives_back_is_read_and_garbage_passed_over(till: Till) -> None:
    account, right = uuid4(), uuid4()
    good = {"account": str(account), "right": str(right), "amount": "5"}
    said = effect(returns.KIND, {"returns": [*GARBAGE, good, {**good, "doubted": True}]}, till)
    assert returns.read(said) == [
        returns.Return(account, right, 5, doubted=False), returns.Return(account, right, 5, doubted=True),
    ]  # fmt: skip
    assert returns.read(effect("sale", {"returns": [good]}, till)) == []
    assert returns.read(effect(returns.KIND, {"returns": good}, till)) == []


@pytest.mark.parametrize("gives", [*GARBAGE, {"from": 1, "to": 2}, {"from": "x", "to": "y"}])
def test_a_merge_that_names_no_accounts_moves_nothing(till: Till, gives: Any) -> None:
    said = effect("member.merge", {"gives": gives}, till)
    assert merging.is_giving(said)
    assert merging.accounts(said) == []


def test_a_till_that_is_not_known_gets_no_allowance(world: World) -> None:
    assert world.run(lambda conn: granting.stores_of(conn, [])) == {}
    with pytest.raises(RuntimeError, match="not known"):
        world.run(lambda conn: granting.stores_of(conn, [uuid4()]))


def test_a_debt_is_paid_from_what_nobody_may_take(world: World, till: Till) -> None:
    till.join(world)
    free, debt = uuid4(), uuid4()
    till.add_body(with_lot(free))
    till.add_body(with_lot(debt))
    till.sync(world)
    world.rows("UPDATE lot SET held = 0 WHERE lot_id = %s RETURNING 1", free)
    world.rows("UPDATE lot SET open = -30, held = 0 WHERE lot_id = %s RETURNING 1", debt)
    account = UUID(ACCOUNT)
    world.act(lambda tx: debts.settle(tx, Rights({}, {}, defaultdict(int)), {account: 9}, frozenset({account})))
    assert dict(world.rows("SELECT lot_id, open FROM lot")) == {free: 70, debt: 0}
    assert world.rows("SELECT owes FROM purse") == [(False,)]
    assert world.rows("SELECT sum(amount) FROM lot_move WHERE by_right = ''") == [(0,)]


def test_movements_before_their_lot_are_summed(world: World, till: Till) -> None:
    assert world.run(lambda conn: early_moves.of(conn, frozenset(), [])) == {}
    till.join(world)
    lot, account = uuid4(), UUID(ACCOUNT)
    till.add_body(with_lot(lot))
    outcome = world.act(lambda tx: following.push(tx, till.request(1, len(till.chain())), "memberpos/0.1.0"))
    assert isinstance(outcome, Accepted)
    later = decode(till.request(len(till.chain()), len(till.chain())).events[-1], 1)._replace(event_id=uuid4())
    assert world.run(lambda conn: early_moves.of(conn, frozenset({account}), [later])) == {(account, lot): 100}
