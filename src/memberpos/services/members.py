"""Members: enrolling, finding, and the profile the counter shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from memberpos.domain import lots as lot_rules
from memberpos.domain import member_profile as profile_rules
from memberpos.domain import search as search_rules
from memberpos.domain import tiers as tier_rules
from memberpos.domain.birthdays import birthday_of
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, CHANGE, GROWTH, POINTS, PRINCIPAL
from memberpos.services import badges, birthdays, coupons, definitions, pass_views, sources, standing, usable
from memberpos.services.booking import Draft, book
from memberpos.services.results import CardView, HistoryRow, MemberProfile
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import cards, history, ledger, staff
from memberpos.store import members as rows
from memberpos.store import search as finder
from memberpos.store.cards import CardRow
from memberpos.store.database import Database
from memberpos.store.members import MemberRow
from memberpos.store.search import MemberHit

RECENT = 12
#: What `change` may change.
FIELDS = frozenset(
    [
        "name",
        "phone",
        "birthday",
        "lunar",
        "leap_month",
        "sex",
        "address",
        "notes",
        "tags",
        "custom",
        "ends_on",
        "seller_id",
        "referrer_id",
    ]
)
#: Fields that stand in the event itself; the personal ones travel beside it.
_PLAIN = ("sex", "lunar", "leap_month", "ends_on", "seller_id", "referrer_id")


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
    address: str = ""
    tags: tuple[str, ...] = ()
    custom: Mapping[str, str] = field(default_factory=dict)
    seller_id: str | None = None


def enrol(use: Use, request: EnrolRequest) -> MemberProfile:
    """Adds a member with an account. PosError bad_amount (phone), bad_setting (name, birthday, custom), not_found
    (referrer, seller), limit_exceeded (a text too long to travel).
    """
    values = {name: getattr(request, name) for name in FIELDS - {"ends_on"}}
    with use.db.transaction():
        require(use, "member.enrol")
        shop = shop_of(use.db)
        fresh = _checked(use.db, shop, values)
        member = _new_row(use, fresh, shop)
        rows.insert(use.db, member, _keys(member.name, member.phone))
        data = {"member": member.id, "sex": member.sex, "lunar": member.lunar, "referrer": member.referrer_id}
        more = {name: fresh[name] for name in ("leap_month", "seller_id") if fresh[name]}
        draft = Draft(
            "member.enrol", data | more, member_id=member.id, account_id=member.account_id, pii=personal(fresh),
            rows=[standing.row_state(member)],
        )  # fmt: skip
        sources.registration(use, shop, member.id, book(use, draft, shop))
    return profile(use.db, member.id, use.now_ms)


def change(use: Use, member_id: str, values: Mapping[str, Any]) -> MemberProfile:
    """Changes some of FIELDS; only what is another value than before is booked.

    PosError bad_setting (name, birthday, custom, an unknown field), bad_amount (phone), not_found, limit_exceeded.
    """
    if set(values) - FIELDS:
        raise PosError("bad_setting", setting=min(set(values) - FIELDS))
    with use.db.transaction():
        require(use, "member.change")
        member = _existing(use.db, member_id)
        patch(use, member, values)
    return profile(use.db, member_id, use.now_ms)


def patch(use: Use, member: MemberRow, values: Mapping[str, Any]) -> None:
    """`change` in the caller's transaction."""
    shop = shop_of(use.db)
    before = {name: getattr(member, name) for name in FIELDS}
    fresh = _checked(use.db, shop, before | dict(values), own_id=member.id)
    changed = {name: fresh[name] for name in FIELDS if fresh[name] != before[name]}
    if not changed:
        return
    if member.status == "erased":  # nothing comes back to who asked to be forgotten
        raise PosError("not_found", what="member")
    named = {"name", "phone"} & set(changed)
    due = birthdays.changed(member, changed, shop.business_date(use.now_ms))
    rows.update(use.db, member.id, changed | due, _keys(fresh["name"], fresh["phone"]) if named else None)
    plain = {name: changed[name] for name in _PLAIN if name in changed}
    data = {"member": member.id, "fields": sorted(_told(changed, before)), **({"set": plain} if plain else {})}
    pii = personal(changed, before)
    book(use, Draft("member.patch", data, member_id=member.id, account_id=member.account_id, pii=pii), shop)


