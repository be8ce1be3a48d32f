"""What a till asks while it is online: who a card or phone belongs to, and the right to spend more than it holds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from memberpos.hq import allowance, entities, granting, people
from memberpos.hq.devices import Device
from memberpos.hq.entities import Wanted
from memberpos.hq.granting import Cut, Random
from memberpos.hq.tx import Tx
from memberpos.sync.protocol import WireError

_MOST_FOUND, MOST_WANTS = 20, 16
_HASH = re.compile(r"[0-9a-f]{32}")
Rows = list[dict[str, Any]]


def lookup(tx: Tx, device: Device, query: str) -> tuple[Rows, int]:
    """Members by `card_h`, `phone_h` or `member`, with their accounts; the store hears of them from now on.

    Who is found by card or phone and was made one with another is that other. By `member` a till asks for an account it
    knows a part of: that brings both, and of an erased member the account. Rows as in a page, and the last event of
    this till they contain. WireError 400, 404.
    """
    members = _found(tx, query)
    if not members:
        raise WireError("not_found", 404)
    today = _today(tx)
    people.subscribe(tx, device.store_id, dict.fromkeys(members, today))()
    return _rows(tx, device, members), _included(tx, device)


def _found(tx: Tx, query: str) -> list[UUID]:
    try:
        asked = dict(parse_qsl(query, strict_parsing=True, max_num_fields=4))
    except ValueError as error:
        raise WireError("bad_request", where="query") from error
    if set(asked) == {"card_h"} and _HASH.fullmatch(asked["card_h"]):
        key: Any = bytes.fromhex(asked["card_h"])
        sql = "SELECT member_id FROM card WHERE card_h = %s AND member_id IS NOT NULL"
    elif set(asked) == {"phone_h"} and _HASH.fullmatch(asked["phone_h"]):
        key = bytes.fromhex(asked["phone_h"])
        sql = "SELECT member_id FROM phone_idx WHERE phone_h = %s"
    elif set(asked) == {"member"}:
        key, sql = _uuid(asked["member"], "member"), "SELECT %s::uuid"
    else:
        raise WireError("bad_request", where="query")
    ids = [row[0] for row in tx.conn.execute(sql.encode(), (key,)).fetchall()][:_MOST_FOUND]
    whole = "member" in asked
    rows = tx.conn.execute(
        """SELECT member_id, coalesce(alias_of, member_id) FROM member
        WHERE member_id = ANY(%s) AND (%s OR status <> %s)""",
        (ids, whole, people.ERASED),
    ).fetchall()
    return sorted({row[1] for row in rows} | {row[0] for row in rows if whole})


def _rows(tx: Tx, device: Device, members: list[UUID]) -> Rows:
    accounts = tx.conn.execute("SELECT account_id FROM purse WHERE member_id = ANY(%s)", (members,)).fetchall()
    there = tx.conn.execute(
        "SELECT member_id FROM member WHERE member_id = ANY(%s) AND status <> %s ORDER BY 1", (members, people.ERASED)
    ).fetchall()
    wanted = [Wanted("member", str(row[0])) for row in there]
    wanted += [Wanted("account", str(row[0])) for row in accounts]
    return list(entities.load(tx.conn, device.device_id, wanted).values())


def authorize(tx: Tx, device: Device, value: dict[str, Any], random: Random) -> tuple[Rows, int]:
    """Allowances for one sale: as much of what is wanted as nobody holds a right to; spent or returned within a minute.

    `{"account", "wants":[{"kind","instance","amount"}]}` → rows: the account as it is, the grants, and those the till
    has already: it may not have heard of them. WireError 400, 404.
    """
    account = _uuid(value.get("account"), "account")
    wants = value.get("wants")
    if not isinstance(wants, list) or not 1 <= len(wants) <= MOST_WANTS:
        raise WireError("bad_request", where="wants")
    head = tx.conn.execute("SELECT member_id FROM purse WHERE account_id = %s FOR UPDATE", (account,)).fetchone()
    if head is None:
        raise WireError("not_found", 404)
    lots = allowance.load(tx.conn, [account])
    until_ms = tx.now_ms + entities.ASKED_MS
    grants = []
    for want in wants:
        kind, instance, amount = _want(want)
        key = (account, kind, instance)
        there = lots.get(key, [])
        grants += [one.grant for lot in there for one in lot.holdings if one.grant and one.device == device.device_id]
        grants += _cut(tx, device, key, there, amount, until_ms, random)
    if head[0] is not None:
        people.subscribe(tx, device.store_id, {head[0]: _today(tx)})()
    wanted = [Wanted("account", str(account)), *(Wanted("grant", f"{account}/{one}") for one in grants)]
    return list(entities.load(tx.conn, device.device_id, wanted).values()), _included(tx, device)


def _cut(
    tx: Tx,
    device: Device,
    key: tuple[UUID, str, str],
    lots: list[allowance.PlanLot],
    amount: int,
    until_ms: int,
    random: Random,
) -> list[UUID]:
    row = tx.conn.execute(
        """SELECT (balance + overdraft - escrowed)::bigint FROM account
        WHERE account_id = %s AND kind = %s AND instance = %s""",
        key,
    ).fetchone()
    left = min(amount, int(row[0]) if row else 0)
    cuts = []
    for lot in lots:
        part = min(left, lot.free)
        if part > 0:
            cuts.append((key, Cut(device.device_id, lot.lot_id, part)))
            left -= part
    return granting.grant(tx, cuts, until_ms, random)


def _want(value: Any) -> tuple[str, str, int]:
    if not isinstance(value, dict):
        raise WireError("bad_request", where="wants")
    kind, instance, amount = value.get("kind"), value.get("instance", ""), value.get("amount")
    if kind not in allowance.KINDS or not isinstance(instance, str) or len(instance) > 64 or "\x00" in instance:
        raise WireError("bad_request", where="wants")
    if not isinstance(amount, str) or not re.fullmatch(r"[0-9]{1,15}", amount, re.ASCII) or int(amount) == 0:
        raise WireError("bad_request", where="amount")
    return str(kind), instance, int(amount)


def _uuid(value: Any, where: str) -> UUID:
    if isinstance(value, str) and len(value) == 36:
        try:
            return UUID(value)
        except ValueError:
            pass
    raise WireError("bad_request", where=where)


def _today(tx: Tx) -> date:
    return datetime.fromtimestamp(tx.now_ms / 1000, UTC).date()


def _included(tx: Tx, device: Device) -> int:
    row = tx.conn.execute("SELECT last_seq FROM device WHERE device_id = %s", (device.device_id,)).fetchone()
    return 0 if row is None else int(row[0])
