"""The OpenAPI document of headquarters' interface for tills; docs/protocol.md explains what the forms mean."""

from __future__ import annotations

from typing import Any

from memberpos import __version__
from memberpos.hq.openapi_forms import BUCKET, HASH, HEX, TEXT, UUID, ref, schemas

_STATUSES = {
    "400": "not the form", "401": "not signed by a till that is known", "403": "this till may not",
    "404": "not known", "405": "another method is meant", "408": "the body did not arrive in time",
    "409": "another history than headquarters'", "410": "the cursor belongs to no feed of today: begin from a snapshot",
    "413": "more than the limits", "415": "another encoding", "426": "too old a program", "429": "too many at once",
    "503": "not at the moment",
}  # fmt: skip
#: What can go wrong without a body, a till or a member in it.
_OPEN_STATUSES = ("405", "408", "503")


def _answers(status: str, content: dict[str, Any], codes: tuple[str, ...] = tuple(_STATUSES)) -> dict[str, Any]:
    found: dict[str, Any] = {status: {"description": "done", "content": content}}
    error = {"application/json": {"schema": ref("Error")}}
    for code in codes:
        found[code] = {"description": _STATUSES[code], "content": error}
    for code in {"429", "503"} & set(codes):
        found[code]["headers"] = {"Retry-After": {"description": "seconds", "schema": {"type": "integer"}}}
    if "405" in codes:
        found["405"]["headers"] = {"Allow": {"description": "the method that is meant", "schema": TEXT}}
    return found


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": ref(name)}}


def _post(summary: str, body: str, answer: str, status: str = "200") -> dict[str, Any]:
    return {
        "post": {
            "summary": summary,
            "security": [{"signature": []}],
            "requestBody": {"required": True, "content": _json(body)},
            "responses": _answers(status, _json(answer)),
        }
    }


def _get(summary: str, answer: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    """A signed question."""
    security: list[dict[str, list[str]]] = [{"signature": []}]
    responses = _answers("200", _json(answer))
    return {"get": {"summary": summary, "security": security, "parameters": list(parameters), "responses": responses}}


def _open(summary: str, content: dict[str, Any]) -> dict[str, Any]:
    """What everybody may ask."""
    return {"get": {"summary": summary, "responses": _answers("200", content, _OPEN_STATUSES)}}


def _query(name: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema}


def _download() -> dict[str, Any]:
    """A sealed snapshot, or a range of it."""
    sealed = {
        "application/octet-stream": {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
    }
    name = {"name": "sha256", "in": "path", "required": True, "schema": HEX}
    responses = _answers("200", sealed, ("404", "405", "408")) | {
        "206": {"description": "the range a Range header asked for", "content": sealed},
        "416": {"description": "no such range", "content": _json("Error")},
    }
    return {"get": {"summary": "A sealed snapshot, whole or in ranges", "parameters": [name], "responses": responses}}


def document() -> dict[str, Any]:
    """OpenAPI 3.1."""
    whose = (_query("card_h", HASH), _query("phone_h", HASH), _query("member", UUID))
    return {
        "openapi": "3.1.0",
        "info": {"title": "memberpos headquarters", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": {
            "/healthz": _open("Does the database answer?", _json("Health")),
            "/metrics": _open("Figures for Prometheus", {"text/plain": {"schema": TEXT}}),
            "/v1/time": _open("Headquarters' clock", _json("Time")),
            "/v1/openapi.json": _open("This document", {"application/json": {"schema": {"type": "object"}}}),
            "/v1/enrol": _post("A till joins with a one-time code", "Enrol", "Enrolled", "201"),
            "/v1/push": _post("The next events of a till", "Push", "Pushed"),
            "/v1/pull": _post("What changed behind a cursor", "Pull", "Page"),
            "/v1/sync": _post("Push and pull in one; a half that fails has its own code", "Sync", "Synced"),
            "/v1/chain": _post("Hashes of the device a till was before a restore", "Chain", "Hashes"),
            "/v1/authorize": _post("The right to spend more than is held", "Authorize", "Rows"),
            "/v1/members/lookup": _get("Whose this is; exactly one of the three", "Rows", *whose),
            "/v1/snapshot": _get("Where to begin", "Manifest", _query("bucket", BUCKET, required=True)),
            "/v1/snapshots/{sha256}": _download(),
        },
        "components": {
            "schemas": schemas(),
            "securitySchemes": {
                "signature": {
                    "type": "apiKey", "in": "header", "name": "Signature",
                    "description": "RFC 9421, Ed25519, over method, authority, path, query and Content-Digest",
                }
            },
        },
    }  # fmt: skip
