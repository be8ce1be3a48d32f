"""Kinds of passes, the passes that were sold, and what is open of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from memberpos.domain.ledger import PASS, Lot
from memberpos.domain.pass_terms import PassTerms, document, terms_from
from memberpos.domain.passes import Freeze, Pass
from memberpos.store import ledger
from memberpos.store.database import Database
from memberpos.store.rights import OPEN_HERE


@dataclass(frozen=True)
class PassRow:
    """A pass with where it came from; `receipt_no` None of one that was a gift."""

    one: Pass
    made_event: str
    receipt_no: str | None


#: One query for all of an account: what is open of paid and gift uses stands in the lots.
_SELECT = (
    "SELECT p.id, p.account_id, p.terms, p.paid_fen, p.state, p.valid_from, p.valid_to, p.ended, p.refunded,"
    " p.made_at_ms, p.made_event, p.receipt_no,"
    " coalesce((SELECT sum(open) FROM lot l WHERE l.account = p.account_id AND l.kind = 'PASS' AND l.instance = p.id"
    " AND l.open <> 0 AND l.gift = 0), 0),"
    " coalesce((SELECT sum(open) FROM lot l WHERE l.account = p.account_id AND l.kind = 'PASS' AND l.instance = p.id"
    " AND l.open <> 0 AND l.gift = 1), 0),"
    " (SELECT json_group_array(json_array(from_on, to_on)) FROM pass_freeze f WHERE f.pass_id = p.id) FROM pass p"
)


# --- kinds ----------------------------------------------------------------------------------------------------------


def put_kind(db: Database, terms: PassTerms) -> None:
    """Adds a kind or changes it; passes already sold keep their terms."""
    db.execute(
        "INSERT INTO pass_kind(code, price_fen, doc) VALUES(?, ?, ?)"
        " ON CONFLICT(code) DO UPDATE SET price_fen = excluded.price_fen, doc = excluded.doc",
        (terms.code, terms.price_fen, _written(terms)),
    )


def kind(db: Database, code: str) -> PassTerms | None:
    """The kind with this code as it is sold now."""
    text = db.value("SELECT doc FROM pass_kind WHERE code = ?", (code,))
    return None if text is None else terms_from(json.loads(text))


def kinds(db: Database) -> list[PassTerms]:
    """All kinds by code."""
    return [terms_from(json.loads(row[0])) for row in db.all("SELECT doc FROM pass_kind ORDER BY code")]


# --- passes ---------------------------------------------------------------------------------------------------------


def insert(db: Database, row: PassRow) -> None:
    """Stores a new pass; inside the caller's transaction. Its uses are lots."""
    one = row.one
    db.execute(
        "INSERT INTO pass(id, code, account_id, state, paid_fen, uses_paid, uses_gift, valid_from, valid_to, terms,"
        " made_at_ms, made_event, receipt_no) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (one.id, one.terms.code, one.account, one.state, one.paid_fen, one.terms.uses, one.terms.gift_uses,
         _text(one.valid_from), _text(one.valid_to), _written(one.terms), one.made_at_ms, row.made_event,
         row.receipt_no),
    )  # fmt: skip


def save(db: Database, one: Pass) -> None:
    """Keeps state, dates and counts of a pass after an event."""
    db.execute(
        "UPDATE pass SET state = ?, valid_from = ?, valid_to = ?, ended = ?, refunded = ? WHERE id = ?",
        (one.state, _text(one.valid_from), _text(one.valid_to), one.ended, one.refunded, one.id),
    )


def find(db: Database, key: str) -> PassRow | None:
    """A pass by id, by its receipt number, or by the event that made it."""
    row = db.one(f"{_SELECT} WHERE p.id = ?1 OR p.receipt_no = ?1", (key,))
    return None if row is None else _row(row)


def made_by(db: Database, event_id: str) -> PassRow | None:
    """The pass an event sold or gave."""
    row = db.one(
        f"{_SELECT} WHERE p.made_event = ? AND p.account_id = (SELECT account_id FROM event WHERE id = ?)",
        (event_id, event_id),
    )
    return None if row is None else _row(row)


def caused_by(db: Database, event_id: str) -> list[PassRow]:
    """The passes given by events that an event caused, in the order they were given."""
    rows = db.all(
        f"{_SELECT} WHERE p.made_event IN (SELECT id FROM event WHERE cause_event_id = ?) ORDER BY p.made_at_ms, p.id",
        (event_id,),
    )
    return [_row(row) for row in rows]


