"""Decoding of the classes escpos (what a printer is sent), escpos-status (what it answers) and drawer."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import singledispatch
from typing import Any

from memberpos.devices.decode_entry import Chunks, Entry, Got
from memberpos.devices.escpos_decode import EscPosDecoder
from memberpos.devices.escpos_status import (
    StatusDecoder,
    StatusItem,
    drawer_pin_high,
    merge,
    stopped_by_paper_end,
)
from memberpos.devices.escpos_tokens import Barcode, Cut, Feed, Init, Pulse, QrCode, Query, Raster, Text, Token
from memberpos.devices.readings import PrinterState

_QUERY = re.compile(r"(DLE[ _]?EOT|GS[ _]?r|GS[ _]?I)[ _]*(\d+)", re.IGNORECASE)
_FLOW = ("xon", "xoff")


def decode_escpos(entry: Entry, chunks: Chunks) -> Got:
    """Text of all lines, the style of the last run, and each command that does something."""
    tokens, decoder = _tokens(entry, chunks)
    if not tokens:
        return {}
    texts = [token for token in tokens if isinstance(token, Text)]
    style = texts[-1].style if texts else decoder.style
    got: Got = {"bytes": entry.data.hex().upper(), "size": f"{style.width}x{style.height}"}
    got |= {"kanji_mode": style.kanji, "bold": style.bold, "align": style.align}
    for token in tokens:
        got |= _facts(token)
    if texts:
        lines = "".join(_plain(token) for token in tokens)
        got |= {"text": lines.strip("\n"), "encoding": texts[-1].encoding}
    return got


def _tokens(entry: Entry, chunks: Chunks) -> tuple[list[Token], EscPosDecoder]:
    decoder = EscPosDecoder()
    tokens = [token for piece in chunks(entry.data) for token in decoder.feed(piece)]
    return tokens + decoder.flush(), decoder


def _plain(token: Token) -> str:
    if isinstance(token, Text):
        return token.text
    return "\n" if isinstance(token, Feed) else ""


@singledispatch
def _facts(_token: Any) -> Got:
    return {}


@_facts.register
def _(_token: Init) -> Got:
    return {"init": True}


@_facts.register
def _(token: Cut) -> Got:
    kind = "full" if token.full else "partial"
    return {"cut": f"feed and {kind} cut" if token.feed else f"{kind} cut", "n": token.n}


@_facts.register
def _(token: QrCode) -> Got:
    return {"qr": {"data": token.data, "model": token.model, "size": token.size, "ec": token.ec}}


@_facts.register
def _(token: Barcode) -> Got:
    return {"barcode": {"type": token.kind, "data": token.data, "function": token.function}}


@_facts.register
def _(token: Raster) -> Got:
    return {"raster": {"width": token.width_bytes * 8, "height": token.height}}


@_facts.register
def _(token: Query) -> Got:
    return {"query": token.kind, "n": token.n}


@_facts.register
def _(token: Pulse) -> Got:
    sent_as = {"m_ascii": chr(token.m)} if token.m in (0x30, 0x31) else {}
    return {"pin": token.pin, "on_ms": token.on_ms, "off_ms": token.off_ms} | sent_as


def decode_drawer(entry: Entry, chunks: Chunks) -> Got:
    """The drawer pulse in what a printer is sent."""
    tokens, _ = _tokens(entry, chunks)
    got: Got = {}
    for token in tokens:
        got |= _facts(token) if isinstance(token, Pulse) else {}
    return got


def decode_status(entry: Entry, chunks: Chunks) -> Got:
    """Facts of a printer's answers; the query is named in `pending` or in the name of the device."""
    asked = _asked(entry)
    decoder = StatusDecoder()
    decoder.expect(*asked)
    items = [item for piece in chunks(entry.data) for item in decoder.feed(piece)]
    answers = [_numbered(item, asked) for item in items if item.kind not in _FLOW]
    got: Got = {"items": [{"kind": item.kind, "hex": item.data.hex()} for item in answers]} if answers else {}
    state = PrinterState()
    for item in answers:
        state = merge(state, item)
        got |= _pins(item)
    known = {"online": state.online, "paper": state.paper, "cover_open": state.cover_open, "error": state.error}
    flow = [item.kind for item in items if item.kind in _FLOW]
    return (
        got | ({"flow": flow[-1]} if flow else {}) | {key: value for key, value in known.items() if value is not None}
    )


def _pins(item: StatusItem) -> Got:
    facts = {"drawer_pin3_high": drawer_pin_high(item), "stopped_by_paper_end": stopped_by_paper_end(item)}
    return {key: value for key, value in facts.items() if value is not None}


def _asked(entry: Entry) -> tuple[str, int]:
    match = _QUERY.search(entry.pending) or _QUERY.search(entry.device)
    if not match:
        return "dle_eot", 1
    return {"d": "dle_eot", "r": "gs_r", "i": "gs_i"}[_initial(match[1])], int(match[2])


def _initial(name: str) -> str:
    return "d" if name[0] in "dD" else name[-1].lower()


def _numbered(item: StatusItem, asked: tuple[str, int]) -> StatusItem:
    """Further answers of the same kind in one record answer the same query."""
    return replace(item, n=asked[1]) if item.n is None and item.kind == asked[0] else item
