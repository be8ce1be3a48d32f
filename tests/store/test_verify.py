"""Each way of cooking the books is found and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.services.shop import KEY, Shop, new_shop

from memberpos.services import merging, shifts
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
    twin = made.enrol("林小棠", "13900139000").member_id
    made.recharge(twin, 3000, 300)
    merging.merge(made.use(), member.member_id, twin, ())
    shifts.close(made.use(), {"cash_fen": 34900})
    yield made
    made.db.close()


def _one(db: Database, sql: str) -> None:
    with db.transaction():
        assert db.execute(sql).rowcount >= 1


def _ledger_amount(db: Database) -> None:
    _one(db, "UPDATE ledger SET amount = amount + 100 WHERE id = (SELECT max(id) FROM ledger WHERE kind = 'PRINCIPAL')")


def _ledger_pair(db: Database) -> None:
    """The amount, its counter row, running balances and balances: only the body knows better."""
    seq = db.value("SELECT max(l.seq) FROM ledger l JOIN sale s ON s.seq = l.seq WHERE l.kind = 'PRINCIPAL'")
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


def _last_event_gone_but_for_its_paper(db: Database) -> None:
    """The last top-up; the clock kept beside the chain is put back as well."""
    db.execute("PRAGMA foreign_keys = OFF")
    seq = db.value("SELECT max(seq) FROM recharge")
    with db.transaction():
        for table in ("ledger", "lot_move", "lot_owner", "event", "outbox_pii", "outbox"):
            db.execute(f"DELETE FROM {table} WHERE seq >= ?", (seq,))
        db.execute(
            "DELETE FROM audit WHERE seq >= (SELECT min(seq) FROM audit WHERE detail LIKE ?)", (f'%"seq":{seq}%',)
        )
        db.execute("UPDATE sync_state SET v = (SELECT max(hlc) FROM outbox) WHERE k = 'hlc'")


def _lot_and_its_move(db: Database) -> None:
    """A lot, its first move, balance and ledger rows agree with one another again: only the body knows better."""
    lot = db.one("SELECT id, account, made_seq FROM lot WHERE kind = 'PRINCIPAL' AND open = granted LIMIT 1")
    assert lot is not None
    with db.transaction():
        db.execute("UPDATE lot SET granted = granted + 5, open = open + 5 WHERE id = ?", (lot[0],))
        db.execute("UPDATE lot_move SET amount = amount + 5 WHERE lot_id = ? AND seq = ?", (lot[0], lot[2]))


def _swapped(db: Database) -> None:
    with db.transaction():
        first, second = db.all("SELECT seq, body FROM outbox ORDER BY seq DESC LIMIT 2")
        db.execute("UPDATE outbox SET body = ? WHERE seq = ?", (second[1], first[0]))
        db.execute("UPDATE outbox SET body = ? WHERE seq = ?", (first[1], second[0]))


CRIMES: dict[str, tuple[Callable[[Database], None], str]] = {
    "ledger amount": (_ledger_amount, "unit_sum"),
    "ledger amount and its counter row": (_ledger_pair, "event_chain"),
    "lot": (lambda db: _one(db, "UPDATE lot SET open = open + 1 WHERE kind = 'POINTS'"), "lot"),
    "lot granted": (lambda db: _one(db, "UPDATE lot SET granted = granted + 1 WHERE kind = 'BONUS'"), "lot"),
    "lot that ends later": (lambda db: _one(db, "UPDATE lot SET expires = '2099-12-31' WHERE kind = 'POINTS'"), "lot"),
    "lot of somebody else": (
        lambda db: _one(db, "UPDATE lot SET account = (SELECT max(id) FROM account WHERE id <> lot.account)"),
        "lot",
    ),
    "lot and its move": (_lot_and_its_move, "lot"),
    "lot that changed hands": (
        lambda db: _one(
            db, "UPDATE lot_owner SET old = new, new = old WHERE lot_id = (SELECT min(lot_id) FROM lot_owner)"
        ),
        "lot",
    ),
    "lot never given on": (lambda db: _one(db, "DELETE FROM lot_owner"), "lot"),
    "lot movement": (lambda db: _one(db, "UPDATE lot_move SET amount = amount + 1"), "lot"),
    "balance": (lambda db: _one(db, "UPDATE balance SET amount = amount + 1 WHERE kind = 'BONUS'"), "balance"),
    "balance row gone": (lambda db: _one(db, "DELETE FROM balance WHERE kind = 'PRINCIPAL'"), "balance"),
    "balance row more": (
        lambda db: _one(
            db,
            "INSERT INTO balance(account, kind, instance, unit, amount)"
            " SELECT id, 'CHANGE', '', 'fen', 1 FROM account LIMIT 1",
        ),
        "balance",
    ),
    "account of somebody else": (
        lambda db: _one(
            db, "UPDATE account SET owner_id = (SELECT max(id) FROM member) || '' WHERE owner_kind = 'member'"
        ),
        "balance",
    ),
    "account of nobody": (
        lambda db: _one(db, "UPDATE account SET owner_id = 'x' WHERE id = (SELECT min(id) FROM account)"),
        "balance",
    ),
    "audit text": (lambda db: _one(db, "UPDATE audit SET detail = '{}' WHERE action = 'sale'"), "audit_chain"),
    "audit row gone": (lambda db: _one(db, "DELETE FROM audit WHERE action = 'sale'"), "audit_chain"),
    "outbox body": (
        lambda db: _one(db, "UPDATE outbox SET body = CAST(body || ' ' AS BLOB) WHERE kind = 'sale'"),
        "event_chain",
    ),
    "event payload": (lambda db: _one(db, "UPDATE event SET payload = '{}' WHERE kind = 'refund'"), "event_chain"),
    "event's member": (lambda db: _one(db, "UPDATE event SET member_id = NULL WHERE kind = 'sale'"), "event_chain"),
    "last event deleted": (_last_event_gone, "event_chain"),
    "last event deleted with the clock": (_last_event_gone_but_for_its_paper, "event_chain"),
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


def test_what_another_till_gave_back_again_may_be_more_than_was_granted(shop: Shop) -> None:
    """A till that was put back to a backup refunds what it had refunded before; what this one made alone is bounded."""
    with shop.db.transaction():
        shop.db.execute("UPDATE lot SET others = 9999, open = open + 9999 WHERE kind = 'BONUS'")
        shop.db.execute(
            "UPDATE balance SET others = (SELECT sum(others) FROM lot WHERE lot.account = balance.account"
            " AND lot.kind = balance.kind) WHERE kind = 'BONUS' AND amount <> 0"
        )
    assert verify(shop.db).ok


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
