"""All pages of the console and the order of its places. A module of pages has `PAGES` and `PLACES`, named here."""

from __future__ import annotations

from memberpos.hq.console import overview, sign_in
from memberpos.hq.console.page import Page, Place

PAGES: tuple[Page, ...] = (*sign_in.PAGES, *overview.PAGES)
PLACES: tuple[Place, ...] = (*overview.PLACES,)
