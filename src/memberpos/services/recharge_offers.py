"""The owner's top-up offers: kept as versions, and which of them a member may take now (domain rules §7)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from memberpos.domain import recharge_offers as rules
from memberpos.domain.errors import PosError
from memberpos.domain.limits import period_span
from memberpos.domain.recharge_gifts import Gifts
from memberpos.domain.recharge_offers import Asked, RechargeOffer
from memberpos.services import standing
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import members, recharges
from memberpos.store import recharge_offers as rows
from memberpos.store.database import Database
from memberpos.store.members import MemberRow
from memberpos.store.recharge_offers import OfferVersion


@dataclass(frozen=True)
class Chosen:
    """An offer taken for an amount, in the version that is in force."""

    code: str
    version: int
    gifts: Gifts


@dataclass(frozen=True)
class OfferView:
    """An offer at the counter: `why_not` says why the member cannot take it (None = may, with enough money)."""

    offer: RechargeOffer
    version: int
    why_not: str | None = None


def put(use: Use, code: str, document: Mapping[str, Any], starts_at_ms: int | None = None) -> int:
    """A new version of an offer (or a new offer), from now or from a later moment; gives its number.

    PosError bad_setting (setting = the wrong key), not_allowed.
    """
    with use.db.transaction():
        require(use, "settings.change")
        return write(use, code, document, starts_at_ms)


def write(use: Use, code: str, document: Mapping[str, Any], starts_at_ms: int | None = None) -> int:
    """`put` in the caller's transaction, who has checked the right."""
    offer = rules.offer_from(code, document)
    kept = rules.offer_document(offer)
    starts_at_ms = use.now_ms if starts_at_ms is None else starts_at_ms
    text = json.dumps(kept, ensure_ascii=False)
    number = rows.add(use.db, offer.code, text, starts_at_ms=starts_at_ms, at_ms=use.now_ms, staff_id=use.staff_id)
    data = {"code": offer.code, "version": number, "starts_at_ms": starts_at_ms, "doc": kept}
    book(use, Draft("recharge.offer", data))
    return number


def withdraw(use: Use, code: str, version: int) -> None:
    """Takes back a version that has not begun. PosError not_found, not_allowed."""
    with use.db.transaction():
        require(use, "settings.change")
        row = next((each for each in rows.versions(use.db, code) if each.version == version), None)
        if row is None or row.withdrawn or row.starts_at_ms <= use.now_ms:
            raise PosError("not_found", what="plan")
        rows.withdraw(use.db, code, version)
        book(use, Draft("settings.withdraw", {"offer": code, "version": version, "starts_at_ms": row.starts_at_ms}))


def codes(db: Database) -> list[str]:
    """The codes of all offers there ever were."""
    return rows.codes(db)


def in_force(db: Database, now_ms: int) -> list[tuple[RechargeOffer, int]]:
    """The offers that are switched on now, each with its version, by code."""
    found = [(_read(row), row.version) for row in rows.in_force(db, now_ms)]
    return [(offer, version) for offer, version in found if offer.active]


def versions(db: Database, code: str) -> list[tuple[RechargeOffer, OfferVersion]]:
    """What an offer was and will be, newest first, with who changed it and when."""
    return [(_read(row), row) for row in rows.versions(db, code)]


def for_member(db: Database, member_id: str, now_ms: int) -> list[OfferView]:
    """Every offer with why this member cannot take it, whatever the amount. PosError not_found."""
    member = members.by_id(db, member_id)
    if member is None:
        raise PosError("not_found", what="member")
    shop = shop_of(db)
    today = shop.business_date(now_ms)
    views = []
    for offer, version in in_force(db, now_ms):
        asked = _asked(db, offer, member, shop, today, offer.steps[-1].amount_fen)
        views.append(OfferView(offer, version, rules.why_not(offer, asked)))
    return views


def choose(use: Use, code: str, member: MemberRow, shop: Shop, amount_fen: int) -> Chosen:
    """An offer for a top-up, inside its transaction. PosError not_found, offer_not_applicable (offer, reason)."""
    found = next(((o, v) for o, v in in_force(use.db, use.now_ms) if o.code == code), None)
    if found is None:
        raise PosError("not_found", what="offer")
    offer, version = found
    today = shop.business_date(use.now_ms)
    return Chosen(code, version, rules.gifts_for(offer, _asked(use.db, offer, member, shop, today, amount_fen)))


def _asked(db: Database, offer: RechargeOffer, member: MemberRow, shop: Shop, today: date, amount_fen: int) -> Asked:
    return Asked(
        amount_fen=amount_fen, today=today, tier=standing.held(member, shop.rules, today),
        top_ups=recharges.count(db, member.id, member.account_id) if offer.first_only else 0,
        member_uses=recharges.uses(db, offer.code, member.account_id, period_span(offer.per, today))
        if offer.member_limit else 0,
        total_uses=recharges.uses(db, offer.code) if offer.total_limit else 0,
    )  # fmt: skip


def _read(row: OfferVersion) -> RechargeOffer:
    return rules.offer_from(row.code, json.loads(row.doc))
