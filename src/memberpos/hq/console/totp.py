"""The second factor: time-based one-time passwords (RFC 6238), six digits, thirty seconds, SHA-1 as every app does."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from urllib.parse import quote

KEY_BYTES, DIGITS, PERIOD_S = 20, 6, 30
#: Steps before and after the present one that are taken, for clocks that differ.
DRIFT = 1


def code_at(key: bytes, step: int) -> str:
    """The six digits of a step (RFC 4226 §5.3)."""
    digest = hmac.digest(key, struct.pack(">Q", step), hashlib.sha1)
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_at(now_ms: int) -> int:
    """Number of the thirty seconds that UTC `now_ms` lies in."""
    return now_ms // (PERIOD_S * 1000)


def matching_step(key: bytes, code: str, now_ms: int, used: int) -> int | None:
    """The step whose code was typed, newer than the step `used` last; None when there is none."""
    digits = "".join(code.split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    now = step_at(now_ms)
    steps = [step for step in range(now - DRIFT, now + DRIFT + 1) if hmac.compare_digest(code_at(key, step), digits)]
    return next((step for step in steps if step > used), None)


def key_text(key: bytes) -> str:
    """The key as it is typed by hand: base32 in groups of four."""
    text = base64.b32encode(key).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address(key: bytes, issuer: str, name: str) -> str:
    """What the QR code says to an authenticator app."""
    secret = base64.b32encode(key).decode().rstrip("=")
    label, who = quote(f"{issuer}:{name}", safe=":"), quote(issuer)
    return f"otpauth://totp/{label}?secret={secret}&issuer={who}&digits={DIGITS}&period={PERIOD_S}"
