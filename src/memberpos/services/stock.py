"""Pieces the shop holds of gifts and prizes, as postings: nothing leaves without a row of the ledger."""

from __future__ import annotations

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import PIECE, Posting
from memberpos.store import gifts
from memberpos.store.database import Database

COUNTED = ("shop:stock_counted", "STOCK_COUNTED")
GIVEN_AWAY = ("shop:gifts_given", "GIFTS_GIVEN")


def counted(db: Database, sku: str, pieces: int) -> list[Posting]:
    """The stock of `sku` is `pieces` now."""
    more = pieces - gifts.stock(db, sku)
    return _moved(sku, more, COUNTED) if more else []


def out(db: Database, sku: str, pieces: int) -> list[Posting]:
    """`pieces` handed out. PosError out_of_stock (left, asked)."""
    left = gifts.stock(db, sku)
    if pieces > left:
        raise PosError("out_of_stock", gift=sku, left=left, asked=pieces)
    return _moved(sku, -pieces, GIVEN_AWAY)


def back(sku: str, pieces: int) -> list[Posting]:
    """`pieces` returned to the shelf."""
    return _moved(sku, pieces, GIVEN_AWAY)


def _moved(sku: str, more: int, side: tuple[str, str]) -> list[Posting]:
    return [Posting(*gifts.STOCK, PIECE, -more, sku), Posting(side[0], side[1], PIECE, more, sku)]