def personal(values: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Personal values as they travel beside an event: tags as one line, each own field as custom.<code>."""
    found = {name: values[name] or "" for name in ("name", "phone", "birthday", "address", "notes") if name in values}
    if "tags" in values:
        found["tags"] = ", ".join(values["tags"])
    old = (before or {}).get("custom", {})
    found |= {f"custom.{code}": text for code, text in values.get("custom", {}).items() if text != old.get(code)}
    return found


def _told(changed: Mapping[str, Any], before: Mapping[str, Any]) -> set[str]:
    """The names of what changed, each own field by itself."""
    names = set(changed) - {"custom"}
    if "custom" in changed:
        new, old = changed["custom"], before["custom"]
        names |= {f"custom.{code}" for code in set(new) | set(old) if new.get(code) != old.get(code)}
    return names


def _checked(db: Database, shop: Shop, values: Mapping[str, Any], own_id: str = "") -> dict[str, Any]:
    """All fields as they are kept."""
    fresh = dict(values)
    fresh["phone"] = (search_rules.normalise_phone(fresh["phone"]) or None) if fresh["phone"] else None
    fresh["name"] = (fresh["name"] or "").strip() or fresh["phone"]
    if not fresh["name"]:
        raise PosError("bad_setting", setting="name")
    if fresh["sex"] not in profile_rules.SEXES:
        raise PosError("bad_setting", setting="sex")
    fresh["birthday"] = profile_rules.checked_birthday(fresh["birthday"], lunar=bool(fresh["lunar"]))
    fresh["lunar"] = bool(fresh["lunar"] and fresh["birthday"])
    fresh["leap_month"] = bool(fresh["leap_month"] and fresh["lunar"])
    fresh["notes"], fresh["address"] = (fresh["notes"] or "").strip(), (fresh["address"] or "").strip()
    fresh["tags"] = profile_rules.checked_tags(fresh["tags"])
    fresh["custom"] = profile_rules.checked_custom(fresh["custom"], definitions.of(shop).fields)
    if fresh.get("ends_on") and profile_rules.iso_day(fresh["ends_on"]) is None:
        raise PosError("bad_setting", setting="ends_on")
    _check_people(db, fresh, own_id)
    return fresh


def _check_people(db: Database, fresh: Mapping[str, Any], own_id: str) -> None:
    """Referrer and seller are there, and nobody was brought by himself or by whom he brought."""
    referrer = fresh["referrer_id"]
    if referrer and (referrer == own_id or rows.by_id(db, referrer) is None):
        raise PosError("not_found", what="referrer")
    if referrer and own_id in rows.referrers(db, referrer):
        raise PosError("bad_setting", setting="referrer")
    if fresh["seller_id"] and staff.by_id(db, fresh["seller_id"]) is None:
        raise PosError("not_found", what="seller")


def profile(db: Database, member_id: str, now_ms: int) -> MemberProfile:
    """All the counter shows of a member. PosError not_found."""
    return profile_of(db, _existing(db, member_id), now_ms)


def profile_of(db: Database, member: MemberRow, now_ms: int) -> MemberProfile:
    """`profile` of a row already read."""
    shop = shop_of(db)
    today = shop.business_date(now_ms)
    amounts = ledger.balances(db, member.account_id)
    remind_days = shop.rules.points_remind_days
    shown_to = (today + timedelta(days=remind_days)).isoformat()
    ending = ledger.lots_ending(db, member.account_id, POINTS, shown_to)
    held = [_card_view(card) for card in cards.of_member(db, member.id)]
    return MemberProfile(
        member_id=member.id, account_id=member.account_id, name=member.name, phone=member.phone,
        joined_on=member.joined_on, sex=member.sex, birthday=member.birthday,
        lunar=member.lunar, leap_month=member.leap_month,
        birthday_in_days=birthdays.days_to(member, today), points=amounts.get((POINTS, ""), 0),
        points_waiting=ledger.waiting(db, member.account_id, POINTS, today.isoformat()),
        growth=amounts.get((GROWTH, ""), 0), principal_fen=amounts.get((PRINCIPAL, ""), 0),
        bonus_fen=amounts.get((BONUS, ""), 0), change_fen=amounts.get((CHANGE, ""), 0),
        coupons=coupons.of_account(db, member.account_id, today),
        expiring=tuple((day.isoformat(), count) for day, count in lot_rules.expiring(ending, today, remind_days)),
        cards=tuple(held), card_number=next((card.number for card in held if card.state == "active"), None),
        recent=tuple(HistoryRow(*row) for row in history.recent(db, member.id, RECENT)), notes=member.notes,
        last_visit_on=member.last_visit_on, visits=member.visits, referrer_id=member.referrer_id,
        badges=badges.of_member(db, member.id), check_in_points=sources.check_in_points(db, member.id, shop, today),
        passes=pass_views.held(db, member.account_id, shop, now_ms), tags=member.tags,
        blocked=usable.blocked(member, today), ends_on=member.ends_on, merged_into=member.alias_of,
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
    """Members by name, pinyin, initials, any part of the phone, or card number (old ones too)."""
    return finder.find(db, search_rules.probes(text), limit)


def count(db: Database) -> int:
    """How many members the shop has."""
    return rows.count(db)


def _existing(db: Database, member_id: str) -> MemberRow:
    member = rows.by_id(db, member_id)
    if member is None:
        raise PosError("not_found", what="member")
    return member


def _new_row(use: Use, fresh: Mapping[str, Any], shop: Shop) -> MemberRow:
    today = shop.business_date(use.now_ms)
    first = tier_rules.first_standing(shop.rules, today)
    born = birthday_of(fresh["birthday"], is_lunar=fresh["lunar"], is_leap=fresh["leap_month"])
    return MemberRow(
        id=str(use.new_id()), account_id=str(use.new_id()), joined_on=today.isoformat(), joined_at_ms=use.now_ms,
        status="active", tier=first.tier if first else None, tier_from=first.since.isoformat() if first else None,
        tier_to=first.valid_to.isoformat() if first and first.valid_to else None, tier_grant="", last_visit_on=None,
        visits=0, spend_fen=0, birthday_next=birthdays.next_text(born, today), **fresh,
    )  # fmt: skip


def _keys(name: str, phone: str | None) -> search_rules.SearchKeys:
    return search_rules.keys_of(name, phone or "", search_rules.pinyin_of)


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
