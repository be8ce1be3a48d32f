"""Decoding of the classes handheld (memory pens) and scanner-ssi (commands of scanner modules)."""

from __future__ import annotations

from memberpos.devices import handheld, ssi
from memberpos.devices.decode_entry import Chunks, Entry, Got
from memberpos.devices.handheld import Answer, Command, PenDecoder
from memberpos.devices.ssi import SsiDecoder, SsiFrame

_QUIET_MS = 1000


def decode_handheld(entry: Entry, chunks: Chunks) -> Got:
    """An answer of a pen, of the command that is pending or of any; a command; or a piece with codes."""
    if entry.from_host:
        return _command(entry.data)
    for pending in _pending(entry):
        decoder = PenDecoder()
        decoder.expect(pending)
        answers = [answer for piece in chunks(entry.data) for answer in decoder.feed(piece)]
        if answers and not decoder.buffered:
            return _answer(answers[-1])
    codes = handheld.records(entry.data)
    return _codes(codes) if codes else {}


def _command(data: bytes) -> Got:
    known = {handheld.command(code): code for code in Command}
    code = known.get(data) or (Command(data[0]) if len(data) == 1 and data[0] in set(Command) else None)
    return {"cmd": f"{code:02x} {code.name.lower()}"} if code else {}


def _pending(entry: Entry) -> list[Command | None]:
    """The commands that an answer may be of: the one that is said, else each."""
    word = entry.pending.lower()
    said = [code for code in Command if word and (code.name.lower() in word or f"{code:02x}" == word.split()[0])]
    return [*said] if said else [None, Command.GET, Command.WAKE]


def _answer(answer: Answer) -> Got:
    got: Got = {"ok": answer.ok, "lrc": f"{answer.lrc:02x}"}
    if answer.firmware:
        got |= {"firmware": answer.firmware, "low_battery": answer.low_battery}
    return got | (_codes(answer.codes) if answer.codes else {})


def _codes(codes: tuple[handheld.Code, ...]) -> Got:
    last = codes[-1]
    kind = f"{last.kind} {handheld.KINDS.get(last.kind, 'unknown')}"
    return {"barcode": last.text, "code_id": kind, "len": len(last.text) + 1, "count": len(codes)}


def decode_ssi(entry: Entry, chunks: Chunks) -> Got:
    """A frame of a scanner module, from either side."""
    decoder = SsiDecoder()
    frames = [frame for piece in chunks(entry.data) for frame in decoder.feed(piece)]
    got: Got = {}
    for frame in [*frames, *decoder.tick(_QUIET_MS)]:
        got |= _frame(frame)
    return got


def _frame(frame: SsiFrame) -> Got:
    got: Got = {"opcode": f"{frame.opcode:02X} {ssi.NAMES.get(frame.opcode, 'unknown')}"}
    got |= {"checksum": ssi.encode(frame)[-2:].hex()}
    if frame.cause is not None:
        got |= {"cause": f"{frame.cause:02X} {ssi.CAUSES.get(frame.cause, 'unknown')}"}
    if frame.opcode == ssi.SET and len(frame.data) > 1:
        got |= {"param": frame.data[1:].hex()}  # behind the code of a beep
    elif frame.data and frame.cause is None:
        got |= {"data": frame.data.hex()}
    return got
