"""Signed requests after RFC 9421 with Ed25519 and RFC 9530 `Content-Digest`. Pure.

Covered: method, authority, path, query where there is one, content digest; parameters created, nonce, keyid, alg, in
this order. Nothing secret travels, so there is no token to steal; a copied request is stopped by its time and nonce.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from memberpos.sync.protocol import WireError, b64, sign, signed_by, unb64

#: A request is valid this long before and after its `created`, by the server's clock.
WINDOW_S = 120

_COVERED = '("@method" "@authority" "@path" "content-digest")'
_COVERED_QUERY = '("@method" "@authority" "@path" "@query" "content-digest")'
_INPUT = re.compile(
    r'sig1=(?P<params>\("@method" "@authority" "@path"(?P<query> "@query")? "content-digest"\)'
    r";created=(?P<created>[0-9]{1,12});"
    r'nonce="(?P<nonce>[A-Za-z0-9_-]{16,64})";keyid="(?P<keyid>[0-9a-f-]{36})";alg="ed25519")'
)
_SIGNATURE = re.compile(r"sig1=:(?P<value>[A-Za-z0-9+/=]{88}):")


@dataclass(frozen=True)
class Seen:
    """A request's signature headers, read but not yet verified."""

    params: str
    created_s: int
    nonce: str
    keyid: str
    digest: str
    signature: bytes
    with_query: bool = False


def content_digest(body: bytes) -> str:
    """The value of `Content-Digest`."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def _base(method: str, authority: str, target: str, digest: str, params: str) -> bytes:
    path, mark, query = target.partition("?")
    lines = (
        f'"@method": {method}',
        f'"@authority": {authority.lower()}',
        f'"@path": {path}',
        *((f'"@query": ?{query}',) if mark else ()),
        f'"content-digest": {digest}',
        f'"@signature-params": {params}',
    )
    return "\n".join(lines).encode()


def signature_headers(
    key: bytes, keyid: str, method: str, authority: str, target: str, body: bytes, created_s: int, nonce: str
) -> dict[str, str]:
    """The headers that sign a request. `authority` is the Host header; `target` path and query; `nonce` 16–64
    URL-safe characters.
    """
    digest = content_digest(body)
    covered = _COVERED_QUERY if "?" in target else _COVERED
    params = f'{covered};created={created_s};nonce="{nonce}";keyid="{keyid}";alg="ed25519"'
    signature = sign(key, _base(method, authority, target, digest, params))
    return {
        "Content-Digest": digest,
        "Signature-Input": f"sig1={params}",
        "Signature": f"sig1=:{b64(signature)}:",
    }


def read_signature(headers: Mapping[str, str]) -> Seen:
    """The signature headers of a request (names in lower case); WireError 401 bad_signature."""
    given = _INPUT.fullmatch(headers.get("signature-input", ""))
    value = _SIGNATURE.fullmatch(headers.get("signature", ""))
    if given is None or value is None:
        raise WireError("bad_signature", 401)
    return Seen(
        given["params"],
        int(given["created"]),
        given["nonce"],
        given["keyid"],
        headers.get("content-digest", ""),
        unb64(value["value"], "signature"),
        given["query"] is not None,
    )


def verify(seen: Seen, public: bytes, method: str, authority: str, target: str, body: bytes) -> None:
    """Raises WireError 401 bad_signature unless `public` signed exactly this request."""
    message = _base(method, authority, target, seen.digest, seen.params)
    if seen.with_query != ("?" in target):
        raise WireError("bad_signature", 401)
    if seen.digest != content_digest(body) or not signed_by((public,), seen.signature, message):
        raise WireError("bad_signature", 401)
