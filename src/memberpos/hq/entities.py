"""Rows as they go down to tills: the present state of members, accounts, cards, goods, allowances and cases."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from memberpos.domain.chain import hlc_ms
from memberpos.hq.card_states import card_hash
from memberpos.hq.database import Conn
from memberpos.hq.people import ERASED
from memberpos.sync.merge import CardStatus

#: An allowance that lasts no longer was asked for, for one sale.
ASKED_MS = 60_000
#: Entities whose row must be at least at the version the feed told.
VERSIONED = frozenset({"member", "account"})
Docs = dict[tuple[str, str], dict[str, Any]]


@dataclass(frozen=True)
class Wanted:
    """A row, with everything of it that changed behind version `base` (0: all of it)."""

    entity: str
    id: str
    base: int = 0


def load(conn: Conn, device: UUID, wanted: Sequence[Wanted]) -> Docs:
    """The documents of the wanted rows that exist, for the till `device`."""
    groups: defaultdict[str, list[Wanted]] = defaultdict(list)
    for one in wanted:
        groups[one.entity].append(one)
    docs: Docs = {}
    for entity, group in groups.items():
        for doc in _LOADERS.get(entity, _catalog)(conn, device, group):
            docs[entity, doc["id"]] = doc
    return docs


def _ids(wanted: Iterable[Wanted]) -> list[UUID]:
    return sorted({UUID(one.id) for one in wanted})


def members(conn: Conn, _device: UUID, wanted: Sequence[Wanted]) -> Iterable[dict[str, Any]]:
    """Members with fields and cards; an erased one is a tombstone."""
    ids = _ids(wanted)
    fields: defaultdict[UUID, dict[str, Any]] = defaultdict(dict)
    for member, name, value, hlc, writer in conn.execute(
        "SELECT member_id, field, value, hlc, device_id FROM member_pii WHERE member_id = ANY(%s) ORDER BY field",
        (ids,),
    ):
        fields[member][name] = [bytes(value).decode(), str(hlc), str(writer)]
    cards: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for member, number, account, role, state, epoch, new, hlc in conn.execute(
        """SELECT member_id, number, account_id, role, state, epoch, replaced_by, hlc FROM card
        WHERE member_id = ANY(%s) ORDER BY number""",
        (ids,),
    ):
        card = {"number": number, "account": _text(account), "role": role, "state": state, "epoch": epoch}
        cards[member].append(card | {"replaced_by": new, "at_ms": str(hlc_ms(int(hlc)))})
    rows = conn.execute(
        """SELECT member_id, home_store, account_id, status, status_epoch, ver, alias_of FROM member
        WHERE member_id = ANY(%s)""",
        (ids,),
    ).fetchall()
    for member, home, account, status, epoch, ver, alias in rows:
        if status == ERASED:
            yield {"e": "erase", "id": str(member), "ver": int(ver), "f": {}}
            continue
        facts = {"home": home, "account": _text(account), "epoch": epoch, "alias": _text(alias)}
        yield {
            "e": "member", "id": str(member), "ver": int(ver),
            "f": facts | {"fields": fields[member], "cards": cards[member]},
        }  # fmt: skip


def accounts(conn: Conn, device: UUID, wanted: Sequence[Wanted]) -> Iterable[dict[str, Any]]:
    """Balances, and the lots and rows that changed behind each account's base; of an account told whole no spent lots,
    unless a merge brought them: a till may know them as another account's.
    """
    bases = {UUID(one.id): one.base for one in wanted}
    ids = sorted(bases)
    balances: defaultdict[UUID, list[Any]] = defaultdict(list)
    for account, kind, instance, unit, amount in conn.execute(
        """SELECT account_id, kind, instance, unit, balance FROM account
        WHERE account_id = ANY(%s) ORDER BY account_id, kind, instance, unit""",
        (ids,),
    ):
        balances[account].append([kind, instance, unit, str(amount)])
    lots = _lots(conn, device, ids, [bases[account] for account in ids])
    rows = _holdings(conn, ids, [bases[account] for account in ids])
    heads = conn.execute("SELECT account_id, member_id, ver FROM purse WHERE account_id = ANY(%s)", (ids,)).fetchall()
    for account, member, ver in heads:
        facts = {"member": _text(member), "balances": balances[account], "lots": lots[account], "rows": rows[account]}
        yield {"e": "account", "id": str(account), "ver": int(ver), "base": bases[account], "f": facts}


def _lots(conn: Conn, device: UUID, ids: list[UUID], bases: list[int]) -> defaultdict[UUID, list[dict[str, Any]]]:
    found: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in conn.execute(
        """SELECT l.account_id, l.lot_id, l.kind, l.instance, l.granted, l.open::bigint, l.made_ms, l.expires,
          l.available_from, l.recharge_id, l.event_id, l.gift,
          CASE WHEN l.device_id = %s AND l.keep < l.held THEN l.keep END, l.moved_to IS NOT NULL
        FROM lot l JOIN unnest(%s::uuid[], %s::bigint[]) AS w(a, base) ON l.account_id = w.a AND l.ver > w.base
        WHERE w.base > 0 OR (l.moved_to IS NULL AND (l.open <> 0 OR l.given_by IS NOT NULL))
        ORDER BY l.account_id, l.lot_id""",
        (device, ids, bases),
    ):
        account, lot, kind, instance, granted, open_, made, expires, available, recharge, event, gift, keep, moved = row
        found[account].append(
            {
                "id": str(lot), "kind": kind, "instance": instance, "granted": str(granted), "open": str(open_),
                "made_at_ms": str(made), "expires": _text(expires), "available_from": _text(available),
                "recharge": recharge or None, "event": str(event), "gift": gift,
            } | ({} if keep is None else {"keep": str(keep)}) | ({"moved": True} if moved else {})
        )  # fmt: skip
    return found


def _holdings(conn: Conn, ids: list[UUID], bases: list[int]) -> defaultdict[UUID, list[dict[str, Any]]]:
    found: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for account, entity, row_id, doc, hlc in conn.execute(
        """SELECT h.account_id, h.entity, h.id, h.doc, h.hlc FROM holding h
        JOIN unnest(%s::uuid[], %s::bigint[]) AS w(a, base) ON h.account_id = w.a AND h.ver > w.base
        ORDER BY h.account_id, h.entity, h.id""",
        (ids, bases),
    ):
        found[account].append({"e": entity, "id": row_id, "hlc": str(hlc), "f": json.loads(doc)})
    return found


def _erased(conn: Conn, _device: UUID, wanted: Sequence[Wanted]) -> Iterable[dict[str, Any]]:
    rows = conn.execute("SELECT member_id, ver FROM member WHERE member_id = ANY(%s)", (_ids(wanted),)).fetchall()
    return [{"e": "erase", "id": str(member), "ver": int(ver), "f": {}} for member, ver in rows]


def _lost_cards(conn: Conn, _device: UUID, wanted: Sequence[Wanted]) -> Iterable[dict[str, Any]]:
    keys = [card_hash(one.id) for one in wanted]
    rows = conn.execute("SELECT number, state, epoch FROM card WHERE card_h = ANY(%s)", (keys,)).fetchall()
    for number, state, epoch in rows:
        ver = CardStatus.of(int(epoch), state).ver
        yield {"e": "lost_card", "id": number, "ver": ver, "f": {"state": state, "epoch": epoch}}


def _grants(conn: Conn, _device: UUID, wanted: Sequence[Wanted]) -> Iterable[dict[str, Any]]:
    """Allowances; the feed's id is account/grant, because the account is where the row lies."""
    pairs = [one.id.split("/") for one in wanted]
    rows = conn.execute(
        """SELECT account_id, grant_id, kind, instance, lot_id, amount, used, returned, keep, state, expires_ms,
          made_ms, ver FROM escrow JOIN unnest(%s::uuid[], %s::uuid[]) AS w(a, g)
          ON account_id = w.a AND grant_id = w.g""",
        ([UUID(pair[0]) for pair in pairs], [UUID(pair[1]) for pair in pairs]),
    ).fetchall()
    return [grant(row) for row in rows]


