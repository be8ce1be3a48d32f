"""What a card has paid with stored value and kept change on a business date."""

from __future__ import annotations

from memberpos.store.database import Database


def spent_on(db: Database, card_number: str, date: str) -> int:
    """Fen of sales of a date that the card paid, less what their refunds brought back."""
    paid = db.value(
        "SELECT coalesce(sum(t.fen), 0) FROM tender t JOIN event e ON e.seq = t.seq"
        " WHERE t.card_number = ? AND t.kind IN ('stored_value', 'kept_change')"
        " AND e.business_date = ? AND e.kind = 'sale'",
        (card_number, date),
    )
    back = db.value(
        "SELECT coalesce(-sum(b.fen), 0) FROM tender t JOIN event e ON e.seq = t.seq"
        " JOIN refund r ON r.sale_id = t.event_id"
        " JOIN tender b ON b.event_id = r.id AND b.kind = t.kind AND b.payer_account = t.payer_account"
        " WHERE t.card_number = ? AND t.kind IN ('stored_value', 'kept_change')"
        " AND e.business_date = ? AND e.kind = 'sale'",
        (card_number, date),
    )
    return max(int(paid) - int(back), 0)
