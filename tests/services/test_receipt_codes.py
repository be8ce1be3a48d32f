"""Codes on papers: the shop's self-service link, the number of a card; and labels."""

from __future__ import annotations

import pytest

from memberpos.domain.errors import PosError
from memberpos.printing.documents import CardLabel, CardSlip, RechargeReceipt, SaleReceipt
from memberpos.services import cards, receipts, shop_settings
from memberpos.services.shop import shop_of
from memberpos.store import events
from tests.services.shop import Shop


@pytest.mark.parametrize(
    ("link", "good"),
    [
        ("", True), ("https://shop.example/r/{receipt}", True), ("http://10.0.0.2/x", True), ("shop.example", False),
        ("https://shop.example/a b", False), ("https://shop.example/店", False), ("https://" + "x" * 300, False),
        ("https://x\n", False),
    ],
)  # fmt: skip
def test_what_a_link_may_be(link: str, good: bool) -> None:
    assert receipts.is_link(link) == good


def test_receipts_carry_the_link_with_their_number(shop: Shop) -> None:
    sale = shop.sell(None)
    assert receipts.paper(shop.db, sale.event_id).qr == ""
    shop_settings.change_shop(shop.use(), {"receipt_link": "https://shop.example/r/{receipt}"})
    later = shop.sell(None)
    paper = receipts.paper(shop.db, later.event_id)
    assert isinstance(paper, SaleReceipt)
    assert paper.qr == f"https://shop.example/r/{paper.head.receipt_no}"
    assert receipts.paper(shop.db, sale.event_id).qr == "", "an old paper printed again stays as it was"
    member = shop.enrol()
    top_up = shop.recharge(member.member_id, 10_000)
    paper = receipts.paper(shop.db, top_up.event_id)
    assert isinstance(paper, RechargeReceipt)
    assert paper.qr.endswith(paper.head.receipt_no)
    shop_settings.change_shop(shop.use(), {"receipt_link": "not a link"})
    assert receipts.self_service_link(shop_of(shop.db), "1") == ""


def test_a_card_has_its_number_as_a_code_on_slip_and_label(shop: Shop) -> None:
    member = shop.enrol()
    number = "860000000017"
    cards.issue(shop.use(), member.member_id, number)
    event = next(each for each in events.of_member(shop.db, member.member_id, 9) if each.kind.startswith("card"))
    slip = receipts.paper(shop.db, event.id)
    assert isinstance(slip, CardSlip)
    assert slip.qr == slip.card_number == number
    label = receipts.card_label(shop.db, number, shop.now_ms)
    assert isinstance(label, CardLabel)
    assert (label.number, label.code) == (number, number)
    with pytest.raises(PosError, match="not_found"):
        receipts.card_label(shop.db, "0000", shop.now_ms)
