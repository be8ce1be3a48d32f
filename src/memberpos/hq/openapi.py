"""The OpenAPI document of headquarters' interface for tills; docs/protocol.md explains what the forms mean."""

from __future__ import annotations

from typing import Any

from memberpos import __version__
from memberpos.sync import pages, protocol

_LONG = {"type": "string", "pattern": "^-?[0-9]{1,19}$", "description": "64-bit integer"}
_UUID = {"type": "string", "format": "uuid"}
_HEX = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_B64 = {"type": "string", "contentEncoding": "base64"}
_SEQ = {"type": "integer", "minimum": 0, "maximum": 2**53 - 1}
_TEXT = {"type": "string"}
_STATUSES = {
    "400": "not the form", "401": "not signed by a till that is known", "403": "this till may not",
    "404": "not known", "405": "another method is meant", "408": "the body did not arrive in time",
    "409": "another history than headquarters'", "410": "the cursor belongs to no feed of today: begin from a snapshot",
    "413": "more than the limits", "415": "another encoding", "426": "too old a program", "429": "too many at once",
    "503": "not at the moment",
}  # fmt: skip


def _object(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def _list(items: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": most}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(name: str) -> dict[str, Any]:
    return {"oneOf": [_ref(name), {"type": "null"}]}


def _schemas() -> dict[str, Any]:
    event = _object(
        ("seq", "kind", "kv", "id", "hlc", "body", "hash"),
        seq={**_SEQ, "minimum": 1}, kind={"type": "string", "pattern": "^[a-z][a-z0-9_.]{0,63}$"},
        kv={"type": "integer", "minimum": 0, "maximum": 65535}, id=_UUID, hlc=_LONG, body=_TEXT, hash=_HEX,
        pii=_list(_object(("field", "salt", "value"), field=_TEXT, salt=_B64, value=_TEXT), protocol.MAX_PII),
    )  # fmt: skip
    cursor = {
        "type": "object", "maxProperties": pages.MAX_SHARDS,
        "additionalProperties": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
    }  # fmt: skip
    pull = _object(
        ("cursor", "buckets", "max", "schema", "wait_s"), cursor=cursor, buckets={**_list(_TEXT, 8), "minItems": 1},
        max={"type": "integer", "minimum": 1, "maximum": pages.MAX_ROWS}, schema={"type": "integer", "minimum": 1},
        wait_s={"type": "integer", "minimum": 0, "maximum": pages.MAX_WAIT_S},
    )  # fmt: skip
    row = _object(("e", "id", "ver", "f"), e=_TEXT, id=_TEXT, ver=_SEQ, base=_SEQ, f={"type": "object"})
    return {
        "Error": _object(("code",), code=_TEXT, hq_time=_LONG),
        "Event": event,
        "Row": row,
        "Push": _object(
            ("device", "from", "events", "head"), device=_UUID, head=_HEX,
            events=_list(_ref("Event"), protocol.MAX_EVENTS), **{"from": {**_SEQ, "minimum": 1}},
        ),
        "Pushed": _object(
            ("acked", "receipt", "results", "hq_time", "next_s"), acked=_SEQ, receipt=_B64, hq_time=_LONG,
            results=_list({"type": "object"}, protocol.MAX_EVENTS), next_s=_SEQ,
        ),
        "Pull": pull,
        "Page": _object(
            ("cursor", "rows", "more", "incl_seq"), cursor=cursor, rows=_list(_ref("Row"), pages.MAX_ROWS),
            more={"type": "boolean"}, incl_seq=_SEQ,
        ),
        "Sync": _object(
            (), push=_or_null("Push"), pull=_or_null("Pull"),
            cards=_object((), key={**_B64, "type": ["string", "null"]}),
        ),
        "Synced": _object(
            ("push", "pull", "hq_time", "next_s"), hq_time=_LONG, next_s=_SEQ, wait_s=_SEQ,
            cards=_object(("keys",), keys=_list(_B64, 1000)),
        ),
        "Enrol": _object(
            ("code", "pubkey", "app", "proto", "device_id"), code=_TEXT, pubkey=_B64, app=_TEXT, device_id=_UUID,
            proto=_list({"type": "integer"}, 2), replaces=_object(("device", "sig"), device=_UUID, sig=_B64),
        ),
        "Enrolled": _object(
            ("device_id", "store_id", "till", "hq_keys", "proto", "config"), device_id=_UUID, store_id=_SEQ, till=_SEQ,
            hq_keys=_list(_B64, 8), proto={"type": "integer"}, config={"type": "object"},
        ),
        "Authorize": _object(
            ("account", "wants"), account=_UUID,
            wants=_list(_object(("kind", "amount"), kind=_TEXT, instance=_TEXT, amount=_LONG), 16),
        ),
        "Rows": _object(("rows", "incl_seq"), rows=_list(_ref("Row"), pages.MAX_ROWS), incl_seq=_SEQ, hq_time=_LONG),
        "Chain": _object(("device", "seqs"), device=_UUID, seqs=_list(_SEQ, protocol.MAX_EVENTS)),
        "Manifest": _object(
            ("bucket", "url", "bytes", "sha256", "secret", "cursor", "rows", "schema", "sig"), bucket=_TEXT, url=_TEXT,
            bytes=_SEQ, sha256=_HEX, secret=_B64, cursor=cursor, rows=_SEQ, schema=_SEQ, sig=_B64,
        ),
        "Time": _object(("hq_time",), hq_time=_LONG),
        "Health": _object(("ok", "schema", "chain"), ok={"type": "boolean"}, schema=_SEQ, chain=_TEXT),
    }  # fmt: skip


def _answers(status: str, schema: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    found = {status: {"description": "done", "content": content}}
    error = {"application/json": {"schema": _ref("Error")}}
    return found | {code: {"description": words, "content": error} for code, words in _STATUSES.items()}


def _post(summary: str, body: str, answer: str, status: str = "200") -> dict[str, Any]:
    content = {"application/json": {"schema": _ref(body)}}
    return {
        "post": {
            "summary": summary,
            "security": [{"signature": []}],
            "requestBody": {"required": True, "content": content},
            "responses": _answers(status, _ref(answer)),
        }
    }


def _get(summary: str, answer: str, *parameters: str, signed: bool = True) -> dict[str, Any]:
    given = [{"name": name, "in": "query", "required": False, "schema": _TEXT} for name in parameters]
    found = {"summary": summary, "parameters": given, "responses": _answers("200", _ref(answer))}
    return {"get": found | ({"security": [{"signature": []}]} if signed else {})}


def document() -> dict[str, Any]:
    """OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "memberpos headquarters", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": {
            "/healthz": _get("Does the database answer?", "Health", signed=False),
            "/v1/time": _get("Headquarters' clock", "Time", signed=False),
            "/v1/enrol": _post("A till joins with a one-time code", "Enrol", "Enrolled", "201"),
            "/v1/push": _post("The next events of a till", "Push", "Pushed"),
            "/v1/pull": _post("What changed behind a cursor", "Pull", "Page"),
            "/v1/sync": _post("Push and pull in one", "Sync", "Synced"),
            "/v1/chain": _post("Hashes of the device a till was before a restore", "Chain", "Rows"),
            "/v1/authorize": _post("The right to spend more than is held", "Authorize", "Rows"),
            "/v1/members/lookup": _get("Whose card or phone this is", "Rows", "card_h", "phone_h", "member"),
            "/v1/snapshot": _get("Where to begin", "Manifest", "bucket"),
        },
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "signature": {
                    "type": "apiKey", "in": "header", "name": "Signature",
                    "description": "RFC 9421, Ed25519, over method, authority, path, query and Content-Digest",
                }
            },
        },
    }  # fmt: skip
