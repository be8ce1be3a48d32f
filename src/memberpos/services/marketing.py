"""What the place Marketing shows: every rule as its owner wrote it, and the goods that examples are made with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from memberpos.domain.catalog import Product
from memberpos.domain.draws import Draw
from memberpos.domain.errors import PosError
from memberpos.domain.gifts import Gift
from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.recharge_offers import RechargeOffer
from memberpos.services import draws, members, offers, pass_kinds, presets, products, recharge_offers, shop_settings
from memberpos.services.shop import Shop, shop_of
from memberpos.store import cards as card_rows
from memberpos.store import draws as draw_rows
from memberpos.store import gifts as gift_rows
from memberpos.store.database import Database


@dataclass(frozen=True)
class Ladder:
    """A top-up offer in its newest version, and when that begins (or began)."""

    offer: RechargeOffer
    version: int
    starts_at_ms: int


@dataclass(frozen=True)
class Facts:
    """Everything at once: a shop has some dozens of each. `stock` of the gifts that are counted, by sku."""

    shop: Shop
    settings: dict[str, Any]
    offers: tuple[dict[str, Any], ...]
    coupon_kinds: tuple[dict[str, Any], ...]
    ladders: tuple[Ladder, ...]
    passes: tuple[PassTerms, ...]
    gifts: tuple[Gift, ...]
    stock: dict[str, int]
    draws: tuple[Draw, ...]
    goods: tuple[Product, ...]
    empty: bool


def facts(db: Database) -> Facts:
    """Reads it."""
    shop, kept = shop_of(db), tuple(gift_rows.everything(db))
    return Facts(
        shop, shop_settings.all_values(db), tuple(offers.everything(db)), tuple(offers.kinds(db)),
        tuple(ladder for code in recharge_offers.codes(db) if (ladder := _ladder(db, code)) is not None),
        tuple(pass_kinds.everything(db)), kept,
        {gift.sku: gift_rows.stock(db, gift.sku) for gift in kept if gift.tracked},
        tuple(_draw(db, draw) for draw in draw_rows.everything(db)),
        tuple(products.everything(db)), presets.is_empty(db),
    )  # fmt: skip


def _ladder(db: Database, code: str) -> Ladder | None:
    newest = next((each for each in recharge_offers.versions(db, code) if not each[1].withdrawn), None)
    return None if newest is None else Ladder(newest[0], newest[1].version, newest[1].starts_at_ms)


def _draw(db: Database, draw: Draw) -> Draw:
    """With the pieces there are now: saving a draw counts its prizes anew."""
    prizes = (
        prize if prize.stock is None else replace(prize, stock=draws.pieces_left(db, draw, prize))
        for prize in draw.prizes
    )
    return replace(draw, prizes=tuple(prizes))


def member_ids(db: Database, named: Sequence[str]) -> list[str]:
    """Members by phone (if only one has it) or active card number, in order. PosError not_found (member)."""
    return [_member_id(db, word.strip()) for word in named]


def _member_id(db: Database, word: str) -> str:
    with_phone = members.ids_with_phone(db, word)
    card = card_rows.by_number(db, word)
    if len(with_phone) == 1:
        return with_phone[0]
    if card is None or card.state != "active" or card.member_id is None:
        raise PosError("not_found", what="member")
    return card.member_id
