"""What headquarters itself does: its own events in its own chain, booked like a till's, told to whom they concern.

Each function runs inside the caller's transaction (`Headquarters.transact`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from memberpos.domain import cards as card_rules
from memberpos.domain import events
from memberpos.domain.chain import chain_hash, next_hlc
from memberpos.domain.errors import PosError
from memberpos.domain.ids import NAMESPACE, uuid7
from memberpos.domain.ledger import Posting
from memberpos.hq import allowance, booking, card_states, cases, devices, erasing, ingest, keys
from memberpos.hq.granting import Random
from memberpos.hq.tx import Tx
from memberpos.sync.protocol import WireEvent


def device_id(tx: Tx) -> UUID:
    """The id under which headquarters writes; its row is made with the first event."""
    row = tx.conn.execute("SELECT public FROM hq_key WHERE key_id = 1").fetchone()
    if row is None:
        raise RuntimeError("headquarters has no key yet")
    return uuid5(NAMESPACE, f"hq\n{bytes(row[0]).hex()}")


def post(  # noqa: PLR0913 - an event has that many parts
    tx: Tx,
    random: Random,
    kind: str,
    data: Mapping[str, Any],
    *,
    member: UUID | None = None,
    account: UUID | None = None,
    postings: Sequence[Posting] = (),
    lots: Sequence[Mapping[str, object]] = (),
    event_id: UUID | None = None,
    by: str = "",
) -> None:
    """Appends an event to headquarters' chain and books it."""
    device = _device(tx)
    made = event_id or uuid7(tx.now_ms, random(10))
    head = events.Event(
        event_id=str(made), kind=kind, at_ms=tx.now_ms, offset_min=0,
        business_date=datetime.fromtimestamp(tx.now_ms / 1000, UTC).date(), staff=by,
        member=None if member is None else str(member), account=None if account is None else str(account),
    )  # fmt: skip
    body = events.body(head, postings, data, (), lots)
    seq, hlc = device.last_seq + 1, next_hlc(device.last_hlc, tx.now_ms)
    digest = chain_hash(device.last_hash, device.device_id, seq, hlc, kind, 1, body)
    event = WireEvent(seq, kind, 1, made, hlc, body, digest)
    ingest.insert_events(tx.conn, device.device_id, [event], tx.now_ms)
    booking.apply(tx, device, [event])
    devices.advance(tx.conn, device.device_id, (seq, digest, hlc), "hq", tx.now_ms)


def take_turn(tx: Tx) -> None:
    """Waits for whoever writes as headquarters at this moment: what is read from now on stays so until the commit."""
    _device(tx)


def _device(tx: Tx) -> devices.Device:
    wanted = device_id(tx)
    found = devices.lock(tx.conn, wanted)
    if found is None:
        public = keys.public(tx.conn)
        devices.insert(tx.conn, wanted, (0, 0), "headquarters", public, "hq", tx.now_ms, status=devices.HQ)
        found = devices.lock(tx.conn, wanted)
    assert found is not None
    return found


def put_row(
    tx: Tx, random: Random, entity: str, doc: Mapping[str, Any], scope: int = 0, *, gone: bool = False, by: str = ""
) -> None:
    """Goods, a gift, an offer, a kind of coupon or pass for the chain (scope 0) or one store; `gone` takes it back."""
    post(tx, random, entity, {**doc, "scope": scope, "gone": gone}, by=by)


def set_parameters(
    tx: Tx, random: Random, values: Mapping[str, Any], scope: int = 0, starts_at_ms: int = 0, by: str = ""
) -> None:
    """Rules for the chain or a store, at once or from a time on. PosError bad_setting for what no till would take."""
    from memberpos.domain.rules import Rules, rules_from

    rules_from({name: value for name, value in values.items() if not name.startswith("allowance.")}, Rules())
    data = {"set": dict(values), "scope": scope, "starts_at_ms": starts_at_ms}
    post(tx, random, "settings", data, by=by)


def block_card(tx: Tx, random: Random, number: str, by: str = "") -> None:
    """A card is lost: every till of the chain refuses it as soon as it hears."""
    card_states.check_number(number)
    post(tx, random, "card.lost", {"number": number, "state": "lost"}, by=by)


def find_card(tx: Tx, random: Random, number: str, by: str = "") -> None:
    """A lost card is found: it is good again in the whole chain. PosError card_state for one that is not lost."""
    row = tx.conn.execute("SELECT state FROM card WHERE card_h = %s", (card_states.card_hash(number),)).fetchone()
    if row is None or row[0] != card_rules.LOST:
        raise PosError("card_state", state=None if row is None else row[0])
    post(tx, random, "card.found", {"number": number}, by=by)


def erase_member(tx: Tx, random: Random, member: UUID, by: str = "") -> None:
    """Personal data go everywhere; the ledger stays, without a name. Tills answer with `erase.done`."""
    erasing.erase(tx, member)
    post(tx, random, "member.erase", {}, member=member, by=by)


def revoke_device(tx: Tx, random: Random, device: UUID, by: str = "") -> dict[str, int]:
    """A lost or stolen till is shut out: it is ordered to wipe itself, what it held is exposure. PosError not_found."""
    if not devices.revoke(tx.conn, device):
        raise PosError("not_found", what="device")
    exposure = allowance.revoke(tx, device)
    post(tx, random, "device.revoke", {"device": str(device), "exposure": exposure}, by=by)
    return exposure


def settle_case(tx: Tx, random: Random, case: str, action: str, by: str) -> None:
    """A person has looked at a case. PosError not_found."""
    cases.settle(tx, case, action, by)
    post(tx, random, "case.settle", {"case": case, "action": action}, by=by)
