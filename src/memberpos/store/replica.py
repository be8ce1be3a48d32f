"""What headquarters says of members, accounts and cards, put beside what this till did itself.

A balance is the sum of this till's own postings plus what others did (`others`); headquarters tells the whole and the
last event of ours it contains, so `others` is the rest. Everything runs inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class Balance:
    """A balance as headquarters has it."""

    kind: str
    instance: str
    unit: str
    amount: int


@dataclass(frozen=True)
class LotState:
    """A lot as headquarters has it; `keep`: give back what is held above it."""

    id: str
    kind: str
    instance: str
    granted: int
    open: int
    made_at_ms: int
    expires: str | None
    available_from: str | None
    recharge_id: str | None
    event_id: str
    gift: bool
    keep: int | None = None


@dataclass(frozen=True)
class MemberState:
    """A member's profile as merged; `keys` are the search columns."""

    id: str
    ver: int
    home: int
    account: str | None
    epoch: int
    alias: str | None
    fields: Mapping[str, str]
    keys: Mapping[str, str]


def account_ver(db: Database, account: str) -> int | None:
    """The version of an account that is here; 0 when only this till knows it, None when it is not here."""
    found = db.value("SELECT ver FROM account WHERE id = ?", (account,))
    return None if found is None else int(found)


def put_account(db: Database, account: str, member: str, ver: int, now_ms: int) -> None:
    """Makes the account of a member, or notes its new version."""
    db.execute(
        "INSERT INTO account(id, owner_kind, owner_id, made_at_ms, ver) VALUES(?, 'member', ?, ?, ?)"
        " ON CONFLICT(id) DO UPDATE SET ver = max(ver, excluded.ver)",
        (account, member, now_ms, ver),
    )


def put_balances(db: Database, account: str, told: Sequence[Balance], incl_row: int) -> None:
    """Sets what others did; events up to row `incl_row` are contained in what headquarters told."""
    after = _after(db, account, incl_row)
    own = {(r[0], r[1], r[2]): r[3] for r in _own_balances(db, account)}
    hq = {(one.kind, one.instance, one.unit): one.amount for one in told}
    for key in {**dict.fromkeys(hq), **dict.fromkeys(own)}:
        others = hq.get(key, 0) - (own.get(key, 0) - after.get(key, 0))
        db.execute(
            "INSERT INTO balance(account, kind, instance, unit, amount, others) VALUES(?, ?, ?, ?, 0, ?)"
            " ON CONFLICT DO UPDATE SET others = excluded.others",
            (account, *key, others),
        )


def set_account_ver(db: Database, account: str, ver: int) -> None:
    """Notes the new version of an account that is here."""
    db.execute("UPDATE account SET ver = ? WHERE id = ?", (ver, account))


def put_whole_balances(db: Database, account: str, told: Sequence[Balance]) -> None:
    """`put_balances` where headquarters' word contains everything this till booked."""
    for one in told:
        db.execute(
            "INSERT INTO balance(account, kind, instance, unit, amount, others) VALUES(?, ?, ?, ?, 0, ?)"
            " ON CONFLICT DO UPDATE SET others = excluded.others - amount",
            (account, one.kind, one.instance, one.unit, one.amount),
        )


def _own_balances(db: Database, account: str) -> list[tuple[str, str, str, int]]:
    rows = db.all("SELECT kind, instance, unit, amount FROM balance WHERE account = ?", (account,))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _after(db: Database, account: str, incl_row: int) -> dict[tuple[str, str, str], int]:
    """Own postings on an account that headquarters' word does not contain."""
    rows = db.all(
        "SELECT kind, instance, unit, sum(amount) FROM ledger INDEXED BY ledger_seq WHERE seq > ? AND account = ?"
        " GROUP BY kind, instance, unit",
        (incl_row, account),
    )
    return {(row[0], row[1], row[2]): int(row[3]) for row in rows}


def put_lots(db: Database, account: str, told: Sequence[LotState], incl_row: int, *, whole: bool) -> None:
    """Sets what others did to lots; with `whole`, a lot that is not among them is spent."""
    for lot in told:
        _put_lot(db, account, lot)
        _set_lot(db, lot.id, lot.open, incl_row)
        if lot.keep is not None:
            db.execute(
                "INSERT INTO recall(lot_id, keep) VALUES(?, ?) ON CONFLICT(lot_id) DO UPDATE SET keep = excluded.keep",
                (lot.id, lot.keep),
            )
    if whole:
        known = {lot.id for lot in told}
        for row in db.all("SELECT id FROM lot WHERE account = ? AND open <> 0", (account,)):
            if row[0] not in known:
                _set_lot(db, row[0], 0, incl_row)


def _put_lot(db: Database, account: str, lot: LotState) -> None:
    db.execute(
        "INSERT INTO lot(id, account, kind, instance, granted, open, made_at_ms, made_seq, expires, available_from,"
        " recharge_id, event_id, gift, mine) VALUES(?, ?, ?, ?, ?, 0, ?, 0, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
        (lot.id, account, lot.kind, lot.instance, lot.granted, lot.made_at_ms, lot.expires, lot.available_from,
         lot.recharge_id, lot.event_id, int(lot.gift)),
    )  # fmt: skip


