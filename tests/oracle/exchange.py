"""An exchange: a refund and a sale in one transaction, one event with two documents (domain rules §5)."""

from __future__ import annotations

from typing import Any

from tests.oracle import refunds, sales
from tests.oracle.book import Shop

Action = dict[str, Any]

#: Keys of the line that speak of what comes back; `back` stands for a refund's `lines`.
OF_THE_REFUND = ("sale", "all", "fen", "to", "reason")


def exchange(shop: Shop, action: Action) -> dict[str, Any]:
    """The sale is made on what the refund leaves (decision 0082). Whatever is refused, nothing is done: the caller plays on a copy."""
    back, goods = parts(action)
    given = refunds.refund(shop, back)
    sold = sales.sell(shop, goods)
    return sold | {"refund": given, "to_pay_fen": sold["due_fen"] - given["refund_fen"] + given["claw_value_fen"]}


def parts(action: Action) -> tuple[Action, Action]:
    back = {key: action[key] for key in OF_THE_REFUND if key in action}
    return back | ({"lines": action["back"]} if "back" in action else {}), goods_of(action)


def goods_of(action: Action) -> Action:
    """The sale of an exchange, by itself."""
    return {key: value for key, value in action.items() if key not in {*OF_THE_REFUND, "back"}} | {"do": "sale"}
