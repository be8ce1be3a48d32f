"""The forms of the OpenAPI document: what travels, with the limits of `sync/protocol.py` and `sync/pages.py`.

Fields that a form does not name are let pass: programs of other versions send more.
"""

from __future__ import annotations

from typing import Any

from memberpos.hq import card_keys
from memberpos.hq.allowance import KINDS
from memberpos.hq.asking import MOST_WANTS
from memberpos.sync import pages, protocol

TEXT = {"type": "string"}
UUID = {"type": "string", "format": "uuid"}
HASH = {"type": "string", "pattern": "^[0-9a-f]{32}$", "description": "the first 16 bytes of a salted SHA-256"}
HEX = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_LONG = {"type": "string", "pattern": "^[0-9]{1,19}$", "description": "63-bit integer"}
_AMOUNT = {"type": "string", "pattern": "^[1-9][0-9]{0,14}$"}
_SEQ = {"type": "integer", "minimum": 0, "maximum": 2**53 - 1}
_POSITIVE = {**_SEQ, "minimum": 1}
_B64 = {"type": "string", "contentEncoding": "base64"}
_KEY = {"type": "string", "pattern": "^[A-Za-z0-9+/]{43}=$", "description": "32 bytes, base64"}
_SIGNATURE = {"type": "string", "pattern": "^[A-Za-z0-9+/]{86}==$", "description": "64 bytes, base64"}
_SALT = {"type": "string", "pattern": "^[A-Za-z0-9+/]{22}==$", "description": "16 bytes, base64"}
BUCKET = {"type": "string", "pattern": "^(g|m|s:[0-9]{1,9})$"}
_PLACE = {
    "type": "array", "items": {"type": "integer", "minimum": -(2**31), "maximum": 2**53 - 1},
    "minItems": 2, "maxItems": 2,
    "description": "position and mark",
}  # fmt: skip
_CURSOR = {
    "type": "object", "maxProperties": pages.MAX_SHARDS, "propertyNames": {"pattern": "^[0-9]{1,4}$"},
    "additionalProperties": _PLACE,
}  # fmt: skip


