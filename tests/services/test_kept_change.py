"""Kept change: stays in the drawer, is owed to the member, pays a later sale or is paid out in cash."""

from __future__ import annotations

import pytest

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import CHANGE, Lot
from memberpos.printing.documents import SaleReceipt
from memberpos.reports import shift_report
from memberpos.reports.end_of_day import end_of_day
from memberpos.services import freezing, kept_change, receipts, refunds
from memberpos.services.checkout import TenderRequest
from memberpos.services.refunds import RefundRequest
from memberpos.store import events, ledger, members
from tests.services.shop import Shop

NOTE = (TenderRequest("cash", 5000),)


def cash(shop: Shop) -> int:
    return int(shift_report.x_report(shop.db)["expected_cash_fen"])


def test_change_is_kept_for_the_member_and_stays_in_the_drawer(shop: Shop) -> None:
    member = shop.enrol().member_id
    before = cash(shop)
    done = shop.sell(member, ("CUP", 1000), tenders=NOTE, keep_change_fen=667)
    assert (done.change_fen, done.kept_fen) == (1667, 667)
    assert shop.profile(member).change_fen == 667
    assert cash(shop) - before == 3333 + 667
    paper = receipts.paper(shop.db, done.event_id)
    assert isinstance(paper, SaleReceipt)
    assert (paper.change_fen, paper.kept_fen) == (1000, 667)
    shop.assert_books_agree()


def test_kept_change_is_paid_out(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.sell(member, ("CUP", 1000), tenders=NOTE, keep_change_fen=67)
    shop.sell(member, ("CUP", 1000), tenders=NOTE, keep_change_fen=1667)
    before = cash(shop)
    assert kept_change.pay_out(shop.use(), member, 100) == 100
    assert kept_change.pay_out(shop.use(), member) == 1634
    assert (shop.profile(member).change_fen, cash(shop) - before) == (0, -1734)
    day = end_of_day(shop.db, "2026-01-01").table("prepaid")
    assert (day.figure("kept_change", "paid"), day.figure("kept_change_paid", "paid")) == (1734, -1734)
    shop.assert_books_agree()


def test_only_what_is_there_is_kept_or_paid_out(shop: Shop) -> None:
    member = shop.enrol().member_id
    before = events.last(shop.db)
    for who, fen in ((member, 1668), (None, 1), (member, -1)):
        with pytest.raises(PosError, match="bad_amount"):
            shop.sell(who, ("CUP", 1000), tenders=NOTE, keep_change_fen=fen)
    for fen in (None, 1, 0):
        with pytest.raises(PosError, match="bad_amount"):
            kept_change.pay_out(shop.use(), member, fen)
    assert events.last(shop.db) == before


def test_a_refund_leaves_kept_change_alone(shop: Shop) -> None:
    member = shop.enrol().member_id
    sale = shop.sell(member, ("CUP", 1000), tenders=NOTE, keep_change_fen=667)
    assert refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True)).cash_fen == 3333
    assert shop.profile(member).change_fen == 667


def kept(shop: Shop, fen: int = 667) -> str:
    """A member with kept change."""
    member = shop.enrol().member_id
    shop.sell(member, ("CUP", 1000), tenders=NOTE, keep_change_fen=fen)
    return str(member)


def test_kept_change_pays_a_sale_and_comes_back_with_its_refund(shop: Shop) -> None:
    member = kept(shop)
    drawer = cash(shop)
    pays = (TenderRequest("kept_change", 600), TenderRequest("cash", None))
    sale = shop.sell(member, ("CUP", 1000), tenders=pays)
    assert [(each.kind, each.fen) for each in sale.tenders] == [("kept_change", 600), ("cash", 2733)]
    assert (shop.profile(member).change_fen, cash(shop) - drawer) == (67, 2733)
    first = refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=1000))
    second = refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    back = [(each.kind, each.fen) for done in (first, second) for each in done.tenders if each.kind == "kept_change"]
    assert sum(fen for _, fen in back) == 600
    assert (shop.profile(member).change_fen, cash(shop)) == (667, drawer)
    assert [(lot.granted, lot.open) for lot in open_change(shop, member)] == [(667, 667)]
    shop.assert_books_agree()


def test_kept_change_is_no_money_received_again(shop: Shop) -> None:
    member = kept(shop)
    shop.sell(member, ("CUP", 1000), tenders=(TenderRequest("kept_change", 667), TenderRequest("scan_pay", None)))
    day = end_of_day(shop.db, "2026-01-01")
    assert "kept_change" not in [row[0] for row in day.table("received").rows]
    assert day.table("sales_value").figure("kept_change", "sales") == 667


def test_kept_change_earns_as_the_cash_it_was(shop: Shop) -> None:
    member = kept(shop)
    sale = shop.sell(member, ("CUP", 200), tenders=(TenderRequest("kept_change", None),))
    assert (sale.due_fen, sale.points_earned) == (667, 6)


def test_nobody_spends_more_than_was_kept(shop: Shop) -> None:
    member = kept(shop)
    other = shop.enrol("乙").member_id
    before = events.last(shop.db)
    for who, tenders in (
        (member, (TenderRequest("kept_change", 668), TenderRequest("cash", None))),
        (other, (TenderRequest("kept_change", 1), TenderRequest("cash", None))),
    ):
        with pytest.raises(PosError, match="insufficient_stored_value"):
            shop.sell(who, ("CUP", 1000), tenders=tenders)
    twice = (TenderRequest("kept_change", 300), TenderRequest("kept_change", 300), TenderRequest("cash", None))
    with pytest.raises(PosError, match="tender_mismatch"):
        shop.sell(member, ("CUP", 1000), tenders=twice)
    assert events.last(shop.db) == before
    freezing.freeze(shop.use(), member, "asked for", on=True)
    frozen = events.last(shop.db)
    with pytest.raises(PosError, match="account_frozen"):
        shop.sell(member, ("CUP", 200), tenders=(TenderRequest("kept_change", None),))
    assert events.last(shop.db) == frozen


def open_change(shop: Shop, member: str) -> list[Lot]:
    row = members.by_id(shop.db, member)
    assert row is not None
    return ledger.open_lots(shop.db, row.account_id, (CHANGE,))
