"""Lucky draws: set up with odds for all to see, played for points, proved by the seed (domain rules §9)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from memberpos.domain import draws as rules
from memberpos.domain import lots as lot_rules
from memberpos.domain.draws import Draw, Prize
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import POINTS, Posting
from memberpos.services import badges, due, grants, law, money_moves, numbers, standing, stock, upgrade
from memberpos.services.allowances import asking
from memberpos.services.booking import Draft, book
from memberpos.services.results import DrawDone, DrawView, PrizeView
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import draws as rows
from memberpos.store import gifts, ledger, members
from memberpos.store.database import Database
from memberpos.store.draws import PlayRow
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow

PUT, PLAY = "draw.put", "draw"


@dataclass(frozen=True)
class PlayRequest:
    """One play. `expect_hash`: the committed hash the customer was shown; `event_id` makes a repeat harmless."""

    member_id: str
    code: str
    expect_hash: str | None = None
    event_id: str | None = None


def put(use: Use, draw: Draw) -> str:
    """Adds a draw or changes the one with its code, with the stock of its prizes; gives the hash of the next seed.

    A change shows the seed that was committed for the old odds and commits another. PosError bad_setting, bad_amount,
    law_limit, not_found (a prize that is no gift of the mall, no coupon), not_allowed.
    """
    with use.db.transaction():
        require(use, "goods.change")
        return write(use, draw)


def write(use: Use, draw: Draw) -> str:
    """`put` in the caller's transaction, who has checked the right."""
    shop = shop_of(use.db)
    rules.check(draw, law.prize_limit_fen(shop, shop.business_date(use.now_ms)))
    for prize in draw.prizes:
        if prize.kind == rules.GIFT and gifts.by_sku(use.db, prize.ref) is None:
            raise PosError("not_found", what="gift")
        if prize.kind == rules.COUPON and not rows.has_coupon(use.db, prize.ref):
            raise PosError("not_found", what="coupon")
    before, seed = rows.committed(use.db, draw.code), use.random(rules.SEED_BYTES)
    rows.put(use.db, draw)
    data = {
        "code": draw.code, "name": draw.name, **rules.document(draw), "next_hash": rules.seed_hash(seed),
        **({"seed_hash": before[0], "seed": before[1].hex()} if before else {}),
    }  # fmt: skip
    postings = [
        posting
        for prize in draw.prizes
        if prize.stock is not None
        for posting in stock.counted(use.db, _shelf(draw, prize), prize.stock)
    ]
    event = book(use, Draft(PUT, data, postings), shop)
    if before:
        rows.use_up(use.db, before[0], event.id)
    rows.commit(use.db, draw.code, rules.seed_hash(seed), seed, event.id)
    return rules.seed_hash(seed)


def catalogue(db: Database, member_id: str | None, now_ms: int) -> list[DrawView]:
    """Every draw with its odds as they are now, the committed hash, and why it cannot be played ("" = it can)."""
    shop = shop_of(db)
    member = members.by_id(db, member_id) if member_id else None
    return [_view(db, shop, draw, member, now_ms) for draw in rows.everything(db)]


def play(use: Use, request: PlayRequest) -> DrawDone:
    """Books a play and what it won. A request made before gives its result again.

    PosError not_found, insufficient_points, points_debt, limit_exceeded, not_now, out_of_stock (no prize is left),
    quote_changed (another hash is committed by now), no_shift, not_allowed.
    """
    with use.db.transaction():
        if request.event_id and rows.find(use.db, request.event_id):
            return done(use.db, request.event_id)
        require(use, "gift.redeem")
        open_shift(use.db)
        shop, draw = shop_of(use.db), rows.by_code(use.db, request.code)
        member = members.by_id(use.db, request.member_id)
        if draw is None or member is None:
            raise PosError("not_found", what="draw" if draw is None else "member")
        due.run_account(use, member, shop)
        member = members.by_id(use.db, member.id) or member
        event = _play(use, shop, member, draw, request)
        badges.award(use, shop, members.by_id(use.db, member.id) or member, event)
        return done(use.db, event.id)


def done(db: Database, event_id: str) -> DrawDone:
    """A play read back. PosError not_found."""
    row = rows.find(db, event_id)
    member = members.by_id(db, row.member_id) if row is not None else None
    if row is None or member is None:
        raise PosError("not_found", what="draw")
    doc, following = json.loads(row.doc), rows.committed(db, row.code)
    return DrawDone(
        event_id=row.id, receipt_no=row.receipt_no, member_id=row.member_id, code=row.code, name=doc["name"],
        cost=row.cost, prize=row.prize, prize_name=doc["prize_name"], prize_kind=doc["prize_kind"],
        seed_hash=row.seed_hash, seed=row.seed, roll=row.roll, total=sum(weight for _, weight in doc["weights"]),
        n=doc["n"], next_hash=following[0] if following else "",
        balance=ledger.balances(db, member.account_id).get((POINTS, ""), 0),
    )  # fmt: skip


def odds(db: Database, draw: Draw) -> list[tuple[str, int]]:
    """(prize, weight) of the prizes that are still there, in the owner's order."""
    return [(prize.code, prize.weight) for prize in draw.prizes if prize.weight and pieces_left(db, draw, prize) != 0]


