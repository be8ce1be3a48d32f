"""What headquarters says of members, accounts and cards, put beside what this till did itself.

A balance is the sum of this till's own postings plus what others did (`others`); headquarters tells the whole and the
last event of ours it contains, so `others` is the rest. Everything runs inside the caller's transaction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from memberpos.domain import told_profile
from memberpos.domain.cards import TOLD_BY
from memberpos.domain.events import CARD_KNOWN
from memberpos.store.database import Database
from memberpos.store.search import move_parts

#: Events that headquarters answers by telling the card again.
_CARD_STATES = (*TOLD_BY, CARD_KNOWN)
#: Kind, instance and unit of a balance.
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Balance:
    """A balance as headquarters has it."""

    kind: str
    instance: str
    unit: str
    amount: int

    @property
    def key(self) -> Key:
        """What of an account it is."""
        return (self.kind, self.instance, self.unit)


@dataclass(frozen=True)
class LotState:
    """A lot as headquarters has it; `keep`: give back what is held above it; `moved`: it is another account's now."""

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
    moved: bool = False


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


def put_others(db: Database, account: str, others: Mapping[Key, int]) -> None:
    """Sets what others did to an account's balances."""
    db.executemany(
        "INSERT INTO balance(account, kind, instance, unit, amount, others) VALUES(?, ?, ?, ?, 0, ?)"
        " ON CONFLICT DO UPDATE SET others = excluded.others",
        [(account, *key, amount) for key, amount in others.items()],
    )


def set_account_ver(db: Database, account: str, ver: int) -> None:
    """Notes the new version of an account that is here."""
    db.execute("UPDATE account SET ver = ? WHERE id = ?", (ver, account))


def put_whole_balances(db: Database, account: str, told: Sequence[Balance], *, whole: bool) -> None:
    """What others did, where headquarters' word contains everything this till booked. With `whole`, a balance that is
    not among them is nothing there (yet: a headquarters that was put back).
    """
    if whole:
        db.execute("UPDATE balance SET others = -amount WHERE account = ?", (account,))
    for one in told:
        db.execute(
            "INSERT INTO balance(account, kind, instance, unit, amount, others) VALUES(?, ?, ?, ?, 0, ?)"
            " ON CONFLICT DO UPDATE SET others = excluded.others - amount",
            (account, one.kind, one.instance, one.unit, one.amount),
        )


def own_balances(db: Database, account: str) -> dict[Key, int]:
    """The sums of this till's own postings on an account."""
    rows = db.all("SELECT kind, instance, unit, amount FROM balance WHERE account = ?", (account,))
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def own_after(db: Database, account: str, incl_row: int) -> dict[Key, int]:
    """Own postings on an account that headquarters' word does not contain."""
    rows = db.all(
        "SELECT kind, instance, unit, sum(amount) FROM ledger INDEXED BY ledger_seq WHERE seq > ? AND account = ?"
        " GROUP BY kind, instance, unit",
        (incl_row, account),
    )
    return {(row[0], row[1], row[2]): int(row[3]) for row in rows}


def put_lots(db: Database, account: str, told: Sequence[LotState], incl_row: int, *, whole: bool) -> None:
    """Sets what others did to lots; with `whole`, a lot that is not among them is spent. Lots that a merge here gave to
    another account stay there: headquarters will hear of it.
    """
    given = _given_here(db, incl_row)
    for lot in told:
        if lot.moved:
            if lot.id not in given and _is_of(db, lot.id, account):
                _set_lot(db, lot.id, 0, incl_row)
            continue
        _put_lot(db, account, lot)
        if lot.id not in given:
            _give_lot(db, lot.id, account, incl_row)
        _set_lot(db, lot.id, lot.open, incl_row)
        if lot.keep is not None:
            db.execute(
                "INSERT INTO recall(lot_id, keep) VALUES(?, ?) ON CONFLICT(lot_id) DO UPDATE SET keep = excluded.keep",
                (lot.id, lot.keep),
            )
    if whole:
        known = {lot.id for lot in told}
        for row in db.all(  # also one that is spent here by what headquarters has not heard from this till
            "SELECT id, made_seq FROM lot WHERE account = ?1 AND (open <> 0"
            " OR EXISTS (SELECT 1 FROM lot_move m WHERE m.lot_id = lot.id AND m.seq > ?2))",
            (account, incl_row),
        ):
            # of one that was given, the old account's row tells, unless headquarters (put back) has not heard of it
            if row[0] not in known and (row[0] not in given or row[1] > incl_row):
                _set_lot(db, row[0], 0, incl_row)


