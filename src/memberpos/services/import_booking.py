"""Booking an import: members, cards and opening balances as events, all in one transaction (decision 0103).

Everything that can be made before is made before (`prepare`). The transaction looks up between batches: whoever cancels
leaves nothing behind, and a sale that comes goes first (`GiveWayError`: rolled back, to be tried again when the counter
is quiet).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from memberpos.domain import cards as card_rules
from memberpos.domain import import_rows as rules
from memberpos.domain import search as search_rules
from memberpos.domain import tiers as tier_rules
from memberpos.domain.birthdays import birthday_of
from memberpos.domain.dates import day_start_ms
from memberpos.domain.errors import PosError
from memberpos.domain.events import IMPORT, MEMBER_IMPORT, RowState
from memberpos.domain.ledger import BONUS, GROWTH, POINTS, PRINCIPAL, Lot, LotMove, Posting
from memberpos.domain.lots import Change
from memberpos.domain.tiers import TierGrant
from memberpos.services import birthdays, booking, bulk_booking, money_moves, standing
from memberpos.services.booking import Draft, audit_detail
from memberpos.services.import_staging import BOOK, PREPARE, Judge, Progress, Staged, Stopped, Tell
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import bulk, imports, sync_state
from memberpos.store.held import ACTIVITY
from memberpos.store.members import MemberRow
from memberpos.store.prepared import BalanceKey, PreparedMember, Takeover
from memberpos.store.scratch import ROW, StagedRow

#: Rows booked between two looks up: some 20 ms.
ROWS = 100
PREPARED_ROWS = 500
ACCEPTED = (rules.OK, rules.WARNING)
#: What is booked against opening balances: the other system's books.
OPENING = ("shop:opening", "OPENING")


class GiveWayError(Exception):
    """Somebody waits for the writer."""


class StaleError(Exception):
    """Rows were refused after all, or the rules changed: what was prepared does not hold any more."""


@dataclass(frozen=True)
class ImportBooked:
    """An import that is in the books."""

    import_id: str
    members: int
    cards: int
    changed: frozenset[str] = field(default=frozenset({"member", "card", "queue"}))


@dataclass(frozen=True)
class Ready:
    """What is prepared in the scratch: the import's id, the rules it was made under, how many members, and the shop's
    own balances as they ran.
    """

    import_id: str
    rule_version: int
    members: int
    running: dict[BalanceKey, int]


def prepare(use: Use, staged: Staged, tell: Tell, stopped: Stopped) -> Ready:
    """Makes the events and rows of all accepted rows; reads the books only. PosError cancelled, limit_exceeded."""
    preparation = staged.scratch.preparation()
    maker = _Maker(use, shop_of(use.db), staged.scratch.referenced())
    for rows in staged.scratch.stream(ACCEPTED, PREPARED_ROWS):
        if stopped():
            raise PosError("cancelled")
        preparation.add([maker.made(row) for row in rows])
        tell(Progress(PREPARE, preparation.count, staged.sums.members))
    preparation.index()
    return Ready(maker.import_id, maker.shop.rules.version, preparation.count, preparation.running)


def book(use: Use, staged: Staged, ready: Ready, tell: Tell, stopped: Stopped, wanted: Stopped) -> ImportBooked:
    """Books all that is prepared or nothing.

    PosError cancelled (`stopped`), not_allowed; GiveWayError (`wanted`: somebody waits), StaleError.
    """
    with staged.scratch.beside(use.db), use.db.transaction():
        require(use, "import.make")
        if shop_of(use.db).rules.version != ready.rule_version:
            raise StaleError
        if imports.last_event(use.db) != staged.seq:
            _judge_again(use, staged, stopped, wanted)
        takeover, cards = Takeover(use.db, ready.running, use.now_ms, use.staff_id), 0
        details = audit_detail(use, "{seq}")
        for first in range(1, ready.members + 1, ROWS):
            _look_up(stopped, wanted)
            last = min(first + ROWS - 1, ready.members)
            cards += takeover.take(first, last, details)
            tell(Progress(BOOK, last, ready.members))
        takeover.finish()
        booking.book(use, _whole(staged, ready, cards))
        return ImportBooked(ready.import_id, ready.members, cards)


def _look_up(stopped: Stopped, wanted: Stopped) -> None:
    if stopped():
        raise PosError("cancelled")
    if wanted():
        raise GiveWayError


def _judge_again(use: Use, staged: Staged, stopped: Stopped, wanted: Stopped) -> None:
    """Refuses rows that cannot be taken any more. StaleError if there are any."""
    judge, late = Judge(use.db, staged.how), []
    for rows in staged.scratch.stream(ACCEPTED, PREPARED_ROWS):
        _look_up(stopped, wanted)
        late += list(judge.again(rows))
    if late:
        staged.refuse(late)
        raise StaleError


def _whole(staged: Staged, ready: Ready, cards: int) -> Draft:
    """The event of the import as a whole: how many and how much, held against the other system's totals."""
    sums = staged.sums
    data = {
        "import": ready.import_id, "rows": staged.rows, "refused": staged.rows - ready.members,
        "members": ready.members, "cards": cards, "principal_fen": sums.principal_fen, "bonus_fen": sums.bonus_fen,
        "points": sums.points,
    }  # fmt: skip
    return Draft(IMPORT, data)


