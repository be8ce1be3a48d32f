"""What an event adds to the statistics; whatever a body says, it is a number or nothing."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memberpos.hq.day_facts import facts
from memberpos.hq.effects import MAX_AMOUNT, Effect, decode
from memberpos.sync.protocol import WireEvent

MEMBER = "6e5a3c0e-0000-7000-8000-000000000001"


def effect(kind: str, data: Any, postings: Any = (), **head: Any) -> Effect:
    body = {
        "business_date": "2026-03-01", "at_ms": "1772323200000", "offset_min": 480, "postings": list(postings), "data": data,
    } | head  # fmt: skip
    return decode(WireEvent(1, kind, 1, UUID(int=7), 1, json.dumps(body).encode(), b""), 1)


def sums(made: Effect) -> dict[tuple[str, str], tuple[int, int]]:
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for measure, item, _, n, amount in facts(made):
        before = found.get((measure, item), (0, 0))
        found[measure, item] = (before[0] + n, before[1] + amount)
    return found


def posting(account: str, kind: str, amount: int) -> dict[str, str]:
    return {"account": account, "kind": kind, "unit": "CNY", "amount": str(amount)}


def test_a_sale() -> None:
    data = {
        "due_fen": "3000", "discount_fen": "200", "rounding_fen": "-5",
        "lines": [{"sku": "tea", "qty_milli": "2000", "net_fen": "1000"}, {"sku": "cake", "qty_milli": 500, "net_fen": 2000}],
        "tenders": [{"kind": "cash", "fen": "1000"}, {"kind": "stored_value", "fen": "2000"}],
    }  # fmt: skip
    postings = [
        posting(MEMBER, "PRINCIPAL", -1500),
        posting(MEMBER, "BONUS", -500),
        posting("shop:sales", "SALES", 2000),
    ]
    made = effect("sale", data, postings, member=MEMBER)
    assert sums(made) == {
        ("event", "sale"): (1, 0), ("sale", "member"): (1, 3000), ("discount", ""): (0, 200), ("rounding", ""): (0, -5),
        ("goods", "tea"): (2000, 1000), ("goods", "cake"): (500, 2000), ("tender_in", "cash"): (1, 1000),
        ("tender_in", "stored_value"): (1, 2000), ("stored_principal", ""): (0, 1500), ("stored_bonus", ""): (0, 500),
        ("roll_out", "PRINCIPAL/sale"): (1, 1500), ("roll_out", "BONUS/sale"): (1, 500),
    }  # fmt: skip
    assert {(measure == "sale", hour) for measure, _, hour, _, _ in facts(made)} == {(True, 8), (False, -1)}


def test_an_exchange_is_a_sale_and_a_refund() -> None:
    data = {
        "sale": {"due_fen": 900, "tenders": [{"kind": "cash", "fen": 900}]},
        "refund": {"refund_fen": 500, "claw_value_fen": 20, "tenders": [{"kind": "cash", "fen": -480}]},
    }  # fmt: skip
    found = sums(effect("exchange", data))
    assert (found["sale", "guest"], found["refund", ""], found["claw", ""]) == ((1, 900), (1, 500), (0, 20))
    assert (found["tender_in", "cash"], found["tender_out", "cash"]) == ((1, 900), (1, 480))


def test_money_that_no_event_names_is_read_from_the_postings() -> None:
    fee = [posting("shop:cash", "CASH", -1000), posting("shop:fees", "FEES", 1000)]
    assert sums(effect("card.replace", {}, fee))["tender_in", "cash"] == (1, 1000)
    assert ("tender_in", "cash") not in sums(effect("cash.move", {"kind": "paid_in"}, fee))
    assert ("event", "cash.move/paid_in") in sums(effect("cash.move", {"kind": "paid_in"}, fee))
    assert sums(effect("heartbeat", {})) == {}


@pytest.mark.parametrize("value", [None, True, "x", "9" * 30, 1e300, [], {}, MAX_AMOUNT + 1, "１２"])
def test_what_is_no_amount_counts_nothing(value: Any) -> None:
    data = {"due_fen": value, "lines": [value, {"sku": value, "net_fen": value}], "tenders": [{"fen": value}]}
    assert sum(abs(amount) for *_, amount in facts(effect("sale", data))) == 0


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["sale", "refund", "tenders", "lines", "due_fen", "fen", "kind", "sku"]), inner
        )
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(kind=st.sampled_from(["sale", "refund", "exchange", "recharge", "pass.sell", "cash.move", "x"]), data=_JSON)
def test_no_body_breaks_the_counting(kind: str, data: Any) -> None:
    for _, item, _, _, amount in facts(effect(kind, data)):
        assert abs(amount) <= MAX_AMOUNT
        assert len(item) <= 128
        assert "\x00" not in item
