"""Documents of offers and coupon kinds: what is refused, and by which key."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.domain.priced import FEE

from memberpos.domain.errors import PosError
from memberpos.domain.offer_documents import OFFER_KINDS, coupon_kind_from, offer_from
from memberpos.domain.offers import ServiceCharge

GOOD: dict[str, dict[str, Any]] = {
    "spend_save": {"steps": [[100, 10], [200, 30]]},
    "percent": {"percent": 90},
    "multiplier": {"multiplier": "2/1"},
    "n_for_m": {"n": 3, "m": 2},
    "cheapest": {"n": 2},
    "second_half": {},
    "bundle": {"skus": ["A", "B"], "fen": 100},
    "special_price": {"sku": "A", "price_fen": 100},
    "add_on": {"sku": "A", "price_fen": 100},
    "service_charge": {"sku": "FEE", "percent": 10},
    "minimum_spend": {"sku": "FEE", "fen": 100},
}


def refused(kind: str, **keys: Any) -> str:
    with pytest.raises(PosError) as caught:
        offer_from({"code": "X", "kind": kind, **GOOD.get(kind, {}), **keys}, lambda _sku: FEE)
    assert caught.value.code == "bad_setting"
    return str(caught.value.facts["setting"])


def test_every_kind_has_a_good_document() -> None:
    assert set(GOOD) == set(OFFER_KINDS)
    for kind, keys in GOOD.items():
        made = offer_from({"code": "X", "kind": kind, **keys}, lambda _sku: FEE)
        assert (made.code, made.kind, made.label) == ("X", kind, "X")
        places = [made.on_prices, made.on_order, made.on_points, made.is_charge]
        assert places.count(True) == 1


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("spend_save", "steps", []),
        ("spend_save", "steps", [[100]]),
        ("spend_save", "steps", [[100, -1]]),
        ("spend_save", "steps", [[100, 1], [100, 2]]),
        ("spend_save", "steps", [[100, True]]),
        ("percent", "percent", 101),
        ("percent", "percent", -1),
        ("percent", "min_fen", -1),
        ("multiplier", "multiplier", "2"),
        ("multiplier", "multiplier", "2/0"),
        ("n_for_m", "n", 1),
        ("n_for_m", "m", 3),
        ("n_for_m", "m", -1),
        ("cheapest", "n", 0),
        ("bundle", "skus", []),
        ("bundle", "fen", -1),
        ("special_price", "sku", ""),
        ("special_price", "price_fen", -1),
        ("add_on", "most", 0),
        ("add_on", "points", -1),
        ("service_charge", "percent", 0),
        ("minimum_spend", "fen", 0),
        ("percent", "steps", [[1, 1]]),
        ("percent", "code", " "),
        ("percent", "from", "2026-02-30"),
        ("percent", "to", 20260101),
        ("percent", "weekdays", [0]),
        ("percent", "weekdays", [8]),
        ("percent", "weekdays", "1"),
        ("percent", "hours", "10-11"),
        ("percent", "hours", "10:00-10:00"),
        ("percent", "hours", "10:00-24:01"),
        ("percent", "tiers", "gold"),
        ("percent", "skus", [1]),
        ("percent", "combinable", 1),
        ("percent", "active", "yes"),
        ("percent", "unheard", 1),
    ],
)
def test_what_cannot_be_is_refused_by_its_key(kind: str, key: str, value: Any) -> None:
    assert refused(kind, **{key: value}) == f"offer.{key}"


def test_an_unknown_kind_and_days_that_end_before_they_begin_are_refused() -> None:
    assert refused("gift") == "offer.kind"
    assert refused("percent", **{"from": "2026-01-02", "to": "2026-01-01"}) == "offer.to"


def test_a_fee_without_its_product_is_charged_under_its_sku() -> None:
    made = offer_from({"code": "X", "kind": "service_charge", "sku": "GONE", "percent": 1}, lambda _sku: None)
    assert isinstance(made.terms, ServiceCharge)
    assert made.terms.product.name == "GONE"


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ({"kind": "gift"}, "kind"),
        ({"value": 0}, "value"),
        ({"kind": "percent", "value": 101}, "value"),
        ({"kind": "goods", "value": 1}, "skus"),
        ({"kind": "trial", "value": 0}, "skus"),
        ({"valid_days": -1}, "valid_days"),
        ({"min_fen": -1}, "min_fen"),
        ({"per_day": 0}, "per_day"),
        ({"total": 0}, "total"),
        ({"transferable": 1}, "transferable"),
        ({"steps": []}, "steps"),
        ({"code": ""}, "code"),
    ],
)
def test_a_coupon_kind_that_cannot_be(keys: dict[str, Any], key: str) -> None:
    with pytest.raises(PosError) as caught:
        coupon_kind_from({"code": "C", "kind": "amount", "value": 100, **keys})
    assert (caught.value.code, caught.value.facts) == ("bad_setting", {"setting": f"coupon_kind.{key}"})


@pytest.mark.parametrize(
    ("keys", "last"),
    [
        ({}, None),
        ({"valid_days": 0}, date(2026, 1, 1)),
        ({"valid_days": 7}, date(2026, 1, 8)),
        ({"to": "2026-03-31"}, date(2026, 3, 31)),
        ({"to": "2026-01-05", "valid_days": 7}, date(2026, 1, 5)),
        ({"to": "2026-03-31", "valid_days": 7}, date(2026, 1, 8)),
    ],
)
def test_the_last_day_of_a_coupon(keys: dict[str, Any], last: date | None) -> None:
    kind = coupon_kind_from({"code": "C", "kind": "amount", "value": 100, **keys})
    assert kind.last_day(date(2026, 1, 1)) == last
