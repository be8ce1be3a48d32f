"""The papers of passes."""

from __future__ import annotations

from memberpos.printing import documents
from memberpos.services import pass_papers, receipts
from tests.refusals import refused
from tests.services.passes import check_in, pay_by, refund, renew, sell
from tests.services.shop import Shop


def test_papers_say_what_stood_when_they_were_booked(desk: Shop, member: str) -> None:
    sold = sell(desk, member)
    used = check_in(desk, member, sold.pass_id, 2, service="LATTE", served_by=desk.owner_id)
    sale = desk.sell(member, ("BEANS", 1000), tenders=(pay_by(sold.pass_id),))
    renewed = renew(desk, sold.pass_id)
    back = refund(desk, sold.pass_id, reason="moving")
    paper = receipts.paper(desk.db, sold.event_id)
    assert isinstance(paper, documents.PassReceipt)
    assert (paper.action, paper.left, paper.uses_paid, paper.price_fen, paper.valid_to) == (
        "sold", "12", 10, 50000, "2026-01-31",
    )  # fmt: skip
    slip = receipts.paper(desk.db, used.event_id)
    assert isinstance(slip, documents.PassUseSlip)
    assert (slip.service, slip.served_by, slip.passes) == (
        "拿铁", "周敏", (documents.PassUseLine("洗车十次", 2, "10", "2026-01-31"),),
    )  # fmt: skip
    bought = receipts.paper(desk.db, sale.event_id)
    assert isinstance(bought, documents.SaleReceipt)
    assert [line.left for line in bought.passes] == ["9"]
    again = receipts.paper(desk.db, renewed.event_id)
    assert isinstance(again, documents.PassReceipt)
    assert (again.action, again.valid_from) == ("renewed", "2026-01-31")
    paid = receipts.paper(desk.db, back.event_id)
    assert isinstance(paid, documents.PassReceipt)
    assert (paid.action, paid.original_no, paid.left, paid.paid_out_fen, paid.reason) == (
        "refunded", sold.receipt_no, "9", back.refund_fen, "moving",
    )  # fmt: skip
    assert all(receipts.has_paper(kind) for kind in ("pass.sell", "pass.renew", "pass.refund", "pass.use"))


def test_a_slip_of_a_time_pass_counts_nothing(desk: Shop, member: str) -> None:
    one = sell(desk, member, "MONTHLY")
    paper = receipts.paper(desk.db, one.event_id)
    assert isinstance(paper, documents.PassReceipt)
    assert (paper.left, paper.uses_paid) == ("", 0)
    slip = receipts.paper(desk.db, check_in(desk, member, one.pass_id).event_id)
    assert isinstance(slip, documents.PassUseSlip)
    assert slip.passes == (documents.PassUseLine("MONTHLY", 0, "", "2026-02-01"),)


def test_lines_of_uses_need_their_pass(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    used = {"pass": one, "uses": 2, "left": 10}
    assert pass_papers.use_lines(desk.db, {}) == ()
    assert pass_papers.use_lines(desk.db, {"passes": [used]}) == (documents.PassUseLine("洗车十次", 2, "10", ""),)
    assert refused(lambda: pass_papers.use_lines(desk.db, {"passes": [used | {"pass": "x"}]})).code == "not_found"
