"""All pages of the console and the order of its places. A module of pages has `PAGES` and `PLACES`, named here."""

from __future__ import annotations

from memberpos.hq.console import (
    goods_pages,
    member_pages,
    offer_pages,
    overview,
    report_pages,
    rule_pages,
    sign_in,
)
from memberpos.hq.console.page import Page, Place

#: The chain's own pages: members, goods, rules, offers, reports.
_CHAIN = (member_pages, goods_pages, rule_pages, offer_pages, report_pages)
PAGES: tuple[Page, ...] = (*sign_in.PAGES, *overview.PAGES, *(page for module in _CHAIN for page in module.PAGES))
PLACES: tuple[Place, ...] = (*overview.PLACES, *(place for module in _CHAIN for place in module.PLACES))
