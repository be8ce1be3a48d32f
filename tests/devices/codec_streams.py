"""Every incremental codec of the devices, as one function from pieces of bytes to what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from memberpos.devices import call_frames, er302, pn532, pn532_commands, rdm6300, yhy522
from memberpos.devices.call_frames import CallDecoder
from memberpos.devices.cid_modem import CallerIdDecoder
from memberpos.devices.escpos_decode import MAX_RUN, EscPosDecoder
from memberpos.devices.escpos_lengths import MAX_DATA
from memberpos.devices.escpos_status import StatusDecoder
from memberpos.devices.msr605 import Command
from memberpos.devices.msr605_host import HostDecoder
from memberpos.devices.msr605_reply import Msr605Decoder
from memberpos.devices.scanner_serial import MAX_LINE, ScannerDecoder

#: (events, most bytes held back at any time)
Heard = tuple[list[Any], int]


@dataclass(frozen=True)
class Codec:
    """`make` gives a decoder, `end` what it says when all time-outs have run out, `limit` its bound in bytes."""

    name: str
    make: Callable[[], Any]
    end: Callable[[Any], list[Any]]
    limit: int
    frames: tuple[bytes, ...]

    def hear(self, pieces: Iterable[bytes]) -> Heard:
        decoder, events, most = self.make(), [], 0
        for piece in pieces:
            events += decoder.feed(piece)
            most = max(most, decoder.buffered)
        return events + self.end(decoder), most


def _nothing(_decoder: Any) -> list[Any]:
    return []


def _status() -> StatusDecoder:
    decoder = StatusDecoder()
    decoder.expect("gs_i", 67)
    return decoder


def _quiet(decoder: CallerIdDecoder) -> list[Any]:
    return [*decoder.tick(300), *decoder.tick(8000)]


_ISO = bytes.fromhex("1b731b012530313f1b023b32333f1b033b34353f3f1c1b30")
_RAW = bytes.fromhex("1b731b0108a30d1e28a9727c541b02051b1c3f1b301b03003f1c1b30")
_WRITE = bytes.fromhex("1b771b731b0130311b0232331b0334353f1c")
_CALL = b"RING\r\n\r\nDATE = 0504\r\nTIME = 2149\r\nNMBR = 13800138000\r\nNAME = A=B\r\n\x10R"
_PAPER = "会员\n".encode("gb18030") + bytes.fromhex(
    "1b401d21111d56420a1b700019fa1d286b0700315030313233341d286b0300315130"
)
_RASTER = bytes.fromhex("1d76300002000300") + b"\x1b\x1d\x0a\x10\x1c\xff"

_FOUND = pn532.response(0x4B, bytes.fromhex("010100040804fb0ee20b"))
_PN532 = (_FOUND, pn532.ACK, pn532.NACK, pn532.ERROR, pn532_commands.rf_retries(), pn532.response(1, bytes(262)))
_YHY522 = (yhy522.encode(0x21, bytes.fromhex("00112233445566778899aabbccddeeff")), yhy522.encode(0xDB), b"\xaa\xbb\x02")
_ER302 = (er302.encode(0x0201, b"R"), er302.reply(0x0208, 0, b"\xaa" * 16), er302.encode(0x0104))
_ID = bytes.fromhex("0d00319cd0")
_ID_CARDS = (*(rdm6300.encode(_ID, kind) for kind in rdm6300.Variant), b"\x0201000734E0\r\nD2\x03", b"\x02AB")
_CALLS = (call_frames.encode(1, b"\x01"), call_frames.encode(2, bytes(300)), call_frames.encode(24))

_ANSWERS = (_ISO, _RAW, b"\x1b0", b"y", b"\x1b0\x07\x05\x05", b"\x1b3S")
_ANSWERED = (Command.ISO_READ, Command.RAW_READ, Command.COMM_TEST, Command.ERASE, Command.SET_BPC, Command.GET_MODEL)
MSR_REPLIES: tuple[Codec, ...] = tuple(
    Codec(f"msr {command}", partial(Msr605Decoder, command), _nothing, 1100, _ANSWERS) for command in _ANSWERED
)
CODECS: tuple[Codec, ...] = (
    *MSR_REPLIES,
    Codec("msr host", HostDecoder, _nothing, 1100, (_WRITE, b"\x1ba", b"\x1bc\x07", b"\x1bo\x08\x08\x08")),
    Codec("scanner", ScannerDecoder, lambda decoder: decoder.tick(60), MAX_LINE, (b"]E04006381333931\r", b"A\x1dB\t")),
    Codec("modem", CallerIdDecoder, _quiet, 512, (_CALL, b"OK\r\n", "NAME = 李=四\r\n".encode("gb18030"))),
    Codec("escpos", EscPosDecoder, lambda decoder: decoder.flush(), MAX_DATA + MAX_RUN + 16, (_PAPER, _RASTER)),
    Codec("pn532", pn532.FrameDecoder, _nothing, 280, _PN532),
    Codec("yhy522", yhy522.Yhy522Decoder, _nothing, 140, _YHY522),
    Codec("er302", er302.Er302Decoder, _nothing, 170, _ER302),
    *(
        Codec(f"rdm6300 {kind}", partial(rdm6300.Rdm6300Decoder, kind), _nothing, 17, _ID_CARDS)
        for kind in (rdm6300.Variant.AUTO, rdm6300.Variant.XOR_BYTE, rdm6300.Variant.LINE_DECIMAL)
    ),
    Codec("calls", CallDecoder, _nothing, call_frames.MAX_DATA + 3, _CALLS),
    Codec("status", _status, _nothing, 80, (b"\x14\x00\x03\x00", b"\x12", b"\x13\x11", b"_XP-80\x00", b"\x03")),
)


def cut_at(data: bytes, sizes: Sequence[int]) -> list[bytes]:
    """`data` in pieces of the given sizes, repeated as long as needed; an empty piece first."""
    pieces, at, turn = [b""], 0, 0
    while at < len(data):
        size = sizes[turn % len(sizes)]
        pieces.append(data[at : at + size])
        at, turn = at + size, turn + 1
    return pieces
