"""Keys that prove cards: this till tells its own once it has made cards, and hears of those of the chain's others."""

from __future__ import annotations

from typing import Any

from memberpos.store import cards, sync_state
from memberpos.store.database import Database
from memberpos.store.secrets import CARD_KEY, OTHER_CARD_KEYS, SecretBox
from memberpos.sync import protocol
from memberpos.sync.protocol import CARD_KEY_BYTES, WireError

#: A card made elsewhere is known here at the latest after this.
EVERY_MS = 10 * 60 * 1000
_ASKED, _TOLD = "card_keys_ms", "card_key_told"


def offer(db: Database, now_ms: int) -> dict[str, Any]:
    """What a round trip says of card keys: {} most of the time, else our own key (None without cards of our own)."""
    mine = SecretBox(db).get(CARD_KEY) if cards.has_batches(db) else None
    untold = mine is not None and sync_state.get(db, _TOLD) != _name(db)
    if not untold and 0 <= now_ms - int(sync_state.get(db, _ASKED, 0)) < EVERY_MS:
        return {}
    return {"cards": {"key": None if mine is None else protocol.b64(mine)}}


def keep(db: Database, told: Any, now_ms: int) -> None:
    """Keeps the keys headquarters told, in a transaction of its own; anything else is passed over."""
    keys = _keys(told)
    if keys is None:
        return
    with db.transaction():
        own = SecretBox(db).get(CARD_KEY)
        SecretBox(db).put(OTHER_CARD_KEYS, b"".join(key for key in keys if key != own))
        sync_state.put(db, _ASKED, now_ms)
        if own in keys:
            sync_state.put(db, _TOLD, _name(db))


def _name(db: Database) -> str:
    """Whom headquarters heard it from: a till that begins anew tells it again."""
    return str(sync_state.identity(db).device_id)


def _keys(told: Any) -> list[bytes] | None:
    given = told.get("keys") if isinstance(told, dict) else None
    if not isinstance(given, list):
        return None
    try:
        keys = [protocol.unb64(text, "cards") for text in given if isinstance(text, str)]
    except WireError:
        return None
    return keys if all(len(key) == CARD_KEY_BYTES for key in keys) and len(keys) == len(given) else None