def obj(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def listed(items: dict[str, Any], most: int, least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least, "maxItems": most}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(*names: str) -> dict[str, Any]:
    return {"anyOf": [*map(ref, names), {"type": "null"}]}


def _pushing() -> dict[str, Any]:
    event = obj(
        ("seq", "kind", "kv", "id", "hlc", "body", "hash"),
        seq=_POSITIVE, kind={"type": "string", "pattern": "^[a-z][a-z0-9_.]{0,63}$"},
        kv={"type": "integer", "minimum": 0, "maximum": 65535}, id=UUID, hlc=_LONG,
        body={"type": "string", "maxLength": protocol.MAX_EVENT_BYTES}, hash=HEX,
        pii=listed(ref("Personal"), protocol.MAX_PII),
    )  # fmt: skip
    personal = obj(
        ("field", "salt", "value"), field={"type": "string", "pattern": "^[a-z][a-z0-9_]{0,31}$"}, salt=_SALT,
        value={"type": "string", "maxLength": protocol.MAX_PII_CHARS},
    )  # fmt: skip
    result = obj(("seq", "code", "why"), seq=_POSITIVE, code=TEXT, why=TEXT)
    left = obj(("n", "age_s"), n=_SEQ, age_s={"type": "integer", "minimum": 0, "maximum": protocol.MAX_AGE_S})
    return {
        "Event": event,
        "Personal": personal,
        "Push": obj(
            ("device", "from", "events", "head"), device=UUID, head=HEX,
            events=listed(ref("Event"), protocol.MAX_EVENTS), left={"anyOf": [left, {"type": "null"}]},
            **{"from": _POSITIVE},
        ),
        "Pushed": obj(
            ("acked", "receipt", "results", "hq_time", "next_s"), acked=_SEQ, receipt=_SIGNATURE, hq_time=_LONG,
            results=listed(result, protocol.MAX_EVENTS), next_s=_SEQ,
        ),
    }  # fmt: skip


def _pulling() -> dict[str, Any]:
    row = obj(
        ("e", "id", "ver", "f"), e=TEXT, id=TEXT, ver=_SEQ, base=_SEQ, gone={"type": "boolean"}, f={"type": "object"}
    )
    step = {"type": "array", "minItems": 2, "maxItems": 2, "description": "so many rows, and the cursor behind them"}
    return {
        "Row": row,
        "Pull": obj(
            ("cursor", "buckets", "max", "schema", "wait_s"), cursor=_CURSOR, buckets=listed(BUCKET, 8, 1),
            max={"type": "integer", "minimum": 1, "maximum": pages.MAX_ROWS},
            schema={"type": "integer", "minimum": 1, "maximum": 10**6},
            wait_s={"type": "integer", "minimum": 0, "maximum": pages.MAX_WAIT_S},
        ),
        "Page": obj(
            ("cursor", "rows", "more", "incl_seq", "hq_time", "next_s"), cursor=_CURSOR,
            rows=listed(ref("Row"), pages.MAX_ROWS), more={"type": "boolean"}, incl_seq=_SEQ, hq_time=_LONG,
            next_s=_SEQ,
            steps=listed(step, pages.MAX_ROWS),
        ),
        "Rows": obj(("rows", "incl_seq"), rows=listed(ref("Row"), pages.MAX_ROWS), incl_seq=_SEQ, hq_time=_LONG),
    }  # fmt: skip


def _joining() -> dict[str, Any]:
    config = obj(("chain_id", "next_s", "buckets"), chain_id=TEXT, next_s=_SEQ, buckets=listed(BUCKET, 8, 1))
    return {
        "Enrol": obj(
            ("code", "pubkey", "app", "proto", "device_id"), code=TEXT, pubkey=_KEY, app=TEXT, device_id=UUID,
            proto=listed({"type": "integer"}, 2, 2), last_seq=_SEQ, head=HEX, hw=TEXT,
            replaces=obj(("device", "sig"), device=UUID, sig=_SIGNATURE),
        ),
        "Enrolled": obj(
            ("device_id", "store_id", "till", "hq_keys", "proto", "config", "hq_time"), device_id=UUID, store_id=_SEQ,
            till=_SEQ, hq_keys=listed(_KEY, 8, 1), proto={"type": "integer"}, config=config, hq_time=_LONG,
        ),
        "Chain": obj(("device", "seqs"), device=UUID, seqs=listed(_POSITIVE, protocol.MAX_EVENTS)),
        "Hashes": obj(
            ("last_seq", "hashes"), last_seq=_SEQ, hq_time=_LONG,
            hashes={"type": "object", "maxProperties": protocol.MAX_EVENTS, "additionalProperties": HEX},
        ),
    }  # fmt: skip


def schemas() -> dict[str, Any]:
    """Every named form."""
    half = {"status": {"type": "integer"}}
    want = obj(
        ("kind", "amount"), kind={"type": "string", "enum": list(KINDS)}, instance={"type": "string", "maxLength": 64},
        amount=_AMOUNT,
    )  # fmt: skip
    return {
        "Error": obj(("code",), code=TEXT, hq_time=_LONG, retry_s=_SEQ, where=TEXT),
        **_pushing(),
        **_pulling(),
        **_joining(),
        "Failed": obj(("code", "status"), code=TEXT, **half),
        "PushedHalf": {"allOf": [ref("Pushed"), obj(("status",), **half)]},
        "PulledHalf": {"allOf": [ref("Page"), obj(("status",), **half)]},
        "Sync": obj(
            (), push=_or_null("Push"), pull=_or_null("Pull"), cards=obj((), key={**_B64, "type": ["string", "null"]})
        ),
        "Synced": obj(
            ("push", "pull", "buckets", "hq_time", "next_s", "wait_s"), push=_or_null("PushedHalf", "Failed"),
            pull=_or_null("PulledHalf", "Failed"), buckets=listed(BUCKET, 8, 1), hq_time=_LONG, next_s=_SEQ,
            wait_s=_SEQ, cards=obj(("keys",), keys=listed(_B64, card_keys.MOST)),
        ),
        "Authorize": obj(("account", "wants"), account=UUID, wants=listed(want, MOST_WANTS, 1)),
        "Manifest": obj(
            ("bucket", "url", "bytes", "sha256", "secret", "cursor", "rows", "schema", "sig"), bucket=TEXT, url=TEXT,
            bytes=_SEQ, sha256=HEX, secret=_B64, cursor=_CURSOR, rows=_SEQ, schema=_SEQ, sig=_SIGNATURE, made_ms=_LONG,
            hq_time=_LONG,
        ),
        "Time": obj(("hq_time",), hq_time=_LONG),
        "Health": obj(("ok", "schema", "chain"), ok={"type": "boolean"}, schema=_SEQ, chain=TEXT),
    }  # fmt: skip