def _put_lot(db: Database, account: str, lot: LotState) -> None:
    """A lot that two tills made alike (work that time caused) is as the one made it that headquarters heard first."""
    known = db.execute(
        "UPDATE lot SET granted = ?, expires = ? WHERE id = ? AND NOT mine AND made_seq > 0"
        " AND (granted <> ? OR expires IS NOT ?)",
        (lot.granted, lot.expires, lot.id, lot.granted, lot.expires),
    )
    if known.rowcount:
        db.execute("INSERT INTO told_row(entity, id) VALUES('lot', ?) ON CONFLICT DO NOTHING", (lot.id,))
    db.execute(
        "INSERT INTO lot(id, account, kind, instance, granted, open, made_at_ms, made_seq, expires, available_from,"
        " recharge_id, event_id, gift, mine) VALUES(?, ?, ?, ?, ?, 0, ?, 0, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
        (lot.id, account, lot.kind, lot.instance, lot.granted, lot.made_at_ms, lot.expires, lot.available_from,
         lot.recharge_id, lot.event_id, int(lot.gift)),
    )  # fmt: skip


def _is_of(db: Database, lot_id: str, account: str) -> bool:
    return db.value("SELECT 1 FROM lot WHERE id = ? AND account = ?", (lot_id, account)) is not None


def _given_here(db: Database, incl_row: int) -> set[str]:
    """Lots that merges of this till moved and headquarters' word does not contain."""
    rows = db.all("SELECT lot_id FROM lot_owner INDEXED BY lot_owner_seq WHERE seq > ? AND told = 0", (incl_row,))
    return {row[0] for row in rows}


def _give_lot(db: Database, lot_id: str, account: str, incl_row: int) -> None:
    """A lot that is another account's since a merge elsewhere; what was booked on it here was on the old one. With it
    goes its part of the balance, as headquarters knows it: the old account's own row may come later.
    """
    row = db.one("SELECT account, open, kind, instance FROM lot WHERE id = ? AND account <> ?", (lot_id, account))
    if row is None:
        return
    db.execute(
        "INSERT INTO lot_owner(lot_id, seq, old, new, open, told) SELECT ?1, coalesce(max(seq), 0), ?2, ?3, ?4, 1"
        " FROM event WHERE true ON CONFLICT DO UPDATE SET new = excluded.new",
        (lot_id, row[0], account, row[1]),
    )
    db.execute(
        "UPDATE balance SET others = others - ?1 + coalesce((SELECT sum(amount) FROM lot_move WHERE lot_id = ?2"
        " AND seq > ?3), 0) WHERE account = ?4 AND kind = ?5 AND instance = ?6",
        (row[1], lot_id, incl_row, row[0], row[2], row[3]),
    )
    db.execute("UPDATE lot SET account = ? WHERE id = ?", (account, lot_id))
    db.execute("UPDATE escrow SET account = ? WHERE lot_id = ?", (account, lot_id))


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
        **{name: values.get(name, "") for name in ("sex", "notes", "address")},
        **{name: values.get(name) or None for name in ("birthday", "ends_on", "seller_id")},
        **{name: int(values.get(name) == "1") for name in ("lunar", "leap_month", "frozen", "blacklisted")},
        "tags": _tags(values.get("tags", "")),
        "custom": _own_fields(values),
        "referrer_id": values.get("referrer") or None,
        "status": "active" if state.alias is None else "merged",
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
    digits = str(db.value("SELECT k_phone FROM member WHERE id = ?", (state.id,)) or "")
    n = db.value(
        f"INSERT INTO member(id, joined_at_ms, joined_on, {names}) VALUES(?, ?, ?, {marks})"
        f" ON CONFLICT(id) DO UPDATE SET {sets}, birthday_next = CASE WHEN birthday IS excluded.birthday"
        " AND lunar = excluded.lunar AND leap_month = excluded.leap_month THEN birthday_next END RETURNING n",
        (state.id, *fixed, *columns.values()),
    )
    move_parts(db, int(n), digits, str(state.keys.get("k_phone", "")))
    if state.account is not None:
        put_account(db, state.account, state.id, 0, now_ms)


def _tags(text: str) -> str:
    return json.dumps([tag for tag in text.split(", ") if tag], ensure_ascii=False)


