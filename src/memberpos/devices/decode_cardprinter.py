"""Decoding of the class cardprinter: Star TCP300, commands and answers."""

from __future__ import annotations

from memberpos.devices import tcp300
from memberpos.devices.decode_entry import Chunks, Entry, Got
from memberpos.devices.tcp300 import Block, BlockDecoder, Command, Control

_MEANINGS = {tcp300.ACK: "taken", tcp300.NAK: "resend the last block", tcp300.DLE: "refused"}


def decode_cardprinter(entry: Entry, chunks: Chunks) -> Got:
    """A block of either side; refused when its check byte is wrong."""
    decoder = BlockDecoder()
    events = [event for piece in chunks(entry.data) for event in decoder.feed(piece)]
    if any(isinstance(event, Block) and not event.good for event in events):
        return {"reject": "wrong BCC"}
    got: Got = {}
    for event in events:
        if isinstance(event, Control):
            got |= {"line_control": f"{tcp300.CONTROLS[event.code]} {_MEANINGS[event.code]}"}
        else:
            got |= _command(event) if entry.from_host else _reply(event)
    return got


def _code(command: int) -> str:
    name = tcp300.NAMES.get(Command(command)) if command in set(Command) else None
    return f"{command:02X} {name or 'unknown'}"


def _command(block: Block) -> Got:
    got: Got = {"cmd": _code(block.command)}
    if block.command == Command.TEXT:
        text = tcp300.parse_text(block.data)
        if text is None:
            return got | {"text": block.data.decode("gb18030", "replace")}
        return got | {"mode": f"{text.mode} {tcp300.MODES[text.mode]}", "x": text.x, "y": text.y, "text": text.text}
    if block.command == Command.ERASE_PRINT:
        choices = tcp300.discharge_erase_print(block.data)
        return got | (dict(zip(("discharge", "erase", "print"), choices, strict=True)) if choices else {})
    return got | ({"text": block.data.decode("gb18030", "replace")} if block.data else {})


def _reply(block: Block) -> Got:
    got: Got = {"reply_to": f"{block.command:02X}"}
    if block.status is None:
        return got
    got |= {"status": f"{block.status:02X} {tcp300.STATUSES.get(block.status, 'unknown')}"}
    got |= {"rank": tcp300.rank(block.status) or None}
    return got | ({"text": block.data[1:].decode("gb18030", "replace")} if block.data[1:] else {})
