"""Booking: one event with its postings, lots and outbox row, inside the use case's transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from memberpos.domain import events as event_rules
from memberpos.domain.chain import Pii, pii_digest
from memberpos.domain.events import Event, PiiDigest, RowState
from memberpos.domain.ledger import Posting, unit_sums
from memberpos.domain.lots import Change
from memberpos.domain.money import check_fen
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import audit, events, held, ledger, outbox, rights, shifts, sync_state
from memberpos.store.events import EventRow

ROWS = "rows"
#: So many fit well into an event's bytes, terms of passes and coupons with them.
ROWS_PER_EVENT = 20


@dataclass(frozen=True)
class Draft:
    """An event before it is booked: what happened, to whom, and what it moves."""

    kind: str
    data: Mapping[str, Any]
    postings: Sequence[Posting] = ()
    lots: Sequence[Change] = ()
    member_id: str | None = None
    account_id: str | None = None
    event_id: UUID | None = None
    cause: str | None = None
    reverses: str | None = None
    due: date | None = None
    pii: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[RowState] = ()


def book(use: Use, draft: Draft, shop: Shop | None = None) -> EventRow:
    """Writes event, ledger, lots and outbox in the caller's transaction and returns the event.

    The postings must sum to zero per unit (ValueError otherwise: a bug). A time-driven event takes its due date as
    business date; `pii` values stand beside the body, which names only their salted digests; `rows` are states of
    other tables' rows that other tills need. PosError hq_needed where this till has no right to what it would take.
    """
    shop = shop or shop_of(use.db)
    unbalanced = {unit: total for unit, total in unit_sums(draft.postings).items() if total}
    if unbalanced:
        raise ValueError(f"postings of {draft.kind} do not sum to zero: {unbalanced}")
    for posting in draft.postings:
        check_fen(abs(posting.amount), 0, "posted")  # what a rate makes of a huge sale would not fit a ledger row
    draft = _sealed(draft)
    shift = shifts.current(use.db)
    event_id = draft.event_id or use.new_id()
    salted = salted_pii(use, draft)
    head = head_of(use, draft, shop, event_id, shift.id if shift else None)
    digests = [PiiDigest(item.field, pii_digest(item.salt, item.value)) for item in salted]
    entries = rights.assign(use.db, draft.lots)
    data = {**draft.data, "on_allowance": True} if rights.used(use.db, entries) else draft.data
    raw = event_rules.body(head, draft.postings, data, digests, rights.document(entries, head.event_id), draft.rows)
    seq = outbox.append(
        use.db, kind=draft.kind, kv=head.version, event_id=event_id, body=raw, now_ms=use.now_ms, pii=salted
    )
    row = row_of(draft, head, seq, str(sync_state.identity(use.db).device_id), data)
    events.insert(use.db, row)
    ledger.post(use.db, seq, draft.postings)
    for entry in entries:
        ledger.apply(use.db, seq, entry)
    audit.append(
        use.db,
        at_ms=use.now_ms,
        staff_id=use.staff_id,
        action=draft.kind,
        subject=row.id,
        detail=audit_detail(use, seq),
    )
    use.db.at_end("rows", lambda: _tell_rows(use))
    return row


def _tell_rows(use: Use) -> None:
    """The last event of a transaction: what it left of passes, coupons, tiers … for the tills of other shops."""
    shop = None
    for account, changed in held.take(use.db).items():
        shop = shop or shop_of(use.db)
        for at in range(0, len(changed), ROWS_PER_EVENT):
            some = changed[at : at + ROWS_PER_EVENT]
            book(use, Draft(ROWS, {"count": len(some)}, rows=some, account_id=account), shop)


def _sealed(draft: Draft) -> Draft:
    """What of its rows may be erased one day (a card's password, as a hash) goes beside the body, like personal values:
    the row names where it stands.
    """
    rows, beside = [], dict(draft.pii)
    for row in draft.rows:
        fields = dict(row.fields)
        for name in held.SECRETS & set(fields):
            if fields[name] is not None:
                place = f"{name}.{len(beside)}"
                beside[place], fields[name] = str(fields[name]), {"pii": place}
        rows.append(replace(row, fields=fields))
    return replace(draft, rows=rows, pii=beside) if len(beside) > len(draft.pii) else draft


def salted_pii(use: Use, draft: Draft) -> list[Pii]:
    """The personal values of a draft, each with its salt; an empty one does not travel."""
    return [Pii(name, use.random(16), value) for name, value in draft.pii.items() if value]


def audit_detail(use: Use, seq: int | str) -> str:
    """What the audit log says of an event beside its kind; `seq` may be a mark to be replaced by a number."""
    approver = f',"approver":{json.dumps(use.approver_id)}' if use.approver_id else ""
    return f'{{"seq":{seq}{approver}}}'


def head_of(use: Use, draft: Draft, shop: Shop, event_id: UUID, shift_id: str | None) -> Event:
    """The head of a draft's event."""
    return Event(
        event_id=str(event_id),
        kind=draft.kind,
        at_ms=use.now_ms,
        offset_min=shop.offset_min(use.now_ms),
        business_date=draft.due or shop.business_date(use.now_ms),
        staff=use.staff_id,
        approver=use.approver_id or None,
        shift=shift_id,
        rule_version=shop.rules.version,
        cause=draft.cause,
        member=draft.member_id,
        account=draft.account_id,
        reverses=draft.reverses,
    )


def row_of(draft: Draft, head: Event, seq: int, device_id: str, data: Mapping[str, Any]) -> EventRow:
    """The event as a row; `data` is what its body says."""
    return EventRow(
        seq=seq, id=head.event_id, device_id=device_id, kind=head.kind,
        kv=head.version, at_ms=head.at_ms, offset_min=head.offset_min, business_date=head.business_date.isoformat(),
        staff_id=head.staff, approver_id=head.approver, shift_id=head.shift, rule_version=head.rule_version,
        cause_event_id=head.cause, reverses_id=draft.reverses, member_id=head.member, account_id=head.account,
        payload=json.dumps(dict(data), ensure_ascii=False, separators=(",", ":")),
    )  # fmt: skip
