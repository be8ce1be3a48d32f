"""Movements of lots that headquarters does not know yet."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

from tests.hq.test_ingest import ACCOUNT, joined, with_lot
from tests.hq.world import Clock, Till, World, body, open_till

from memberpos.hq import early_moves

__all__ = ["joined"]


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


def test_nothing_is_asked_for_accounts_that_miss_nothing(world: World) -> None:
    assert world.run(lambda conn: early_moves.of(conn, frozenset(), [])) == {}
