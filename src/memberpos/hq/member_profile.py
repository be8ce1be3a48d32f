"""One member as headquarters knows them: profile, cards, balances, what tills may spend of it, the latest entries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from memberpos.domain.chain import hlc_ms
from memberpos.domain.errors import PosError
from memberpos.hq import member_lists
from memberpos.hq.database import Conn
from memberpos.hq.member_lists import Found
from memberpos.hq.people import ERASED
from memberpos.hq.scopes import Scope

MOST_ENTRIES = 50


@dataclass(frozen=True)
class Card:
    """A card with its state as all tills hear of it; `since_ms` by the clock of the till that changed it last."""

    number: str
    role: str
    state: str
    replaced_by: str
    since_ms: int


@dataclass(frozen=True)
class Balance:
    """One kind of value: `instance` names a pass; `out` of it tills may spend without asking."""

    kind: str
    instance: str
    unit: str
    amount: int
    out: int


@dataclass(frozen=True)
class Allowance:
    """What a till may take alone; `born`: its own right to a lot it made."""

    kind: str
    instance: str
    device_id: UUID
    left: int
    expires_ms: int | None
    born: bool = False


@dataclass(frozen=True)
class LedgerLine:
    """An entry of the account: what an event moved."""

    day: date
    at_ms: int
    event: str
    store: int
    device_id: UUID
    kind: str
    instance: str
    unit: str
    amount: int


@dataclass(frozen=True)
class Profile:
    """A member; `fields` by their names on the wire, `tier` as the newest word of a till says, `stores` {id: day}."""

    member_id: UUID
    account_id: UUID | None
    home: int
    erased: bool
    alias_of: UUID | None
    fields: Mapping[str, str]
    tier: str
    cards: tuple[Card, ...] = ()
    balances: tuple[Balance, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    entries: tuple[LedgerLine, ...] = ()
    stores: Mapping[int, date] | None = None
    merged: tuple[Found, ...] = ()


def profile(conn: Conn, scope: Scope, member: UUID, now_ms: int) -> Profile:
    """Everything of a member the person may see. PosError not_found."""
    member_lists.visible(conn, scope, member, now_ms)
    row = conn.execute(
        "SELECT account_id, home_store, status, alias_of FROM member WHERE member_id = %s", (member,)
    ).fetchone()
    if row is None:
        raise PosError("not_found", what="member")
    account, home, status, alias = row
    fields: dict[str, str] = {
        name: bytes(value).decode("utf-8", "replace")
        for name, value in conn.execute("SELECT field, value FROM member_pii WHERE member_id = %s", (member,))
    }
    stores: dict[int, date] = dict(
        conn.execute("SELECT store_id, seen_on FROM member_store WHERE member_id = %s", (member,)).fetchall()
    )
    merged = [one[0] for one in conn.execute("SELECT member_id FROM member WHERE alias_of = %s", (member,)).fetchall()]
    return Profile(
        member, account, int(home), status == ERASED, alias, fields, _tier(conn, account), tuple(_cards(conn, member)),
        tuple(_balances(conn, account)), tuple(_allowances(conn, account)), tuple(_entries(conn, account)), stores,
        tuple(member_lists.lines(conn, member_lists.allowed(conn, scope, merged, now_ms))),
    )  # fmt: skip


def held_codes(conn: Conn, account: UUID) -> dict[str, str]:
    """{instance: code of its kind} of passes and coupons an account holds or held."""
    rows = conn.execute(
        "SELECT id, doc FROM holding WHERE account_id = %s AND entity IN ('pass', 'coupon')", (account,)
    ).fetchall()
    return {row[0]: str(json.loads(row[1]).get("code", "")) for row in rows}


def _cards(conn: Conn, member: UUID) -> list[Card]:
    rows = conn.execute(
        "SELECT number, role, state, replaced_by, hlc FROM card WHERE member_id = %s ORDER BY severity, number",
        (member,),
    ).fetchall()
    return [Card(row[0], row[1], row[2], row[3] or "", hlc_ms(int(row[4]))) for row in rows]


def _tier(conn: Conn, account: UUID | None) -> str:
    row = conn.execute(
        "SELECT doc FROM holding WHERE account_id = %s AND entity = 'standing' ORDER BY hlc DESC LIMIT 1", (account,)
    ).fetchone()
    doc: Any = {} if row is None else json.loads(row[0])
    tier = doc.get("tier") if isinstance(doc, dict) else None
    return tier if isinstance(tier, str) else ""


def _balances(conn: Conn, account: UUID | None) -> list[Balance]:
    rows = conn.execute(
        """SELECT kind, instance, unit, balance::bigint, escrowed::bigint FROM account
        WHERE account_id = %s AND (balance <> 0 OR kind IN ('PRINCIPAL', 'BONUS', 'POINTS')) ORDER BY kind, instance""",
        (account,),
    ).fetchall()
    return [Balance(row[0], row[1], row[2], int(row[3]), int(row[4])) for row in rows]


def _allowances(conn: Conn, account: UUID | None) -> list[Allowance]:
    grants = conn.execute(
        """SELECT kind, instance, device_id, sum(amount - used - returned)::bigint, min(expires_ms) FROM escrow
        WHERE account_id = %s AND state = 'open' GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC""",
        (account,),
    ).fetchall()
    born = conn.execute(
        """SELECT kind, instance, device_id, sum(held)::bigint FROM lot WHERE account_id = %s AND held > 0
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 4 DESC""",
        (account,),
    ).fetchall()
    return [Allowance(row[0], row[1], row[2], int(row[3]), int(row[4])) for row in grants] + [
        Allowance(row[0], row[1], row[2], int(row[3]), None, born=True) for row in born
    ]


def _entries(conn: Conn, account: UUID | None) -> list[LedgerLine]:
    rows = conn.execute(
        """SELECT business_date, hlc, event_id, store_id, device_id, seq, kind, instance, unit, amount FROM ledger
        WHERE account_id = %s ORDER BY hlc DESC, line LIMIT %s""",
        (account, MOST_ENTRIES),
    ).fetchall()
    kinds: dict[tuple[UUID, int], str] = {}
    for device in sorted({row[4] for row in rows}):
        seqs = [int(row[5]) for row in rows if row[4] == device]
        for seq, kind in conn.execute(
            "SELECT seq, kind FROM event WHERE device_id = %s AND seq = ANY(%s)", (device, seqs)
        ).fetchall():
            kinds[device, int(seq)] = kind
    return [
        LedgerLine(row[0], hlc_ms(int(row[1])), kinds.get((row[4], int(row[5])), ""), int(row[3]), row[4], row[6],
                   row[7], row[8], int(row[9]))
        for row in rows
    ]  # fmt: skip
