"""Events: what happened, once, for ever; and their exact bytes in the outbox (domain rules §1)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from memberpos.domain.ledger import Posting

SALE, REFUND, RECHARGE, RECHARGE_REFUND = "sale", "refund", "recharge", "recharge.refund"
CARD_BATCH, CARD_ISSUE, CARD_LOST, CARD_FOUND = "card.batch", "card.issue", "card.lost", "card.found"
CARD_REPLACE, CARD_RETURN, CARD_CLOSE = "card.replace", "card.return", "card_close"
#: What headquarters had said of a card before it was put back, told by a till that heard it.
CARD_KNOWN = "card.known"
MEMBER_ENROL, SETTINGS, PRODUCT, GIFT, OFFER = "member.enrol", "settings", "product", "gift", "offer"
COUPON_KIND, COUPON_ISSUE, COUPON_EXPIRE = "coupon_kind", "coupon.issue", "coupon.expire"
COUPON_TRANSFER, COUPON_VOID, EXCHANGE = "coupon.transfer", "coupon.void", "exchange"
CHANGE_KEEP, CHANGE_PAY_OUT = "change.keep", "change.pay_out"
PASS_KIND, PASS_SELL, PASS_USE, PASS_UNDO = "pass_kind", "pass.sell", "pass.use", "pass.undo"
PASS_FREEZE, PASS_REFUND, PASS_RENEW, PASS_EXPIRE = "pass.freeze", "pass.refund", "pass.renew", "pass.expire"
PASS_GIFT, PASS_VOID = "pass.gift", "pass.void"
REDEEM, POINTS_ADJUST, TRANSFER, POINTS_EXPIRE = "redeem", "points.adjust", "transfer", "points.expire"
CASH_MOVE, SHIFT_OPEN, SHIFT_CLOSE = "cash.move", "shift.open", "shift.close"
TIER_REVIEW, BONUS_INSTALMENT, BIRTHDAY = "tier.review", "bonus.instalment", "birthday"
#: A member who came over from another system, with cards and opening balances; and the import as a whole.
MEMBER_IMPORT, IMPORT = "member.import", "import"
MEMBER_MERGE, MEMBER_UNMERGE = "member.merge", "member.unmerge"
AUDIT, HEARTBEAT, GRANT_RETURN, ERASE_DONE = "audit", "heartbeat", "grant.return", "erase.done"

#: A whole number as bodies hold one.
WHOLE = re.compile(r"-?[0-9]{1,18}")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)

#: Kinds that time causes; their ids are derived and their business date is their due date.
TIMED = frozenset({POINTS_EXPIRE, TIER_REVIEW, BONUS_INSTALMENT, COUPON_EXPIRE, PASS_EXPIRE, BIRTHDAY})


@dataclass(frozen=True)
class Event:
    """The head every event has. Ids are UUID text; `business_date` is fixed when the event is written.

    `requester` and `staff` are the one who acts, `approver` who allowed it; `cause` names the event that caused this
    one, `reverses` the one it takes back; `rule_version` the settings it was computed with.
    `seq` and `device` are given by the outbox.
    """

    event_id: str
    kind: str
    at_ms: int
    offset_min: int
    business_date: date
    staff: str
    approver: str | None = None
    shift: str | None = None
    rule_version: int = 0
    cause: str | None = None
    member: str | None = None
    account: str | None = None
    version: int = 1
    reverses: str | None = None


@dataclass(frozen=True)
class PiiDigest:
    """Stands in the body for one personal value kept beside it: hex SHA-256 of salt and value."""

    field: str
    digest: str


@dataclass(frozen=True)
class RowState:
    """The state of a row that other tills need (a pass, a coupon): `entity` names its table, `fields` its columns."""

    entity: str
    row_id: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class ParsedBody:
    """What a body says, back as objects; `head` lacks id, kind and version, which stand beside the body."""

    head: Mapping[str, Any]
    postings: tuple[Posting, ...]
    data: Mapping[str, Any]
    pii: tuple[PiiDigest, ...]
    lots: tuple[Mapping[str, Any], ...] = ()
    rows: tuple[Mapping[str, Any], ...] = ()


def body(
    event: Event,
    postings: Sequence[Posting] = (),
    data: Mapping[str, Any] | None = None,
    pii: Sequence[PiiDigest] = (),
    lots: Sequence[Mapping[str, object]] = (),
    rows: Sequence[RowState] = (),
) -> bytes:
    """The event's UTF-8 JSON, byte for byte the same for the same event. `lots` is `store.rights.document`.

    Keys stand in the order written here, separators are compact, text is not escaped. 64-bit integers and money are
    JSON strings: `at_ms`, posting amounts, and in `data` every integer whose key is `fen`, `amount` or ends in
    `_fen`, `_ms`, `_milli`.
    """
    document: dict[str, Any] = {
        "at_ms": str(event.at_ms),
        "offset_min": event.offset_min,
        "business_date": event.business_date.isoformat(),
        "staff": event.staff,
        "approver": event.approver or None,
        "shift": event.shift or None,
        "rule_version": event.rule_version,
        "cause": event.cause or None,
        "member": event.member or None,
        "account": event.account or None,
        "postings": [_posting(posting) for posting in postings],
        "data": _wire(data or {}),
        "pii": [{"field": digest.field, "digest": digest.digest} for digest in pii],
    }
    if event.reverses:
        document["reverses"] = event.reverses
    if lots:
        document["lots"] = list(lots)
    if rows:
        document["rows"] = [{"e": row.entity, "id": row.row_id, "f": _wire(row.fields)} for row in rows]
    return _JSON.encode(document).encode()


def parse(raw: bytes) -> ParsedBody:
    """The parts of a body made by `body`; ValueError if it is none."""
    try:
        document: dict[str, Any] = dict(json.loads(raw))
        postings = tuple(_read_posting(entry) for entry in document.pop("postings"))
        pii = tuple(PiiDigest(str(entry["field"]), str(entry["digest"])) for entry in document.pop("pii"))
        data = document.pop("data")
        lots, rows = document.pop("lots", []), document.pop("rows", [])
        document["at_ms"] = int(document["at_ms"])
        document["business_date"] = date.fromisoformat(document["business_date"])
    except (KeyError, TypeError) as error:
        raise ValueError("not an event body") from error
    return ParsedBody(document, postings, data, pii, tuple(lots), tuple(rows))


def _posting(posting: Posting) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "account": posting.account,
        "kind": posting.kind,
        "instance": posting.instance,
        "unit": posting.unit,
        "amount": str(posting.amount),
    }
    return entry | {"line": posting.line} if posting.line else entry


def _read_posting(entry: Mapping[str, Any]) -> Posting:
    amount, line = int(entry["amount"]), int(entry.get("line", 0))
    return Posting(entry["account"], entry["kind"], entry["unit"], amount, entry["instance"], line)


def _wire(value: Any, key: str = "") -> Any:
    if value is None or isinstance(value, str | bool):  # most are; asking for a Mapping costs more
        return value
    if isinstance(value, int):
        return str(value) if is_long(key) else value
    if isinstance(value, list | tuple):
        return [_wire(inner, key) for inner in value]
    return (
        {str(name): _wire(inner, str(name)) for name, inner in value.items()} if isinstance(value, Mapping) else value
    )


def is_long(key: str) -> bool:
    """True for a key whose whole numbers stand in a body as texts."""
    return key in {"fen", "amount"} or key.endswith(("_fen", "_ms", "_milli"))


def plain(told: Mapping[str, Any]) -> dict[str, Any]:
    """A document as it was before it travelled in a body: long whole numbers are numbers again."""
    return {name: _plain_value(value, long=is_long(name)) for name, value in told.items()}


def _plain_value(value: Any, *, long: bool) -> Any:
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, list):
        return [_plain_value(one, long=long) for one in value]
    return int(value) if long and isinstance(value, str) and WHOLE.fullmatch(value) else value
