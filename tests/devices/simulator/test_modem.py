"""The simulated modem: commands, ring cadence, and a number only for those who asked."""

from __future__ import annotations

import pytest

from memberpos.devices.simulator.modem import ModemModel


def sent(model: ModemModel, line: bytes) -> bytes:
    return b"".join(model.received(line, 0.0))


def rung(model: ModemModel, **arguments: object) -> list[tuple[float, bytes]]:
    """Everything that a call puts on the line, with its time."""
    heard = [(0.0, frame) for frame in model.operate("ring", arguments, 0.0)]
    while (due_s := model.deadline_s()) is not None:
        heard += [(due_s, frame) for frame in model.tick(due_s)]
    return heard


@pytest.fixture
def modem() -> ModemModel:
    model = ModemModel()
    sent(model, b"ATE0V1Q0S0=0\r")
    sent(model, b"AT+VCID=1\r")
    return model


def test_commands_are_echoed_until_told_not_to() -> None:
    model = ModemModel()
    assert sent(model, b"AT\r") == b"AT\r\r\nOK\r\n"
    assert sent(model, b"ATE0V1Q0S0=0\r") == b"ATE0V1Q0S0=0\r\r\nOK\r\n"
    assert sent(model, b"AT\r") == b"\r\nOK\r\n"
    assert sent(model, b"AT#CID=1\r") == b"\r\nERROR\r\n"
    assert sent(model, b"\x00\xffxAT\r") == b"\r\nOK\r\n"
    sent(model, b"ATZ\r")
    assert sent(model, b"AT\r").startswith(b"AT\r")


def test_the_number_comes_between_the_first_two_rings(modem: ModemModel) -> None:
    info = b"\r\nDATE = 0102\r\nTIME = 0930\r\nNMBR = 13800000001\r\n"
    heard = rung(modem, number="13800000001", date="0102", time="0930", rings=2)
    assert heard == [(0.0, b"\r\nRING\r\n"), (3.0, info), (6.0, b"\r\nRING\r\n")]


def test_name_withheld_and_early(modem: ModemModel) -> None:
    assert b"NAME = A\r\n" in rung(modem, number="1", name="A")[1][1]
    assert b"NMBR = P\r\n" in rung(modem, withheld="P")[1][1]
    assert b"NMBR = 1\r\n" in rung(modem, number="1", early=True)[0][1]


def test_a_modem_that_was_not_asked_only_rings() -> None:
    assert {frame for _, frame in rung(ModemModel(), number="1")} == {b"\r\nRING\r\n"}


def test_hanging_up_ends_the_rings(modem: ModemModel) -> None:
    modem.operate("ring", {"number": "1", "rings": 9}, 0.0)
    modem.operate("hangup", {}, 1.0)
    assert modem.deadline_s() is None
    assert modem.facts()["ringing"] is False
