"""The table of actions: `do` → its keys, the work, and which key of the answer an `as` names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from memberpos.commands.rehearsal import card_actions, mall, offering, passes, people, selling, shop, value
from memberpos.commands.rehearsal import keys as k
from memberpos.commands.rehearsal.action import PAY, TENDERS, Action
from memberpos.commands.rehearsal.keys import Keys
from memberpos.commands.rehearsal.stage import Stage
from memberpos.services.use import Use

SALE_LINES = k.rows(Keys({"sku": k.text, "qty": k.qty, "price_fen": k.whole}, ("sku", "qty")))
REFUND_LINES_KEYS = Keys({"line": k.whole, "qty": k.qty}, ("line", "qty"))
REFUND_LINES = k.rows(REFUND_LINES_KEYS)


def _nothing(_stage: Stage, _use: Use, _action: dict[str, Any]) -> dict[str, Any]:
    return {}


def _a_list(value: Any) -> bool:
    return isinstance(value, list)


_NUMBER = Keys({"number": k.text}, ("number",))
_TAKEN = {"member": k.text, "fen": k.whole, "reason": k.text}
_FROZEN = Keys({"member": k.text, "reason": k.text}, ("member", "reason"))
_PASS_KEYS = passes.keys(TENDERS)

ACTIONS: Mapping[str, Action] = {
    "settings": Action(Keys({"set": k.document}, ("set",)), shop.settings),
    "settings.plan": Action(Keys({"set": k.document, "from": k.day}, ("set", "from")), shop.plan, "plan"),
    "settings.withdraw": Action(Keys({"plan": k.text}, ("plan",)), shop.withdraw),
    "preset": Action(Keys({"trade": k.text}, ("trade",)), shop.preset),
    "trial": Action(
        Keys({"set": k.document, "offers": _a_list, "from": k.day, "to": k.day}, ("from", "to")), shop.trial
    ),
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
                "name": k.text, "phone": k.text, "birthday": k.lunar_day, "lunar": k.flag, "leap_month": k.flag,
                "sex": k.any_text, "referrer": k.text,
            },
            ("name",),
        ),
        people.enrol,
        "member",
    ),
    "card.batch": Action(
        Keys(
            {
                "from": k.text, "count": k.whole, "skip_four": k.flag, "check_digit": k.flag,
                "passwords": k.one_of("chosen", "generated"), "password": k.text,
            },
            ("from", "count"),
        ),
        card_actions.batch,
    ),
    "card.issue": Action(
        Keys(
            {
                "member": k.text, "number": k.text, "role": k.one_of("main", "sub"), "day_limit_fen": k.whole,
                "password": k.text,
            },
            ("member", "number"),
        ),
        card_actions.issue,
        "card",
    ),
    "card.lost": Action(_NUMBER, card_actions.lost),
    "card.found": Action(_NUMBER, card_actions.found),
    "card.return": Action(_NUMBER, card_actions.return_card),
    "card.verify": Action(_NUMBER, card_actions.verify),
    "card.replace": Action(
        Keys({"number": k.text, "new_number": k.text, "fee_fen": k.whole, "pay": PAY}, ("number", "new_number")),
        card_actions.replace,
        "card",
    ),
    "card.transfer": Action(
        Keys({"number": k.text, "to": k.text, "reason": k.text}, ("number", "to", "reason")), value.card_transfer
    ),
    "recharge_offer": Action(
        Keys(
            {
                "code": k.text, "name": k.text, "steps": _a_list, "from": k.day, "to": k.day,
                "weekdays": _a_list, "tiers": k.texts, "first_only": k.flag,
                "member_limit": k.whole, "per": k.one_of("ever", "year", "month", "day"), "total_limit": k.whole,
                "repeats": k.flag, "active": k.flag,
            },
            ("code", "name", "steps"),
        ),
        value.offer,
    ),
    "recharge": Action(
        Keys(
            {
                "member": k.text, "amount_fen": k.whole, "bonus_fen": k.whole, "points": k.whole, "coupons": k.texts,
                "pay": PAY, "offer": k.text, "organisation": k.flag,
            },
            ("member", "amount_fen", "pay"),
        ),
        value.recharge,
        "recharge",
    ),
    "recharge.refund": Action(
        Keys({"recharge": k.text, "cause": k.text, "pay": PAY}, ("recharge", "cause")), value.recharge_refund
    ),
    "transfer": Action(
        Keys({"from": k.text, "to": k.text, "fen": k.whole, "reason": k.any_text}, ("from", "to", "fen")),
        value.transfer,
    ),
    "card_close": Action(
        Keys(
            {
                "member": k.text, "method": k.one_of("bonus_first", "principal_first", "proportional"),
                "cause": k.one_of("consumer", "shop", "seven_days"), "pay": PAY,
            },
            ("member",),
        ),
        value.card_close,
    ),
    "value.cash_out": Action(Keys({**_TAKEN, "pay": PAY}, tuple(_TAKEN)), value.cash_out),
    "value.deduct": Action(Keys(_TAKEN, tuple(_TAKEN)), value.deduct),
    "value.freeze": Action(_FROZEN, value.freeze),
    "value.unfreeze": Action(_FROZEN, value.freeze),
    "sale": Action(
        Keys(
            {
                "member": k.text, "card": k.text, "lines": SALE_LINES, "coupons": k.texts, "points": k.whole,
                "tenders": TENDERS, "add_ons": k.texts, "keep_change_fen": k.whole, "off_fen": k.whole,
                "off_reason": k.any_text,
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
                "keep_change_fen": k.whole, "off_fen": k.whole, "off_reason": k.any_text,
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
    **mall.ACTIONS,
    "pass_kind": Action(_PASS_KEYS["pass_kind"], passes.kind, "code"),
    "pass.sell": Action(_PASS_KEYS["pass.sell"], passes.sell, "pass"),
    "pass.use": Action(_PASS_KEYS["pass.use"], passes.check_in, "use"),
    "pass.undo": Action(_PASS_KEYS["pass.undo"], passes.undo),
    "pass.freeze": Action(_PASS_KEYS["pass.freeze"], passes.freeze),
    "pass.unfreeze": Action(_PASS_KEYS["pass.unfreeze"], passes.unfreeze),
    "pass.reactivate": Action(_PASS_KEYS["pass.reactivate"], passes.reactivate),
    "pass.refund": Action(_PASS_KEYS["pass.refund"], passes.refund, "refund"),
    "pass.renew": Action(_PASS_KEYS["pass.renew"], passes.renew, "pass"),
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
