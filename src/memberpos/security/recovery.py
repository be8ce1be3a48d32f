"""The recovery code: 128 random bits on paper, the way back when the key ring forgot.

28 characters of Crockford's base 32 in seven groups: 128 bits, then the first 12 bits of their SHA-256 as a checksum,
so that a slip of the pen is told from a wrong code. Small letters, spaces, and O for 0, I or L for 1 are understood.
"""

from __future__ import annotations

import hashlib

from memberpos.domain.errors import PosError

CODE_BYTES = 16
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK_BITS = 12
_LENGTH = (CODE_BYTES * 8 + _CHECK_BITS) // 5
_GROUP = 4
_SLIPS = str.maketrans("OIL", "011", " -\t\r\n")


def to_code(secret: bytes) -> str:
    """The printable code of 16 secret bytes: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`."""
    if len(secret) != CODE_BYTES:
        raise ValueError("a recovery secret has 16 bytes")
    number = int.from_bytes(secret, "big") << _CHECK_BITS | _checksum(secret)
    text = "".join(_ALPHABET[number >> shift & 31] for shift in range(5 * (_LENGTH - 1), -1, -5))
    return "-".join(text[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def from_code(code: str) -> bytes:
    """The secret of a typed or scanned code; PosError wrong_code when it cannot be one."""
    text = code.upper().translate(_SLIPS)
    if len(text) != _LENGTH or any(letter not in _ALPHABET for letter in text):
        raise PosError("wrong_code", what="recovery")
    number = 0
    for letter in text:
        number = number << 5 | _ALPHABET.index(letter)
    secret = (number >> _CHECK_BITS).to_bytes(CODE_BYTES, "big")
    if number & (1 << _CHECK_BITS) - 1 != _checksum(secret):
        raise PosError("wrong_code", what="recovery")
    return secret


def qr_text(code: str) -> str:
    """The code as a QR symbol of half-block characters for a terminal or a text receipt, quiet zone included."""
    import segno

    rows = [list(row) for row in segno.make(code, error="m", micro=False).matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    # Dark modules are left blank and light ones drawn: terminals are dark, paper prints it inverted but readable.
    return "\n".join(
        "".join("█▀▄ "[upper * 2 + lower] for upper, lower in zip(top, bottom, strict=True)) for top, bottom in pairs
    )


def _checksum(secret: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"memberpos recovery" + secret).digest()[:2], "big") >> 16 - _CHECK_BITS
