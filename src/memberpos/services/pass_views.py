"""A member's passes as screens and papers show them; reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from memberpos.domain import passes as rules
from memberpos.domain.errors import PosError
from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.passes import END, LAPSED, TODAY, Pass, spending_order
from memberpos.services import pass_books
from memberpos.services.results import PassView
from memberpos.services.shop import Shop, shop_of
from memberpos.store import member_photos, members, pass_uses, passes, products, staff
from memberpos.store.database import Database

#: Check-ins that can be taken back are looked for so far at the counter; a manager may undo older ones than 10 minutes,
#: and finds them in the profile.
UNDO_DAYS = 2
MOST_USES = 4
LATE_DAYS = 62
MOST_LATE_USES = 10


@dataclass(frozen=True)
class RecentUse:
    """A check-in that stands. `alone`: the one who looks may take it back without a manager."""

    event_id: str
    at_ms: int
    title: str
    persons: int
    booked_by: str
    served_by: str
    alone: bool


@dataclass(frozen=True)
class Desk:
    """What a check-in needs beside the member: photo (JPEG), staff as (id, name), goods' names, recent check-ins."""

    photo: bytes | None = None
    staff: tuple[tuple[str, str], ...] = ()
    goods: tuple[tuple[str, str], ...] = ()
    recent: tuple[RecentUse, ...] = ()


@dataclass(frozen=True)
class Renewal:
    """A renewal as it would be now: first and last day (ISO, None = no end); None where it would have ended already."""

    price_fen: int
    from_end: tuple[str | None, str | None] | None
    from_today: tuple[str | None, str | None]


def held(db: Database, account: str, shop: Shop, now_ms: int) -> tuple[PassView, ...]:
    """What an account holds, soonest last day first; used up, ended and paid-back passes are not among them."""
    today, minute = shop.business_date(now_ms), pass_books.minute(shop, now_ms)
    found = (one for one in passes.of_account(db, account) if one.holds_something)
    return tuple(view(one, today, minute) for one in spending_order(found))


def view(one: Pass, today: date, minute: int) -> PassView:
    """One pass at a moment."""
    frozen, terms = one.frozen_on(today), one.terms
    later = next((each for each in one.freezes if each.from_on > today), None)
    return PassView(
        pass_id=one.id, code=terms.code, left=one.left, valid_to=_text(one.valid_to), title=terms.title,
        valid_from=_text(one.valid_from), total=terms.total, paid_fen=one.paid_fen, lapsed=one.state == LAPSED,
        frozen_to=_text(frozen.to_on) if frozen else None, freezes_from=_text(later.from_on) if later else None,
        weekdays=terms.weekdays, hours=str(terms.hours) if terms.hours else "", most_persons=terms.most_persons,
        skus=terms.skus, refusal=_refusal(one, today, minute),
    )  # fmt: skip


def _refusal(one: Pass, today: date, minute: int) -> str:
    try:
        rules.check_usable(one, today, minute)
    except PosError as error:
        return error.code
    return ""


def desk(db: Database, member_id: str, staff_id: str, now_ms: int) -> Desk:
    """What a check-in shows of a member's visit. `staff_id` looks."""
    member = members.by_id(db, member_id)
    if member is None:
        return Desk()
    held_skus = {sku for one in passes.of_account(db, member.account_id) for sku in one.terms.skus}
    named = ((sku, products.by_sku(db, sku)) for sku in sorted(held_skus))
    return Desk(
        photo=member_photos.get(db, member_id),
        staff=tuple((row.id, row.name) for row in staff.everyone(db)),
        goods=tuple((sku, product.name) for sku, product in named if product is not None),
        recent=recent_uses(db, member_id, staff_id, now_ms),
    )


def recent_uses(
    db: Database, member_id: str, staff_id: str, now_ms: int, days: int = UNDO_DAYS, most: int = MOST_USES
) -> tuple[RecentUse, ...]:
    """The newest check-ins of a member, of used-up passes too, for taking one back."""
    member = members.by_id(db, member_id)
    if member is None:
        return ()
    since_ms = now_ms - days * 24 * 3600 * 1000
    names = {row.id: row.name for row in staff.everyone(db)}
    return tuple(
        RecentUse(
            use.event_id, at_ms, title, use.persons, names.get(booked_by, ""), names.get(use.staff_id or "", ""),
            rules.may_undo_alone(staff_id, booked_by, now_ms - at_ms),
        )
        for use, at_ms, booked_by, title in pass_uses.recent(db, member.account_id, since_ms, most)
    )  # fmt: skip


def renewal(db: Database, pass_id: str, now_ms: int) -> Renewal:
    """What renewing a pass now would cost and give. PosError not_found (pass, pass_kind)."""
    old = pass_books.only(db, pass_id)
    terms, today = passes.kind(db, old.terms.code), shop_of(db).business_date(now_ms)
    if terms is None:
        raise PosError("not_found", what="pass_kind")
    try:
        from_end = _dates(old, terms, END, today)
    except PosError:
        from_end = None
    return Renewal(terms.price_fen, from_end, _dates(old, terms, TODAY, today))


def _dates(old: Pass, terms: PassTerms, start: str, today: date) -> tuple[str | None, str | None]:
    made = rules.sold("", old.account, terms, today, 0, rules.renewal_start(old, start, today))
    return _text(made.valid_from), _text(made.valid_to)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
