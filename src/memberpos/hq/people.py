"""Members as tills' events tell of them: each field by its newest stamp; whose a card is (`card_states`: its state)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from memberpos.domain import cards as card_rules
from memberpos.domain import told_profile
from memberpos.domain.events import CARD_KNOWN, MEMBER_IMPORT, MEMBER_MERGE, MEMBER_UNMERGE
from memberpos.domain.search import national_digits, pinyin_of
from memberpos.hq import card_states
from memberpos.hq.cases import Fault
from memberpos.hq.database import Conn
from memberpos.hq.devices import HQ, Device
from memberpos.hq.effects import Effect, storable
from memberpos.hq.tx import Tx, buckets_of, number_of

MERGE, UNMERGE = MEMBER_MERGE, MEMBER_UNMERGE
ERASE = "member.erase"
#: A card that goes to another member takes all cards of its account along.
CARD_ARRIVES = "card.transfer.in"
_CHANGING = frozenset({told_profile.PATCH, told_profile.BLOCK, MERGE, UNMERGE, ERASE, CARD_ARRIVES})
ERASED = 9


def phone_hash(phone: str) -> bytes:
    """The key of a phone, however it is written."""
    return hashlib.sha256(b"memberpos-phone\n" + national_digits(phone).encode()).digest()[:16]


def apply(tx: Tx, device: Device, effects: Sequence[Effect]) -> tuple[list[Fault], Callable[[], None]]:
    """Everything new events say of members and cards; inside the caller's transaction. Call what comes with the faults
    before the transaction ends: it tells the store of members that are new there.
    """
    _lock(tx.conn, effects)
    changed = {effect.member_id for effect in effects if effect.member_id and _member_effect(tx, device, effect)}
    faults: list[Fault] = []
    for effect in effects:  # in their order: a card is issued and then goes to another member
        if effect.kind in (MERGE, UNMERGE):
            changed |= set(merged(tx, effect))
        elif effect.kind == CARD_ARRIVES:
            changed |= set(_cards_arrive(tx.conn, effect))
        elif effect.kind == CARD_KNOWN:
            changed |= set(card_states.known(tx, device, effect))
        elif effect.kind in card_rules.TOLD_BY:
            faults += card_states.apply(tx, device, effect)
    faults += card_states.lost_sales(tx.conn, effects)
    changed |= {effect.member_id for effect in effects if effect.kind in card_rules.TOLD_BY and effect.member_id}
    seen = _seen(tx, device, effects)
    tell_members(tx, sorted(changed))
    return faults, seen


def _lock(conn: Conn, effects: Sequence[Effect]) -> None:
    """Members that may change, in order of id; then cards, of which many tills may tell at once."""
    told = {effect.text("number") for effect in effects if effect.kind == CARD_KNOWN}
    wanted = card_states.owners(conn, sorted(told))
    wanted |= {e.member_id for e in effects if e.member_id and (e.kind in _CHANGING or e.kind in card_rules.TOLD_BY)}
    lock(conn, wanted)
    card_states.lock(conn, sorted(told))


def lock(conn: Conn, members: Iterable[UUID]) -> None:
    """Locks members' rows until the transaction ends, in order of id; one by one, as a distributed database asks."""
    for member in sorted(members):
        conn.execute("SELECT 1 FROM member WHERE member_id = %s FOR UPDATE", (member,))


def _member_effect(tx: Tx, device: Device, effect: Effect) -> bool:
    member = effect.member_id
    if member is None or (effect.kind not in told_profile.KINDS):
        return False
    if effect.kind in told_profile.ENROL:
        tx.conn.execute(
            """INSERT INTO member(member_id, home_store, home_device, account_id) VALUES(%s, %s, %s, %s)
            ON CONFLICT DO NOTHING""",
            (member, device.store_id, device.device_id, effect.account_id),
        )
    for name, value in _fields(effect):
        set_field(tx.conn, member, name, value, effect.hlc, device.device_id)
    if effect.kind == MEMBER_IMPORT:
        card_states.take_in(tx, device, effect)
    return True


def _fields(effect: Effect) -> Iterable[tuple[str, str]]:
    personal = {item.field: item.value for item in effect.pii}
    told = told_profile.fields(effect.kind, effect.data, personal, effect.business_date.isoformat(), effect.at_ms)
    return [(name, value) for name, value in told.items() if name in personal or storable(value)]


def set_field(conn: Conn, member: UUID, field: str, value: str, hlc: int, device: UUID) -> None:
    """The newest value of a field wins: greatest (clock, device); nothing comes back to an erased member."""
    row = conn.execute(
        """INSERT INTO member_pii AS old(member_id, field, value, hlc, device_id)
        SELECT %s, %s, %s, %s, %s
        WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.member_id = %s AND m.status = %s)
        ON CONFLICT(member_id, field) DO UPDATE SET value = excluded.value, hlc = excluded.hlc,
          device_id = excluded.device_id WHERE (excluded.hlc, excluded.device_id) >= (old.hlc, old.device_id)
        RETURNING 1""",
        (member, field, value.encode(), hlc, device, member, ERASED),
    ).fetchone()
    if row is not None and field == "name":
        conn.execute(
            "UPDATE member SET k_pinyin = %s, k_initials = %s WHERE member_id = %s", (*pinyin_of(value), member)
        )
    if row is not None and field == "phone":
        conn.execute("UPDATE member SET k_phone4 = %s WHERE member_id = %s", (national_digits(value)[-4:], member))
        conn.execute("DELETE FROM phone_idx WHERE member_id = %s", (member,))
        if value:
            conn.execute(
                "INSERT INTO phone_idx(phone_h, member_id) VALUES(%s, %s) ON CONFLICT DO NOTHING",
                (phone_hash(value), member),
            )


