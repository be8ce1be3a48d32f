"""Coupons: who has which, in what state, and the cart that holds one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memberpos.store.database import Database
from memberpos.store.rights import OPEN_HERE


@dataclass(frozen=True)
class CouponRow:
    """One coupon; `code` is its kind, `terms` the kind's document when it was given, `used_on` its sale's date."""

    id: str
    number: str
    code: str
    account_id: str
    state: str
    valid_from: str | None
    valid_to: str | None
    made_at_ms: int
    made_event: str
    terms: str
    held_by: str | None = None
    held_until_ms: int | None = None
    used_event: str | None = None
    used_on: str | None = None


_COLUMNS = ", ".join(CouponRow.__dataclass_fields__)
_ORDER = "ORDER BY valid_to IS NULL, valid_to, made_at_ms, id"


def insert(db: Database, rows: Sequence[CouponRow]) -> None:
    """Stores new coupons."""
    marks = ", ".join("?" * len(CouponRow.__dataclass_fields__))
    db.executemany(
        f"INSERT INTO coupon({_COLUMNS}) VALUES({marks})",
        [tuple(getattr(row, name) for name in CouponRow.__dataclass_fields__) for row in rows],
    )


def ensure_account(db: Database, account_id: str, owner_kind: str, now_ms: int) -> None:
    """Opens the account of coupons that belong to whoever shows them, once."""
    db.execute(
        "INSERT INTO account(id, owner_kind, owner_id, made_at_ms) VALUES(?, ?, '', ?) ON CONFLICT(id) DO NOTHING",
        (account_id, owner_kind, now_ms),
    )


def find(db: Database, key: str) -> CouponRow | None:
    """A coupon by id or number."""
    row = db.one(f"SELECT {_COLUMNS} FROM coupon WHERE id = ? OR number = ?", (key, key))
    return None if row is None else CouponRow(*row)


def of_kind(db: Database, account_id: str, code: str) -> list[CouponRow]:
    """An account's coupons of one kind in any state, those that end first at the front."""
    rows = db.all(f"SELECT {_COLUMNS} FROM coupon WHERE account_id = ? AND code = ? {_ORDER}", (account_id, code))
    return [CouponRow(*row) for row in rows]


def held_by_account(db: Database, account_id: str) -> list[CouponRow]:
    """The coupons an account can still use, those that end first at the front."""
    rows = db.all(f"SELECT {_COLUMNS} FROM coupon WHERE account_id = ? AND state = 'issued' {_ORDER}", (account_id,))
    return [CouponRow(*row) for row in rows]


def used_in(db: Database, sale_id: str) -> list[CouponRow]:
    """The coupons a sale used and still has."""
    rows = db.all(f"SELECT {_COLUMNS} FROM coupon WHERE used_event = ? {_ORDER}", (sale_id,))
    return [CouponRow(*row) for row in rows]


def made_by(db: Database, event_id: str) -> list[CouponRow]:
    """The coupons that an event gave."""
    rows = db.all(f"SELECT {_COLUMNS} FROM coupon WHERE made_event = ? {_ORDER}", (event_id,))
    return [CouponRow(*row) for row in rows]


def caused_by(db: Database, event_id: str) -> list[CouponRow]:
    """The coupons given by events that an event caused."""
    rows = db.all(
        f"SELECT {_COLUMNS} FROM coupon WHERE made_event IN (SELECT id FROM event WHERE cause_event_id = ?) {_ORDER}",
        (event_id,),
    )
    return [CouponRow(*row) for row in rows]


def ended(db: Database, before: str, account_id: str | None = None) -> list[CouponRow]:
    """Usable coupons whose last day is before a date, of one account or of all, oldest day first; those that
    another till may use (or has used) are ended there.
    """
    rows = db.all(
        f"SELECT {_COLUMNS} FROM coupon WHERE state = 'issued' AND valid_to < ?1 AND (?2 IS NULL OR account_id = ?2)"
        f" AND EXISTS (SELECT 1 FROM lot l WHERE l.account = coupon.account_id AND l.kind = 'COUPON'"
        f" AND l.instance = coupon.id AND l.open > 0 AND l.open <= {OPEN_HERE})"
        " ORDER BY valid_to, id",
        (before, account_id),
    )
    return [CouponRow(*row) for row in rows]


def counts(db: Database, code: str, account_id: str) -> tuple[int, int]:
    """(given to everybody, given to an account) of a kind; void ones do not count."""
    total = db.value("SELECT count(*) FROM coupon WHERE code = ? AND state <> 'void'", (code,))
    own = db.value(
        "SELECT count(*) FROM coupon WHERE account_id = ? AND code = ? AND state <> 'void'", (account_id, code)
    )
    return int(total), int(own)


def used_on(db: Database, code: str, account_id: str, date: str) -> int:
    """How many of a kind an account used on a business date."""
    return int(
        db.value(
            "SELECT count(*) FROM coupon WHERE account_id = ? AND code = ? AND state = 'used' AND used_on = ?",
            (account_id, code, date),
        )
    )


def use(db: Database, coupon_id: str, sale_id: str, date: str) -> None:
    """Used by a sale; held by no cart any more."""
    db.execute(
        "UPDATE coupon SET state = 'used', used_event = ?, used_on = ?, held_by = NULL, held_until_ms = NULL"
        " WHERE id = ?",
        (sale_id, date, coupon_id),
    )


def give_back(db: Database, coupon_id: str) -> None:
    """Usable again."""
    db.execute(
        "UPDATE coupon SET state = 'issued', used_event = NULL, used_on = NULL WHERE id = ?", (coupon_id,)
    )  # fmt: skip


def end(db: Database, coupon_id: str, state: str) -> None:
    """Expired or void."""
    db.execute("UPDATE coupon SET state = ?, held_by = NULL, held_until_ms = NULL WHERE id = ?", (state, coupon_id))


def hand_over(db: Database, coupon_id: str, account_id: str) -> None:
    """Another account has it."""
    db.execute(
        "UPDATE coupon SET account_id = ?, held_by = NULL, held_until_ms = NULL WHERE id = ?", (account_id, coupon_id)
    )


def hold(db: Database, coupon_id: str, cart_id: str, until_ms: int) -> None:
    """Kept for a cart."""
    db.execute("UPDATE coupon SET held_by = ?, held_until_ms = ? WHERE id = ?", (cart_id, until_ms, coupon_id))


def release(db: Database, cart_id: str, keep: Sequence[str] = ()) -> None:
    """A cart keeps only these."""
    marks = ", ".join("?" * len(keep))
    db.execute(
        f"UPDATE coupon SET held_by = NULL, held_until_ms = NULL WHERE held_by = ? AND id NOT IN ({marks})",
        (cart_id, *keep),
    )