def of_account(db: Database, account: str) -> list[Pass]:
    """All passes of an account, oldest first."""
    rows = db.all(f"{_SELECT} WHERE p.account_id = ? ORDER BY p.made_at_ms, p.id", (account,))
    return [_row(row).one for row in rows]


def of_code(db: Database, code: str, limit: int = 2) -> list[Pass]:
    """Passes of a kind, whoever holds them."""
    return [_row(row).one for row in db.all(f"{_SELECT} WHERE p.code = ? LIMIT ?", (code, limit))]


def lots(db: Database, one: Pass) -> list[Lot]:
    """Its lots with open uses: paid ones first, gift ones last."""
    found = ledger.open_lots(db, one.account, (PASS,), one.id)
    return sorted(found, key=lambda lot: lot.gift)


def all_lots(db: Database, one: Pass) -> list[Lot]:
    """Its lots, spent ones too."""
    rows = db.all("SELECT id FROM lot WHERE account = ? AND kind = 'PASS' AND instance = ?", (one.account, one.id))
    return list(ledger.lots_by_id(db, [row[0] for row in rows]).values())


def due_owners(db: Database, before: str) -> list[str]:
    """Ids of the members who hold an active pass whose last day is before `before` and of which something is left."""
    rows = db.all(
        f"SELECT DISTINCT a.owner_id FROM pass p JOIN account a ON a.id = p.account_id WHERE {_DUE}", (before,)
    )
    return [row[0] for row in rows]


def first_due(db: Database, account: str, before: str) -> str | None:
    """The earliest such last day of an account."""
    found = db.value(f"SELECT min(p.valid_to) FROM pass p WHERE p.account_id = ? AND {_DUE}", (account, before))
    return None if found is None else str(found)


def ending_on(db: Database, account: str, last_day: str) -> list[Pass]:
    """Active passes of an account whose last day that was, with something left."""
    rows = db.all(
        f"{_SELECT} WHERE p.account_id = ? AND p.valid_to = ? AND {_DUE} ORDER BY p.made_at_ms, p.id",
        (account, last_day, "9999-12-31"),
    )
    return [_row(row).one for row in rows]


#: Another till that may use it lapses it.
_DUE = (
    f"NOT EXISTS (SELECT 1 FROM lot l WHERE l.account = p.account_id AND l.kind = 'PASS' AND l.instance = p.id"
    f" AND l.open > {OPEN_HERE}) AND "
    "p.state = 'active' AND p.valid_to IS NOT NULL AND p.valid_to < ? AND (p.uses_paid IS NULL OR EXISTS"
    " (SELECT 1 FROM lot l WHERE l.account = p.account_id AND l.kind = 'PASS' AND l.instance = p.id AND l.open > 0))"
)


def add_freeze(db: Database, pass_id: str, freeze: Freeze, event_id: str) -> None:
    """Keeps a freeze."""
    db.execute(
        "INSERT INTO pass_freeze(pass_id, from_on, to_on, event_id) VALUES(?, ?, ?, ?)",
        (pass_id, freeze.from_on.isoformat(), freeze.to_on.isoformat(), event_id),
    )


def keep_freezes(db: Database, one: Pass) -> None:
    """Shortens or drops freezes to those the pass has now."""
    last_days = {freeze.from_on.isoformat(): freeze.to_on.isoformat() for freeze in one.freezes}
    for row in db.all("SELECT from_on FROM pass_freeze WHERE pass_id = ?", (one.id,)):
        if row[0] in last_days:
            values = (last_days[row[0]], one.id, row[0])
            db.execute("UPDATE pass_freeze SET to_on = ? WHERE pass_id = ? AND from_on = ?", values)
        else:
            db.execute("DELETE FROM pass_freeze WHERE pass_id = ? AND from_on = ?", (one.id, row[0]))


def _row(row: Sequence[Any]) -> PassRow:
    (pass_id, account, terms, paid_fen, state, begins, ends, ended, refunded, made_at_ms, made_event, receipt_no,
     paid_left, gift_left, freezes) = tuple(row)  # fmt: skip
    one = Pass(
        id=pass_id, account=account, terms=terms_from(json.loads(terms)), paid_fen=paid_fen, state=state,
        valid_from=_date(begins), valid_to=_date(ends), paid_left=paid_left, gift_left=gift_left, ended=ended,
        refunded=refunded, made_at_ms=made_at_ms,
        freezes=tuple(Freeze(date.fromisoformat(a), date.fromisoformat(b)) for a, b in sorted(json.loads(freezes))),
    )  # fmt: skip
    return PassRow(one, made_event, receipt_no)


def _written(terms: PassTerms) -> str:
    return json.dumps(document(terms), ensure_ascii=False, separators=(",", ":"))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
