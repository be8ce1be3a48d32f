"""Actions that sell and give back."""

from __future__ import annotations

from typing import Any

from memberpos.commands.rehearsal.naming import member_id, plain
from memberpos.commands.rehearsal.stage import Stage
from memberpos.domain.cards import check_usable
from memberpos.domain.cart import Cart, CartLine, TypedPrice
from memberpos.domain.catalog import parse_qty
from memberpos.domain.errors import PosError
from memberpos.domain.money import check_fen
from memberpos.services import checkout, exchange, products, refunds
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.results import RefundDone, SaleDone
from memberpos.services.use import Use
from memberpos.store import cards

Answer = dict[str, Any]


def sale(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ sale total_fen discount_fen due_fen change_fen points_earned points_used stored_… lines."""
    return _sold(checkout.finish(use, _finish(stage, use, action)))


def _finish(stage: Stage, use: Use, action: Answer) -> FinishSale:
    paid = tuple(tender(stage, t) for t in action["tenders"])
    kept_fen = action.get("keep_change_fen", 0)
    return FinishSale(_cart(stage, use, action), paid, clock_confirmed=True, keep_change_fen=kept_fen)


def _sold(done: SaleDone) -> Answer:
    kept = {"kept_fen": done.kept_fen} if done.kept_fen else {}
    return {
        "sale": done.event_id, "receipt_no": done.receipt_no, "total_fen": done.total_fen,
        "discount_fen": done.discount_fen, "due_fen": done.due_fen, "change_fen": done.change_fen - done.kept_fen,
        "points_earned": done.points_earned, "points_used": done.points_used,
        "stored_principal_fen": done.stored_principal_fen, "stored_bonus_fen": done.stored_bonus_fen,
        "lines": [{"sku": line.sku, "net_fen": line.net_fen} for line in done.lines], **kept,
    }  # fmt: skip


def exchange_goods(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ what `sale` gives, refund (what `refund` gives) and to_pay_fen."""
    back = refunds.RefundRequest(
        plain(stage, action["sale"]), "all" in action, _pieces(action["back"]) if "back" in action else None,
        action.get("fen"), action.get("to", "original"), action.get("reason", ""),
    )  # fmt: skip
    done = exchange.exchange(use, exchange.Exchange(back, _finish(stage, use, action)))
    return {**_sold(done.sale), "refund": _refunded(done.refund), "to_pay_fen": done.to_pay_fen}


def refund(stage: Stage, use: Use, action: Answer) -> Answer:
    """→ refund_fen cash_fen principal_fen bonus_fen tenders points_clawed points_returned claw_value_fen."""
    lines = _pieces(action["lines"]) if "lines" in action else None
    done = refunds.refund(
        use,
        refunds.RefundRequest(
            plain(stage, action["sale"]), "all" in action, lines, action.get("fen"), action.get("to", "original"),
            action.get("reason", ""),
        ),
    )  # fmt: skip
    return _refunded(done)


def _refunded(done: RefundDone) -> Answer:
    return {
        "refund": done.event_id, "receipt_no": done.receipt_no, "refund_fen": done.refund_fen,
        "cash_fen": done.cash_fen, "principal_fen": done.principal_fen, "bonus_fen": done.bonus_fen,
        "tenders": [{"kind": tender.kind, "fen": tender.fen} for tender in done.tenders],
        "points_clawed": done.points_clawed, "points_returned": done.points_returned,
        "claw_value_fen": done.claw_value_fen,
    }  # fmt: skip


def _pieces(rows: list[Answer]) -> dict[int, int]:
    """{line: thousandths}; a line named twice is the sum."""
    sums: dict[int, int] = {}
    for row in rows:
        sums[row["line"]] = sums.get(row["line"], 0) + parse_qty(row["qty"])
    return sums


def _cart(stage: Stage, use: Use, action: Answer) -> Cart:
    number = plain(stage, action["card"]) if "card" in action else None
    owner = _card_holder(stage, number) if number else None
    if "member" in action:
        owner = member_id(stage, action["member"])
    cart = Cart(str(use.new_id())).set_member(owner, number)
    for line in action["lines"]:
        product = products.find(use.db, line["sku"])
        if product is None:
            raise PosError("not_found", what="product")
        typed = TypedPrice(line["price_fen"]) if "price_fen" in line else None
        if typed:
            check_fen(typed.price_fen, 0, "price_fen")
        cart = cart.add_line(CartLine(product, parse_qty(line["qty"]), typed))
    check_fen(action.get("off_fen", 0), 0, "off_fen")
    cart = cart.set_order_discount(action.get("off_fen", 0), action.get("off_reason", ""))
    coupons = [plain(stage, word) for word in action.get("coupons", ())]
    return cart.set_points(action.get("points", 0)).set_coupons(coupons).set_add_ons(action.get("add_ons", ()))


def _card_holder(stage: Stage, number: str) -> str:
    card = cards.by_number(stage.db, number)
    if card is None:
        raise PosError("not_found", what="card")
    check_usable(card.state)
    if card.member_id is None:
        raise PosError("card_state", state=card.state)
    return card.member_id


def tender(stage: Stage, row: Answer) -> TenderRequest:
    """One way of paying as a line writes it."""
    payer = member_id(stage, row["member"]) if "member" in row else None
    fen = None if row["fen"] == "rest" else row["fen"]
    card = plain(stage, row["card"]) if "card" in row else ""
    return TenderRequest(
        row["kind"], fen, payer, plain(stage, row.get("pass", "")), tuple(row.get("lines", ())), card=card,
        password=row.get("password", ""),
    )  # fmt: skip
