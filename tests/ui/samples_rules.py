"""The rules of a trade as the pages of Marketing and Settings read them."""

from __future__ import annotations

from tests.ui import samples
from tests.ui.stage import NOW_MS

from memberpos.domain.pass_terms import terms_from
from memberpos.domain.recharge_offers import offer_from
from memberpos.domain.rules import rules_from, settings_of
from memberpos.services import presets
from memberpos.services.marketing import Facts, Ladder
from memberpos.services.presets import draw_of, gift_of
from memberpos.services.shop import Shop

DAY_MS = 86_400_000


def facts_of(trade: str) -> Facts:
    """A shop that began with a trade's preset."""
    doc = presets.contents(trade)
    rules = rules_from(doc["settings"], samples.RULES)
    ladders = tuple(
        Ladder(offer_from(each["code"], {k: v for k, v in each.items() if k != "code"}), 1, NOW_MS - DAY_MS)
        for each in doc["recharge_offers"]
    )
    return Facts(
        Shop(rules, {"name": "街角咖啡"}), settings_of(rules), tuple(doc["offers"]), tuple(doc["coupon_kinds"]), ladders,
        tuple(terms_from({"uses": None, **each}) for each in doc.get("pass_kinds", ())),
        tuple(gift_of(each) for each in doc["gifts"]), {"G-BAG": 120},
        tuple(draw_of(each) for each in doc.get("draws", ())), samples.PRODUCTS, empty=False,
    )  # fmt: skip