def _own_fields(values: Mapping[str, str]) -> str:
    own = {name.removeprefix("custom."): text for name, text in values.items() if name.startswith("custom.") and text}
    return json.dumps(own, ensure_ascii=False)


def pending(db: Database, member: str, incl_row: int) -> list[tuple[int, int]]:
    """(row, hybrid clock) of this till's own changes of a member that headquarters' word does not contain."""
    rows = db.all(
        "SELECT e.seq, o.hlc FROM event e JOIN outbox o ON o.seq = e.seq WHERE e.member_id = ? AND e.seq > ?"
        f" AND e.kind IN ({', '.join('?' * len(told_profile.KINDS))}) ORDER BY e.seq",
        (member, incl_row, *told_profile.KINDS),
    )
    return [(int(row[0]), int(row[1])) for row in rows]


def pending_values(db: Database, row: int) -> dict[str, str]:
    """What one of those changes set."""
    personal = {r[0]: r[1] for r in db.all("SELECT field, value FROM outbox_pii WHERE seq = ?", (row,))}
    event = db.one("SELECT kind, payload, business_date, at_ms FROM event WHERE seq = ?", (row,))
    return {} if event is None else told_profile.fields(event[0], json.loads(event[1]), personal, event[2], event[3])


def pending_rows(db: Database, account: str, incl_row: int) -> dict[tuple[str, str], int]:
    """{(entity, id): hybrid clock} of an account's rows this till told of and headquarters does not know yet."""
    found: dict[tuple[str, str], int] = {}
    for hlc, body in db.all(
        "SELECT o.hlc, o.body FROM event e JOIN outbox o ON o.seq = e.seq WHERE e.seq > ? AND e.account_id = ?"
        " ORDER BY e.seq",
        (incl_row, account),
    ):
        found |= {(row["e"], row["id"]): int(hlc) for row in json.loads(bytes(body)).get("rows", ())}
    return found


def erase_member(db: Database, member: str, ver: int) -> bool:
    """Deletes every personal value of a member here; its ledger stays, without a name. False when it is not here."""
    row = db.one("SELECT n, k_phone FROM member WHERE id = ?", (member,))
    if row is None:
        return False
    move_parts(db, int(row[0]), str(row[1]), "")
    db.execute(
        "UPDATE member SET name = '', phone = NULL, sex = '', birthday = NULL, address = '', notes = '', tags = '[]',"
        " custom = '{}', identity = '', status = 'erased', ver = ?, k_name = '', k_given = '', k_pinyin = '',"
        " k_initials = '', k_phone = '', k_phone_rev = '' WHERE id = ?",
        (ver, member),
    )
    db.execute("DELETE FROM member_photo WHERE member_id = ?", (member,))
    db.execute("DELETE FROM outbox_pii WHERE seq IN (SELECT seq FROM event WHERE member_id = ?)", (member,))
    db.execute(
        "DELETE FROM outbox_pii WHERE field LIKE 'password%' AND seq IN (SELECT p.seq FROM outbox_pii p JOIN event e"
        " ON e.seq = p.seq WHERE p.field LIKE 'password%' AND e.account_id IN"
        " (SELECT id FROM account WHERE owner_id = ?))",
        (member,),
    )
    db.execute(  # what a password guarded stays closed until somebody with the right sets another
        "UPDATE card SET password_new = 1, password_hash = NULL WHERE member_id = ? AND password_hash IS NOT NULL",
        (member,),
    )
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


def pending_card(db: Database, number: str, incl_row: int) -> bool:
    """True when this till told of a card's state and headquarters does not know yet: its next word will."""
    sql = (
        f"SELECT 1 FROM event WHERE seq > ? AND kind IN ({', '.join('?' * len(_CARD_STATES))})"
        " AND ? IN (json_extract(payload, '$.number'), json_extract(payload, '$.new_number')) LIMIT 1"
    )
    return db.value(sql, (incl_row, *_CARD_STATES, number)) is not None


def forget_versions(db: Database) -> None:
    """Headquarters has another history than before: every row it tells is news."""
    db.execute("DELETE FROM inbox")
    db.execute("UPDATE member SET ver = 0 WHERE ver > 0 AND status <> 'erased'")
    db.execute("UPDATE account SET ver = 0 WHERE ver > 0")
    db.execute("UPDATE escrow SET ver = 0")
    db.execute("UPDATE task SET ver = 0")
    db.execute("UPDATE hq_setting SET ver = 0")
