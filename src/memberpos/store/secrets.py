"""Secrets that live inside the encrypted database: the device's private key, the chain's card key."""

from __future__ import annotations

from memberpos.store.database import Database

DEVICE_KEY = "device_key"
#: Of the device a restored till was: what the backup had not sent yet goes out under it.
OLD_DEVICE_KEY = "old_device_key"
CARD_KEY = "card_key"
#: Those of the chain's other tills that made cards, one after the other.
OTHER_CARD_KEYS = "other_card_keys"
_KEY_BYTES = 32


def card_keys(db: Database) -> tuple[bytes | None, ...]:
    """The keys by which a card proves itself here: this till's own (None before set-up), and those of other tills."""
    box = SecretBox(db)
    others = box.get(OTHER_CARD_KEYS) or b""
    return (box.get(CARD_KEY), *(others[at : at + _KEY_BYTES] for at in range(0, len(others), _KEY_BYTES)))


class SecretBox:
    """Named secrets of one database; they leave it only with the database's own key."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, name: str) -> bytes | None:
        value = self._db.value("SELECT value FROM secret WHERE name = ?", (name,))
        return None if value is None else bytes(value)

    def put(self, name: str, value: bytes) -> None:
        """Inside or outside a transaction; takes the place of an older value."""
        self._db.execute("INSERT OR REPLACE INTO secret(name, value) VALUES (?, ?)", (name, value))

    def forget(self, name: str) -> None:
        self._db.execute("DELETE FROM secret WHERE name = ?", (name,))
