"""Bonus in instalments: planned with the top-up, given when its day comes, called off with it (domain rules §1, §7)."""

from __future__ import annotations

from datetime import date

from memberpos.domain import lots as lot_rules
from memberpos.domain.events import BONUS_INSTALMENT
from memberpos.domain.ledger import BONUS, Lot, Posting
from memberpos.services import money_moves, timed
from memberpos.services.booking import Draft, book
from memberpos.services.shop import Shop
from memberpos.services.timed import Work
from memberpos.services.use import Use
from memberpos.store import events, instalments, ledger, members
from memberpos.store.database import Database
from memberpos.store.instalments import CALLED_OFF, GIVEN, InstalmentRow
from memberpos.store.members import MemberRow


def call_off(use: Use, rows: list[InstalmentRow], event_id: str) -> None:
    """What is still planned of `rows` does not come any more, because of an event."""
    for row in rows:
        if row.state == instalments.PLANNED:
            instalments.settle(use.db, row, CALLED_OFF, event_id)


def _give(use: Use, member: MemberRow, shop: Shop, row: InstalmentRow) -> None:
    """The lot has the top-up's age, so that it is spent with it."""
    recharge = events.by_id(use.db, row.recharge_id)
    event_id = timed.event_id(use, BONUS_INSTALMENT, row.recharge_id, date.fromisoformat(row.due))
    lot = Lot(
        id=str(use.new_id()), account=member.account_id, kind=BONUS, granted=row.fen, open=row.fen,
        made_at_ms=recharge.at_ms if recharge else use.now_ms, available_from=row.due, recharge_id=row.recharge_id,
        event_id=str(event_id), gift=True,
    )  # fmt: skip
    change = lot_rules.grant(ledger.open_lots(use.db, member.account_id, (BONUS,)), lot)
    postings = [
        Posting(member.account_id, BONUS, shop.currency, row.fen),
        money_moves.shop_side(money_moves.BONUS_COST, shop.currency, -row.fen),
    ]
    data = {"recharge": row.recharge_id, "n": row.n, "fen": row.fen}
    draft = Draft(
        BONUS_INSTALMENT, data, postings, (change,), member.id, member.account_id, event_id, cause=row.recharge_id,
        due=date.fromisoformat(row.due),
    )  # fmt: skip
    event = book(use, draft, shop)
    instalments.settle(use.db, row, GIVEN, event.id)


def _members(db: Database, today: date) -> list[str]:
    owners = (members.by_account(db, account) for account in instalments.accounts_due(db, today.isoformat()))
    return [owner.id for owner in owners if owner is not None]


def _next_due(db: Database, member: MemberRow, today: date) -> date | None:
    planned = instalments.due(db, member.account_id, today.isoformat())
    return min((date.fromisoformat(row.due) for row in planned), default=None)


def _run(use: Use, member: MemberRow, shop: Shop, due: date) -> bool:
    """Every part of that date, each under a derived id of its own."""
    planned = instalments.due(use.db, member.account_id, due.isoformat())
    for row in planned:
        _give(use, member, shop, row)
    return bool(planned)


WORK = Work(BONUS_INSTALMENT, _members, _next_due, _run)
