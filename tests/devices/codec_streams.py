"""Every incremental codec of the devices, as one function from pieces of bytes to what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from memberpos.devices import (
    call_frames,
    cid_dtmf,
    cid_fsk,
    cid_ncid,
    cid_netcallerid,
    cid_whozz,
    er302,
    handheld,
    led8,
    msr605x,
    pn532,
    pn532_commands,
    rdm6300,
    ssi,
    tcp300,
    vfd,
    yhy522,
)
from memberpos.devices.call_frames import CallDecoder
from memberpos.devices.cid_modem import CallerIdDecoder
from memberpos.devices.customer_view import GOODS, CustomerView
from memberpos.devices.escpos_decode import MAX_RUN, EscPosDecoder
from memberpos.devices.escpos_lengths import MAX_DATA
from memberpos.devices.escpos_status import StatusDecoder
from memberpos.devices.msr605 import Command
from memberpos.devices.msr605_host import HostDecoder
from memberpos.devices.msr605_reply import Msr605Decoder
from memberpos.devices.scanner_serial import MAX_LINE, ScannerDecoder
from memberpos.devices.ssi import SsiFrame

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


def _long_quiet(decoder: Any) -> list[Any]:
    return list(decoder.tick(10_000))


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

_FSK = (
    cid_fsk.single("09301224", "6095551212"),
    cid_fsk.multiple((1, b"03171656"), (2, b"2156430144"), (7, "李四".encode("gb18030"))),
    b"\x55\x55\xff" + cid_fsk.multiple((1, b"03171656"), (4, b"P"), (8, b"O")),
    cid_fsk.encode(b"\x82\x0b\x01\xff"),
)
_DTMF = (b"D13800138000C", b"A02012345678#", b"B10C", b"0755#", b"A1380D2C")
_WHOZZ_CALL = cid_whozz.call_line(1, "770-263-7111", "CALLERID.COM")
_WHOZZ = (
    cid_whozz.packet(_WHOZZ_CALL, 35193, 0x844884),
    cid_whozz.packet(_WHOZZ_CALL, 0x0D0A0D0A, 0x5E5E3C553E, dollar=False),
    cid_whozz.packet(b"01 R             11/07 07:43:52"),
    _WHOZZ_CALL + b"\r\n",
    b"$01     09/26     02:30 PM     8002404637     I     CallerID.com\r\n",
)
_NCID = (
    cid_ncid.call_line("CID", "-", "9415557218", "SARASOTA, FL", "01032003", "1254"),
    cid_ncid.rings_line("POTS", -1, "12:60:23"),
    b"200 hello\r\n",
    b"300 end\r\n",
)

_VIEW = CustomerView(GOODS, "洗发水", "35.00", "128.50")
_LED8 = (led8.show("123.60") + led8.lamp("total"), b"\x0c\x18\x1b@", b"\x02L0101", b"\x02B0", b"\x1bQAx")
_VFD = (
    vfd.CLEAR + vfd.INIT + vfd.cd5220(_VIEW),
    vfd.dm_d(_VIEW),
    vfd.behind_printer(b"\x0cA"),
    b"\x1bQDscrolls\r\x1bW\x01\x01\x02\x01\x1b&\x01AB\x01\xff\x02\xff\x00\x1b[K",
    b"\x1f#\x01\x05\x1b\x11\x1f\x01\x08\x09\x0a\x0b",
)

_SSI = (ssi.command(ssi.START), ssi.encode(SsiFrame(ssi.NAK, 0, 0, b"\x06")), ssi.command(ssi.SET, b"\0\x8a\x08"))
_REPORTS = (msr605x.reports(_ISO)[0], *msr605x.reports(bytes(range(100))))
_BLOCKS = (
    tcp300.encode(0x59), tcp300.reply(0x26, 0x20, b"800001=1"), tcp300.encode(0x41, "0,0,23,会员".encode("gb18030")),
    bytes(tcp300.CONTROLS), b"\x02\x41\x02\x58\x03\x5b",
)  # fmt: skip
_PEN = (
    handheld.answer(handheld.codes_body([handheld.Code("A", "40235363"), handheld.Code("D", "ABC-1")])),
    handheld.answer(b"1\0" + bytes(8) + b"NBRIPAAA\0"), handheld.answer(b"\0"), b"\x07\x02",
)  # fmt: skip


def _pen(pending: handheld.Command) -> handheld.PenDecoder:
    decoder = handheld.PenDecoder()
    decoder.expect(pending)
    return decoder


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
    Codec("fsk", cid_fsk.FskDecoder, _long_quiet, 258, _FSK),
    Codec("dtmf", cid_dtmf.DtmfDecoder, _long_quiet, cid_dtmf.MAX_TONES, _DTMF),
    Codec(
        "netcallerid",
        cid_netcallerid.NetCallerIdDecoder,
        _long_quiet,
        cid_netcallerid.MAX_FRAME,
        (cid_netcallerid.encode("4075551212", "WIRELESS CALL", "03301423"), b"###DATE...NMBR1...NAME###DATE"),
    ),
    Codec("whozz", cid_whozz.WhozzDecoder, _long_quiet, cid_whozz.MAX_LINE, _WHOZZ),
    Codec("ncid", cid_ncid.NcidDecoder, _long_quiet, cid_ncid.MAX_LINE, _NCID),
    Codec("led8", led8.Led8Decoder, _nothing, 32, _LED8),
    Codec("vfd", vfd.VfdDecoder, _nothing, vfd.MAX_COMMAND + 1, _VFD),
    Codec("vfd epson", partial(vfd.VfdDecoder, epson=True), _nothing, vfd.MAX_COMMAND + 1, _VFD),
    Codec("ssi", ssi.SsiDecoder, _long_quiet, 260, _SSI),
    Codec("gm72", ssi.MixedDecoder, _long_quiet, MAX_LINE + 10, (*_SSI[1:2], b"69012\r", b"]E04006381333931\r\n")),
    Codec("msr605x", msr605x.ReportDecoder, _nothing, msr605x.REPORT, _REPORTS),
    Codec("tcp300", tcp300.BlockDecoder, _nothing, tcp300.MAX_DATA + 5, _BLOCKS),
    *(
        Codec(f"pen {pending.name}", partial(_pen, pending), _nothing, handheld.MAX_ANSWER, _PEN)
        for pending in handheld.Command
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
