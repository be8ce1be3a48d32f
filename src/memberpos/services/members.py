"""Members: enrolling, finding, and the profile the counter shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from memberpos.domain import lots as lot_rules
from memberpos.domain import search as search_rules
from memberpos.domain import tiers as tier_rules
from memberpos.domain.birthdays import birthday_of
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, CHANGE, GROWTH, POINTS, PRINCIPAL
from memberpos.services import badges, birthdays, coupons, pass_views, sources, standing
from memberpos.services.booking import Draft, book
from memberpos.services.results import CardView, HistoryRow, MemberProfile
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import cards, history, ledger
from memberpos.store import members as rows
from memberpos.store.cards import CardRow
from memberpos.store.database import Database
from memberpos.store.members import MemberHit, MemberRow

RECENT = 12
#: Fields that say nothing of a person by themselves: they stand in the event, not beside it.
OPEN_FIELDS = frozenset({"sex", "lunar", "leap_month"})


@dataclass(frozen=True)
class EnrolRequest:
    """A new member; everything but the name may be missing (phone-only membership: name = phone)."""

    name: str = ""
    phone: str | None = None
    birthday: str | None = None
    lunar: bool = False
    sex: str = ""
    referrer_id: str | None = None
    notes: str = ""
    leap_month: bool = False


def enrol(use: Use, request: EnrolRequest) -> MemberProfile:
    """Adds a member with an account. PosError bad_amount (phone), bad_setting (name, birthday), not_found (referrer),
    limit_exceeded (a text too long to travel).
    """
    phone = search_rules.normalise_phone(request.phone) if request.phone else None
    name = request.name.strip() or (phone or "")
    if not name:
        raise PosError("bad_setting", setting="name")
    with use.db.transaction():
        require(use, "member.enrol")
        shop = shop_of(use.db)
        if request.referrer_id is not None and rows.by_id(use.db, request.referrer_id) is None:
            raise PosError("not_found", what="referrer")
        member = _new_row(use, request, shop, name, phone)
        rows.insert(use.db, member, _keys(name, phone))
        pii = {"name": name, "phone": phone or "", "birthday": member.birthday or "", "notes": member.notes}
        data = {"member": member.id, "sex": member.sex, "lunar": member.lunar, "referrer": member.referrer_id}
        draft = Draft("member.enrol", data, member_id=member.id, account_id=member.account_id, pii=pii)
        sources.registration(use, shop, member.id, book(use, draft, shop))
    return profile(use.db, member.id, use.now_ms)


def change(use: Use, member_id: str, values: Mapping[str, str | bool | None]) -> MemberProfile:
    """Changes name, phone, birthday (with `lunar`, `leap_month`), sex or notes."""
    allowed = {"name", "phone", "birthday", "lunar", "leap_month", "sex", "notes"}
    if set(values) - allowed:
        raise PosError("bad_setting", setting=min(set(values) - allowed))
    with use.db.transaction():
        require(use, "member.change")
        member = _existing(use.db, member_id)
        fresh: dict[str, Any] = {name: getattr(member, name) for name in allowed} | dict(values)
        fresh["phone"] = search_rules.normalise_phone(fresh["phone"]) if fresh["phone"] else None
        fresh |= birthdays.changed(member, values, shop_of(use.db).business_date(use.now_ms))
        fresh["name"] = (fresh["name"] or "").strip() or fresh["phone"]
        if not fresh["name"]:
            raise PosError("bad_setting", setting="name")
        rows.update(use.db, member_id, fresh, _keys(fresh["name"], fresh["phone"]))
        pii = {name: str(fresh[name]) for name in values if name not in OPEN_FIELDS and fresh[name]}
        data = {
            "member": member_id, "fields": sorted(values),
            "cleared": sorted(name for name in values if name not in OPEN_FIELDS and not fresh[name]),
            **{name: fresh[name] for name in sorted(OPEN_FIELDS & set(values))},
        }  # fmt: skip
        book(use, Draft("member.patch", data, member_id=member_id, account_id=member.account_id, pii=pii))
    return profile(use.db, member_id, use.now_ms)


def profile(db: Database, member_id: str, now_ms: int) -> MemberProfile:
    """All the counter shows of a member. PosError not_found."""
    return profile_of(db, _existing(db, member_id), now_ms)


def profile_of(db: Database, member: MemberRow, now_ms: int) -> MemberProfile:
    """`profile` of a row already read."""
    shop = shop_of(db)
    today = shop.business_date(now_ms)
    amounts = ledger.balances(db, member.account_id)
    shown_to = (today + timedelta(days=lot_rules.EXPIRING_DAYS)).isoformat()
    ending = ledger.lots_ending(db, member.account_id, POINTS, shown_to)
    held = [_card_view(card) for card in cards.of_member(db, member.id)]
    return MemberProfile(
        member_id=member.id, account_id=member.account_id, name=member.name, phone=member.phone,
        joined_on=member.joined_on, sex=member.sex, birthday=member.birthday,
        lunar=member.lunar, leap_month=member.leap_month,
        birthday_in_days=birthdays.days_to(member, today), points=amounts.get((POINTS, ""), 0),
        growth=amounts.get((GROWTH, ""), 0), principal_fen=amounts.get((PRINCIPAL, ""), 0),
        bonus_fen=amounts.get((BONUS, ""), 0), change_fen=amounts.get((CHANGE, ""), 0),
        coupons=coupons.of_account(db, member.account_id, today),
        expiring=tuple((day.isoformat(), count) for day, count in lot_rules.expiring(ending, today)),
        cards=tuple(held), card_number=next((card.number for card in held if card.state == "active"), None),
        recent=tuple(HistoryRow(*row) for row in history.recent(db, member.id, RECENT)), notes=member.notes,
        last_visit_on=member.last_visit_on, visits=member.visits, referrer_id=member.referrer_id,
        badges=badges.of_member(db, member.id), check_in_points=sources.check_in_points(db, member.id, shop, today),
        passes=pass_views.held(db, member.account_id, shop, now_ms),
        **_tier_facts(db, member, shop, today),
    )  # fmt: skip


def _card_view(card: CardRow) -> CardView:
    has_password = card.password_new or card.password_hash is not None
    return CardView(card.number, card.state, card.role, card.day_limit_fen, has_password, card.expires_on)


def by_phone(db: Database, phone: str, now_ms: int) -> list[MemberProfile]:
    """Members with this phone, as typed or dialled; a number that cannot be one finds nobody."""
    return [profile_of(db, member, now_ms) for member in _with_phone(db, phone)]


def ids_with_phone(db: Database, phone: str) -> list[str]:
    """`by_phone` without the profiles."""
    return [member.id for member in _with_phone(db, phone)]


def _with_phone(db: Database, phone: str) -> list[MemberRow]:
    try:
        number = search_rules.normalise_phone(phone)
    except PosError:
        return []
    return rows.by_phone(db, search_rules.keys_of("", number, _no_pinyin).phone) if number else []


def search(db: Database, text: str, limit: int = 20) -> list[MemberHit]:
    """Members by name, pinyin, initials, any end of the phone, or card number."""
    return rows.search(db, text, limit)


def page(db: Database, order: str = "joined", after: int = 0, limit: int = 100) -> list[MemberHit]:
    """Members for a list: order joined (newest first) or name."""
    return rows.page(db, order, after, limit)


def count(db: Database) -> int:
    """How many members the shop has."""
    return rows.count(db)


def _existing(db: Database, member_id: str) -> MemberRow:
    member = rows.by_id(db, member_id)
    if member is None:
        raise PosError("not_found", what="member")
    return member


def _new_row(use: Use, request: EnrolRequest, shop: Shop, name: str, phone: str | None) -> MemberRow:
    today = shop.business_date(use.now_ms)
    first = tier_rules.first_standing(shop.rules, today)
    born = birthday_of(request.birthday, is_lunar=request.lunar, is_leap=request.leap_month)
    return MemberRow(
        id=str(use.new_id()), account_id=str(use.new_id()), name=name, phone=phone, sex=request.sex,
        birthday=str(born) if born else None, lunar=request.lunar, joined_on=today.isoformat(), joined_at_ms=use.now_ms,
        referrer_id=request.referrer_id, notes=request.notes, status="active", tier=first.tier if first else None,
        tier_from=first.since.isoformat() if first else None,
        tier_to=first.valid_to.isoformat() if first and first.valid_to else None, tier_grant="", last_visit_on=None,
        visits=0, spend_fen=0, leap_month=request.leap_month, birthday_next=birthdays.next_text(born, today),
    )  # fmt: skip


def _keys(name: str, phone: str | None) -> dict[str, str]:
    keys = search_rules.keys_of(name, phone or "", search_rules.pinyin_of)
    return {
        "k_name": keys.name, "k_given": keys.given, "k_pinyin": keys.pinyin, "k_initials": keys.initials,
        "k_phone": keys.phone, "k_phone_rev": keys.phone_reversed,
    }  # fmt: skip


def _no_pinyin(_name: str) -> tuple[str, str]:
    return "", ""


def _tier_facts(db: Database, member: MemberRow, shop: Shop, today: date) -> dict[str, Any]:
    held = standing.current(member, shop.rules, today)
    tier = shop.rules.tier(tier_rules.held(held, shop.rules, today)) if held else None
    if held is None or tier is None:
        return {"criterion": shop.rules.tiers_criterion}
    reached = standing.reached(db, member, shop.rules, today)
    missing = tier_rules.needed(held, reached, shop.rules, today)
    target = None if missing.to_reach is None else reached + missing.to_reach
    last_day = tier_rules.held_to(held, shop.rules, today)
    return {
        "tier": tier.name, "tier_to": last_day.isoformat() if last_day else None,
        "tier_price_percent": tier.price_percent,
        "tier_multiplier": f"{tier.points_multiplier.numerator}/{tier.points_multiplier.denominator}",
        "next_tier": missing.next_tier, "to_next": missing.to_reach, "tier_measure": reached, "tier_target": target,
        "criterion": shop.rules.tiers_criterion, "progress": min(1.0, reached / target) if target else 1.0,
        "tier_given": tier.name != held.tier, "tier_benefits": tier.benefits, "to_keep": missing.to_keep,
        "keep_by": missing.keep_by.isoformat() if missing.keep_by else None, "own_tier": held.tier,
    }  # fmt: skip
