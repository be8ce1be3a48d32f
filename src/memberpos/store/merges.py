"""Two members made one: what moved, so that it can be told and undone; and who a merged member is now."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from memberpos.domain.ledger import GROWTH
from memberpos.store.database import Database


@dataclass(frozen=True)
class MergeRow:
    """`loser_id` was merged into `winner_id` by event `event_id`; undoing is possible up to the date `undo_until`.

    `doc`: cards, passes, coupons, referred, aliases (ids that moved), `before` (the winner's fields that were filled
    from the loser's), `tier` (the winner's standing before).
    """

    event_id: str
    winner_id: str
    loser_id: str
    seq: int
    undo_until: str
    doc: Mapping[str, Any]
    undone_by: str | None = None


def ids_of(db: Database, member_id: str) -> tuple[str, ...]:
    """The member and everybody merged into it."""
    return (member_id, *(row[0] for row in db.all("SELECT id FROM member WHERE alias_of = ?", (member_id,))))


def account_now(db: Database, account_id: str) -> str:
    """The account that holds what an account held: another one when its member was merged."""
    found = db.value(
        "SELECT b.id FROM account a JOIN member m ON m.id = a.owner_id JOIN account b ON b.owner_id = m.alias_of"
        " WHERE a.id = ? AND m.alias_of IS NOT NULL",
        (account_id,),
    )
    return account_id if found is None else str(found)


def member_now(db: Database, member_id: str) -> str:
    """The member that a member is now."""
    found = db.value("SELECT alias_of FROM member WHERE id = ? AND alias_of IS NOT NULL", (member_id,))
    return member_id if found is None else str(found)


def set_alias(db: Database, member_ids: Sequence[str], alias_of: str | None) -> None:
    """Makes members another one, or themselves again (None)."""
    status = "active" if alias_of is None else "merged"
    db.executemany(
        "UPDATE member SET alias_of = ?, status = ? WHERE id = ?", [(alias_of, status, one) for one in member_ids]
    )


def add(db: Database, row: MergeRow) -> None:
    """Keeps what a merge moved; inside the caller's transaction."""
    db.execute(
        "INSERT INTO member_merge(event_id, winner_id, loser_id, seq, undo_until, doc) VALUES(?, ?, ?, ?, ?, ?)",
        (row.event_id, row.winner_id, row.loser_id, row.seq, row.undo_until, json.dumps(row.doc, ensure_ascii=False)),
    )


def find(db: Database, event_id: str) -> MergeRow | None:
    """The merge that event made."""
    return next(iter(_rows(db, "event_id = ?", (event_id,))), None)


def into(db: Database, winner_id: str) -> list[MergeRow]:
    """Merges into a member that were not undone, the newest first."""
    return _rows(db, "winner_id = ? AND undone_by IS NULL", (winner_id,))


def mark_undone(db: Database, event_id: str, undone_by: str) -> None:
    """The merge was undone by another event."""
    db.execute("UPDATE member_merge SET undone_by = ? WHERE event_id = ?", (undone_by, event_id))


def _rows(db: Database, condition: str, values: tuple[str, ...]) -> list[MergeRow]:
    rows = db.all(
        "SELECT event_id, winner_id, loser_id, seq, undo_until, doc, undone_by FROM member_merge"
        f" WHERE {condition} ORDER BY seq DESC",
        values,
    )
    return [MergeRow(row[0], row[1], row[2], row[3], row[4], json.loads(row[5]), row[6]) for row in rows]


# --- what moves -----------------------------------------------------------------------------------------------------


def cards_of(db: Database, member_id: str, account_id: str) -> list[tuple[str, str | None, str | None]]:
    """(number, member, account) of every card that is a member's or on the member's account."""
    rows = db.all(
        "SELECT number, member_id, account_id FROM card WHERE member_id = ? OR account_id = ? ORDER BY number",
        (member_id, account_id),
    )
    return [(row[0], row[1], row[2]) for row in rows]


def put_card(db: Database, number: str, member_id: str | None, account_id: str | None) -> None:
    """A card belongs to a member and an account."""
    db.execute("UPDATE card SET member_id = ?, account_id = ? WHERE number = ?", (member_id, account_id, number))


def owned(db: Database, table: str, account_id: str) -> list[str]:
    """Ids of the passes or coupons (`table`) of an account."""
    if table not in ("pass", "coupon"):
        raise ValueError(table)
    return [row[0] for row in db.all(f"SELECT id FROM {table} WHERE account_id = ? ORDER BY id", (account_id,))]


def give_owned(db: Database, table: str, ids: Sequence[str], account_id: str) -> None:
    """Passes or coupons go to another account."""
    if table not in ("pass", "coupon"):
        raise ValueError(table)
    db.executemany(f"UPDATE {table} SET account_id = ? WHERE id = ?", [(account_id, one) for one in ids])


def referred_by(db: Database, member_id: str) -> list[str]:
    """Members brought by a member."""
    return [row[0] for row in db.all("SELECT id FROM member WHERE referrer_id = ? ORDER BY id", (member_id,))]


def refer(db: Database, member_ids: Sequence[str], referrer_id: str) -> None:
    """Members were brought by another one."""
    db.executemany("UPDATE member SET referrer_id = ? WHERE id = ?", [(referrer_id, one) for one in member_ids])


def lots_of(db: Database, account: str) -> list[tuple[str, str, str, int]]:
    """(lot, kind, instance, open) of every lot of an account, spent ones too, oldest first."""
    rows = db.all(
        "SELECT id, kind, instance, open FROM lot WHERE account = ? ORDER BY made_seq, rowid",
        (account,),
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def apart(db: Database, account: str) -> tuple[str, str, int] | None:
    """The first (kind, instance, amount) of an account that its lots do not add up to, None when all do: while a merge
    of this till waits for a headquarters that was put back, they may lie in the other account.
    """
    row = db.one(
        "SELECT kind, instance, sum(amount) AS missing FROM ("
        " SELECT kind, instance, amount + others AS amount FROM balance WHERE account = ?1 AND kind <> ?2"
        " UNION ALL SELECT kind, instance, -open FROM lot WHERE account = ?1)"
        " GROUP BY kind, instance HAVING missing <> 0 ORDER BY kind, instance LIMIT 1",
        (account, GROWTH),
    )
    return None if row is None else (row[0], row[1], int(row[2]))


def lots_moved(db: Database, seq: int) -> list[tuple[str, str, str, int]]:
    """(lot, kind, instance, open now) of the lots that event `seq` gave to another account."""
    rows = db.all(
        "SELECT l.id, l.kind, l.instance, l.open FROM lot_owner o JOIN lot l ON l.id = o.lot_id WHERE o.seq = ?"
        " AND NOT o.told ORDER BY l.made_seq, l.rowid",
        (seq,),
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def give_lots(db: Database, seq: int, lots: Sequence[tuple[str, int]], old: str, new: str) -> None:
    """Lots (id, open) go from one account to another as they are, by event `seq`."""
    db.executemany(
        "INSERT INTO lot_owner(lot_id, seq, old, new, open) VALUES(?, ?, ?, ?, ?)",
        [(lot_id, seq, old, new, open_) for lot_id, open_ in lots],
    )
    db.executemany("UPDATE lot SET account = ? WHERE id = ?", [(new, lot_id) for lot_id, _ in lots])
    db.executemany("UPDATE escrow SET account = ? WHERE lot_id = ?", [(new, lot_id) for lot_id, _ in lots])