def _set_lot(db: Database, lot_id: str, hq_open: int, incl_row: int) -> None:
    after = "coalesce((SELECT sum(m.amount) FROM lot_move m WHERE m.lot_id = lot.id AND m.seq > ?2), 0)"
    # own movements in all = open - others; headquarters knows all of them but `after`
    db.execute(
        f"UPDATE lot SET others = ?1 - (open - others - {after}), open = ?1 + {after} WHERE id = ?3",
        (hq_open, incl_row, lot_id),
    )


def member_ver(db: Database, member: str) -> int | None:
    """The version of a member that is here, None when it is not."""
    found = db.value("SELECT ver FROM member WHERE id = ?", (member,))
    return None if found is None else int(found)


def is_erased(db: Database, member: str) -> bool:
    """True for a member whose personal data are gone for good."""
    return db.value("SELECT 1 FROM member WHERE id = ? AND status = 'erased'", (member,)) is not None


def put_member(db: Database, state: MemberState, now_ms: int) -> None:
    """Adds a member or sets its profile; tier and visits stay what this till knows."""
    values = state.fields
    columns: dict[str, object] = {
        "name": values.get("name") or values.get("phone") or "",
        "phone": values.get("phone") or None,
        "sex": values.get("sex", ""),
        "birthday": values.get("birthday") or None,
        "lunar": int(values.get("lunar") == "1"),
        "notes": values.get("notes", ""),
        "referrer_id": values.get("referrer") or None,
        "home_store": state.home,
        "status_epoch": state.epoch,
        "alias_of": state.alias,
        "ver": state.ver,
        **state.keys,
    }
    joined_ms = values.get("joined_at_ms", "")
    fixed = (int(joined_ms) if joined_ms.isdigit() else now_ms, values.get("joined_on", "") or "1970-01-01")
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    sets = ", ".join(f"{name} = excluded.{name}" for name in columns)
    db.execute(
        f"INSERT INTO member(id, joined_at_ms, joined_on, {names}) VALUES(?, ?, ?, {marks})"
        f" ON CONFLICT(id) DO UPDATE SET {sets}",
        (state.id, *fixed, *columns.values()),
    )
    if state.account is not None:
        put_account(db, state.account, state.id, 0, now_ms)


def pending(db: Database, member: str, incl_row: int) -> list[tuple[int, int]]:
    """(row, hybrid clock) of this till's own changes of a member that headquarters' word does not contain."""
    rows = db.all(
        "SELECT e.seq, o.hlc FROM event e JOIN outbox o ON o.seq = e.seq WHERE e.member_id = ? AND e.seq > ?"
        " AND e.kind IN ('member.enrol', 'member.patch') ORDER BY e.seq",
        (member, incl_row),
    )
    return [(int(row[0]), int(row[1])) for row in rows]


def pending_values(db: Database, row: int) -> dict[str, str]:
    """What one of those changes set."""
    found = {r[0]: r[1] for r in db.all("SELECT field, value FROM outbox_pii WHERE seq = ?", (row,))}
    data = db.one(
        "SELECT json_extract(payload, '$.sex'), json_extract(payload, '$.cleared') FROM event WHERE seq = ?", (row,)
    )
    if data is not None and data[0] is not None:
        found["sex"] = str(data[0])
    cleared = db.all(
        "SELECT c.value FROM event e, json_each(e.payload, '$.cleared') c WHERE e.seq = ?", (row,)
    )  # no rows where the event has no such list
    return found | {str(one[0]): "" for one in cleared}


def erase_member(db: Database, member: str, ver: int) -> bool:
    """Deletes every personal value of a member here; its ledger stays, without a name. False when it is not here."""
    if db.value("SELECT 1 FROM member WHERE id = ?", (member,)) is None:
        return False
    db.execute(
        "UPDATE member SET name = '', phone = NULL, sex = '', birthday = NULL, address = '', notes = '', tags = '[]',"
        " custom = '{}', identity = '', status = 'erased', ver = ?, k_name = '', k_given = '', k_pinyin = '',"
        " k_initials = '', k_phone = '', k_phone_rev = '' WHERE id = ?",
        (ver, member),
    )
    db.execute("DELETE FROM member_photo WHERE member_id = ?", (member,))
    db.execute("DELETE FROM outbox_pii WHERE seq IN (SELECT seq FROM event WHERE member_id = ?)", (member,))
    db.execute("UPDATE call_log SET number = NULL, note = '' WHERE member_id = ?", (member,))
    return True


def pending_rows_of(db: Database, kind: str, key: str, value: str, incl_row: int) -> bool:
    """True when this till changed a row itself and headquarters does not know yet: `key` names it in the event."""
    return (
        db.value(
            "SELECT 1 FROM event WHERE seq > ? AND kind = ? AND json_extract(payload, '$.' || ?) = ? LIMIT 1",
            (incl_row, kind, key, value),
        )
        is not None
    )


def forget_versions(db: Database) -> None:
    """Headquarters has another history than before: every row it tells is news."""
    db.execute("DELETE FROM inbox")
    db.execute("UPDATE member SET ver = 0 WHERE ver > 0 AND status <> 'erased'")
    db.execute("UPDATE account SET ver = 0 WHERE ver > 0")
    db.execute("UPDATE escrow SET ver = 0")
    db.execute("UPDATE task SET ver = 0")
    db.execute("UPDATE hq_setting SET ver = 0")
