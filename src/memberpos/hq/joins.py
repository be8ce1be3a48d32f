"""What headquarters was asked to make one, and what came of it: the table of `hq.joining`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from memberpos.domain import merging as rules
from memberpos.domain.errors import PosError
from memberpos.hq import people
from memberpos.hq.database import Conn
from memberpos.hq.tx import Tx

#: Asked for and waiting for rights; booked; asked to be undone; undone; called off before it was booked.
WAITING, DONE, PARTING, PARTED, OFF = "waiting", "done", "parting", "parted", "off"
OPEN = (WAITING, PARTING)
UNDO_MS = rules.UNDO_DAYS * 86_400_000
_COLUMNS = "join_id, winner, loser, called, state, asked_ms, done_ms, doc"


@dataclass(frozen=True)
class Join:
    """Two members made one; the id is the merge's event. `called`: the accounts whose rights are asked back."""

    join_id: UUID
    winner: UUID
    loser: UUID
    called: list[UUID]
    state: str
    asked_ms: int
    done_ms: int
    doc: Mapping[str, Any]

    @property
    def is_rest(self) -> bool:
        """What came to a member who was merged before: it parts with the merge."""
        return bool(self.doc.get("rest"))

    def may_part(self, now_ms: int) -> bool:
        """Whether it can still be undone."""
        return self.state == DONE and not self.is_rest and now_ms <= self.done_ms + UNDO_MS


def of_member(conn: Conn, member: UUID) -> list[Join]:
    """What was asked for a member, the newest first; what was called off is not in it."""
    return read(conn, "(winner = %s OR loser = %s) AND state <> %s ORDER BY asked_ms DESC", (member, member, OFF))


def of_members(conn: Conn, members: Collection[UUID]) -> list[Join]:
    """What these members wait for."""
    wanted = list(members)
    return read(conn, "(winner = ANY(%s) OR loser = ANY(%s)) AND state = ANY(%s)", (wanted, wanted, list(OPEN)))


def called_back(conn: Conn, accounts: list[UUID]) -> set[UUID]:
    """Of these accounts those of which no till shall hold anything: two members wait to be made one, or parted."""
    rows = conn.execute(
        "SELECT unnest(called) FROM member_join WHERE called && %s::uuid[] AND state = ANY(%s)", (accounts, list(OPEN))
    ).fetchall()
    return {row[0] for row in rows}


def holders(conn: Conn, accounts: Sequence[UUID]) -> dict[UUID, int]:
    """{till: when it was heard of last} of those that may still spend of these accounts without asking."""
    wanted = list(accounts)
    rows = conn.execute(
        """SELECT device_id FROM lot WHERE account_id = ANY(%s) AND held > 0
        UNION SELECT device_id FROM escrow WHERE account_id = ANY(%s) AND state = 'open'""",
        (wanted, wanted),
    ).fetchall()
    seen = conn.execute(
        "SELECT device_id, seen_ms FROM device WHERE device_id = ANY(%s)", ([row[0] for row in rows],)
    ).fetchall()
    return {device: int(at_ms) for device, at_ms in seen}


def account_of(conn: Conn, member: UUID, winner: UUID | None = None) -> UUID:
    """PosError not_found for a member that is not there or was erased; bad_setting for one that is another's already,
    unless it is the `winner`'s.
    """
    row = conn.execute("SELECT account_id, alias_of, status FROM member WHERE member_id = %s", (member,)).fetchone()
    if row is None or row[0] is None or row[2] == people.ERASED:
        raise PosError("not_found", what="member")
    if row[1] not in (None, winner):
        raise PosError("bad_setting", setting="merge", reason="merged")
    account: UUID = row[0]
    return account


def left_behind(conn: Conn, members: Sequence[UUID]) -> dict[UUID, list[tuple[str, str, str, int]]]:
    """{member: (kind, instance, unit, amount)} of what came to merged members after the merge, from tills that were
    offline.
    """
    accounts = {
        row[0]: row[1]
        for row in conn.execute(
            "SELECT member_id, account_id FROM member WHERE member_id = ANY(%s) AND alias_of IS NOT NULL",
            (list(members),),
        ).fetchall()
    }
    found = {member: balances(conn, account) for member, account in accounts.items() if account is not None}
    return {member: held for member, held in found.items() if held}


def balances(conn: Conn, account: UUID) -> list[tuple[str, str, str, int]]:
    """(kind, instance, unit, amount) of everything an account has."""
    rows = conn.execute(
        """SELECT kind, instance, unit, balance::bigint FROM account WHERE account_id = %s AND balance <> 0
        ORDER BY kind, instance, unit""",
        (account,),
    ).fetchall()
    return [(row[0], row[1], row[2], int(row[3])) for row in rows]


def end(tx: Tx, join: Join, state: str, done_ms: int, doc: Mapping[str, Any] | None = None) -> None:
    """What became of it."""
    text = json.dumps(join.doc if doc is None else doc, separators=(",", ":"))
    tx.conn.execute(
        "UPDATE member_join SET state = %s, done_ms = %s, doc = %s WHERE join_id = %s",
        (state, done_ms, text, join.join_id),
    )


def read(conn: Conn, where: str, values: Sequence[Any]) -> list[Join]:
    """Those a condition names."""
    rows = conn.execute(f"SELECT {_COLUMNS} FROM member_join WHERE {where}".encode(), values).fetchall()
    return [
        Join(row[0], row[1], row[2], list(row[3]), row[4], int(row[5]), int(row[6]), json.loads(row[7])) for row in rows
    ]


def lock(conn: Conn, join_id: UUID) -> Join:
    """One, its row locked. PosError not_found."""
    conn.execute("SELECT 1 FROM member_join WHERE join_id = %s FOR UPDATE", (join_id,))
    found = read(conn, "join_id = %s", (join_id,))
    if not found:
        raise PosError("not_found", what="merge")
    return found[0]
