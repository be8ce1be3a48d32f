"""The simulated printer: receipts as sent, status bits as Epson's tables say, paper that ends."""

from __future__ import annotations

import pytest

from memberpos.devices.simulator.printer import BUFFER, PrinterModel

CUT = bytes.fromhex("1d564200")


def sent(model: PrinterModel, data: bytes) -> str:
    return b"".join(model.received(data, 0.0)).hex()


def acted(model: PrinterModel, action: str, **arguments: object) -> str:
    return b"".join(model.operate(action, arguments, 0.0)).hex()


def test_receipts_are_split_at_the_cut_and_hold_no_status_commands() -> None:
    model = PrinterModel()
    sent(model, b"\x10\x04\x01one\n\x1d\x72\x01" + CUT + b"\x1b\x70\x00\x19\xfatwo\n" + CUT + b"three\n")
    assert [receipt.data for receipt in model.printed] == [b"one\n" + CUT, b"two\n" + CUT]
    assert [receipt.text for receipt in model.printed] == ["one\n", "two\n"]
    assert model.facts()["kicks"] == 1


def test_any_chunking_prints_the_same() -> None:
    data = b"\x1b@\x1c&" + "会员小票\n".encode("gb18030") + b"\x1dv0\x00\x01\x00\x02\x00\x10\x04" + CUT
    whole, dribble = PrinterModel(), PrinterModel()
    sent(whole, data)
    for at in range(len(data)):
        sent(dribble, data[at : at + 1])
    assert whole.printed == dribble.printed
    assert whole.printed[0].data == data
    assert whole.printed[0].text.startswith("会员小票\n")


@pytest.mark.parametrize(
    ("action", "answers"),
    [
        ("", ["12", "12", "12", "12"]),
        ("paper-low", ["12", "12", "12", "1e"]),
        ("paper-out", ["1a", "32", "12", "7e"]),
        ("cover-open", ["1a", "16", "12", "12"]),
        ("drawer-open", ["16", "12", "12", "12"]),
    ],
)
def test_real_time_status(action: str, answers: list[str]) -> None:
    model = PrinterModel()
    if action:
        acted(model, action)
    assert [sent(model, bytes((0x10, 0x04, n))) for n in (1, 2, 3, 4)] == answers


def test_automatic_status_speaks_at_changes_until_initialised() -> None:
    model = PrinterModel()
    assert acted(model, "paper-low") == ""
    acted(model, "paper-in")
    assert sent(model, b"\x1da\x0f") == "10000000"
    assert acted(model, "drawer-open") == "14000000"
    assert acted(model, "paper-low") == "14000300"
    sent(model, b"\x1b@")
    assert acted(model, "paper-in") == ""


def test_without_paper_the_buffer_fills_and_gs_r_waits() -> None:
    model = PrinterModel()
    acted(model, "paper-out", after_lines=2)
    assert sent(model, b"1\n2\n3\n" + CUT + b"\x1dr\x01") == ""
    assert model.facts()["paper"] == "out"
    assert sent(model, b"\x10\x04\x04") == "7e", "real-time status does not wait"
    assert model.room() < BUFFER
    assert acted(model, "paper-in") == "00"
    assert [receipt.text for receipt in model.printed] == ["1\n2\n3\n"]


def test_a_stalled_printer_takes_nothing() -> None:
    model = PrinterModel()
    acted(model, "stall")
    assert model.room() == 0
    acted(model, "go-on")
    assert model.room() == BUFFER


def test_power_off_leaves_a_torn_receipt() -> None:
    model = PrinterModel()
    sent(model, b"half\n")
    model.power_off()
    assert [(receipt.data, receipt.whole) for receipt in model.printed] == [(b"half\n", False)]


def test_a_mute_clone_prints_all_the_same() -> None:
    model = PrinterModel(mute=True)
    assert sent(model, b"\x10\x04\x01\x1dr\x01\x1da\x0fx\n" + CUT) == ""
    assert len(model.printed) == 1
