"""Days in a real shop for tests of the reports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.services.shop import Shop

from memberpos.domain.cart import TypedPrice
from memberpos.services import adjust, cards, checkout, refunds, shifts
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.refunds import RefundRequest

CASH, STORED, SCAN, BANK = (TenderRequest(kind, None) for kind in ("cash", "stored_value", "scan_pay", "bank_card"))
HOUR_MS = 3_600_000


def busy_day(shop: Shop) -> dict[str, Any]:
    """Sales of every kind, a top-up, refunds, drawer movements; the shift stays open. Gives what was made."""
    member = shop.enrol("林晓棠", "13800136021")
    friend = shop.enrol("=HYPERLINK(1)", "13900137788")
    shop.recharge(member.member_id, 30000, 5000, pay="scan_pay")
    shop.now_ms += 2 * HOUR_MS
    first = shop.sell(member.member_id, ("BEANS", 1000), ("CUP", 1000), tenders=(STORED,))
    shop.sell(None, ("LATTE", 2000))
    shop.sell(friend.member_id, ("LATTE", 1000), tenders=(SCAN,))
    shop.now_ms += 3 * HOUR_MS
    shop.sell(member.member_id, ("BEANS", 2000), tenders=(TenderRequest("stored_value", 4000), BANK), points=50)
    cart = shop.cart(None, ("GIFT", 1000))
    typed = replace(cart, lines=(replace(cart.lines[0], typed=TypedPrice(100, "scratched")),))
    checkout.finish(shop.use(), FinishSale(typed, (CASH,)))
    back = refunds.refund(shop.use(), RefundRequest(first.event_id, False, {1: 1000}))
    adjust.points(shop.use(), member.member_id, 30, "complaint")
    shifts.cash_move(shop.use(), "paid_out", 1500, "lamp")
    shifts.cash_move(shop.use(), "drop", 3000, "safe")
    shifts.cash_move(shop.use(), "no_sale", 0, "change")
    cards.issue(shop.use(), member.member_id, "8600000000017715")
    cards.lost(shop.use(), "8600000000017715")
    cards.present(shop.use(), "8600000000017715")
    return {"member": member, "friend": friend, "first": first, "refund": back}


def close(shop: Shop, missing_fen: int = 0, reason: str = "") -> shifts.ShiftClosed:
    """Counts what is expected less `missing_fen` of the cash (a drawer never holds less than nothing) and closes."""
    from memberpos.reports import shift_report

    found = shift_report.x_report(shop.db)
    sums = {kind: row["in_fen"] - row["out_fen"] for kind, row in found["tenders"].items()}
    counted = {
        "cash_fen": max(0, found["expected_cash_fen"] - missing_fen),
        "scan_pay_fen": sums.get("scan_pay", 0),
        "bank_card_fen": sums.get("bank_card", 0),
    }
    return shifts.close(shop.use(), counted, reason)
