"""Stored-value lots by what became of them, and whether an account may be used."""

from __future__ import annotations

from memberpos.domain.ledger import Lot
from memberpos.store import ledger
from memberpos.store.database import Database

#: Events that take stored value away without its being consumed.
NOT_CONSUMED = ("transfer", "card.transfer", "value.cash_out", "recharge.refund", "card_close")
_MARKS = ", ".join("?" * len(NOT_CONSUMED))


#: A card that went to another member left with all lots of its top-ups; a card may come back.
_STAYED = (
    "NOT EXISTS (SELECT 1 FROM lot n JOIN event i ON i.seq = n.made_seq JOIN event o ON o.id = i.cause_event_id"
    " WHERE n.recharge_id = l.recharge_id AND n.made_seq > l.made_seq AND i.kind = 'card.transfer.in'"
    " AND o.account_id = l.account)"
)


def all_lots(db: Database, account: str) -> list[Lot]:
    """Every PRINCIPAL and BONUS lot an account ever had, oldest first, but for those that went away with a card: what
    was used of them is told by the lots they became.
    """
    rows = db.all(
        f"SELECT id FROM lot l WHERE account = ? AND kind IN ('PRINCIPAL', 'BONUS') AND {_STAYED}"
        " ORDER BY made_seq, rowid",
        (account,),
    )
    return list(ledger.lots_by_id(db, [str(row[0]) for row in rows]).values())


def of_recharge(db: Database, recharge_id: str, account: str) -> list[Lot]:
    """The stored-value lots of one top-up that an account holds or held."""
    rows = db.all(
        f"SELECT id FROM lot l WHERE recharge_id = ? AND account = ? AND kind IN ('PRINCIPAL', 'BONUS') AND {_STAYED}"
        " ORDER BY made_seq, rowid",
        (recharge_id, account),
    )
    return list(ledger.lots_by_id(db, [str(row[0]) for row in rows]).values())


def points_lots(db: Database, recharge_id: str, account: str) -> list[Lot]:
    """The points lots a top-up gave."""
    rows = db.all(
        "SELECT id FROM lot WHERE recharge_id = ? AND account = ? AND kind = 'POINTS' ORDER BY made_seq, rowid",
        (recharge_id, account),
    )
    return list(ledger.lots_by_id(db, [str(row[0]) for row in rows]).values())


def gone(db: Database, account: str) -> dict[str, int]:
    """{lot id: fen} of stored value that left an account's lots without being consumed."""
    rows = db.all(
        "SELECT m.lot_id, -sum(m.amount) FROM lot l JOIN lot_move m ON m.lot_id = l.id JOIN event e ON e.seq = m.seq"
        f" WHERE l.account = ? AND l.kind IN ('PRINCIPAL', 'BONUS') AND m.amount < 0 AND e.kind IN ({_MARKS})"
        " GROUP BY m.lot_id",
        (account, *NOT_CONSUMED),
    )
    return {str(row[0]): int(row[1]) for row in rows}


def frozen(db: Database, account: str) -> bool:
    """Whether an account is frozen."""
    return bool(db.value("SELECT frozen FROM account WHERE id = ?", (account,)))


def set_frozen(db: Database, account: str, *, on: bool) -> None:
    """Freezes an account or lets it go; inside the caller's transaction."""
    db.execute("UPDATE account SET frozen = ? WHERE id = ?", (int(on), account))


def move_instances(db: Database, account: str, to_account: str) -> None:
    """Passes and coupons of an account belong to another from now on; their lots move by events."""
    for table in ("pass", "coupon"):
        db.execute(f"UPDATE {table} SET account_id = ? WHERE account_id = ?", (to_account, account))


def movable(db: Database, account: str) -> list[Lot]:
    """Every lot of an account that can go with its card: stored value of top-ups not used up, with their spent lots,
    and whatever else is open. Growth has no lots and stays with the member.
    """
    rows = db.all(
        "SELECT id FROM lot l WHERE account = ?1 AND (open <> 0 OR (kind IN ('PRINCIPAL', 'BONUS') AND EXISTS"
        " (SELECT 1 FROM lot o WHERE o.account = ?1 AND o.recharge_id = l.recharge_id AND o.open > 0"
        f" AND o.kind IN ('PRINCIPAL', 'BONUS')))) AND (open <> 0 OR {_STAYED}) ORDER BY made_seq, rowid",
        (account,),
    )
    return list(ledger.lots_by_id(db, [str(row[0]) for row in rows]).values())
