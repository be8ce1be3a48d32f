"""Keys and types of each line (contracts, `rehearse`): whatever does not fit is `bad_line`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

Check = Callable[[Any], bool]


def text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def string(value: Any) -> bool:
    return isinstance(value, str)


def whole(value: Any) -> bool:
    return type(value) is int


def flag(value: Any) -> bool:
    return isinstance(value, bool)


def day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def moment(value: Any) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def quantity(value: Any) -> bool:
    """A whole number or a decimal string with up to three places."""
    return whole(value) or (isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d{1,3})?", value) is not None)


def thousandths(value: Any) -> int:
    """A quantity in thousandths."""
    if isinstance(value, int):
        return value * 1000
    sign = -1 if value.startswith("-") else 1
    units, _, parts = value.lstrip("-").partition(".")
    return sign * (int(units) * 1000 + int(parts.ljust(3, "0") or 0))


def one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


def each(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(check(item) for item in value)


def amounts(value: Any) -> bool:
    return isinstance(value, dict) and all(whole(fen) for fen in value.values())


def counted(value: Any) -> bool:
    return amounts(value) and {"cash_fen"} <= set(value) <= {"cash_fen", "scan_pay_fen", "bank_card_fen"}


def steps(value: Any) -> bool:
    pair: Check = lambda step: each(whole)(step) and len(step) == 2  # noqa: E731
    return each(pair)(value)


def keys(**checks: Check) -> Check:
    """An object with these keys; one whose name ends in `_` may be left out."""
    return lambda value: isinstance(value, dict) and fits(value, checks)


def fits(value: dict[str, Any], checks: dict[str, Check]) -> bool:
    known = {name.rstrip("_"): check for name, check in checks.items()}
    needed = {name for name in checks if not name.endswith("_")}
    return needed <= set(value) <= set(known) and all(known[name](item) for name, item in value.items())


def or_null(check: Check) -> Check:
    return lambda value: value is None or check(value)


def written_day(value: Any) -> bool:
    """A date as it is written: the lunar calendar has a thirtieth of February."""
    return isinstance(value, str)


LISTED: Check = lambda value: isinstance(value, list)  # noqa: E731
WEEKDAYS: Check = lambda value: each(whole)(value) and all(1 <= number <= 7 for number in value)  # noqa: E731
PAYS = ("cash", "scan_pay", "bank_card")
PAY = one_of(*PAYS)
PERIOD = one_of("ever", "year", "month", "day")
TENDER_KINDS = ("cash", "stored_value", "scan_pay", "bank_card", "pass", "on_account", "kept_change")
FEN_OR_REST: Check = lambda value: whole(value) or value == "rest"  # noqa: E731
TENDERS = each(keys(kind=one_of(*TENDER_KINDS), fen=FEN_OR_REST, pass_=text, member_=text))
LINES = each(keys(sku=text, qty=quantity, price_fen_=whole))
BACK = each(keys(line=whole, qty=quantity))
OFFERS = ("spend_save", "percent", "multiplier", "n_for_m", "bundle", "second_half", "special_price", "add_on")
ORDERS = one_of("bonus_first", "principal_first", "proportional")
DATED = {"group_": text, "from_": day, "to_": day, "weekdays_": WEEKDAYS, "tiers_": each(text), "combinable_": flag}
FILTERS = {"skus_": each(text), "categories_": each(text)}
CART: dict[str, Check] = {
    "member_": text,
    "card_": text,
    "lines": LINES,
    "coupons_": each(text),
    "points_": whole,
    "tenders": TENDERS,
    "keep_change_fen_": whole,
    "add_ons_": each(text),
}
WAYS: dict[str, Check] = {"sale": text, "all_": flag, "fen_": whole, "reason_": string}
WAYS |= {"to_": one_of("original", "stored_value")}
GIVEN = each(keys(code=text, count_=whole, charge_fen_=whole))
STEPS = each(
    keys(
        amount_fen=whole,
        bonus_fen_=whole,
        bonus_percent_=whole,
        points_=whole,
        points_after_days_=whole,
        coupons_=GIVEN,
        passes_=GIVEN,
        instalments_=keys(fen=whole, count=whole, every_months_=whole, day_=whole),
        tier_=keys(name=text, months_=whole),
    )
)
PRIZES = each(
    keys(code=text, name=text, weight=whole, kind_=one_of("points", "nothing"), points_=whole, stock_=or_null(whole))
)

ACTIONS: dict[str, dict[str, Check]] = {
    "settings": {"set": lambda value: isinstance(value, dict)},
    "product": {"sku": text, "name": text, "price_fen": whole, "category_": string, "unit_": string, "prices_": amounts}
    | {"member_price_fen_": whole, "earns_": flag, "bonus_allowed_": flag, "discountable_": flag},
    "gift": {"sku": text, "name": text, "points": whole, "fen_": whole, "stock_": whole},
    "coupon_kind": {"code": text, "kind": one_of("amount", "percent"), "value": whole, "min_fen_": whole}
    | {"valid_days_": whole, "group_": text, **FILTERS},
    "pass_kind": {"code": text, "price_fen": whole, "uses": whole, "gift_uses_": whole, "valid_days_": whole}
    | {"weekdays_": WEEKDAYS, "starts_": one_of("sale", "first_use"), "list_fen_": whole},
    "offer": {"code": text, "kind": one_of(*OFFERS), "steps_": steps, "percent_": whole, "min_fen_": whole}
    | {
        "multiplier_": text,
        "n_": whole,
        "m_": whole,
        "fen_": whole,
        "sku_": text,
        "price_fen_": whole,
        "points_": whole,
        "most_": whole,
        **FILTERS,
        **DATED,
    },
    "member.enrol": {"name": text, "phone_": text, "birthday_": written_day}
    | {"lunar_": flag, "leap_month_": flag, "sex_": text, "referrer_": text},
    "card.batch": {"from": text, "count": whole, "skip_four_": flag},
    "card.issue": {"member": text, "number": text, "role_": one_of("main", "sub")},
    "card.lost": {"number": text},
    "card.found": {"number": text},
    "card.replace": {"number": text, "new_number": text, "fee_fen_": whole, "pay_": PAY},
    "card.return": {"number": text},
    "card.verify": {"number": text},
    "recharge": {
        "member": text,
        "amount_fen": whole,
        "bonus_fen_": whole,
        "points_": whole,
        "coupons_": each(text),
        "offer_": text,
        "pay": PAY,
    },
    "recharge_offer": {"code": text, "name": text, "steps": STEPS, "from_": day, "to_": day, "weekdays_": WEEKDAYS}
    | {"tiers_": each(text), "first_only_": flag, "member_limit_": whole, "per_": PERIOD, "total_limit_": whole}
    | {"repeats_": flag, "active_": flag},
    "recharge.refund": {"recharge": text, "cause": text, "pay_": PAY},
    "sale": CART,
    "refund": WAYS | {"lines_": BACK},
    "exchange": WAYS | CART | {"back_": BACK},
    "change.pay_out": {"member": text, "fen_": whole},
    "draw.put": {"code": text, "name": text, "points": whole, "prizes": PRIZES, "from_": day, "to_": day}
    | {"tiers_": each(text), "limit_": text},
    "draw": {"member": text, "draw": text},
    "tier.grant": {"member": text, "tier": text, "to_": day, "reason": text},
    "redeem": {"member": text, "gift": text, "qty_": whole, "tenders_": TENDERS},
    "coupon.issue": {"member": text, "coupon": text},
    "pass.sell": {"member": text, "pass": text, "tenders": TENDERS},
    "pass.use": {"member": text, "pass": text, "persons_": whole, "staff_": text},
    "pass.undo": {"use": text},
    "pass.freeze": {"pass": text, "from": day, "to": day},
    "pass.refund": {"pass": text, "method": one_of("average", "list_price"), "pay_": one_of(*PAYS, "stored_value")},
    "pass.renew": {"pass": text, "from": one_of("end", "today")},
    "points.adjust": {"member": text, "points": whole, "reason": text},
    "transfer": {"from": text, "to": text, "fen": whole},
    "card_close": {"member": text, "method_": ORDERS, "cause_": one_of("consumer", "shop", "seven_days"), "pay_": PAY},
    "cash.move": {"kind": one_of("paid_in", "paid_out", "drop", "no_sale"), "fen": whole, "reason": string},
    "shift.open": {"float_fen": whole},
    "shift.close": {"counted": counted},
    "report.x": {},
    "report.z": {},
    "tick": {},
    "balance": {"member": text},
    "expect": {"member_": text, "refused_": text, "points_": whole, "growth_": whole, "principal_fen_": whole}
    | {
        "change_fen_": whole,
        "bonus_fen_": whole,
        "tier_": or_null(text),
        "points_lots_": LISTED,
        "passes_": LISTED,
        "coupons_": LISTED,
    },
}
OF_KIND: dict[str, set[str]] = {
    "spend_save": {"steps"},
    "percent": {"percent"},
    "multiplier": {"multiplier"},
    "n_for_m": {"n", "m"},
    "bundle": {"skus", "fen"},
    "second_half": set(),
    "special_price": {"sku", "price_fen"},
    "add_on": {"sku"},
}
#: The key of a line that names pieces which come back.
WHAT = {"refund": "lines", "exchange": "back"}
#: Keys that an add-on may have.
ADD_ON = {"price_fen", "points", "most"}
COMMON: dict[str, Check] = {"do": text, "at_": moment, "as_": text, "want_": lambda value: isinstance(value, dict)}


def good(line: Any) -> bool:
    """Whether a line has a known `do`, only its keys, all it needs, and their types."""
    if not isinstance(line, dict) or line.get("do") not in list(ACTIONS):
        return False
    if line["do"] in {"refund", "exchange"} and sum(key in line for key in ("all", WHAT[line["do"]], "fen")) != 1:
        return False
    return fits(line, COMMON | ACTIONS[line["do"]]) and (line["do"] != "offer" or offer_fits(line))


def offer_fits(line: dict[str, Any]) -> bool:
    """Each kind of offer has its keys (contracts)."""
    own = OF_KIND[line["kind"]]
    others = set().union(*OF_KIND.values(), {"points", "most"}) - own - {"skus"}
    if line["kind"] == "add_on":
        return own <= set(line) and not (others - ADD_ON) & set(line)
    return own <= set(line) and not others & set(line) and (line["kind"] == "percent" or "min_fen" not in line)