class _Maker:
    """Makes of each accepted row what will be booked."""

    def __init__(self, use: Use, shop: Shop, referenced: Iterable[int]) -> None:
        """`referenced` rows are named by others as who brought them: their ids are known from the start."""
        self._use, self.shop = use, shop
        self._today = shop.business_date(use.now_ms)
        self._first = tier_rules.first_standing(shop.rules, self._today)
        self._ids = {row: str(use.new_id()) for row in referenced}
        self._tier = cache(self._tier_columns)
        self._joined_ms = cache(self._day_start_ms)
        last_day = shop.rules.points_expiry.last_day(self._today)
        self._expires = last_day.isoformat() if last_day else None
        self.import_id = str(use.new_id())
        self._device = sync_state.identity(use.db).device_id

    def made(self, row: StagedRow) -> PreparedMember:
        """The row as it will be booked."""
        member = self._member(row)
        pinyin, initials = row.fields["pinyin"]
        keys = search_rules.keys_of(member.name, member.phone or "", lambda _name: (pinyin, initials))
        cards = list(_cards(row.fields))
        event = bulk_booking.prepare(self._use, self._draft(row.fields, member, cards), self.shop)
        return PreparedMember(bulk.new_member(member, keys), member.id, cards, event)

    def _draft(self, fields: Mapping[str, Any], member: MemberRow, cards: list[tuple[str, str, str | None]]) -> Draft:
        """One event a row: who came over, with which cards and what on the account."""
        event_id = self._use.new_id()
        held = self._held(fields)
        data = {
            "member": member.id, "sex": member.sex, "lunar": member.lunar, "referrer": member.referrer_id,
            "import": self.import_id, "joined_on": member.joined_on,
            "joined_at_ms": member.joined_at_ms, "ends_on": member.ends_on,
            "cards": [{"number": number, "state": state, "replaced_by": after} for number, state, after in cards],
            **{_NAMES[kind]: amount for kind, _, amount in held},
        }  # fmt: skip
        own = {f"custom.{code}": text for code, text in member.custom.items()}
        pii = {
            "name": member.name, "phone": member.phone or "", "birthday": member.birthday or "", "notes": member.notes,
            "address": member.address, "tags": ", ".join(member.tags), **own,
        }  # fmt: skip
        postings = []
        for kind, unit, amount in held:
            postings += [Posting(member.account_id, kind, unit, amount), money_moves.shop_side(OPENING, unit, -amount)]
        lots = [self._lot(member, kind, amount, str(event_id)) for kind, _, amount in held if kind != GROWTH]
        return Draft(
            MEMBER_IMPORT, data, postings, lots, member.id, member.account_id, event_id, pii=pii,
            rows=[standing.row_state(member), *self._visits(member)],
        )  # fmt: skip

    def _visits(self, member: MemberRow) -> list[RowState]:
        """Visits at the other system: they are counted as those of a till of its own."""
        if not member.visits and not member.last_visit_on:
            return []
        device, day = f"{self._device}/import", member.last_visit_on or member.joined_on
        counts = {"spend_fen": 0, "visits": 0, "times": member.visits, "points": 0, "growth": 0}
        return [RowState(ACTIVITY, f"{device}/{day}", {"device": device, "day": day, **counts})]

    def _held(self, fields: Mapping[str, Any]) -> list[tuple[str, str, int]]:
        """(kind, unit, amount) of the opening balances."""
        currency = self.shop.currency
        amounts = (
            (PRINCIPAL, currency, fields.get("principal_fen", 0)), (BONUS, currency, fields.get("bonus_fen", 0)),
            (POINTS, "PT", fields.get("points", 0)), (GROWTH, "GROW", fields.get("growth", 0)),
        )  # fmt: skip
        return [(kind, unit, amount) for kind, unit, amount in amounts if amount]

    def _lot(self, member: MemberRow, kind: str, amount: int, event_id: str) -> Change:
        """Principal and gift of one row belong together as those of a top-up do."""
        lot = Lot(
            id=str(self._use.new_id()), account=member.account_id, kind=kind, granted=amount, open=amount,
            made_at_ms=self._use.now_ms, expires=self._expires if kind == POINTS else None,
            recharge_id=None if kind == POINTS else event_id, event_id=event_id, gift=kind == BONUS,
        )  # fmt: skip
        return Change((LotMove(lot.id, amount),), (lot,))

    def _member(self, row: StagedRow) -> MemberRow:
        fields = row.fields
        joined = fields.get("joined_on", self._today.isoformat())
        return MemberRow(
            id=self._ids.get(row.row) or str(self._use.new_id()), account_id=str(self._use.new_id()),
            name=fields["name"], phone=fields.get("phone"), sex=fields.get("sex", ""), birthday=fields.get("birthday"),
            lunar=bool(fields.get("lunar") and fields.get("birthday")), joined_on=joined,
            joined_at_ms=self._joined_ms(joined), referrer_id=self._referrer(fields), notes=fields.get("notes", ""),
            status="active", last_visit_on=fields.get("last_visit_on"), visits=fields.get("visits", 0), spend_fen=0,
            ends_on=fields.get("ends_on"), address=fields.get("address", ""), tags=tuple(fields.get("tags", ())),
            custom=fields.get("custom", {}), birthday_next=self._birthday(fields), **self._tier(fields.get("tier")),
        )  # fmt: skip

    def _birthday(self, fields: Mapping[str, Any]) -> str | None:
        born = birthday_of(fields.get("birthday"), is_lunar=bool(fields.get("lunar")))
        return birthdays.next_text(born, self._today)

    def _referrer(self, fields: Mapping[str, Any]) -> str | None:
        """A member's id, or that of another row of the file."""
        found = fields.get("referrer_id")
        if found is None or not str(found).startswith(ROW):
            return found
        return self._ids.get(int(str(found).removeprefix(ROW)))

    def _tier_columns(self, name: str | None) -> dict[str, Any]:
        """The tier of the other system is given for ever: no amount reached here takes it away."""
        own = self._first
        if own is None:
            return {"tier": None, "tier_from": None, "tier_to": None, "tier_grant": ""}
        given = (TierGrant(name, self._today, None),) if name is not None else ()
        return {
            "tier": tier_rules.held(replace(own, grants=given), self.shop.rules, self._today), "tier_own": own.tier,
            "tier_from": own.since.isoformat(), "tier_to": own.valid_to.isoformat() if own.valid_to else None,
            "tier_grant": json.dumps([[name, self._today.isoformat(), None]], ensure_ascii=False) if given else "",
        }  # fmt: skip

    def _day_start_ms(self, day: str) -> int:
        return day_start_ms(date.fromisoformat(day), self.shop.rules.zone, self.shop.rules.day_starts_at)


_NAMES: Mapping[str, str] = {PRINCIPAL: "principal_fen", BONUS: "bonus_fen", POINTS: "points", GROWTH: "growth"}


def _cards(fields: Mapping[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """(number, state, replaced by) of the card in use, and of the one before it, which finds its holder."""
    card, old = fields.get("card"), fields.get("old_card")
    if card:
        yield card, card_rules.ACTIVE, None
    if old:
        yield old, card_rules.REPLACED if card else card_rules.RETURNED, card or None
