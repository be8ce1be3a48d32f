"""Postings, balances and lots in tables. Every function runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from memberpos.domain.ledger import Lot, LotMove, Posting
from memberpos.store import rights
from memberpos.store.database import Database
from memberpos.store.rights import OPEN_HERE, LotEntries

_LOT_COLUMNS = (
    "id, account, kind, instance, granted, open, made_at_ms, expires, available_from, recharge_id, event_id, gift"
)
#: The same with `open` as far as this till has a right to it (`store.rights`).
_HERE_COLUMNS = _LOT_COLUMNS.replace(" open,", f" {OPEN_HERE},")


def post(db: Database, seq: int, postings: Iterable[Posting]) -> None:
    """Writes the ledger rows of event `seq`, each with its running balance."""
    for p in postings:
        after = db.value(
            "INSERT INTO balance(account, kind, instance, unit, amount) VALUES(?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET amount = amount + excluded.amount RETURNING amount",
            (p.account, p.kind, p.instance, p.unit, p.amount),
        )
        db.execute(
            "INSERT INTO ledger(seq, account, kind, instance, unit, amount, balance_after, line)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            (seq, p.account, p.kind, p.instance, p.unit, p.amount, after, p.line),
        )


def balances(db: Database, account: str) -> dict[tuple[str, str], int]:
    """{(kind, instance): amount} of one account, what other tills did included; missing keys are 0."""
    rows = db.all("SELECT kind, instance, amount + others FROM balance WHERE account = ?", (account,))
    return {(row[0], row[1]): row[2] for row in rows}


def waiting(db: Database, account: str, kind: str, today: str) -> int:
    """What of a balance lies in lots that count from a later day than `today`."""
    return int(
        db.value(
            "SELECT coalesce(sum(open), 0) FROM lot WHERE account = ? AND kind = ? AND instance = '' AND open > 0"
            " AND available_from > ?",
            (account, kind, today),
        )
    )


def spendable(db: Database, account: str, kind: str, today: str) -> int:
    """A balance without what counts from a later day; a debt is negative."""
    return balances(db, account).get((kind, ""), 0) - waiting(db, account, kind, today)


def moved(db: Database, seq: int, kind: str) -> int:
    """What an event moved of a kind on members' accounts, all together."""
    return int(
        db.value(
            "SELECT coalesce(sum(amount), 0) FROM ledger WHERE seq = ? AND kind = ? AND account NOT LIKE 'shop:%'",
            (seq, kind),
        )
    )


def units(db: Database, account: str) -> dict[tuple[str, str], str]:
    """{(kind, instance): unit} of what one account ever held."""
    rows = db.all("SELECT kind, instance, unit FROM balance WHERE account = ?", (account,))
    return {(row[0], row[1]): row[2] for row in rows}


