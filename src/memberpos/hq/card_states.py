"""Cards as tills' events tell of them: the worst state inside the latest status epoch (docs/protocol.md, Merging)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from memberpos.domain import cards as card_rules
from memberpos.domain import events
from memberpos.domain.errors import PosError
from memberpos.hq.cases import Fault
from memberpos.hq.database import Conn
from memberpos.hq.devices import Device
from memberpos.hq.effects import Effect, storable
from memberpos.hq.tx import GENERAL, Tx
from memberpos.sync import merge
from memberpos.sync.merge import CardStatus

#: These begin a new epoch: they make a worse state good again.
_RAISING = ("card.found", "card.restock")
#: No card is found again so often.
_MOST_EPOCHS = 100_000
_KNOWN = (card_rules.ACTIVE, card_rules.LOST, card_rules.REPLACED, card_rules.RETURNED, card_rules.VOID)
_IMPORTED = (card_rules.ACTIVE, card_rules.REPLACED, card_rules.RETURNED)


def card_hash(number: str) -> bytes:
    """The key of a card: its number hashed, so that cards spread evenly."""
    return hashlib.sha256(b"memberpos-card\n" + number.encode()).digest()[:16]


def apply(tx: Tx, device: Device, effect: Effect) -> list[Fault]:
    """What an event of `domain.cards.TOLD_BY` does to its card; the fault where its number is another member's."""
    number = effect.text("new_number") or effect.text("number")
    if not number:
        return []
    if effect.kind == "card.restock":
        _restock(tx, device, effect, number)
        return []
    if effect.kind == "card.replace":
        _worsen(tx, device, effect, effect.text("number"), card_rules.REPLACED, number)
    if effect.kind in ("card.issue", "card.replace"):
        return _issue(tx, device, effect, number)
    _worsen(tx, device, effect, number, card_rules.TOLD_BY[effect.kind], raised=effect.kind in _RAISING)
    return []


def _restock(tx: Tx, device: Device, effect: Effect, number: str) -> None:
    """A card that came back is nobody's again."""
    _worsen(tx, device, effect, number, card_rules.STOCK, raised=True)
    tx.conn.execute("UPDATE card SET member_id = NULL, account_id = NULL WHERE card_h = %s", (card_hash(number),))


def take_in(tx: Tx, device: Device, effect: Effect) -> None:
    """Cards that came over with a member: the one in use, and the one before it, which finds its holder."""
    cards = effect.data.get("cards")
    for card in cards if isinstance(cards, list) else ():
        number, state = (card.get("number"), card.get("state")) if isinstance(card, dict) else ("", "")
        if not isinstance(number, str) or not 0 < len(number) < 80 or not storable(number) or state not in _IMPORTED:
            continue
        replaced_by = card.get("replaced_by")
        tx.conn.execute(
            """INSERT INTO card(card_h, number, member_id, account_id, role, state, severity, epoch, replaced_by,
              device_id, seq, hlc) VALUES(%s, %s, %s, %s, 'main', %s, %s, 0, %s, %s, %s, %s)
            ON CONFLICT(card_h) DO NOTHING""",
            (
                card_hash(number), number, effect.member_id, effect.account_id, state, card_rules.severity(state),
                replaced_by if isinstance(replaced_by, str) and storable(replaced_by) else None, device.device_id,
                effect.seq, effect.hlc,
            ),
        )  # fmt: skip


def _issue(tx: Tx, device: Device, effect: Effect, number: str) -> list[Fault]:
    row = _card(tx.conn, number)
    if row is not None and row["member_id"] not in (None, effect.member_id) and row["state"] == card_rules.ACTIVE:
        other = (row["device_id"], int(row["seq"]))
        return [Fault(effect.seq, "number_taken", number, effect.staff, other)]
    epoch = 0 if row is None else int(row["epoch"]) + int(row["state"] not in (card_rules.ACTIVE, card_rules.STOCK))
    epoch = max(epoch, _told_epoch(effect))
    role = effect.text("role") or "main"
    tx.conn.execute(
        """INSERT INTO card(card_h, number, member_id, account_id, role, state, severity, epoch, device_id, seq, hlc)
        VALUES(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT(card_h) DO UPDATE SET member_id = excluded.member_id, account_id = excluded.account_id,
          role = excluded.role, state = excluded.state, severity = excluded.severity, epoch = excluded.epoch,
          device_id = excluded.device_id, seq = excluded.seq, hlc = excluded.hlc, replaced_by = NULL""",
        (
            card_hash(number), number, effect.member_id, effect.account_id, role, card_rules.ACTIVE,
            card_rules.severity(card_rules.ACTIVE), epoch, device.device_id, effect.seq, effect.hlc,
        ),
    )  # fmt: skip
    return []


