"""Keys that prove the chain's cards: a till that makes cards tells its own, and every till hears of all of them."""

from __future__ import annotations

from typing import Any

from memberpos.hq.devices import Device
from memberpos.hq.tx import Tx
from memberpos.sync import protocol
from memberpos.sync.protocol import CARD_KEY_BYTES, WireError

#: A till has one key, and another after it was set up anew.
_MOST_OF_A_TILL = 4
#: Keys that a chain may have.
MOST = 1000


def exchange(tx: Tx, device: Device, told: Any) -> dict[str, Any]:
    """Keeps the key a till tells, if any, and gives the keys of all tills, the oldest first. WireError 400."""
    if not isinstance(told, dict):
        raise WireError("bad_request", where="cards")
    if told.get("key") is not None:
        _keep(tx, device, told["key"])
    rows = tx.conn.execute("SELECT key FROM card_key ORDER BY made_ms, key LIMIT %s", (MOST,)).fetchall()
    return {"keys": [protocol.b64(bytes(row[0])) for row in rows]}


def _keep(tx: Tx, device: Device, text: Any) -> None:
    key = protocol.unb64(text, "cards") if isinstance(text, str) and len(text) <= protocol.MAX_KEY_CHARS else b""
    if len(key) != CARD_KEY_BYTES:
        raise WireError("bad_request", where="cards")
    row = tx.conn.execute("SELECT count(*) FROM card_key WHERE device_id = %s", (device.device_id,)).fetchone()
    if row is not None and int(row[0]) < _MOST_OF_A_TILL:
        tx.conn.execute(
            "INSERT INTO card_key(key, device_id, made_ms) VALUES(%s, %s, %s) ON CONFLICT DO NOTHING",
            (key, device.device_id, tx.now_ms),
        )
