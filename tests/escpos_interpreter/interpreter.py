"""Bytes → paper, as a Chinese receipt printer does it.

Facts from printer manuals: `FS &` / `FS .` switch Chinese mode on and off; in it a byte from 81h starts a two-byte GBK
character of two columns; units know the two-byte part of GB18030 only, so the four-byte `81 30 84 36` prints "0 6" with
two dead bytes; outside it bytes from 80h belong to the code page of `ESC t`. `GS !` enlarges everything, `ESC !` ASCII.
"""

from __future__ import annotations

import unicodedata

from tests.escpos_interpreter.commands import run_command
from tests.escpos_interpreter.machine import EndOfDataError, Machine
from tests.escpos_interpreter.paper import DOTS_A_COLUMN, Model, Paper

CODE_PAGES = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
}
KATAKANA_PAGE = {
    0x90: "┴",
    0x91: "┬",
    0x92: "┤",
    0x93: "├",
    0x95: "─",
    0x96: "│",
    0x98: "┌",
    0x99: "┐",
    0x9A: "└",
    0x9B: "┘",
}


def interpret(data: bytes, model: Model | None = None) -> Paper:
    """The paper `data` makes on a printer just switched on. Never raises; oddities are faults of the result."""
    machine = Machine(data, model or Model())
    machine.reset()
    while machine.at < len(data):
        try:
            _step(machine)
        except EndOfDataError:
            machine.at = len(data)
            machine.fault("the stream ends inside a command")
    if machine.glyphs:
        machine.fault("text without a line feed at the end")
        machine.end_line()
    return Paper(tuple(machine.events), tuple(machine.faults))


def _step(machine: Machine) -> None:
    first = machine.byte()
    if first in (0x1B, 0x1C, 0x1D, 0x10):
        run_command(machine, bytes([first, machine.byte()]))
    elif first < 0x20:
        _control(machine, first)
    elif first < 0x80:
        machine.put(chr(first), 1)
    else:
        _high_byte(machine, first)


def _control(machine: Machine, code: int) -> None:
    if code == 0x0A:
        machine.end_line()
    elif code == 0x09:
        tab = 8 * DOTS_A_COLUMN
        machine.x = (machine.x // tab + 1) * tab
    elif code not in (0x0D, 0x18):
        machine.fault(f"control byte {code:02X}h")


def _high_byte(machine: Machine, first: int) -> None:
    if machine.model.charset == "utf-8":
        _utf8(machine, first)
    elif machine.style.chinese:
        _pair(machine, first)
    else:
        machine.put(_page_letter(machine.style.code_page, first), 1)


def _page_letter(page: int, code: int) -> str:
    if page == 1:
        return KATAKANA_PAGE.get(code, "�")
    return bytes([code]).decode(CODE_PAGES.get(page, "cp437"), "replace")


def _pair(machine: Machine, first: int) -> None:
    """A lead byte and its trail; a lead without a proper trail is dead and the next byte stands for itself."""
    if machine.at >= len(machine.data):
        raise EndOfDataError
    second = machine.data[machine.at]
    if not (0x81 <= first <= 0xFE and (0x40 <= second <= 0xFE) and second != 0x7F):
        machine.fault(f"byte {first:02X}h is no Chinese character with {second:02X}h")
        return
    machine.at += 1
    try:
        machine.put(bytes([first, second]).decode("gb18030"), 2, chinese=True)
    except UnicodeDecodeError:
        machine.fault(f"no character {first:02X}{second:02X}h")


def _utf8(machine: Machine, first: int) -> None:
    length = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    raw = bytes([first]) + machine.take(length - 1)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        machine.fault("no UTF-8")
        return
    if unicodedata.combining(text):
        machine.fault("a combining character of its own")
    wide = unicodedata.east_asian_width(text) in "WFA"
    machine.put(text, 2 if wide else 1, chinese=wide)
