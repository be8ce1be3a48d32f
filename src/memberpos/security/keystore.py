"""Where the key-encryption key (KEK) of this machine is kept: the system's key ring, or a 0600 file.

`keyring` itself chooses badly for a till: without a desktop it raises, with `keyrings.alt` installed it silently
writes plain text, and its null back end accepts and forgets. So only the four real ones are taken, by name, and what
was written is read back.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from memberpos.files import write_whole

SERVICE = "memberpos"
KEYSTORE_VARIABLE = "MEMBERPOS_KEYSTORE"
RING, FILE = "keyring", "file"

#: The back ends that keep a secret encrypted for this user, as "module:class".
REAL_RINGS: tuple[str, ...] = (
    "keyring.backends.Windows:WinVaultKeyring",
    "keyring.backends.macOS:Keyring",
    "keyring.backends.SecretService:Keyring",
    "keyring.backends.kwallet:DBusKeyring",
)


class Ring(Protocol):
    """What is used of a `keyring` back end."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class RingStore:
    """KEKs in a key ring, under service `memberpos` and the entry name in the key file."""

    kind = RING

    def __init__(self, ring: Ring) -> None:
        self._ring = ring

    def put(self, entry: str, kek: bytes) -> bool:
        """Writes and reads back; False when the ring refused, forgot or changed it."""
        try:
            self._ring.set_password(SERVICE, entry, kek.hex())
            return self._ring.get_password(SERVICE, entry) == kek.hex()
        except Exception:  # noqa: BLE001 - a back end may raise anything of its system: then it does not pass
            return False

    def get(self, entry: str) -> bytes | None:
        """The KEK, or None when the ring lost it, is locked or cannot be reached."""
        try:
            return _from_hex(self._ring.get_password(SERVICE, entry))
        except Exception:  # noqa: BLE001 - as above; the recovery code is the way back
            return None

    def forget(self, entry: str) -> None:
        with suppress(Exception):
            self._ring.delete_password(SERVICE, entry)


class FileStore:
    """The KEK as hex in a file only its owner may read. Whoever copies the folder has the key: it protects less."""

    kind = FILE

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, entry: str, kek: bytes) -> bool:
        write_whole(self.path, kek.hex().encode() + b"\n")
        return True

    def get(self, entry: str) -> bytes | None:
        try:
            return _from_hex(self.path.read_text("ascii").strip())
        except (OSError, UnicodeDecodeError):
            return None

    def forget(self, entry: str) -> None:
        self.path.unlink(missing_ok=True)


Store = RingStore | FileStore


def system_ring(environ: Mapping[str, str], names: Sequence[str] = REAL_RINGS) -> Ring | None:
    """The first back end of `names` that works on this machine; None with MEMBERPOS_KEYSTORE=file or without any."""
    if environ.get(KEYSTORE_VARIABLE) == FILE:
        return None
    return next((ring for name in names if (ring := _made(name)) is not None), None)


def _made(name: str) -> Ring | None:
    module, _, attribute = name.partition(":")
    try:
        found = getattr(importlib.import_module(module), attribute)
        ring: Ring | None = found() if found.viable else None
    except Exception:  # noqa: BLE001 - a back end of another system fails in its own way
        return None
    return ring


def _from_hex(text: str | None) -> bytes | None:
    try:
        return bytes.fromhex(text) if text else None
    except ValueError:
        return None
