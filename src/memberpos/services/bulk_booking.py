"""Events made ahead for booking thousands in one transaction: what `booking.book` would write, but for their place.

What an event says does not depend on where in the chain it will stand; `store.prepared` adds that.
"""

from __future__ import annotations

from collections import Counter

from memberpos.domain import events as event_rules
from memberpos.domain.chain import pii_digest
from memberpos.domain.events import PiiDigest
from memberpos.domain.ledger import Lot, unit_sums
from memberpos.services.booking import Draft, head_of, row_of, salted_pii
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import outbox, rights
from memberpos.store.prepared import PreparedEvent


def prepare(use: Use, draft: Draft, shop: Shop) -> PreparedEvent:
    """A draft as everything but its place in the chain; it belongs to no shift, and its account is a new one. Its lot
    changes concern new lots only, and no key is posted to twice (else ValueError). PosError limit_exceeded.
    """
    keys = [(p.account, p.kind, p.instance, p.unit) for p in draft.postings if not p.account.startswith("shop:")]
    if any(unit_sums(draft.postings).values()) or len(set(keys)) < len(keys):
        raise ValueError(f"postings of {draft.kind} do not sum to zero, or meet")
    event_id = draft.event_id or use.new_id()
    head = head_of(use, draft, shop, event_id, None)
    salted = salted_pii(use, draft)
    digests = [PiiDigest(item.field, pii_digest(item.salt, item.value)) for item in salted]
    new = [lot for change in draft.lots for lot in change.new]
    if {move.lot_id for change in draft.lots for move in change.moves} - {lot.id for lot in new}:
        raise ValueError("prepared events make new lots only")
    entries = rights.assign(use.db, draft.lots)
    raw = event_rules.body(
        head, draft.postings, draft.data, digests, rights.document(entries, head.event_id), draft.rows
    )
    outbox.check(draft.kind, head.version, raw, salted)
    moves = [(move.lot_id, move.amount, move.right) for entry in entries for move in entry.moves]
    held = Counter[str]()
    for lot_id, amount, right in moves:
        held[lot_id] += amount if right == rights.OWN else 0
    return PreparedEvent(
        event_id.bytes, raw, row_of(draft, head, 0, "", draft.data),
        [(item.field, item.salt, item.value) for item in salted],
        [(p.account, p.kind, p.instance, p.unit, p.amount, p.line) for p in draft.postings],
        [_lot(lot, held[lot.id]) for lot in new], moves,
    )  # fmt: skip


def _lot(lot: Lot, held: int) -> tuple[object, ...]:
    return (
        lot.id, lot.account, lot.kind, lot.instance, lot.granted, lot.open, lot.made_at_ms, lot.expires,
        lot.available_from, lot.recharge_id, lot.event_id, int(lot.gift), held,
    )  # fmt: skip