def _play(use: Use, shop: Shop, member: MemberRow, draw: Draw, request: PlayRequest) -> EventRow:
    today, db = shop.business_date(use.now_ms), use.db
    draw.refuse_unless_open(standing.held(member, shop.rules, today), today)
    _check_limit(db, member.id, draw, today)
    committed = rows.committed(db, draw.code)
    weights = odds(db, draw)
    if committed is None or not weights:
        raise PosError("out_of_stock", draw=draw.code, left=0, asked=1)
    if request.expect_hash not in (None, committed[0]):
        raise PosError("quote_changed", what="draw")
    with asking(db, member.account_id, (POINTS,)):
        taken = lot_rules.take(ledger.open_lots(db, member.account_id, (POINTS,)), draw.cost, today)
    n, total = rows.count(db, member.id, draw.code) + 1, sum(weight for _, weight in weights)
    rolled = rules.roll(committed[1], draw.code, member.id, n, total)
    prize, next_seed = draw.prize(rules.won(rolled, weights)), use.random(rules.SEED_BYTES)
    data = {
        "receipt_no": numbers.receipt(db), "code": draw.code, "n": n, "cost": draw.cost, "seed_hash": committed[0],
        "seed": committed[1].hex(), "roll": rolled, "weights": weights, "prize": prize.code, "prize_name": prize.name,
        "prize_kind": prize.kind, "name": draw.name,
        "next_hash": rules.seed_hash(next_seed),
    }  # fmt: skip
    draft = Draft(
        PLAY, data, [*_points(member.account_id, -draw.cost), *_prize_out(db, draw, prize)],
        (taken,) if taken.moves else (), member.id, member.account_id,
        UUID(request.event_id) if request.event_id else None,
    )  # fmt: skip
    event = book(use, draft, shop)
    rows.use_up(db, committed[0], event.id)
    rows.commit(db, draw.code, rules.seed_hash(next_seed), next_seed, event.id)
    _store(use, event, draw, prize)
    _give(use, shop, member, event, prize)
    return event


def _store(use: Use, event: EventRow, draw: Draw, prize: Prize) -> None:
    said = json.loads(event.payload)
    doc = {
        "name": draw.name, "n": said["n"], "weights": said["weights"], "prize_name": prize.name,
        "prize_kind": prize.kind,
    }  # fmt: skip
    row = PlayRow(
        event.id, event.seq, said["receipt_no"], event.member_id or "", draw.code, draw.cost, said["seed_hash"],
        said["seed"], said["roll"], prize.code, json.dumps(doc, ensure_ascii=False), event.business_date,
    )  # fmt: skip
    rows.insert(use.db, row)


def _give(use: Use, shop: Shop, member: MemberRow, event: EventRow, prize: Prize) -> None:
    """Points and coupons won are events of their own, caused by the play; gifts and things are handed out."""
    if prize.kind == rules.POINTS:
        grants.give(use, shop, member, grants.Gift("draw", prize.points, prize.code, event.id))
    elif prize.kind == rules.COUPON:
        upgrade.coupon(use, shop, member, prize.ref, event)


def _prize_out(db: Database, draw: Draw, prize: Prize) -> list[Posting]:
    counted = pieces_left(db, draw, prize)
    return stock.out(db, _shelf(draw, prize), 1) if counted is not None else []


def _shelf(draw: Draw, prize: Prize) -> str:
    """Where the pieces of a prize are counted: with the mall's gift, else under the draw's own name."""
    return prize.ref if prize.kind == rules.GIFT and prize.stock is None else f"{draw.code}/{prize.code}"


def pieces_left(db: Database, draw: Draw, prize: Prize) -> int | None:
    """Pieces of a prize; None = not counted."""
    if prize.stock is not None:
        return gifts.stock(db, _shelf(draw, prize))
    gift = gifts.by_sku(db, prize.ref) if prize.kind == rules.GIFT else None
    return gifts.stock(db, gift.sku) if gift is not None and gift.tracked else None


def _points(account: str, amount: int) -> list[Posting]:
    if not amount:
        return []
    return [Posting(account, POINTS, "PT", amount), money_moves.shop_side(money_moves.POINTS_REDEEMED, "PT", -amount)]


def _check_limit(db: Database, member_id: str, draw: Draw, today: date) -> None:
    if draw.limit is None:
        return
    if rows.count(db, member_id, draw.code, *draw.limit.span(today)) >= draw.limit.most:
        raise PosError("limit_exceeded", what="draw", limit=draw.limit.most, period=draw.limit.period)


def _view(db: Database, shop: Shop, draw: Draw, member: MemberRow | None, now_ms: int) -> DrawView:
    weights = dict(odds(db, draw))
    prizes = tuple(
        PrizeView(prize.code, prize.name, weights.get(prize.code, 0), pieces_left(db, draw, prize))
        for prize in draw.prizes
    )
    committed = rows.committed(db, draw.code)
    return DrawView(
        draw.code, draw.name, draw.cost, prizes, committed[0] if committed else "",
        _why_not(db, shop, draw, member, now_ms) if weights else "out_of_stock",
    )  # fmt: skip


def _why_not(db: Database, shop: Shop, draw: Draw, member: MemberRow | None, now_ms: int) -> str:
    today = shop.business_date(now_ms)
    tier = standing.held(member, shop.rules, today) if member is not None else None
    try:
        draw.refuse_unless_open(tier, today)
        if member is not None:
            _check_limit(db, member.id, draw, today)
            balance = ledger.spendable(db, member.account_id, POINTS, today.isoformat())
            if balance < draw.cost:
                return "points_debt" if balance < 0 else "insufficient_points"
    except PosError as error:
        return f"{error.code}:{error.facts['why']}" if error.code == "not_now" else error.code
    return ""
