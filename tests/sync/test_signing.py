"""Signed requests: every covered part, changed, breaks the signature."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from memberpos.sync import protocol, signing
from memberpos.sync.protocol import WireError

KEY, KEYID, NONCE = b"k" * 32, "0c7cda4f-62e8-419a-b261-99c525abc925", "n" * 24
PUBLIC = protocol.public_key(KEY)


def headers(body: bytes = b"body") -> dict[str, str]:
    made = signing.signature_headers(KEY, KEYID, "POST", "hq.example:8740", "/v1/push", body, 1_767_232_800, NONCE)
    return {name.lower(): value for name, value in made.items()}


def check(given: dict[str, str], method: str = "POST", host: str = "hq.example:8740", path: str = "/v1/push",
          body: bytes = b"body", public: bytes = PUBLIC) -> None:  # fmt: skip
    signing.verify(signing.read_signature(given), public, method, host, path, body)


def test_a_signed_request_is_what_rfc_9421_says() -> None:
    """The signature base written out by hand, verified by the library alone."""
    given = headers()
    params = given["signature-input"].removeprefix("sig1=")
    base = (
        '"@method": POST\n"@authority": hq.example:8740\n"@path": /v1/push\n'
        f'"content-digest": {given["content-digest"]}\n"@signature-params": {params}'
    )
    assert params == (
        '("@method" "@authority" "@path" "content-digest");created=1767232800;'
        f'nonce="{NONCE}";keyid="{KEYID}";alg="ed25519"'
    )
    signature = protocol.unb64(given["signature"].removeprefix("sig1=:").removesuffix(":"), "signature")
    Ed25519PublicKey.from_public_bytes(PUBLIC).verify(signature, base.encode())


def test_the_right_request_passes_whatever_the_case_of_the_host() -> None:
    check(headers())
    check(headers(), host="HQ.example:8740")


@pytest.mark.parametrize(
    "change",
    [
        {"method": "PUT"},
        {"host": "other.example"},
        {"path": "/v1/sync"},
        {"body": b"bodY"},
        {"body": b""},
        {"public": protocol.public_key(b"x" * 32)},
    ],
)
def test_another_request_under_the_same_signature_fails(change: dict[str, object]) -> None:
    with pytest.raises(WireError) as caught:
        check(headers(), **change)  # type: ignore[arg-type]
    assert (caught.value.status, caught.value.code) == (401, "bad_signature")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("signature-input", "1767232800", "1767232801"),
        ("signature-input", NONCE, "m" * 24),
        ("signature-input", KEYID, "f81d4fae-7dec-41d0-a765-00a0c91e6bf6"),
        ("signature-input", '"@path" ', ""),
        ("signature-input", "ed25519", "hmac-sha256"),
        ("signature-input", "sig1=", "sig2="),
        ("signature-input", ";created", ";expires=1;created"),
        ("signature", "sig1=:", "sig1="),
        ("signature", "=:", "=:, sig2=:AAAA:"),
        ("content-digest", "sha-256", "sha-512"),
    ],
)
def test_changed_headers_fail(name: str, old: str, new: str) -> None:
    given = headers()
    assert old in given[name]
    given[name] = given[name].replace(old, new)
    with pytest.raises(WireError) as caught:
        check(given)
    assert caught.value.status == 401


@pytest.mark.parametrize("missing", ["signature", "signature-input", "content-digest"])
def test_missing_headers_fail(missing: str) -> None:
    given = headers()
    del given[missing]
    with pytest.raises(WireError):
        check(given)
