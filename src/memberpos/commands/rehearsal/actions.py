"""The table of actions: `do` → its keys, the work, and which key of the answer an `as` names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from memberpos.commands.rehearsal import keys as k
from memberpos.commands.rehearsal import offering, people, selling, shop
from memberpos.commands.rehearsal.keys import Keys
from memberpos.commands.rehearsal.stage import Stage
from memberpos.services.use import Use

PAY = k.one_of("cash", "scan_pay", "bank_card")
TENDERS = k.rows(
    Keys(
        {
            "kind": k.one_of("cash", "stored_value", "scan_pay", "bank_card", "pass", "on_account"),
            "fen": k.fen_or_rest,
            "pass": k.text,
            "member": k.text,
        },
        ("kind", "fen"),
    )
)
SALE_LINES = k.rows(Keys({"sku": k.text, "qty": k.qty, "price_fen": k.whole}, ("sku", "qty")))
REFUND_LINES_KEYS = Keys({"line": k.whole, "qty": k.qty}, ("line", "qty"))
REFUND_LINES = k.rows(REFUND_LINES_KEYS)


@dataclass(frozen=True)
class Action:
    """What a `do` takes and does; `names` is the answer's key that `as` gives a name to."""

    keys: Keys
    work: Callable[[Stage, Use, dict[str, Any]], dict[str, Any]]
    names: str = ""


def _nothing(_stage: Stage, _use: Use, _action: dict[str, Any]) -> dict[str, Any]:
    return {}


_NUMBER = Keys({"number": k.text}, ("number",))

ACTIONS: Mapping[str, Action] = {
    "settings": Action(Keys({"set": k.document}, ("set",)), shop.settings),
    "product": Action(
        Keys(
            {
                "sku": k.text, "name": k.text, "price_fen": k.whole, "category": k.any_text, "unit": k.any_text,
                "prices": k.amounts, "member_price_fen": k.whole, "earns": k.flag, "bonus_allowed": k.flag,
                "discountable": k.flag, "kind": k.one_of("goods", "service", "fee"),
            },
            ("sku", "name", "price_fen"),
        ),
        shop.product,
    ),
    "offer": Action(offering.OFFER, offering.offer),
    "coupon_kind": Action(offering.COUPON_KIND, offering.coupon_kind),
    "coupon.issue": Action(Keys({"member": k.text, "coupon": k.text}, ("member", "coupon")), offering.issue, "coupon"),
    "coupon.batch": Action(Keys({"coupon": k.text, "count": k.whole}, ("coupon", "count")), offering.batch),
    "coupon.transfer": Action(Keys({"coupon": k.text, "to": k.text}, ("coupon", "to")), offering.transfer, "coupon"),
    "coupon.void": Action(Keys({"coupon": k.text, "reason": k.text}, ("coupon", "reason")), offering.void),
    "change.pay_out": Action(Keys({"member": k.text, "fen": k.whole}, ("member",)), offering.pay_out),
    "member.enrol": Action(
        Keys(
            {
                "name": k.text, "phone": k.text, "birthday": k.day, "lunar": k.flag, "sex": k.any_text,
                "referrer": k.text,
            },
            ("name",),
        ),
        people.enrol,
        "member",
    ),
    "card.batch": Action(
        Keys({"from": k.text, "count": k.whole, "skip_four": k.flag}, ("from", "count")), people.batch
    ),
    "card.issue": Action(
        Keys({"member": k.text, "number": k.text, "role": k.one_of("main", "sub")}, ("member", "number")),
        people.issue,
        "card",
    ),
    "card.lost": Action(_NUMBER, people.lost),
    "card.found": Action(_NUMBER, people.found),
    "card.return": Action(_NUMBER, people.return_card),
    "card.verify": Action(_NUMBER, people.verify),
    "card.replace": Action(
        Keys({"number": k.text, "new_number": k.text, "fee_fen": k.whole, "pay": PAY}, ("number", "new_number")),
        people.replace,
        "card",
    ),
    "recharge": Action(
        Keys(
            {
                "member": k.text, "amount_fen": k.whole, "bonus_fen": k.whole, "points": k.whole, "coupons": k.texts,
                "pay": PAY,
            },
            ("member", "amount_fen", "pay"),
        ),
        selling.recharge,
        "recharge",
    ),
    "sale": Action(
        Keys(
            {
                "member": k.text, "card": k.text, "lines": SALE_LINES, "coupons": k.texts, "points": k.whole,
                "tenders": TENDERS, "add_ons": k.texts, "keep_change_fen": k.whole,
            },
            ("lines", "tenders"),
        ),
        selling.sale,
        "sale",
    ),
    "exchange": Action(
        Keys(
            {
                "sale": k.text, "back": k.rows(REFUND_LINES_KEYS), "all": lambda value: value is True, "fen": k.whole,
                "to": k.one_of("original", "stored_value"), "reason": k.any_text, "member": k.text, "card": k.text,
                "lines": SALE_LINES, "coupons": k.texts, "points": k.whole, "tenders": TENDERS, "add_ons": k.texts,
                "keep_change_fen": k.whole,
            },
            ("sale", "lines", "tenders"),
            ("all", "back", "fen"),
        ),
        selling.exchange_goods,
        "sale",
    ),
    "refund": Action(
        Keys(
            {
                "sale": k.text, "all": lambda value: value is True, "lines": REFUND_LINES, "fen": k.whole,
                "to": k.one_of("original", "stored_value"), "reason": k.any_text,
            },
            ("sale",),
            ("all", "lines", "fen"),
        ),
        selling.refund,
        "refund",
    ),
    "points.adjust": Action(
        Keys({"member": k.text, "points": k.whole, "reason": k.text}, ("member", "points", "reason")), people.adjust
    ),
    "cash.move": Action(
        Keys(
            {"kind": k.one_of("paid_in", "paid_out", "drop", "no_sale"), "fen": k.whole, "reason": k.any_text},
            ("kind", "fen", "reason"),
        ),
        shop.cash_move,
    ),
    "shift.open": Action(Keys({"float_fen": k.whole}, ("float_fen",)), shop.open_shift),
    "shift.close": Action(
        Keys(
            {
                "counted": lambda value: k.amounts(value)
                and "cash_fen" in value
                and not set(value) - {"cash_fen", "scan_pay_fen", "bank_card_fen"}
            },
            ("counted",),
        ),
        shop.close_shift,
    ),
    "report.x": Action(Keys({}), shop.x_report),
    "report.z": Action(Keys({}), shop.z_report),
    "balance": Action(Keys({"member": k.text}, ("member",)), people.balance),
    "expect": Action(
        Keys(
            {
                "member": k.text, "refused": k.text, "points": k.whole, "growth": k.whole, "principal_fen": k.whole,
                "bonus_fen": k.whole, "change_fen": k.whole, "tier": lambda value: value is None or k.text(value),
                "points_lots": lambda value: isinstance(value, list),
                "passes": lambda value: isinstance(value, list),
                "coupons": lambda value: isinstance(value, list),
            }
        ),
        _nothing,
    ),
    "tick": Action(Keys({}), _nothing),
}  # fmt: skip
