"""Goods: adding, changing, finding."""

from __future__ import annotations

from collections.abc import Sequence

from memberpos.domain.catalog import Product
from memberpos.domain.money import check_fen
from memberpos.domain.search import pinyin_of
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.use import Use
from memberpos.store import products as rows
from memberpos.store.database import Database


def put(use: Use, product: Product, barcodes: Sequence[str] = (), quick_key: int | None = None) -> None:
    """Adds a product or changes the one with its sku. PosError bad_amount, not_allowed."""
    with use.db.transaction():
        require(use, "goods.change")
        write(use, product, barcodes, quick_key)


def write(use: Use, product: Product, barcodes: Sequence[str] = (), quick_key: int | None = None) -> None:
    """`put` in the caller's transaction, who has checked the right."""
    for price_fen in (product.price_fen, product.member_price_fen or 0, *product.prices_by_tier.values()):
        check_fen(price_fen, 0, "price_fen")
    pinyin, initials = pinyin_of(product.name)
    rows.put(use.db, product, pinyin=pinyin, initials=initials, quick_key=quick_key)
    for code in barcodes:
        rows.put_barcode(use.db, code, product.sku)
    book(use, Draft("product", _data(product) | {"barcodes": list(barcodes), "quick_key": quick_key}))


def find(db: Database, code: str) -> Product | None:
    """The product of a barcode or sku."""
    return rows.by_code(db, code.strip())


def search(db: Database, text: str, limit: int = 20) -> list[Product]:
    """Products by the beginning of sku, name, pinyin or initials."""
    return rows.search(db, text.strip(), limit)


def quick_keys(db: Database) -> list[Product]:
    """Products on quick keys, in order."""
    return rows.quick_keys(db)


def everything(db: Database) -> list[Product]:
    """All products by sku."""
    return rows.all_active(db)


def _data(product: Product) -> dict[str, object]:
    return {
        "sku": product.sku, "name": product.name, "price_fen": product.price_fen, "category": product.category,
        "unit": product.unit, "member_price_fen": product.member_price_fen, "prices_fen": dict(product.prices_by_tier),
        "earns": product.earns, "bonus_allowed": product.bonus_allowed, "discountable": product.discountable,
        "kind": product.kind,
    }  # fmt: skip
