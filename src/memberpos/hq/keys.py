"""Headquarters' own Ed25519 key: signs receipts and revocations. Made with the first use, kept in the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from memberpos.hq.database import Conn
from memberpos.sync.protocol import public_key, receipt_bytes, revocation_bytes


@dataclass(frozen=True)
class HqKey:
    """A key pair of 32 bytes each."""

    private: bytes
    public: bytes

    def receipt(self, device: UUID, seq: int, digest: bytes) -> bytes:
        """Signature that everything of `device` up to `seq` is held here."""
        return self._signer.sign(receipt_bytes(device, seq, digest))

    def revocation(self, device: UUID) -> bytes:
        """Signature under the order to wipe."""
        return self._signer.sign(revocation_bytes(device))

    @cached_property
    def _signer(self) -> Ed25519PrivateKey:
        """Made once: to make it takes as long as to sign."""
        return Ed25519PrivateKey.from_private_bytes(self.private)


def load_or_make(conn: Conn, random: Callable[[int], bytes]) -> HqKey:
    """The key of this headquarters; inside the caller's transaction."""
    private = random(32)
    conn.execute(
        "INSERT INTO hq_key(key_id, private, public) VALUES(1, %s, %s) ON CONFLICT DO NOTHING",
        (private, public_key(private)),
    )
    row = conn.execute("SELECT private, public FROM hq_key WHERE key_id = 1").fetchone()
    if row is None:
        raise RuntimeError("headquarters' key vanished")
    return HqKey(bytes(row[0]), bytes(row[1]))


def public(conn: Conn) -> bytes:
    """The public key of this headquarters."""
    row = conn.execute("SELECT public FROM hq_key WHERE key_id = 1").fetchone()
    if row is None:
        raise RuntimeError("headquarters has no key yet")
    return bytes(row[0])
