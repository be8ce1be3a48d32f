"""The hash chain of the audit log: an edited, inserted or removed row breaks every hash after it.

hash = sha256(previous hash (32) | seq u64be | at_ms i64be | for each of staff_id, action, subject, detail:
byte length u32be | UTF-8 bytes); the row before seq 1 has 32 zero bytes. The chain cannot show that rows were cut off
at the end: the day close prints the last hash.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass

GENESIS = bytes(32)


@dataclass(frozen=True)
class AuditRow:
    """Who did what to which object: ids and amounts only, `detail` a JSON object as text. Never personal data."""

    seq: int
    at_ms: int
    staff_id: str
    action: str
    subject: str
    detail: str


def chain(previous: bytes, row: AuditRow) -> bytes:
    """The hash of `row` after the row with hash `previous`. ValueError when `previous` is not 32 bytes."""
    if len(previous) != len(GENESIS):
        raise ValueError("a hash has 32 bytes")
    digest = hashlib.sha256(previous + struct.pack(">Qq", row.seq, row.at_ms))
    for text in (row.staff_id, row.action, row.subject, row.detail):
        data = text.encode()
        digest.update(struct.pack(">I", len(data)) + data)
    return digest.digest()


def first_break(rows: Iterable[tuple[AuditRow, bytes]]) -> int | None:
    """The seq of the first row (in order, from seq 1) that the chain does not explain; None when it is whole."""
    previous = GENESIS
    for expected, (row, stored) in enumerate(rows, start=1):
        if row.seq != expected or chain(previous, row) != stored:
            return expected
        previous = stored
    return None
