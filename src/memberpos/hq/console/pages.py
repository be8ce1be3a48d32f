"""All pages of the console and the order of its places. A module of pages has `PAGES` and `PLACES`, named here."""

from __future__ import annotations

from memberpos.hq.console import (
    account_pages,
    audit_pages,
    cards,
    case_pages,
    operator_pages,
    overview,
    sign_in,
    stores,
    till_pages,
)
from memberpos.hq.console.page import Page, Place

PAGES: tuple[Page, ...] = (
    *sign_in.PAGES,
    *account_pages.PAGES,
    *overview.PAGES,
    *stores.PAGES,
    *till_pages.PAGES,
    *cards.PAGES,
    *case_pages.PAGES,
    *operator_pages.PAGES,
    *audit_pages.PAGES,
)
PLACES: tuple[Place, ...] = (
    *overview.PLACES,
    *stores.PLACES,
    *till_pages.PLACES,
    *cards.PLACES,
    *case_pages.PLACES,
    *operator_pages.PLACES,
    *audit_pages.PLACES,
)