def grant(row: Sequence[Any]) -> dict[str, Any]:
    """An allowance as it travels."""
    account, grant_id, kind, instance, lot, amount, used, returned, keep, state, expires, made, ver = row
    facts = {
        "account": str(account), "kind": kind, "instance": instance, "lot": str(lot), "amount": str(amount),
        "used": str(used), "returned": str(returned), "keep": None if keep is None else str(keep), "state": state,
        "expires_ms": str(expires), "asked": expires - made <= ASKED_MS,
    }  # fmt: skip
    return {"e": "grant", "id": f"{account}/{grant_id}", "ver": int(ver), "f": facts}


def _cases(conn: Conn, _device: UUID, wanted: Sequence[Wanted]) -> Iterable[dict[str, Any]]:
    for one in wanted:
        device, seq, why = one.id.split("/", 2)
        row = conn.execute(
            """SELECT r.at_ms, r.subject, r.staff, r.other_device, r.other_seq, r.done_ms, r.action, r.ver, d.name
            FROM review r LEFT JOIN device d ON d.device_id = r.device_id
            WHERE r.device_id = %s AND r.seq = %s AND r.why = %s""",
            (UUID(device), int(seq), why),
        ).fetchone()
        if row is not None:
            at_ms, subject, staff, other, other_seq, done, action, ver, name = row
            found = conn.execute("SELECT name FROM device WHERE device_id = %s", (other,)).fetchone()
            other_name = None if found is None else found[0]
            yield {
                "e": "case", "id": one.id, "ver": int(ver),
                "f": {
                    "device": device, "seq": int(seq), "why": why, "at_ms": str(at_ms), "subject": subject,
                    "staff": staff, "till": name, "other": None if other is None else f"{other}/{other_seq}",
                    "other_till": other_name, "done_ms": None if done is None else str(done), "action": action,
                },
            }  # fmt: skip


def _catalog(conn: Conn, _device: UUID, wanted: Sequence[Wanted]) -> Iterable[dict[str, Any]]:
    """Goods, offers, parameters: the feed's id is scope/id."""
    for one in wanted:
        scope, _, row_id = one.id.partition("/")
        row = conn.execute(
            "SELECT doc, ver, gone FROM catalog WHERE entity = %s AND id = %s AND scope = %s",
            (one.entity, row_id, int(scope)),
        ).fetchone()
        if row is not None:
            yield {"e": one.entity, "id": one.id, "ver": int(row[1]), "gone": bool(row[2]), "f": json.loads(row[0])}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


_LOADERS: Mapping[str, Callable[[Conn, UUID, Sequence[Wanted]], Iterable[dict[str, Any]]]] = MappingProxyType(
    {
        "member": members,
        "account": accounts,
        "erase": _erased,
        "lost_card": _lost_cards,
        "grant": _grants,
        "case": _cases,
    }
)
