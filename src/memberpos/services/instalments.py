"""Bonus in instalments: planned with the top-up, given when its day comes, called off with it (domain rules §1, §7)."""

from __future__ import annotations

from datetime import date

from memberpos.domain import lots as lot_rules
from memberpos.domain.events import BONUS_INSTALMENT
from memberpos.domain.ids import derived_id
from memberpos.domain.ledger import BONUS, Lot, Posting
from memberpos.services import money_moves
from memberpos.services.booking import Draft, book
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import events, instalments, ledger, members
from memberpos.store.database import Database
from memberpos.store.instalments import CALLED_OFF, GIVEN, InstalmentRow
from memberpos.store.members import MemberRow


def subjects(db: Database, today: str) -> set[str]:
    """Ids of members whose account is owed a part up to a date."""
    owners = (members.by_account(db, account) for account in instalments.accounts_due(db, today))
    return {owner.id for owner in owners if owner is not None}


def run(use: Use, member: MemberRow, shop: Shop, today: date) -> set[str]:
    """Gives every part that is due, each under its own date and derived id; gives the kinds done."""
    due = instalments.due(use.db, member.account_id, today.isoformat())
    for row in due:
        _give(use, member, shop, row)
    return {BONUS_INSTALMENT} if due else set()


def call_off(use: Use, rows: list[InstalmentRow], event_id: str) -> None:
    """What is still planned of `rows` does not come any more, because of an event."""
    for row in rows:
        if row.state == instalments.PLANNED:
            instalments.settle(use.db, row, CALLED_OFF, event_id)


def _give(use: Use, member: MemberRow, shop: Shop, row: InstalmentRow) -> None:
    """The lot has the top-up's age, so that it is spent with it."""
    recharge = events.by_id(use.db, row.recharge_id)
    derived = derived_id(BONUS_INSTALMENT, row.recharge_id, row.due)
    event_id = use.new_id() if events.exists(use.db, str(derived)) else derived
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