def merged(tx: Tx, effect: Effect) -> list[UUID]:
    """Members made one, or parted again; gives whose rows changed. Cards go with the member."""
    try:
        winner, loser = UUID(effect.text("winner")), UUID(effect.text("loser"))
    except ValueError:
        return []
    conn = tx.conn
    if effect.kind == MERGE:
        row = conn.execute("SELECT account_id FROM member WHERE member_id = %s", (winner,)).fetchone()
        conn.execute(
            "UPDATE card SET member_id = %s, account_id = %s WHERE member_id = %s", (winner, row and row[0], loser)
        )
        alias(conn, loser, winner)
        _introduce_to_stores_of(tx, loser, winner, effect.business_date)
        return [winner, loser]
    conn.execute("UPDATE member SET alias_of = NULL WHERE member_id = %s", (loser,))
    for one in _uuids(effect.data.get("aliases")):
        conn.execute("UPDATE member SET alias_of = %s WHERE member_id = %s", (loser, one))
    cards = effect.data.get("cards")
    for card in cards if isinstance(cards, list) else ():
        if isinstance(card, list) and len(card) == 3 and isinstance(card[0], str):
            conn.execute(
                "UPDATE card SET member_id = %s, account_id = %s WHERE card_h = %s",
                (*(next(iter(_uuids([one])), None) for one in card[1:]), card_states.card_hash(card[0])),
            )
    return [winner, loser]


def _cards_arrive(conn: Conn, effect: Effect) -> list[UUID]:
    giver = next(iter(_uuids([effect.text("from")])), None)
    if giver is None or effect.member_id is None:
        return []
    row = conn.execute("SELECT account_id FROM member WHERE member_id = %s", (giver,)).fetchone()
    conn.execute(
        """UPDATE card SET member_id = %s, account_id = %s,
          hlc = CASE WHEN severity < %s THEN %s ELSE hlc END -- of a blocked one it says since when
        WHERE account_id = %s""",
        (effect.member_id, effect.account_id, card_rules.severity(card_rules.LOST), effect.hlc, row and row[0]),
    )
    return [giver, effect.member_id]


def _uuids(values: Any) -> list[UUID]:
    found = []
    for value in values if isinstance(values, list) else ():
        try:
            found.append(UUID(value))
        except (ValueError, TypeError, AttributeError):
            continue
    return found


def alias(conn: Conn, loser: UUID, winner: UUID) -> None:
    """`loser` is `winner` from now on: no ledger row moves, reads follow the alias. A circle is not closed."""
    row = conn.execute("SELECT coalesce(alias_of, member_id) FROM member WHERE member_id = %s", (winner,)).fetchone()
    if row is not None and row[0] != loser:
        conn.execute("UPDATE member SET alias_of = %s WHERE member_id = %s OR alias_of = %s", (row[0], loser, loser))


def tell_members(tx: Tx, members: Sequence[UUID]) -> None:
    """Their rows have a new version; the stores that know them hear of it."""
    if not members:
        return
    lock(tx.conn, members)
    rows = tx.conn.execute(
        "UPDATE member SET ver = ver + 1 WHERE member_id = ANY(%s) RETURNING member_id, ver", (sorted(members),)
    ).fetchall()
    buckets = buckets_of(tx, [row[0] for row in rows])
    for member, ver in rows:
        tx.tell(buckets[member], "member", str(member), int(ver))


def _introduce_to_stores_of(tx: Tx, loser: UUID, winner: UUID, today: date) -> None:
    """Where the loser was known the winner is from now on: a card of the one is a card of the other."""
    stores = tx.conn.execute(
        """SELECT store_id FROM member_store WHERE member_id = %s
        UNION SELECT home_store FROM member WHERE member_id = %s ORDER BY 1""",
        (loser, loser),
    ).fetchall()
    for row in stores:
        subscribe(tx, int(row[0]), {winner: today})()


def _seen(tx: Tx, device: Device, effects: Sequence[Effect]) -> Callable[[], None]:
    """Headquarters is no store: what it writes about a member does not make every till of the chain hear of them."""
    if device.status == HQ:
        return lambda: None
    days: dict[UUID, Any] = {}
    for effect in effects:
        if effect.member_id is not None:
            days[effect.member_id] = max(days.get(effect.member_id, effect.business_date), effect.business_date)
    return subscribe(tx, device.store_id, days)


def subscribe(tx: Tx, store_id: int, days: dict[UUID, Any]) -> Callable[[], None]:
    """Members {id: date} were seen in a store; what it gives tells the store everything of those that are new there."""
    if not days:
        return lambda: None
    members = sorted(days, key=number_of)
    cursor = tx.conn.execute(
        """INSERT INTO member_store AS old(member_id, store_id, seen_on)
        SELECT s.member, %s, s.day FROM unnest(%s::uuid[], %s::date[]) AS s(member, day)
        ON CONFLICT(member_id, store_id) DO UPDATE SET seen_on = excluded.seen_on WHERE old.seen_on < excluded.seen_on
        RETURNING member_id, (xmax = 0)""",
        (store_id, members, [days[member] for member in members]),
    )
    return lambda: _introduce(tx, store_id, [member for member, inserted in cursor if inserted])


def _introduce(tx: Tx, store_id: int, new: list[UUID]) -> None:
    if not new or tx.chain.all_members:
        return
    known = tx.conn.execute("SELECT member_id, ver FROM member WHERE member_id = ANY(%s)", (new,)).fetchall()
    for member, ver in known:
        tx.tell([store_id], "member", str(member), int(ver))
    purses = tx.conn.execute("SELECT account_id, ver FROM purse WHERE member_id = ANY(%s)", (new,)).fetchall()
    for account, ver in purses:
        tx.tell([store_id], "account", str(account), int(ver), base=0)
