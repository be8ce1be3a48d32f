"""How the number of an ID card or of a chip is written, the usual cause of "card not found".

An ID card (EM4100) has 40 bits: a version byte b0 and four ID bytes b1 … b4. Cards, readers and old member lists write
them differently, some without b0, some without b1 too ("3+5"). A chip's UID is written in hexadecimal as sent on air,
or as a decimal number with its first or its last byte as the highest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

HEX = "10H"
FULL = "10H-12D"
LOW32 = "8H-10D"
LOW24 = "6H-8D"
WG26 = "2H.4H"
PAIR = "4H.4H"
UID_HEX, UID_MSB, UID_LSB = "hex", "dec_msb_first", "dec_lsb_first"

#: Notations that leave out b1: two cards may share such a number.
LOSSY = frozenset({LOW24, WG26})


def _number(code: bytes, last: int) -> int:
    return int.from_bytes(code[-last:], "big")


def _wg26(code: bytes) -> str:
    return f"{code[-3]:03d},{_number(code, 2):05d}"


def _pair(code: bytes) -> str:
    return f"{int.from_bytes(code[-4:-2], 'big'):05d},{_number(code, 2):05d}"


_ID_CARD: Mapping[str, Callable[[bytes], str]] = MappingProxyType(
    {
        LOW32: lambda code: f"{_number(code, 4):010d}",
        WG26: _wg26,
        HEX: lambda code: code.hex().upper(),
        LOW24: lambda code: f"{_number(code, 3):08d}",
        FULL: lambda code: f"{_number(code, 5):012d}",
        PAIR: _pair,
    }
)
_CHIP: Mapping[str, Callable[[bytes], str]] = MappingProxyType(
    {
        UID_HEX: lambda uid: uid.hex().upper(),
        UID_MSB: lambda uid: f"{int.from_bytes(uid, 'big'):010d}",
        UID_LSB: lambda uid: f"{int.from_bytes(uid, 'little'):010d}",
    }
)
ID_CARD_NOTATIONS = tuple(_ID_CARD)
CHIP_NOTATIONS = tuple(_CHIP)


def id_card_number(code: bytes, notation: str = LOW32) -> str:
    """Five bytes of an ID card in a notation of ID_CARD_NOTATIONS; an unknown one is the usual 8H-10D."""
    return _ID_CARD.get(notation, _ID_CARD[LOW32])(code)


def chip_number(uid: bytes, notation: str = UID_HEX) -> str:
    """A UID (bytes as on air) in a notation of CHIP_NOTATIONS; an unknown one is hexadecimal."""
    return _CHIP.get(notation, _CHIP[UID_HEX])(uid)


def other_numbers(code: bytes, notation: str = LOW32) -> tuple[str, ...]:
    """Other ways in which a member list may hold the card that `id_card_number` names.

    The whole ID in every notation. Those that leave out b1 are among them only if the shop's own notation does: a
    shop that writes ten digits must not find an eight-digit number of its own behind a stranger's card.
    """
    kinds = [kind for kind in ID_CARD_NOTATIONS if kind not in LOSSY or notation in LOSSY]
    texts = [spelling for kind in kinds for spelling in _spellings(kind, _ID_CARD[kind](code))]
    own = id_card_number(code, notation)
    return tuple(text for text in dict.fromkeys(texts) if text != own)


def _spellings(kind: str, text: str) -> tuple[str, ...]:
    """A notation as people type it: with a comma, a blank or nothing between, with or without leading zeros."""
    if kind in (WG26, PAIR):
        return text, text.replace(",", " "), text.replace(",", "")
    return (text, text.lstrip("0")) if kind in (LOW32, FULL) else (text,)


_THREE_FIVE = re.compile(r"(\d{3})[, ](\d{5})", re.ASCII)


def alike(text: str) -> tuple[str, ...]:
    """Numbers that may stand in a member list for the ID card with this number: their low 24 bits agree.

    Only where a comma or a blank says that one of both is written 3+5: `213,02000` finds every ten-digit number with
    these bits, ten digits find `213,02000`. Plain digits of another length may be anything and find nothing.
    """
    pair = _THREE_FIVE.fullmatch(text)
    if pair:
        high, low = int(pair[1]), int(pair[2])
        if high > 0xFF or low > 0xFFFF:
            return ()
        tens = (f"{first << 24 | high << 16 | low:010d}" for first in range(256))
        return tuple(number for number in (f"{pair[1]},{pair[2]}", f"{pair[1]} {pair[2]}", *tens) if number != text)
    if re.fullmatch(r"\d{10}", text, re.ASCII) and int(text) < 1 << 32:
        short = _wg26(int(text).to_bytes(4, "big"))
        return short, short.replace(",", " ")
    return ()
