"""Cases: events that broke a rule, each beside the event of somebody else it collides with, for a person to settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.hq.database import Conn
from memberpos.hq.devices import Device
from memberpos.hq.tx import Tx


@dataclass(frozen=True)
class Fault:
    """Event `seq` broke the rule `why`. `subject`: account, member or card it is about; `other`: (device, seq)."""

    seq: int
    why: str
    subject: str = ""
    staff: str = ""
    other: tuple[UUID, int] | None = None


def note(tx: Tx, device: Device, faults: Sequence[Fault]) -> None:
    """Opens a case for each fault and tells its store; what already stands there stays as it is."""
    first = {(fault.seq, fault.why): fault for fault in reversed(faults)}
    for fault in sorted(first.values(), key=lambda one: (one.seq, one.why)):
        other = fault.other or (None, None)
        row = tx.conn.execute(
            """INSERT INTO review(device_id, seq, why, at_ms, store_id, subject, staff, other_device, other_seq)
            VALUES(%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING ver""",
            (device.device_id, fault.seq, fault.why, tx.now_ms, device.store_id, fault.subject, fault.staff, *other),
        ).fetchone()
        if row is not None:
            tx.tell([device.store_id], "case", case_id(device.device_id, fault.seq, fault.why), int(row[0]))


def case_id(device: UUID, seq: int, why: str) -> str:
    """How a case is named on the wire."""
    return f"{device}/{seq}/{why}"


def settle(tx: Tx, case: str, action: str, by: str) -> None:
    """A person has looked at it; the store's tills take it off their lists. PosError not_found."""
    device, _, rest = case.partition("/")
    seq, _, why = rest.partition("/")
    row = tx.conn.execute(
        """UPDATE review SET done_ms = %s, action = %s, done_by = %s, ver = ver + 1
        WHERE device_id = %s AND seq = %s AND why = %s AND done_ms IS NULL RETURNING store_id, ver""",
        (tx.now_ms, action, by, UUID(device), int(seq), why),
    ).fetchone()
    if row is None:
        raise PosError("not_found", what="case")
    tx.tell([int(row[0])], "case", case, int(row[1]))


def collision(conn: Conn, account: UUID, kind: str, device: UUID) -> tuple[UUID, int] | None:
    """The newest event of another till that took from the same account, or None."""
    row = conn.execute(
        """SELECT device_id, seq FROM ledger WHERE account_id = %s AND kind = %s AND amount < 0 AND device_id <> %s
        ORDER BY hlc DESC, seq DESC LIMIT 1""",
        (account, kind, device),
    ).fetchone()
    return None if row is None else (row[0], int(row[1]))
