"""How a coupon begins and ends: given, used by a sale, given back by a refund, expired, void. Inside the caller's
transaction; one unit USE on the ledger key COUPON:<coupon> and a lot of one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from memberpos.domain import coupons as rules
from memberpos.domain.coupons import CouponKind
from memberpos.domain.dates import expired
from memberpos.domain.errors import PosError
from memberpos.domain.events import COUPON_EXPIRE, COUPON_ISSUE, COUPON_VOID
from memberpos.domain.ids import derived_id
from memberpos.domain.ledger import COUPON, USE, Lot, LotMove, Posting
from memberpos.domain.lots import Change
from memberpos.domain.offer_documents import coupon_kind_from
from memberpos.services import money_moves, timed
from memberpos.services.booking import Draft, book
from memberpos.services.shop import Shop
from memberpos.services.timed import DAY, Work
from memberpos.services.use import Use
from memberpos.store import coupons, ledger, members, offers, rights
from memberpos.store.coupons import CouponRow
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow

#: Coupons for whoever shows them belong to one account, the same at every till.
BEARER = str(derived_id("account", "coupon bearer", ""))
#: An event travels in 64 KiB.
MOST_A_TIME = 100


@dataclass(frozen=True)
class Moved:
    """Ledger rows and lots of coupons that change hands."""

    postings: tuple[Posting, ...] = ()
    lots: tuple[Change, ...] = ()


NOTHING = Moved()


@lru_cache(maxsize=1024)
def terms_of(text: str) -> CouponKind:
    """What a coupon is worth, as it was when it was given (its row's terms)."""
    return coupon_kind_from(json.loads(text))


def give(use: Use, shop: Shop, code: str, account_id: str, count: int = 1, cause: str | None = None) -> list[CouponRow]:
    """Gives `count` new coupons of a kind to an account, in as many events as are needed. What they are worth is fixed
    now: a kind that is changed touches new coupons only.

    PosError not_found, coupon_expired for a kind whose last day has passed, limit_exceeded (what, limit).
    """
    doc = offers.kind(use.db, code)
    if doc is None:
        raise PosError("not_found", what="coupon_kind")
    kind = coupon_kind_from(doc)
    today = shop.business_date(use.now_ms)
    last = kind.last_day(today)
    if expired(last, today):
        raise PosError("coupon_expired", coupon=kind.code)
    _check_limits(use, kind, account_id, count)
    first = max(kind.when.from_on, today) if kind.when.from_on else None
    made: list[CouponRow] = []
    while len(made) < count:
        made += _give_some(use, shop, doc, account_id, min(count - len(made), MOST_A_TIME), cause, (first, last))
    return made


def _check_limits(use: Use, kind: CouponKind, account_id: str, count: int) -> None:
    total, own = coupons.counts(use.db, kind.code, account_id)
    limits = kind.limits
    if limits.total is not None and total + count > limits.total:
        raise PosError("limit_exceeded", what="coupons_total", limit=limits.total)
    if account_id != BEARER and limits.per_member is not None and own + count > limits.per_member:
        raise PosError("limit_exceeded", what="coupons_per_member", limit=limits.per_member)


def _give_some(
    use: Use, shop: Shop, doc: dict[str, Any], account_id: str, count: int, cause: str | None,
    days: tuple[date | None, date | None],
) -> list[CouponRow]:  # fmt: skip
    event_id, owner = use.new_id(), members.by_account(use.db, account_id)
    first, last, terms = _iso(days[0]), _iso(days[1]), json.dumps(doc, ensure_ascii=False)
    made = [
        CouponRow(
            id=str(use.new_id()), number=rules.new_number(use.random(8)), code=doc["code"], account_id=account_id,
            state=rules.ISSUED, valid_from=first, valid_to=last, made_at_ms=use.now_ms, made_event=str(event_id),
            terms=terms,
        )
        for _ in range(count)
    ]  # fmt: skip
    data = {
        "kind": doc["code"], "terms": doc, "valid_from": first, "valid_to": last,
        "coupons": [{"id": row.id, "number": row.number} for row in made],
    }  # fmt: skip
    postings = [Posting(account_id, COUPON, USE, 1, row.id) for row in made]
    postings.append(money_moves.shop_side(money_moves.COUPONS_ISSUED, USE, -count))
    lots = tuple(_granted(_lot(row, str(event_id))) for row in made)
    book(
        use,
        Draft(COUPON_ISSUE, data, postings, lots, owner.id if owner else None, account_id, event_id, cause),
        shop,
    )  # fmt: skip
    coupons.insert(use.db, made)
    return made


def _lot(row: CouponRow, event_id: str, lot_id: str = "") -> Lot:
    return Lot(
        id=lot_id or row.id, account=row.account_id, kind=COUPON, granted=1, open=1, made_at_ms=row.made_at_ms,
        instance=row.id, expires=row.valid_to, available_from=row.valid_from, event_id=event_id, gift=True,
    )  # fmt: skip


def _granted(lot: Lot) -> Change:
    return Change((LotMove(lot.id, 1),), (lot,))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def taken(use: Use, rows: Sequence[CouponRow], side: tuple[str, str]) -> Moved:
    """Coupons that leave their accounts, against one of the shop's own."""
    if not rows:
        return NOTHING
    postings = [Posting(row.account_id, COUPON, USE, -1, row.id) for row in rows]
    postings.append(money_moves.shop_side(side, USE, len(rows)))
    return Moved(tuple(postings), tuple(_emptied(use, row) for row in rows))


def _emptied(use: Use, row: CouponRow) -> Change:
    rights.require_here(use.db, row.account_id, (COUPON,), row.id)
    lots = ledger.open_lots(use.db, row.account_id, (COUPON,), row.id)
    if not lots:  # another till used it: its balance was told, its row is still on the way
        raise PosError("coupon_used", coupon=row.code)
    return Change(tuple(LotMove(lot.id, -lot.open) for lot in lots))


def returning(use: Use, sale_id: str, today: date) -> tuple[list[CouponRow], list[CouponRow]]:
    """(coupons of a sale that come back when it is undone in full, those whose last day has passed)."""
    used = coupons.used_in(use.db, sale_id)
    back = [row for row in used if not expired(row.valid_to, today)]
    return back, [row for row in used if row not in back]


def returned(use: Use, rows: Sequence[CouponRow], moves: Sequence[tuple[LotMove, str, str]]) -> Moved:
    """Coupons back on their accounts and in the lots that the sale's `moves` took them from."""
    if not rows:
        return NOTHING
    ids = {row.id for row in rows}
    postings = [Posting(row.account_id, COUPON, USE, 1, row.id) for row in rows]
    postings.append(money_moves.shop_side(money_moves.COUPONS_USED, USE, -len(rows)))
    lots = ledger.lots_by_id(use.db, {move.lot_id for move, kind, _ in moves if kind == COUPON})
    back = sorted(lot.id for lot in lots.values() if lot.instance in ids)
    return Moved(tuple(postings), tuple(Change((LotMove(lot_id, 1),)) for lot_id in back))


def expire(use: Use, shop: Shop, account_id: str, today: date) -> bool:
    """Ends an account's coupons whose last day is before `today`; True if there were any."""
    rows = coupons.ended(use.db, today.isoformat(), account_id)
    for row in rows:
        due = date.fromisoformat(row.valid_to or "") + DAY
        moved, owner = taken(use, [row], money_moves.COUPONS_EXPIRED), members.by_account(use.db, row.account_id)
        draft = Draft(
            COUPON_EXPIRE, {"coupon": row.id, "kind": row.code, "expires": row.valid_to}, moved.postings, moved.lots,
            owner.id if owner else None, row.account_id, timed.event_id(use, COUPON_EXPIRE, row.id, due), due=due,
        )  # fmt: skip
        book(use, draft, shop)
        coupons.end(use.db, row.id, rules.EXPIRED)
    return bool(rows)


def void(use: Use, shop: Shop, row: CouponRow, reason: str, cause: str | None = None) -> EventRow:
    """Takes an unused coupon back for good."""
    moved, owner = taken(use, [row], money_moves.COUPONS_VOID), members.by_account(use.db, row.account_id)
    draft = Draft(
        COUPON_VOID, {"coupon": row.id, "kind": row.code, "reason": reason}, moved.postings, moved.lots,
        owner.id if owner else None, row.account_id, cause=cause,
    )  # fmt: skip
    event = book(use, draft, shop)
    coupons.end(use.db, row.id, rules.VOID)
    return event


def undo(use: Use, shop: Shop, made: EventRow, by: EventRow) -> int:
    """Takes back the coupons that an event gave, because `by` undoes what caused it; gives how many were used."""
    rows = coupons.made_by(use.db, made.id)
    for row in rows:
        if row.state == rules.ISSUED:
            void(use, shop, row, "undone", by.id)
    return sum(row.state == rules.USED for row in rows)


def moved_to(use: Use, row: CouponRow, account_id: str, event_id: UUID) -> Moved:
    """A coupon from its account to another one."""
    new = replace(row, account_id=account_id)
    postings = (Posting(row.account_id, COUPON, USE, -1, row.id), Posting(account_id, COUPON, USE, 1, row.id))
    return Moved(postings, (_emptied(use, row), _granted(_lot(new, str(event_id), str(use.new_id())))))


def _members(db: Database, today: date) -> list[str]:
    accounts = {row.account_id for row in coupons.ended(db, today.isoformat())} - {BEARER}
    owners = (members.by_account(db, account) for account in sorted(accounts))
    return [owner.id for owner in owners if owner is not None]


def _next_due(db: Database, member: MemberRow, today: date) -> date | None:
    rows = coupons.ended(db, today.isoformat(), member.account_id)
    return date.fromisoformat(rows[0].valid_to or "") + DAY if rows else None


def _run(use: Use, member: MemberRow, shop: Shop, due: date) -> bool:
    return expire(use, shop, member.account_id, due)


def _of_nobody(use: Use, shop: Shop, today: date) -> bool:
    return expire(use, shop, BEARER, today)


WORK = Work(COUPON_EXPIRE, _members, _next_due, _run, _of_nobody)
