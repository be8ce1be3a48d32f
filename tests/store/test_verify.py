"""Each way of cooking the books is found and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.services.shop import KEY, Shop, new_shop

from memberpos.services import shifts
from memberpos.services.checkout import TenderRequest
from memberpos.services.refunds import RefundRequest, refund
from memberpos.store.database import Database, open_database
from memberpos.store.verify import verify


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    made = new_shop(tmp_path)
    member = made.enrol("林晓棠", "13800138000")
    made.recharge(member.member_id, 10000, 2000)
    tenders = (TenderRequest("stored_value", 6000), TenderRequest("cash", None))
    sale = made.sell(member.member_id, ("BEANS", 1000), tenders=tenders)
    refund(made.use(), RefundRequest(sale.event_id, fen=1000))
    shifts.close(made.use(), {"cash_fen": 31900})
    yield made
    made.db.close()


def _one(db: Database, sql: str) -> None:
    with db.transaction():
        assert db.execute(sql).rowcount >= 1


def _ledger_amount(db: Database) -> None:
    _one(db, "UPDATE ledger SET amount = amount + 100 WHERE id = (SELECT max(id) FROM ledger WHERE kind = 'PRINCIPAL')")


def _ledger_pair(db: Database) -> None:
    """The amount, its counter row, running balances and balances: only the body knows better."""
    seq = db.value("SELECT max(seq) FROM ledger WHERE kind = 'PRINCIPAL'")
    for kind, sign in (("PRINCIPAL", 1), ("SALES", -1)):
        change = 100 * sign
        row = db.one("SELECT id, account FROM ledger WHERE seq = ? AND kind = ?", (seq, kind))
        assert row is not None
        with db.transaction():
            db.execute("UPDATE ledger SET amount = amount + ? WHERE id = ?", (change, row[0]))
            db.execute(
                "UPDATE ledger SET balance_after = balance_after + ? WHERE id >= ? AND account = ? AND kind = ?",
                (change, row[0], row[1], kind),
            )
            db.execute("UPDATE balance SET amount = amount + ? WHERE account = ? AND kind = ?", (change, row[1], kind))


def _last_event_gone(db: Database) -> None:
    """Event, outbox and audit row together, as somebody careful would do it."""
    seq = db.value("SELECT max(seq) FROM event")
    with db.transaction():
        for table in ("ledger", "lot_move", "event", "outbox_pii", "outbox"):
            db.execute(f"DELETE FROM {table} WHERE seq = ?", (seq,))
        db.execute("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")


def _swapped(db: Database) -> None:
    with db.transaction():
        first, second = db.all("SELECT seq, body FROM outbox ORDER BY seq DESC LIMIT 2")
        db.execute("UPDATE outbox SET body = ? WHERE seq = ?", (second[1], first[0]))
        db.execute("UPDATE outbox SET body = ? WHERE seq = ?", (first[1], second[0]))


CRIMES: dict[str, tuple[Callable[[Database], None], str]] = {
    "ledger amount": (_ledger_amount, "unit_sum"),
    "ledger amount and its counter row": (_ledger_pair, "event_chain"),
    "lot": (lambda db: _one(db, "UPDATE lot SET open = open + 1 WHERE kind = 'POINTS'"), "lot"),
    "lot movement": (lambda db: _one(db, "UPDATE lot_move SET amount = amount + 1"), "lot"),
    "balance": (lambda db: _one(db, "UPDATE balance SET amount = amount + 1 WHERE kind = 'BONUS'"), "balance"),
    "audit text": (lambda db: _one(db, "UPDATE audit SET detail = '{}' WHERE action = 'sale'"), "audit_chain"),
    "audit row gone": (lambda db: _one(db, "DELETE FROM audit WHERE action = 'sale'"), "audit_chain"),
    "outbox body": (
        lambda db: _one(db, "UPDATE outbox SET body = CAST(body || ' ' AS BLOB) WHERE kind = 'sale'"),
        "event_chain",
    ),
    "event payload": (lambda db: _one(db, "UPDATE event SET payload = '{}' WHERE kind = 'refund'"), "event_chain"),
    "event's member": (lambda db: _one(db, "UPDATE event SET member_id = NULL WHERE kind = 'sale'"), "event_chain"),
    "last event deleted": (_last_event_gone, "event_chain"),
    "two events swapped": (_swapped, "event_chain"),
    "sale line": (lambda db: _one(db, "UPDATE sale_line SET net_fen = net_fen - 1"), "balance"),
    "sale header": (lambda db: _one(db, "UPDATE sale SET points_earned = points_earned + 1"), "balance"),
    "refund header": (lambda db: _one(db, "UPDATE refund SET refund_fen = refund_fen + 1"), "balance"),
    "refund tender": (lambda db: _one(db, "UPDATE tender SET fen = fen + 1 WHERE fen < 0"), "balance"),
    "top-up header": (lambda db: _one(db, "UPDATE recharge SET bonus_fen = 1"), "balance"),
    "z report": (
        lambda db: _one(db, "UPDATE z_report SET doc = json_set(doc, '$.rollforward.principal.in', 1)"),
        "rollforward",
    ),
}


def test_honest_books_agree(shop: Shop) -> None:
    proof = verify(shop.db)
    assert proof.ok
    assert (proof.sales, proof.events) == (1, shop.db.value("SELECT max(seq) FROM event"))


@pytest.mark.parametrize("crime", CRIMES)
def test_each_way_of_cooking_the_books_is_found_and_named(shop: Shop, crime: str) -> None:
    commit, kind = CRIMES[crime]
    commit(shop.db)
    assert kind in {difference.kind for difference in verify(shop.db).differences}


def test_a_till_that_sells_meanwhile_is_no_difference(shop: Shop) -> None:
    """Another connection commits a sale before each statement of the proof."""
    shifts.open_shift(shop.use(), 0)
    reader = open_database(shop.db.path, KEY, read_only=True)
    events = verify(reader).events
    reader.guard = lambda: shop.sell(None)
    proof = verify(reader)
    reader.guard = None
    assert proof.differences == ()
    assert verify(reader).events > proof.events >= events
    reader.close()
