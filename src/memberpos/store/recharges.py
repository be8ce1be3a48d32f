"""Top-ups of stored value, and what undid them."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database

#: All business dates there are.
EVER = ("", "9999")


@dataclass(frozen=True)
class RechargeRow:
    """A top-up: its id is its event's; lots carry the same id. `account_id` holds it now; `doc` is the JSON of its
    gifts.
    """

    id: str
    seq: int
    member_id: str
    account_id: str
    receipt_no: str
    amount_fen: int
    bonus_fen: int
    points: int = 0
    refunded_by: str | None = None
    contract_version: str = ""
    withdraw_until: str | None = None
    legal_entity: str | None = None
    offer: str = ""
    offer_version: int | None = None
    doc: str = "{}"


@dataclass(frozen=True)
class RechargeRefundRow:
    """The undoing of a top-up: `principal_fen` that was open, less `charge_fen` for used gifts, is `refund_fen`."""

    id: str
    seq: int
    recharge_id: str
    member_id: str
    account_id: str
    receipt_no: str
    cause: str
    principal_fen: int
    bonus_fen: int
    bonus_used_fen: int
    points: int
    charge_fen: int
    refund_fen: int
    doc: str = "{}"


_COLUMNS = ", ".join(RechargeRow.__dataclass_fields__)
_REFUND = ", ".join(RechargeRefundRow.__dataclass_fields__)


def insert(db: Database, row: RechargeRow) -> None:
    """Stores a top-up; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in RechargeRow.__dataclass_fields__)
    db.execute(f"INSERT INTO recharge({_COLUMNS}) VALUES({', '.join('?' * len(values))})", values)


def find(db: Database, key: str) -> RechargeRow | None:
    """A top-up by id or receipt number."""
    row = db.one(f"SELECT {_COLUMNS} FROM recharge WHERE id = ? OR receipt_no = ?", (key, key))
    return None if row is None else RechargeRow(*row)


def of_account(db: Database, account: str, limit: int = 50) -> list[RechargeRow]:
    """The top-ups an account holds, newest first."""
    rows = db.all(f"SELECT {_COLUMNS} FROM recharge WHERE account_id = ? ORDER BY seq DESC LIMIT ?", (account, limit))
    return [RechargeRow(*row) for row in rows]


def count(db: Database, member_id: str, account: str) -> int:
    """How often the account was topped up by its member, without what was undone."""
    return int(
        db.value(
            "SELECT count(*) FROM recharge WHERE account_id = ? AND member_id = ? AND refunded_by IS NULL",
            (account, member_id),
        )
    )


def uses(db: Database, offer: str, account: str | None = None, span: tuple[str, str] = EVER) -> int:
    """How often an offer was taken: by one account or by all, in a span of business dates; undone ones left out."""
    return int(
        db.value(
            "SELECT count(*) FROM recharge r JOIN event e ON e.seq = r.seq WHERE r.offer = ?1 AND r.refunded_by IS NULL"
            " AND (?2 IS NULL OR r.account_id = ?2) AND e.business_date BETWEEN ?3 AND ?4",
            (offer, account, *span),
        )
    )


def add_refund(db: Database, row: RechargeRefundRow) -> None:
    """Stores the undoing of a top-up and marks it; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in RechargeRefundRow.__dataclass_fields__)
    db.execute(f"INSERT INTO recharge_refund({_REFUND}) VALUES({', '.join('?' * len(values))})", values)
    db.execute("UPDATE recharge SET refunded_by = ? WHERE id = ?", (row.id, row.recharge_id))


def find_refund(db: Database, event_id: str) -> RechargeRefundRow | None:
    """The undoing with this event id."""
    row = db.one(f"SELECT {_REFUND} FROM recharge_refund WHERE id = ?", (event_id,))
    return None if row is None else RechargeRefundRow(*row)


def hand_over(db: Database, account: str, to_account: str) -> None:
    """All top-ups of an account, and what of their bonus is to come, belong to another from now on."""
    db.execute("UPDATE recharge SET account_id = ? WHERE account_id = ?", (to_account, account))
    db.execute("UPDATE instalment SET account_id = ? WHERE account_id = ? AND state = 'planned'", (to_account, account))
