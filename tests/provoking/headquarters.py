"""Errors of headquarters: a real one on PostgreSQL, and a till that talks to it."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping

from memberpos.domain.errors import PosError
from memberpos.hq import devices, ingest
from memberpos.hq.tx import Tx
from memberpos.store import outbox
from memberpos.sync import push
from memberpos.sync.client import HqClient, Signer
from memberpos.sync.enrol import enrol
from tests.hq.world import START_MS, Till, open_till
from tests.provoking.place import Place, Provocation


def wrong_code(place: Place) -> object:
    till: Till = place.fixture("till")
    return enrol(till.store, place.world.post, "https://hq.example", "AAAA-AAAA", "0.1.0", os.urandom)


def hq_refused(place: Place) -> object:
    """Another data folder says it is a till that headquarters knows."""
    copy = open_till(place.folder / "copy.db", place.world.clock, place.joined.device)
    place.request.addfinalizer(copy.db.close)
    copy.join(place.world)
    return copy


def hq_unreachable(place: Place) -> object:
    """Nobody listens at the port."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        client = HqClient(
            f"http://127.0.0.1:{line.getsockname()[1]}", lambda: START_MS // 1000, lambda: "n" * 16, "0.1.0"
        )
    try:
        return client.post("/v1/push", {}, Signer("6e5a3c0e-0000-7000-8000-000000000001", bytes(32)))
    finally:
        client.close()


def pushed(place: Place) -> PosError:
    """Why the push was refused: what the window shows beside the state."""
    return PosError(push.step(place.joined.store, place.world.post, 10).code)


def revoked(place: Place) -> PosError:
    device = place.joined.device
    place.world.run(lambda conn: devices.revoke(conn, device))
    return pushed(place)


def fork(place: Place) -> PosError:
    """The till was put back to an old copy of itself."""
    till = place.joined
    till.drain(place.world.post)
    with till.db.transaction():
        till.db.execute("DELETE FROM outbox WHERE seq > 2")
        outbox.rewind(till.db, 2)
    return pushed(place)


def gap(place: Place) -> PosError:
    """Headquarters was put back to an old copy of itself."""
    till = place.joined
    till.drain(place.world.post)

    def roll_back(tx: Tx) -> None:
        for table in ("event", "ledger", "account", "store_day"):
            tx.conn.execute(f"DELETE FROM {table}".encode())
        tx.conn.execute("UPDATE device SET last_seq = 0, last_hash = %s", (bytes(32),))
        ingest.push(tx, till.request(1, 2), "")

    place.world.act(roll_back)
    return pushed(place)


HEADQUARTERS: Mapping[str, Provocation] = {
    work.__name__: work for work in (wrong_code, hq_refused, hq_unreachable, revoked, fork, gap)
}
