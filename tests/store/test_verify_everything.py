"""The books of a shop that did everything once: whatever is altered in them is found and named.

The shop is the one of `docs/examples/actions.jsonl`. Columns that no proof can speak of (words, times of printing, what
the owner may change) are listed; any other column of a table that holds money, points or uses must be proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.commands.test_rehearse import rehearse
from tests.source_tree import ROOT

from memberpos.store.database import Database, open_database
from memberpos.store.verify import verify

EXAMPLE = (ROOT / "docs" / "examples" / "actions.jsonl").read_text(encoding="utf-8").splitlines()
#: What that shop leaves out: a freeze that stands.
MORE = [
    '{"do": "pass.sell", "member": "chen", "pass": "TEA10", "tenders": [{"kind": "scan_pay", "fen": "rest"}], "as": "more"}',
    '{"do": "pass.freeze", "pass": "more", "from": "2027-03-02", "to": "2027-03-03"}',
]  # fmt: skip

#: Table → columns that nothing else in the books says again.
UNPROVED = {
    "event": "", "ledger": "line", "tender": "invoiceable", "sale": "place channel invoice",
    "sale_line": "variant name unit category staff_shares note explain", "sale_discount": "label", "refund": "",
    "recharge": "invoice", "redemption": "", "draw_play": "", "recharge_refund": "", "instalment": "", "closing": "",
    "coupon": "", "pass": "", "pass_use": "", "pass_refund": "", "points_grant": "", "member_badge": "", "balance": "",
    "lot": "", "lot_move": "", "lot_owner": "", "account": "ver", "sale_cell": "", "refund_cell": "", "refund_line": "",
    "outbox": "", "audit": "", "pass_freeze": "",
}  # fmt: skip

#: Table → columns that are empty in every row of that shop, so nothing is said of them here.
UNTRIED = {
    "event": "approver_id", "tender": "legal_entity", "sale": "party", "sale_line": "parent_n",
    "recharge": "withdraw_until legal_entity", "coupon": "valid_from held_by held_until_ms used_event used_on",
    "lot": "available_from", "lot_owner": "old new open", "account": "closed_at_ms", "pass_use": "staff_id",
}  # fmt: skip


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    file: Path = tmp_path_factory.mktemp("everything") / "a.db"
    _, status = rehearse([*EXAMPLE, *MORE], file)
    assert status == 0
    db = open_database(file, bytes(32))
    db.execute("PRAGMA foreign_keys = OFF")
    yield db
    db.close()


def altered(value: Any) -> Any:
    return value + 1 if isinstance(value, int) else value + (b"x" if isinstance(value, bytes) else "x")


def columns(db: Database, table: str) -> tuple[list[str], list[str]]:
    """(key columns, other columns)."""
    found = db.all(f"PRAGMA table_info({table})")
    return [row[1] for row in found if row[5]], [row[1] for row in found if not row[5]]


def crimes_of(db: Database, table: str, column: str, where: str = "1") -> Iterator[tuple[Any, bool]]:
    """(value, found): one row of each kind of row of a table altered in one column, looked at, and put back."""
    keys, _ = columns(db, table)
    rows = db.all(f"SELECT {column}, {', '.join(keys)} FROM {table} WHERE {column} IS NOT NULL AND {where}")
    at = " AND ".join(f"{key} = ?" for key in keys)
    for value, *key in map(tuple, rows):
        with db.transaction():
            db.execute(f"UPDATE {table} SET {column} = ? WHERE {at}", (altered(value), *key))
        try:
            found = bool(verify(db).differences)
        finally:
            with db.transaction():
                db.execute(f"UPDATE {table} SET {column} = ? WHERE {at}", (value, *key))
        yield key, found


def one_of_each(db: Database, table: str, kind: str) -> str:
    """SQL for the first row of each kind of row."""
    key = columns(db, table)[0][0]
    return f"{key} IN (SELECT min({key}) FROM {table} GROUP BY {kind})"


@pytest.mark.parametrize("table", UNPROVED)
def test_every_column_that_can_be_proved_is(books: Database, table: str) -> None:
    tried = {column: next(crimes_of(books, table, column), None) for column in columns(books, table)[1]}
    assert [column for column, found in tried.items() if found and not found[1]] == UNPROVED[table].split()
    assert [column for column, found in tried.items() if found is None] == UNTRIED.get(table, "").split()
    assert verify(books).ok


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("ledger", "amount", "kind"), ("lot", "open", "kind"), ("lot", "granted", "kind"), ("account", "owner_id", "owner_id"),
        ("audit", "detail", "action"), ("outbox", "body", "kind"), ("event", "payload", "kind"),
    ],
)  # fmt: skip
def test_each_kind_of_row_is_proved(books: Database, table: str, column: str, kind: str) -> None:
    looked_at = list(crimes_of(books, table, column, one_of_each(books, table, kind)))
    assert len(looked_at) == books.value(f"SELECT count(DISTINCT {kind}) FROM {table}") > 2
    assert [key for key, found in looked_at if not found] == []


def test_an_amount_with_its_counter_row_and_balances_is_found_for_each_kind_of_event(books: Database) -> None:
    """Everything that could be made to agree is made to agree: only the body knows better."""
    pairs = books.all(
        "SELECT e.kind, min(a.id), min(b.id) FROM ledger a JOIN ledger b ON b.seq = a.seq AND b.unit = a.unit AND b.id > a.id"
        " JOIN event e ON e.seq = a.seq GROUP BY e.kind"
    )
    assert len(pairs) > 15
    for kind, *rows in map(tuple, pairs):
        with books.transaction():
            for row, change in zip(rows, (100, -100), strict=True):
                move(books, row, change)
        found = verify(books).differences
        with books.transaction():
            for row, change in zip(rows, (-100, 100), strict=True):
                move(books, row, change)
        assert any(each.kind == "event_chain" and each.table == "ledger" for each in found), kind
    assert verify(books).ok


def move(db: Database, row: int, change: int) -> None:
    account, kind, instance = tuple(db.one("SELECT account, kind, instance FROM ledger WHERE id = ?", (row,)) or ())
    db.execute("UPDATE ledger SET amount = amount + ? WHERE id = ?", (change, row))
    where = "account = ? AND kind = ? AND instance = ?"
    db.execute(
        f"UPDATE ledger SET balance_after = balance_after + ? WHERE id >= ? AND {where}",
        (change, row, account, kind, instance),
    )
    db.execute(f"UPDATE balance SET amount = amount + ? WHERE {where}", (change, account, kind, instance))


def test_any_two_events_swapped_are_found(books: Database) -> None:
    seqs = [row[0] for row in books.all("SELECT seq FROM outbox ORDER BY seq")]
    for first, second in zip(seqs[::12], seqs[1::12], strict=False):
        bodies = [books.value("SELECT body FROM outbox WHERE seq = ?", (seq,)) for seq in (first, second)]
        for pair in (bodies[::-1], bodies):
            with books.transaction():
                for seq, body in zip((first, second), pair, strict=True):
                    books.execute("UPDATE outbox SET body = ? WHERE seq = ?", (body, seq))
            found = {each.id for each in verify(books).differences if each.kind == "event_chain"}
            assert bool(found) == (pair is not bodies) or bodies[0] == bodies[1]
            if pair is not bodies and bodies[0] != bodies[1]:
                assert str(first) in found, "the first of the two is named"
