"""Decoding of the classes msr (MSR605 traffic in both directions) and iso7811 (track text)."""

from __future__ import annotations

import re
from collections.abc import Callable

from memberpos.devices import iso7811
from memberpos.devices.decode_entry import Chunks, Entry, Got
from memberpos.devices.msr605 import LEDS, Command, RawThree
from memberpos.devices.msr605_host import HostCommand, HostDecoder
from memberpos.devices.msr605_reply import Msr605Decoder, Reply

#: other names of the manual and of drivers for the same commands
_OTHER_NAMES = {
    "communication_test": Command.COMM_TEST,
    "read_iso": Command.ISO_READ,
    "write_iso": Command.ISO_WRITE,
    "read_raw": Command.RAW_READ,
    "write_raw": Command.RAW_WRITE,
    "get_leading_zero": Command.CHECK_LEADING_ZERO,
    "select_bpi": Command.SET_BPI,
    "get_device_model": Command.GET_MODEL,
    "model": Command.GET_MODEL,
    "get_firmware_version": Command.GET_FIRMWARE,
    "firmware": Command.GET_FIRMWARE,
    "coercivity": Command.GET_COERCIVITY,
    "get_hico_loco": Command.GET_COERCIVITY,
}
_SILENT = LEDS | {Command.RESET}


def decode_msr(entry: Entry, chunks: Chunks) -> Got:
    """Host commands, or replies to the pending command; several are merged, the last one wins."""
    if entry.from_host:
        decoder = HostDecoder()
        commands = [command for piece in chunks(entry.data) for command in decoder.feed(piece)]
        return _merged([_command(command) for command in commands if command.cmd])
    pending = _command_named(entry.pending)
    if pending is None:
        return {"reject": "no_pending_command"}
    replies = Msr605Decoder(pending)
    return _merged([_reply(reply, entry.pending) for piece in chunks(entry.data) for reply in replies.feed(piece)])


def _merged(gots: list[Got]) -> Got:
    return {key: value for got in gots for key, value in got.items()}


def _command_named(name: str) -> Command | None:
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    return next((command for command in Command if command == plain), _OTHER_NAMES.get(plain))


def _command(command: HostCommand) -> Got:
    got: Got = {"cmd": str(command.cmd)}
    if command.cmd in _SILENT:
        got["response"] = "none"
    if command.cmd in (Command.SET_HICO, Command.SET_LOCO):
        got["hico"] = command.cmd is Command.SET_HICO
    if command.cmd is Command.ISO_WRITE:
        got["tracks"] = list(command.tracks)
    if command.cmd is Command.ERASE:
        got["tracks"] = list(command.numbers)
    if command.cmd is Command.SET_BPI:
        got |= {"track": command.numbers[0], "bpi": command.bpi}
    return got | _bpc(command.bpc) | _zeros(command.zeros) | _raw(command.raw, iso7811.decode_written)


def _reply(reply: Reply, name: str) -> Got:
    got: Got = {"reply_to": name, "ok": reply.ok}
    if reply.status is not None:
        got["status"] = f"{reply.status:02x}"
    if reply.to is Command.ISO_READ:
        got |= {"tracks": list(reply.tracks), "empty": list(reply.empty), "bad": list(reply.bad)}
    if reply.hico is not None:
        got["hico"] = reply.hico
    if reply.text:
        got["response"] = reply.text
    return got | _bpc(reply.bpc) | _zeros(reply.zeros) | _raw(reply.raw, iso7811.decode_read)


def _bpc(bpc: tuple[int, int, int] | None) -> Got:
    return {"bpc": list(bpc)} if bpc else {}


def _zeros(zeros: tuple[int, int] | None) -> Got:
    return {"track13": zeros[0], "track2": zeros[1]} if zeros else {}


def _raw(raw: RawThree | None, decode: Callable[[int, bytes], iso7811.DecodedTrack | None]) -> Got:
    """The bits a character are told by the bytes themselves: one character a byte, or packed to 8."""
    if raw is None:
        return {}
    tracks = [decode(number, data) for number, data in enumerate(raw, 1)]
    return {
        "bpc": [iso7811.unpacked_bits(data) or 8 for data in raw],
        "iso_decoded": [track.text if track else None for track in tracks],
        "lrc_chars": [track.lrc if track else None for track in tracks],
        "empty": [number for number, data in enumerate(raw, 1) if not data],
        "bad": [number for number, (data, track) in enumerate(zip(raw, tracks, strict=True), 1) if data and not track],
    }


def decode_track(entry: Entry, chunks: Chunks) -> Got:
    """Text of a track with or without its LRC at the end."""
    raw = b"".join(chunks(entry.data))
    number = _track_number(entry.device, raw)
    text = raw.decode("ascii", "replace") if entry.text else _text_of_bits(number, raw)
    fmt = iso7811.FORMATS[number]
    body, end, sent_lrc = text.partition(fmt.end)
    track = body + end
    reason = iso7811.check_text(number, track)
    if reason == "charset" or not track:
        return {"reject": reason or "empty"}
    lrc = iso7811.lrc_char(track, fmt)
    return {
        "text": track,
        "valid": not reason and sent_lrc in ("", lrc),
        "lrc": lrc,
        "format": f"{fmt.bits}-bit, odd parity",
    } | _characters(number, track, lrc)


def _text_of_bits(number: int, raw: bytes) -> str:
    track = iso7811.decode_written(number, raw)
    return track.text + track.lrc if track else ""


def _track_number(device: str, raw: bytes) -> int:
    """As the name of the device says ("track2 codec"), else by the start sentinel."""
    named = re.search(r"track ?([123])", device, re.IGNORECASE)
    if named:
        return int(named[1])
    return 1 if raw[:1] == b"%" else 2


def _characters(number: int, track: str, lrc: str) -> Got:
    fmt = iso7811.FORMATS[number]
    codes = [iso7811.with_parity(ord(char) - fmt.base, fmt.bits) for char in track + lrc]
    last = f"{codes[-1]:02X}"
    shown = " ".join(f"{code:02X}" for code in codes)
    return {f"chars_{fmt.bits}bit_hex": shown, f"lrc_{fmt.bits}bit_with_parity": last}
