"""Each way of cooking the books of passes is found and named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.passes import check_in, pay_by, refund, sell, with_kinds
from tests.services.shop import DAY_MS, Shop, new_shop

from memberpos.services import pass_care, pass_desk
from memberpos.services.checkout import TenderRequest
from memberpos.store.verify import verify
from memberpos.store.verify_passes import differences


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Passes in every state: used and undone, frozen, lapsed and brought back, paid back, paying in a sale."""
    shop = with_kinds(new_shop(Path(tmp_path_factory.mktemp("books"))))
    member = shop.enrol().member_id
    lapsed = sell(shop, member).pass_id
    check_in(shop, member, lapsed, 3)
    pass_desk.undo(shop.use(), check_in(shop, member, lapsed).event_id)
    back = sell(shop, member, "TEN", TenderRequest("scan_pay", None)).pass_id
    check_in(shop, member, back, 2)
    refund(shop, back)
    shop.now_ms += 40 * DAY_MS
    frozen = sell(shop, member).pass_id
    pass_care.freeze(shop.use(), frozen, "2026-02-20", "2026-02-25")
    shop.sell(member, ("LATTE", 2000), tenders=(pay_by(frozen),))
    sell(shop, member, "MONTHLY")
    sell(shop, member, "FIRST")
    yield shop
    shop.db.close()


ONE = "(SELECT min(id) FROM pass WHERE {})"
FROZEN, LAPSED, PAID_BACK = (
    ONE.format(where) for where in ("id IN (SELECT pass_id FROM pass_freeze)", "state = 'lapsed'", "state = 'refunded'")
)
COPY = (
    "INSERT INTO pass SELECT 'x', code, account_id, state, paid_fen, uses_paid, uses_gift, valid_from, valid_to,"
    " ended, refunded, terms, made_at_ms, made_event, NULL FROM pass WHERE code = 'MONTHLY'"
)
CRIMES: dict[str, tuple[str, str, str]] = {
    "price": (f"UPDATE pass SET paid_fen = paid_fen + 1 WHERE id = {FROZEN}", "balance", "paid_fen"),
    "paid uses": (f"UPDATE pass SET uses_paid = uses_paid + 1 WHERE id = {FROZEN}", "balance", "uses_paid"),
    "gift uses": (f"UPDATE pass SET uses_gift = uses_gift + 1 WHERE id = {FROZEN}", "balance", "uses_gift"),
    "state": (f"UPDATE pass SET state = 'active' WHERE id = {LAPSED}", "balance", "state"),
    "gift uses that ended": (f"UPDATE pass SET ended = 1 WHERE id = {LAPSED}", "balance", "ended"),
    "uses paid back": (f"UPDATE pass SET refunded = 1 WHERE id = {PAID_BACK}", "balance", "refunded"),
    "last day": (f"UPDATE pass SET valid_to = '2027-01-01' WHERE id = {FROZEN}", "balance", "valid_to"),
    "first day": (f"UPDATE pass SET valid_from = '2026-01-02' WHERE id = {FROZEN}", "balance", "valid_from"),
    "frozen days": ("UPDATE pass_freeze SET to_on = '2026-02-26'", "balance", "valid_to"),
    "a freeze gone": ("DELETE FROM pass_freeze", "balance", "valid_to"),
    "terms": ("UPDATE pass SET terms = json_set(terms, '$.list_fen', 1) WHERE code = 'TEN'", "balance", "terms"),
    "a pass gone": ("DELETE FROM pass WHERE code = 'FIRST'", "event_chain", ""),
    "a pass from nowhere": (COPY, "event_chain", "x"),
    "open uses": (f"UPDATE lot SET open = open - 1 WHERE kind = 'PASS' AND instance = {FROZEN} AND gift = 0", "lot", ""),
    "a gift use made a paid one": (
        f"UPDATE lot SET granted = granted + (gift = 0) - (gift = 1) WHERE kind = 'PASS' AND instance = {FROZEN}",
        "lot", "",
    ),
    "uses": ("UPDATE pass_use SET uses = uses + 1 WHERE uses = 3", "balance", ""),
    "a use gone": ("DELETE FROM pass_use WHERE uses = 3", "lot", ""),
    "a use come back": ("UPDATE pass_use SET back = 1 WHERE uses = 3", "lot", ""),
    "more come back than went": ("UPDATE pass_use SET back = 9 WHERE uses = 3", "balance", ""),
    "an undo forgotten": ("UPDATE pass_use SET back = 0 WHERE undone_by IS NOT NULL", "balance", ""),
    "refund": ("UPDATE pass_refund SET refund_fen = refund_fen + 1", "balance", "refund_fen"),
    "refund's figure": ("UPDATE pass_refund SET average_fen = average_fen + 1", "balance", "average_fen"),
    "refund's tender": ("UPDATE tender SET fen = fen + 1 WHERE event_id IN (SELECT id FROM pass_refund)", "balance", ""),
    "prepaid money": (
        f"UPDATE ledger SET amount = amount + 1 WHERE kind = 'PASS_PREPAID' AND instance = {FROZEN} AND amount > 0",
        "balance", "PASS_PREPAID",
    ),
}  # fmt: skip


def test_honest_books_agree(books: Shop) -> None:
    assert verify(books.db).differences == ()
    states = {row[0] for row in books.db.all("SELECT state FROM pass")}
    assert states == {"active", "lapsed", "refunded"}


@pytest.mark.parametrize("crime", CRIMES)
def test_each_way_of_cooking_passes_is_found_and_named(books: Shop, crime: str) -> None:
    sql, kind, name = CRIMES[crime]
    books.db.execute("PRAGMA foreign_keys=OFF")
    try:
        with books.db.transaction():
            assert books.db.execute(sql).rowcount >= 1
            found = [(each[0], each[2]) for each in differences(books.db)]
            raise _Undo
    except _Undo:
        pass
    assert any(said == kind and name in where for said, where in found), found


class _Undo(Exception):
    pass
