"""Kept change: stays in the drawer, is owed to the member, and is paid out in cash."""

from __future__ import annotations

import pytest

from memberpos.domain.errors import PosError
from memberpos.printing.documents import SaleReceipt
from memberpos.reports import shift_report
from memberpos.reports.end_of_day import end_of_day
from memberpos.services import kept_change, receipts, refunds
from memberpos.services.checkout import TenderRequest
from memberpos.services.refunds import RefundRequest
from memberpos.store import events
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