def balance_rows(db: Database, account: str) -> list[tuple[str, str, str, int]]:
    """(kind, instance, unit, amount) of every balance one account has or had, what other tills did included; 0 too."""
    rows = db.all(
        "SELECT kind, instance, unit, amount + others FROM balance WHERE account = ? ORDER BY kind, instance, unit",
        (account,),
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def apply(db: Database, seq: int, entries: LotEntries) -> None:
    """Stores the new lots of an account and applies the movements, which are kept for refunds.

    A new lot starts at 0: its own movements (its grant, and what of it paid a debt) bring it to `open`.
    """
    for lot in entries.new:
        db.execute(
            "INSERT INTO lot(id, account, kind, instance, granted, open, made_at_ms, made_seq, expires, available_from,"
            " recharge_id, event_id, gift, mine) VALUES(?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)",
            (lot.id, lot.account, lot.kind, lot.instance, lot.granted, lot.made_at_ms, seq, lot.expires,
             lot.available_from, lot.recharge_id, lot.event_id, int(lot.gift), int(not lot.shared)),
        )  # fmt: skip
    for move in entries.moves:
        db.execute("UPDATE lot SET open = open + ? WHERE id = ?", (move.amount, move.lot_id))
        db.execute(
            "INSERT INTO lot_move(seq, lot_id, amount, by_right) VALUES(?, ?, ?, ?)",
            (seq, move.lot_id, move.amount, move.right),
        )
        rights.apply(db, move)


def open_lots(db: Database, account: str, kinds: Sequence[str], instance: str = "") -> list[Lot]:
    """Open lots (and the debt lot) of an account, oldest first, each as far as this till may take it."""
    marks = ", ".join("?" * len(kinds))
    rows = db.all(
        f"SELECT {_HERE_COLUMNS} FROM lot l WHERE account = ? AND instance = ? AND open <> 0 AND kind IN ({marks})"
        " ORDER BY made_seq, rowid",
        (account, instance, *kinds),
    )
    return [_lot(row) for row in rows]


def lots_ending(db: Database, account: str, kind: str, until: str) -> list[Lot]:
    """Open lots of a kind whose last day is `until` or before, oldest first: few, however many the account holds."""
    return _ending(db, _LOT_COLUMNS, account, kind, until)


def own_lots_ending(db: Database, account: str, kind: str, until: str) -> list[Lot]:
    """`lots_ending` as far as this till may take them: another holder expires the rest."""
    return [lot for lot in _ending(db, _HERE_COLUMNS, account, kind, until) if lot.open]


def _ending(db: Database, columns: str, account: str, kind: str, until: str) -> list[Lot]:
    rows = db.all(
        f"SELECT {columns} FROM lot l WHERE account = ? AND kind = ? AND instance = '' AND open <> 0"
        " AND expires <= ? ORDER BY made_seq, rowid",
        (account, kind, until),
    )
    return [_lot(row) for row in rows]


def lots_by_id(db: Database, ids: Iterable[str]) -> dict[str, Lot]:
    """The named lots, open or spent."""
    found: dict[str, Lot] = {}
    for lot_id in ids:
        row = db.one(f"SELECT {_LOT_COLUMNS} FROM lot WHERE id = ?", (lot_id,))
        if row is not None:
            found[lot_id] = _lot(row)
    return found


def moves_of(db: Database, seq: int) -> list[tuple[LotMove, str, str]]:
    """(movement, kind, account) of one event in the order they were made."""
    rows = db.all(
        "SELECT m.lot_id, m.amount, l.kind, l.account FROM lot_move m JOIN lot l ON l.id = m.lot_id"
        " WHERE m.seq = ? ORDER BY m.id",
        (seq,),
    )
    return [(LotMove(row[0], row[1]), row[2], row[3]) for row in rows]


def expired_of_lot(db: Database, lot_id: str) -> int:
    """How much of a lot expired."""
    return int(
        db.value(
            "SELECT coalesce(-sum(m.amount), 0) FROM lot_move m JOIN event e ON e.seq = m.seq"
            " WHERE m.lot_id = ? AND e.kind = 'points.expire'",
            (lot_id,),
        )
    )


def owners_with_expiry(db: Database, kind: str, before: str) -> list[str]:
    """Ids of those whose accounts hold lots of a kind that this till may take and whose last day is before `before`."""
    rows = db.all(
        "SELECT DISTINCT a.owner_id FROM lot l JOIN account a ON a.id = l.account"
        " WHERE l.kind = ? AND l.open > 0 AND l.expires IS NOT NULL AND l.expires < ?"
        f" AND {OPEN_HERE} > 0",
        (kind, before),
    )
    return [row[0] for row in rows]


def first_expiry(db: Database, account: str, kind: str, before: str) -> str | None:
    """The earliest last day before `before` of an account's lots of a kind that this till may take."""
    found = db.value(
        "SELECT min(expires) FROM lot l WHERE account = ? AND kind = ? AND instance = '' AND open > 0 AND open <> 0"
        f" AND expires < ? AND {OPEN_HERE} > 0",
        (account, kind, before),
    )
    return None if found is None else str(found)


def _lot(row: Sequence[object]) -> Lot:
    (lot_id, account, kind, instance, granted, open_, made, expires, available, recharge, event_id, gift) = tuple(row)
    return Lot(
        id=str(lot_id), account=str(account), kind=str(kind), granted=int(str(granted)), open=int(str(open_)),
        made_at_ms=int(str(made)), instance=str(instance), expires=_text(expires), available_from=_text(available),
        recharge_id=_text(recharge), event_id=str(event_id), gift=bool(gift),
    )  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)
