"""The bytes of the ports: a bounded memory, and a file in which nobody's data stands."""

from __future__ import annotations

import sys
import threading
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices import er302, msr605, pn532
from memberpos.devices.blanking import Blank
from memberpos.devices.traffic import LIMIT_BYTES, PIECE_BYTES, Traffic, report

KINDS = ("msr605", "pn532", "yhy522", "er302", "rdm6300", "scanner", "caller", "printer", "pcsc", "never heard of")
#: Classes under which hidden bytes are shown.
HIDDEN = {"dd", "aa", "hh", ".."}


def blanked(kind: str, way: str, data: bytes) -> list[str]:
    return Blank(kind, way).feed(data)


def test_pieces_come_in_order_and_each_once() -> None:
    traffic = Traffic(count(100).__next__)
    traffic.listener("card", "msr605")("<", b"\x1by")
    traffic.note("printer", "printer", ">", b"\x10\x04\x01")
    first, second = traffic.pieces()
    assert (first.number, first.at_ms, first.device, first.way, first.data) == (1, 100, "card", "<", b"\x1by")
    assert traffic.pieces(after=first.number) == [second]
    assert traffic.pieces(device="card") == [first]


def test_memory_is_bounded_and_the_newest_piece_always_kept() -> None:
    traffic = Traffic(lambda: 0, limit_bytes=100 + 3 * PIECE_BYTES)
    for _ in range(50):
        traffic.note("card", "msr605", "<", bytes(30))
    assert [piece.number for piece in traffic.pieces()] == [48, 49, 50]
    traffic.note("card", "msr605", "<", bytes(1000))
    assert [piece.number for piece in traffic.pieces()] == [51]


def test_pieces_of_a_byte_do_not_fill_the_memory() -> None:
    """A printer that is asked every few seconds, for days: each piece takes more than its byte."""
    traffic = Traffic(lambda: 0)
    for _ in range(LIMIT_BYTES // PIECE_BYTES * 2):
        traffic.note("printer", "printer", "<", b"\x12")
    kept = traffic.pieces()
    assert len(kept) == LIMIT_BYTES // (PIECE_BYTES + 1)
    assert sys.getsizeof(kept[-1]) + sys.getsizeof(kept[-1].number) + sys.getsizeof(kept[-1].data) < PIECE_BYTES * 1.5


def test_many_ports_note_at_once() -> None:
    traffic = Traffic(lambda: 0)

    def talk(name: str) -> None:
        for _ in range(200):
            traffic.note(name, "msr605", "<", b"x")

    threads = [threading.Thread(target=talk, args=(str(at),)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [piece.number for piece in traffic.pieces()] == list(range(1, 801))


# --- what leaves the shop -------------------------------------------------------------------------------------------


def test_a_swipe_keeps_its_frame_and_loses_its_number() -> None:
    words = blanked("msr605", "<", b"\x1bs\x1b\x01\x1b+\x1b\x02;8600Ab?\x1b\x03\x1b+?\x1c\x1b0")
    assert words[:6] == ["1b", "73", "1b", "01", "1b", "2b"]
    assert words[6:16] == ["1b", "02", "3b", "dd", "dd", "dd", "dd", "aa", "aa", "3f"]
    assert words[-4:] == ["3f", "1c", "1b", "30"]


def test_a_call_keeps_its_words_and_loses_who_called() -> None:
    words = blanked("caller", "<", b"RING\r\nNMBR = 13800136021\r\nNAME = LIN\r\n")
    text = "".join(chr(int(word, 16)) if word not in HIDDEN else "*" for word in words)
    assert text == "RING\r\nNMBR = ***********\r\nNAME = ***\r\n"
    assert blanked("caller", ">", b"AT+VCID=1\r") == [f"{byte:02x}" for byte in b"AT+VCID=1\r"]


def test_a_receipt_keeps_commands_only() -> None:
    words = blanked("printer", ">", b"\x1b@\x1c&" + "林A1".encode("gb18030") + b"\n\x1dV\x42\x00")
    assert words == ["1b", "40", "1c", "26", "hh", "hh", "aa", "dd", "0a", "1d", "56", "aa", ".."]
    assert blanked("printer", "<", b"\x12") == ["12"]


def test_a_chip_frame_keeps_its_head_and_loses_the_cards_number() -> None:
    uid = bytes.fromhex("529d06e3")
    words = blanked("pn532", "<", pn532.response(0x4B, b"\x01\x01\x00\x04\x08\x04" + uid))
    assert words[:7] == ["00", "00", "ff", f"{len(uid) + 8:02x}", words[4], "d5", "4b"]
    assert not {f"{byte:02x}" for byte in uid} & set(words)
    words = blanked("er302", "<", er302.reply(er302.Cmd.SELECT, 0, uid))
    assert words[:2] == ["aa", "bb"]
    assert not {f"{byte:02x}" for byte in uid} & set(words[8:])


@pytest.mark.parametrize("kind", KINDS)
@given(
    text=st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=6, max_size=30), cut=st.integers(1, 7)
)
def test_no_word_or_number_is_ever_readable(kind: str, text: str, cut: int) -> None:
    """Whatever the protocol and however it is cut: of a run of letters and digits at most its first survives."""
    data = b";" + text.encode() + b"?\r"
    blank = Blank(kind, "<" if kind != "printer" else ">")
    words = [word for at in range(0, len(data), cut) for word in blank.feed(data[at : at + cut])]
    assert len(words) == len(data)
    shown = [chr(int(word, 16)) for word in words[1:-2] if word not in HIDDEN]
    known = ("RING", "OK", "ERROR", "CONNECT", "DATE", "TIME", "NMBR", "NAME", "MESG", "REV", "AT")
    assert not shown or any(word.startswith("".join(shown)[:2]) for word in known)


@pytest.mark.parametrize("kind", KINDS)
def test_chinese_is_never_readable(kind: str) -> None:
    way = ">" if kind == "printer" else "<"
    for encoding in ("gb18030", "utf-8"):
        data = "林晓棠".encode(encoding)
        hidden = [word for word in blanked(kind, way, data) if word in HIDDEN]
        assert len(hidden) >= len(data) - 1


def test_the_report_names_time_device_and_way() -> None:
    traffic = Traffic(lambda: 61_000)
    traffic.note("card", "msr605", ">", msr605.ESC.to_bytes() + b"a")
    assert report(traffic.pieces(), lambda ms: f"{ms // 1000}s") == "61s card > 1b 61\n"
