"""Papers of stored value and cards: what is printed is what was booked."""

from __future__ import annotations

import pytest

from memberpos.domain.catalog import Product
from memberpos.domain.errors import PosError
from memberpos.printing import documents as doc
from memberpos.services import (
    card_batches,
    cards,
    closings,
    products,
    receipts,
    recharge_offers,
    recharge_refunds,
    recharges,
    transfers,
    value_moves,
    value_receipts,
)
from memberpos.services.card_batches import BatchRequest
from memberpos.services.checkout import TenderRequest
from memberpos.services.closings import ClosingRequest
from memberpos.services.recharge_refunds import RechargeRefundRequest
from memberpos.services.recharges import RechargeRequest
from tests.services.shop import Shop


@pytest.fixture
def member(shop: Shop) -> str:
    return shop.enrol("林晓棠", "13800138000").member_id


def test_every_kind_has_a_paper() -> None:
    assert all(receipts.has_paper(kind) for kind in value_receipts.makers(lambda *_args: None))


def test_a_top_up_with_everything_its_offer_brings(shop: Shop, member: str) -> None:
    steps = [{"amount_fen": 10_000, "bonus_fen": 1_000, "points": 50, "tier": {"name": "金卡"},
              "instalments": {"fen": 900, "count": 3}}]  # fmt: skip
    recharge_offers.put(shop.use(), "A", {"name": "开业有礼", "steps": steps})
    shop.set(law__enforce=True)
    done = recharges.recharge(shop.use(), RechargeRequest(member, 10_000, offer="A", pay="scan_pay"))
    recharge_offers.put(shop.use(), "A", {"name": "改了名", "steps": steps})
    paper = receipts.paper(shop.db, done.event_id)
    assert isinstance(paper, doc.RechargeReceipt)
    assert (paper.amount_fen, paper.bonus_fen, paper.points, paper.gifts) == (10_000, 1_000, 50, ("金卡",))
    assert paper.parts == (doc.Part("2026-02-01", 300), doc.Part("2026-03-01", 300), doc.Part("2026-04-01", 300))
    assert (paper.offer, paper.withdraw_until, paper.tenders) == (
        "开业有礼", "2026-01-08", (doc.TenderRow("scan_pay", 10_000),),
    )  # fmt: skip
    assert paper.member.phone == "138****8000"


def test_an_undone_top_up(shop: Shop, member: str) -> None:
    made = shop.recharge(member, 10_000, 2_000)
    shop.sell(member, ("GIFT", 10_000), tenders=(TenderRequest("stored_value", None),))
    done = recharge_refunds.refund(shop.use(), RechargeRefundRequest(made.event_id, "seven_days"))
    paper = receipts.paper(shop.db, done.event_id)
    assert isinstance(paper, doc.RechargeRefundReceipt)
    assert (paper.original_no, paper.cause, paper.amount_fen) == (made.receipt_no, "seven_days", 10_000)
    assert (paper.principal_fen, paper.charge_fen, paper.refund_fen, paper.bonus_fen) == (10_000, 1_500, 8_500, 500)
    assert paper.tenders == (doc.TenderRow("cash", 8_500),)


def test_a_closing_with_its_three_figures(shop: Shop, member: str) -> None:
    products.put(shop.use(), Product("T", "T", 359_400))
    shop.recharge(member, 300_000, 100_000)
    cards.issue(shop.use(), member, "8600001234")
    shop.set(tiers=[])
    shop.sell(member, ("T", 1000), tenders=(TenderRequest("stored_value", None),))
    done = closings.close(shop.use(), ClosingRequest(member, "proportional", pay="bank_card"))
    paper = receipts.paper(shop.db, done.event_id)
    assert isinstance(paper, doc.ClosingReceipt)
    assert (paper.bonus_first_fen, paper.principal_first_fen, paper.proportional_fen) == (40_600, 0, 30_450)
    assert (paper.method, paper.cause, paper.paid_fen, paper.forfeited_fen) == (
        "proportional",
        "consumer",
        30_450,
        10_150,
    )
    assert (paper.cards, paper.held_fen, paper.tenders) == (("*1234",), 40_600, (doc.TenderRow("bank_card", 30_450),))


def test_transfers_name_both_members_masked(shop: Shop, member: str) -> None:
    other = shop.enrol("李四", "13900139000").member_id
    shop.recharge(member, 10_000)
    cards.issue(shop.use(), member, "8600001234")
    some = receipts.paper(shop.db, transfers.transfer(shop.use(), member, other, 4_000, "家人").event_id)
    assert (some.fen, some.card_number, some.to.phone, some.reason, some.whole) == (
        4_000,
        "",
        "139****9000",
        "家人",
        False,
    )
    every = receipts.paper(shop.db, transfers.move_card(shop.use(), "8600001234", other, "转卡").event_id)
    assert (every.fen, every.card_number, every.to.name, every.whole) == (6_000, "8600001234", "李*", True)


def test_what_is_taken_without_a_sale(shop: Shop, member: str) -> None:
    shop.recharge(member, 10_000, 1_000)
    out = receipts.paper(shop.db, value_moves.cash_out(shop.use(), member, 3_000, "搬家").event_id)
    assert (out.paid_out, out.fen, out.principal_fen, out.tenders) == (1, 3_000, 3_000, (doc.TenderRow("cash", 3_000),))
    taken = receipts.paper(shop.db, value_moves.deduct(shop.use(), member, 1_500, "赔偿").event_id)
    assert (taken.paid_out, taken.principal_fen, taken.bonus_fen, taken.reason) == (0, 500, 1_000, "赔偿")


def test_a_card_slip_tells_a_generated_password_until_it_is_changed(shop: Shop, member: str) -> None:
    batch = card_batches.make(shop.use(), BatchRequest("8001", 1, password_kind="generated")).batch_id
    issued = cards.issue(shop.use(), member, "8001")
    assert issued.slip
    paper = receipts.paper(shop.db, issued.event_id)
    assert isinstance(paper, doc.CardSlip)
    assert [(paper.card_number, paper.password)] == card_batches.passwords(shop.use(), batch)


def test_other_events_have_none(shop: Shop, member: str) -> None:
    event_id = shop.db.value("SELECT id FROM event WHERE kind = 'member.enrol'")
    with pytest.raises(PosError, match="not_found"):
        receipts.paper(shop.db, event_id)
