"""Allowances this till holds, as headquarters gave them, and what it owes back."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database

OPEN, CLOSED, REVOKED = "open", "closed", "revoked"
#: Allowances this till gave itself, because the owner allows a little without asking.
FLOOR_PREFIX = "floor:"


@dataclass(frozen=True)
class Grant:
    """An allowance; `expires_hlc` by this till's hybrid clock. `asked`: given for one sale while online."""

    grant_id: str
    account: str
    kind: str
    instance: str
    lot_id: str
    amount: int
    keep: int | None
    expires_hlc: int | None
    state: str
    ver: int
    asked: bool = False


@dataclass(frozen=True)
class Return:
    """What this till gives back: `right` is an allowance's id or (the right by birth) a lot's. `doubted`: it never used
    it, for another copy of its disk may have it, too.
    """

    account: str
    right: str
    amount: int
    doubted: bool = False


def put(db: Database, grant: Grant) -> bool:
    """Adds an allowance, or takes what headquarters changed of it. It belongs to the account its lot belongs to here.
    False when that was known.

    What was used here is this till's own knowledge: an allowance that headquarters knows as used up, while some of it
    came back here since, stays open, and one of which it has heard that some came back is open again.
    """
    closed = CLOSED if grant.state == REVOKED else grant.state
    cursor = db.execute(
        "INSERT INTO escrow(grant_id, account, kind, instance, lot_id, amount, keep, expires_hlc, state, ver, asked)"
        " VALUES(?1, coalesce((SELECT account FROM lot WHERE id = ?5), ?2), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
        " ON CONFLICT(grant_id) DO UPDATE SET keep = excluded.keep,"
        " state = CASE WHEN ?12 <> 'revoked' AND amount > used + returned AND 'open' IN (state, excluded.state)"
        " THEN 'open' ELSE 'closed' END, ver = excluded.ver"
        " WHERE excluded.ver > ver",
        (grant.grant_id, grant.account, grant.kind, grant.instance, grant.lot_id, grant.amount, grant.keep,
         grant.expires_hlc, closed, grant.ver, int(grant.asked), grant.state),
    )  # fmt: skip
    return cursor.rowcount > 0


def returns_due(db: Database, now_hlc: int, limit: int) -> list[Return]:
    """Expired allowances, what headquarters asks back, and rights in doubt, at most `limit`."""
    rows = db.all(
        "SELECT account, grant_id, CASE WHEN expires_hlc <= ?1 THEN amount - used - returned"
        " ELSE amount - used - returned - keep END AS due FROM escrow"
        " WHERE state = 'open' AND grant_id NOT LIKE 'floor:%' AND due > 0"
        " AND (expires_hlc <= ?1 OR keep IS NOT NULL) ORDER BY grant_id LIMIT ?2",
        (now_hlc, limit),
    )
    found = [Return(row[0], row[1], int(row[2])) for row in rows]
    rows = db.all(
        "SELECT l.account, l.id, l.held - r.keep FROM recall r JOIN lot l ON l.id = r.lot_id WHERE l.held > r.keep"
        " ORDER BY l.id LIMIT ?",
        (max(0, limit - len(found)),),
    )
    found += [Return(row[0], row[1], int(row[2])) for row in rows]
    rows = db.all(
        "SELECT l.account, l.id, d.amount FROM doubted d JOIN lot l ON l.id = d.lot_id ORDER BY l.id LIMIT ?",
        (max(0, limit - len(found)),),
    )
    return found + [Return(row[0], row[1], int(row[2]), doubted=True) for row in rows]


def give_up(db: Database, returns: list[Return]) -> None:
    """Moves what is given back out of reach; inside the transaction of its `grant.return`."""
    for one in returns:
        if one.doubted:
            db.execute("DELETE FROM doubted WHERE lot_id = ?", (one.right,))
            continue
        db.execute("UPDATE escrow SET returned = returned + ? WHERE grant_id = ?", (one.amount, one.right))
        db.execute("UPDATE escrow SET state = 'closed' WHERE grant_id = ? AND amount = used + returned", (one.right,))
        db.execute("UPDATE lot SET held = held - ? WHERE id = ?", (one.amount, one.right))
        db.execute("DELETE FROM recall WHERE lot_id = ?", (one.right,))


def end_all(db: Database) -> None:
    """Every allowance of headquarters ends now; `returns_due` names what is left of them."""
    db.execute("UPDATE escrow SET expires_hlc = 0 WHERE state = 'open' AND grant_id NOT LIKE 'floor:%'")


def tidy(db: Database) -> None:
    """Closes allowances of which nothing is left, and recalls that are met."""
    db.execute("UPDATE escrow SET state = 'closed' WHERE state = 'open' AND amount = used + returned")
    db.execute("DELETE FROM recall WHERE NOT EXISTS (SELECT 1 FROM lot l WHERE l.id = lot_id AND l.held > keep)")


def floor_used(db: Database, account: str, acked_row: int) -> int:
    """What was taken of an account without any right and headquarters has not heard of."""
    return int(
        db.value(
            "SELECT coalesce(-sum(m.amount), 0) FROM lot_move m JOIN lot l ON l.id = m.lot_id"
            " WHERE m.seq > ? AND l.account = ? AND m.by_right LIKE 'floor:%'",
            (acked_row, account),
        )
    )


def take_floor(db: Database, account: str, kinds: tuple[str, ...], amount: int) -> int:
    """Lets the till take up to `amount` from lots it has no right to, soonest expiring first; gives what it found."""
    marks = ", ".join("?" * len(kinds))
    taken = 0
    for lot_id, kind, instance, open_, held in db.all(
        "SELECT id, kind, instance, open, held + coalesce((SELECT sum(g.amount - g.used - g.returned) FROM escrow g"
        " WHERE g.lot_id = lot.id AND g.state = 'open'), 0) FROM lot"
        f" WHERE account = ? AND open > 0 AND kind IN ({marks})"
        " ORDER BY expires IS NULL, expires, made_at_ms, id",
        (account, *kinds),
    ):
        part = min(amount - taken, max(0, open_ - held))
        if part > 0:
            db.execute(
                "INSERT INTO escrow(grant_id, account, kind, instance, lot_id, amount, state)"
                " VALUES(?, ?, ?, ?, ?, ?, 'open')"
                " ON CONFLICT(grant_id) DO UPDATE SET amount = amount + excluded.amount, state = 'open'",
                (FLOOR_PREFIX + lot_id, account, kind, instance, lot_id, part),
            )
            taken += part
    return taken
