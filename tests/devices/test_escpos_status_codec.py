from __future__ import annotations

import itertools

import pytest

from memberpos.devices.escpos_replies import PrinterPicture, asb_reply, dle_eot_reply, gs_r_reply
from memberpos.devices.escpos_status import StatusDecoder, StatusItem, drawer_pin_high, merge, stopped_by_paper_end
from memberpos.devices.readings import PrinterState


def asked(kind: str, n: int, data: bytes) -> list[StatusItem]:
    decoder = StatusDecoder()
    decoder.expect(kind, n)
    return decoder.feed(data)


def state_of(items: list[StatusItem], *, open_is_high: bool = True) -> PrinterState:
    state = PrinterState()
    for item in items:
        state = merge(state, item, open_is_high)
    return state


@pytest.mark.parametrize(
    ("n", "byte", "state"),
    [
        (1, 0x16, PrinterState(online=True, drawer_open=True)),
        (1, 0x1A, PrinterState(online=False, drawer_open=False)),
        (2, 0x12, PrinterState(cover_open=False)),
        (2, 0x16, PrinterState(cover_open=True)),
        (2, 0x32, PrinterState(cover_open=False, paper="out")),
        (3, 0x12, PrinterState()),
        (3, 0x1A, PrinterState(error="cutter")),
        (3, 0x32, PrinterState(error="unrecoverable")),
        (3, 0x52, PrinterState(error="auto_recoverable")),
        (4, 0x12, PrinterState(paper="ok")),
        (4, 0x1E, PrinterState(paper="near_end")),
        (4, 0x7E, PrinterState(paper="out")),
    ],
)
def test_answers_to_dle_eot(n: int, byte: int, state: PrinterState) -> None:
    items = asked("dle_eot", n, bytes((byte,)))
    assert items == [StatusItem("dle_eot", n, bytes((byte,)))]
    assert state_of(items) == state


@pytest.mark.parametrize(
    ("n", "byte", "state"),
    [
        (1, 0x00, PrinterState(paper="ok")),
        (1, 0x03, PrinterState(paper="near_end")),
        (1, 0x0C, PrinterState(paper="out")),
        (2, 0x00, PrinterState(drawer_open=False)),
        (2, 0x01, PrinterState(drawer_open=True)),
    ],
)
def test_answers_to_gs_r(n: int, byte: int, state: PrinterState) -> None:
    assert state_of(asked("gs_r", n, bytes((byte,)))) == state


def test_automatic_status_through_flow_control() -> None:
    items = StatusDecoder().feed(b"\x34\x13\x08\x11\x03\x00")
    assert [item.kind for item in items] == ["xoff", "xon", "asb"]
    assert state_of(items) == PrinterState(True, "near_end", True, True, "cutter")


def test_a_cut_automatic_status_does_not_eat_the_next_answer() -> None:
    decoder = StatusDecoder()
    decoder.expect("dle_eot", 4)
    kinds = [item.kind for item in decoder.feed(b"\x14\x00" + b"\x12" + b"\x14\x00\x00\x00")]
    assert kinds == ["dle_eot", "asb"]


def test_an_answer_nobody_asked_for_says_nothing() -> None:
    decoder = StatusDecoder()
    decoder.expect("gs_r", 1)
    items = decoder.feed(b"\x1e")
    assert items == [StatusItem("dle_eot", None, b"\x1e")]
    assert state_of(items) == PrinterState()
    assert state_of(decoder.feed(b"\x0c")) == PrinterState(paper="out")


def test_one_query_gets_one_answer() -> None:
    assert [item.n for item in asked("dle_eot", 4, b"\x12\x12")] == [4, None]


def test_names_of_printers() -> None:
    assert asked("gs_i", 67, b"_XP-80\x00") == [StatusItem("gs_i", 67, b"XP-80")]
    assert asked("gs_i", 1, b"\x02") == [StatusItem("gs_i", 1, b"\x02")]
    assert StatusDecoder().feed(b"_XP") == []


def test_polarity_of_the_drawer_is_the_drawers() -> None:
    (item,) = asked("dle_eot", 1, b"\x16")
    assert merge(PrinterState(), item, open_is_high=False).drawer_open is False
    assert drawer_pin_high(item) is True
    assert drawer_pin_high(StatusItem("xon", None, b"\x11")) is None


def test_stopped_by_paper_end_is_said_by_query_2_only() -> None:
    assert [stopped_by_paper_end(item) for item in asked("dle_eot", 2, b"\x32")] == [True]
    assert [stopped_by_paper_end(item) for item in asked("dle_eot", 4, b"\x32")] == [None]


PICTURES = [
    PrinterPicture(online, paper, cover, drawer, error)
    for online, paper, cover, drawer, error in itertools.product(
        (True, False), ("ok", "near_end", "out"), (False, True), (False, True), (None, "cutter", "unrecoverable")
    )
]


@pytest.mark.parametrize("picture", PICTURES, ids=str)
def test_what_a_printer_says_is_what_is_read(picture: PrinterPicture) -> None:
    want = PrinterState(not picture.offline, picture.paper, picture.cover_open, picture.drawer_high, picture.error)
    assert state_of(StatusDecoder().feed(asb_reply(picture))) == want
    answers = [item for n in (1, 2, 3, 4) for item in asked("dle_eot", n, dle_eot_reply(picture, n))]
    assert state_of(answers) == want
    answers = [item for n in (1, 2) for item in asked("gs_r", n, gs_r_reply(picture, n))]
    assert state_of(answers) == PrinterState(paper=picture.paper, drawer_open=picture.drawer_high)


def test_queries_without_a_meaning_get_no_answer() -> None:
    assert dle_eot_reply(PrinterPicture(), 5) == gs_r_reply(PrinterPicture(), 3) == b""
