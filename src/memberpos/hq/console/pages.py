"""All pages of the console and the order of its places. A module of pages has `PAGES` and `PLACES`, named here."""

from __future__ import annotations

from memberpos.hq.console import (
    account_pages,
    audit_pages,
    cards,
    case_pages,
    goods_pages,
    member_pages,
    merge_pages,
    offer_pages,
    operator_pages,
    overview,
    report_pages,
    rule_pages,
    sign_in,
    stores,
    till_pages,
    voucher_pages,
)
from memberpos.hq.console.page import Page, Place

#: In the order of the navigation.
_PLACED = (
    overview, report_pages, merge_pages, member_pages, goods_pages, offer_pages, voucher_pages, rule_pages, stores,
    till_pages, cards, case_pages, operator_pages, audit_pages,
)  # fmt: skip
PAGES: tuple[Page, ...] = (
    *sign_in.PAGES, *account_pages.PAGES, *(page for module in _PLACED for page in module.PAGES),
)  # fmt: skip
PLACES: tuple[Place, ...] = tuple(place for module in _PLACED for place in module.PLACES)
