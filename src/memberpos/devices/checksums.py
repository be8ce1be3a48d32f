"""Check bytes that several devices share."""

from __future__ import annotations


def xor(data: bytes | bytearray) -> int:
    """All bytes XORed (BCC, LRC)."""
    check = 0
    for byte in data:
        check ^= byte
    return check
