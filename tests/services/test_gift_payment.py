"""The money part of a gift, paid and given back by any mix of ways."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memberpos.domain.gifts import Gift
from memberpos.domain.ledger import unit_sums
from memberpos.services import adjust, gift_payment, gifts
from memberpos.services.checkout import TenderRequest
from memberpos.services.gifts import GiftTender, RedeemRequest
from memberpos.services.shop import shop_of
from memberpos.store import ledger, sales
from tests.services.shop import new_shop

HELD = ("PRINCIPAL", "BONUS", "POINTS", "CHANGE")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    fen=st.integers(1, 4000),
    stored=st.integers(0, 3000),
    scan=st.integers(0, 2000),
    bonus=st.integers(0, 1500),
    coins=st.integers(0, 500),
    order=st.sampled_from(["bonus_first", "principal_first", "proportional"]),
)
def test_paid_and_given_back_leaves_every_lot_and_the_drawer_as_before(
    fen: int, stored: int, scan: int, bonus: int, coins: int, order: str
) -> None:
    stored = min(stored, fen)
    scan = min(scan, fen - stored)
    coins = min(coins, fen - stored - scan)
    with tempfile.TemporaryDirectory() as folder:
        shop = new_shop(Path(folder), {"stored_value.spend_order": order, "stored_value.bonus_cap_percent": 60})
        member = shop.enrol()
        adjust.points(shop.use(), member.member_id, 10, "test")
        shop.recharge(member.member_id, 3000, bonus)
        shop.sell(member.member_id, ("CUP", 1000), tenders=(TenderRequest("cash", 5000),), keep_change_fen=500)
        gifts.put(shop.use(), Gift("MUG", "杯", 1, fen), 1)
        before = ledger.open_lots(shop.db, member.account_id, HELD)
        tenders = (
            GiftTender("stored_value", stored), GiftTender("scan_pay", scan), GiftTender("kept_change", coins),
            GiftTender("cash", None),
        )  # fmt: skip
        done = gifts.redeem(shop.use(), RedeemRequest(member.member_id, "MUG", 1, tenders))
        assert sum(tender.fen for tender in done.tenders) == fen
        back = gifts.give_back(shop.use(), done.event_id)
        assert {tender.kind: tender.fen for tender in back.tenders} == {t.kind: t.fen for t in done.tenders}
        assert ledger.open_lots(shop.db, member.account_id, HELD) == before
        shop.assert_books_agree()
        shop.db.close()


def test_nothing_to_pay_is_nothing(tmp_path: Path) -> None:
    shop = new_shop(tmp_path)
    use = shop.use()
    with use.db.transaction():
        paid = gift_payment.pay(use, shop_of(shop.db), (), 0)
    assert (paid.rows("x"), paid.postings, paid.changes) == ([], (), ())
    assert unit_sums(paid.postings) == {}
    assert sales.tenders(shop.db, "x") == []
    shop.db.close()
