"""Secrets that live inside the encrypted database: the device's private key, the chain's card key."""

from __future__ import annotations

from memberpos.store.database import Database

DEVICE_KEY = "device_key"
#: Of the device a restored till was: what the backup had not sent yet goes out under it.
OLD_DEVICE_KEY = "old_device_key"
CARD_KEY = "card_key"


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