def _worsen(
    tx: Tx, device: Device, effect: Effect, number: str, state: str, replaced_by: str = "", *, raised: bool = False
) -> None:
    """Keeps the worse of two states; `raised` (found, reissued) begins a new epoch, which beats the old one's."""
    row = _card(tx.conn, number)
    epoch = max(_told_epoch(effect), 0 if row is None else int(row["epoch"]) + int(raised))
    new = CardStatus.of(epoch, state)
    if row is not None and merge.card(CardStatus.of(int(row["epoch"]), row["state"]), new) != new:
        return
    tx.conn.execute(
        """INSERT INTO card AS old(card_h, number, member_id, account_id, role, state, severity, epoch, replaced_by,
          device_id, seq, hlc) VALUES(%s, %s, %s, %s, 'main', %s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT(card_h) DO UPDATE SET state = excluded.state, severity = excluded.severity, epoch = excluded.epoch,
          replaced_by = coalesce(excluded.replaced_by, old.replaced_by), device_id = excluded.device_id,
          seq = excluded.seq, hlc = excluded.hlc, member_id = coalesce(old.member_id, excluded.member_id)""",
        (
            card_hash(number), number, effect.member_id, effect.account_id, state, new.severity, epoch,
            replaced_by or None, device.device_id, effect.seq, effect.hlc,
        ),
    )  # fmt: skip
    tx.tell([GENERAL], "lost_card", number, new.ver, urgent=True)


def lock(conn: Conn, numbers: Sequence[str]) -> None:
    """Locks cards until the transaction ends, in order; their owners are locked before."""
    for number in sorted(numbers):
        _card(conn, number)


def owners(conn: Conn, numbers: Sequence[str]) -> set[UUID]:
    """Whose these cards are."""
    keys = [card_hash(number) for number in numbers]
    rows = conn.execute("SELECT member_id FROM card WHERE card_h = ANY(%s)", (keys,)).fetchall() if keys else []
    return {row[0] for row in rows if row[0] is not None}


def known(tx: Tx, device: Device, effect: Effect) -> list[UUID]:
    """What headquarters had said of a card before it was put back holds again; gives whose card it is. A loss that is
    newer than what was good then stays one.
    """
    number, state, at_ms = effect.text("number"), effect.text("state"), effect.text("at_ms")
    row = _card(tx.conn, number)
    if row is None or state not in _KNOWN:
        return []
    told, here = CardStatus.of(_told_epoch(effect), state), CardStatus.of(int(row["epoch"]), row["state"])
    if told <= here:
        return []
    hlc = min(effect.hlc, int(at_ms) << 16) if at_ms.isascii() and at_ms.isdigit() else effect.hlc
    if state == card_rules.ACTIVE and here.severity > told.severity and int(row["hlc"]) > hlc:
        told, hlc = CardStatus.of(told.epoch, here.state), int(row["hlc"])
    successor = None if told.state == card_rules.ACTIVE else effect.text("replaced_by") or None
    tx.conn.execute(
        """UPDATE card SET state = %s, severity = %s, epoch = %s, device_id = %s, seq = %s, hlc = %s,
          replaced_by = CASE WHEN %s THEN NULL ELSE coalesce(%s, replaced_by) END WHERE card_h = %s""",
        (
            told.state, told.severity, told.epoch, device.device_id, effect.seq, hlc, told.state == card_rules.ACTIVE,
            successor, card_hash(number),
        ),
    )  # fmt: skip
    tx.tell([GENERAL], "lost_card", number, told.ver, urgent=True)
    return [] if row["member_id"] is None else [row["member_id"]]


def _told_epoch(effect: Effect) -> int:
    """The epoch the till knew: after headquarters was put back it may know more."""
    told = effect.data.get("epoch", 0)
    return told if type(told) is int and 0 <= told <= _MOST_EPOCHS else 0


def _card(conn: Conn, number: str) -> dict[str, Any] | None:
    names = ("member_id", "account_id", "state", "epoch", "device_id", "seq", "hlc")
    row = conn.execute(
        "SELECT member_id, account_id, state, epoch, device_id, seq, hlc FROM card WHERE card_h = %s FOR UPDATE",
        (card_hash(number),),
    ).fetchone()
    return None if row is None else dict(zip(names, row, strict=True))


def lost_sales(conn: Conn, effects: Sequence[Effect]) -> list[Fault]:
    """Sales on a card that was reported lost before them, by the clocks of both tills."""
    sales = [(effect, effect.text("card")) for effect in effects if effect.kind == events.SALE and effect.text("card")]
    if not sales:
        return []
    keys = [card_hash(number) for _, number in sales]
    lost = card_rules.severity(card_rules.LOST)
    rows = conn.execute(
        "SELECT number, device_id, seq, hlc FROM card WHERE card_h = ANY(%s) AND severity >= %s", (keys, lost)
    ).fetchall()
    blocked = {str(row[0]): row for row in rows}
    return [
        Fault(effect.seq, "card_lost", number, effect.staff, (blocked[number][1], int(blocked[number][2])))
        for effect, number in sales
        if number in blocked and effect.hlc > int(blocked[number][3])
    ]


def check_number(number: str) -> None:
    """PosError bad_amount for something that is no card number."""
    if not number or len(number) > 79 or not number.isprintable():
        raise PosError("bad_amount", reason="card_number")
