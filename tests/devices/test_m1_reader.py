"""Readers behind a vendor's library, with a library compiled for the test: the makers' functions and arguments."""

from __future__ import annotations

import ctypes
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.waiting import wait_until

from memberpos.devices import chip_content
from memberpos.devices.call_frames import Call, LibraryCall
from memberpos.devices.chip_ops import Chip
from memberpos.devices.drivers.kinds import driver_for
from memberpos.devices.drivers.msr605_jobs import WriteCard
from memberpos.devices.library_port import answer_call
from memberpos.devices.m1_reader import open_library
from memberpos.devices.mifare import FACTORY_KEY, parse_value, value_block
from memberpos.devices.port_finder import PortFinder, parse_binding
from memberpos.devices.port_thread import DeviceLoop, Patience
from memberpos.devices.readings import CardPresented, Reading, WriteResult
from memberpos.devices.simulator.m1_library import LibraryModel
from memberpos.devices.transport import TransportError, TransportLost

SOURCE = Path(__file__).parent.parent / "data" / "libraries" / "mwrf.c"
UID = bytes.fromhex("fb0ee20b")
pytestmark = pytest.mark.foreign("cc", "/usr/include/stdint.h")


@pytest.fixture(params=["mwrf32", "dcrf32"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The makers' libraries differ in the names of their functions only."""
    file = tmp_path / f"{request.param}.so"
    prefix = "rf_" if request.param.startswith("mw") else "dc_"
    subprocess.run(["cc", "-shared", "-fPIC", f"-DPREFIX={prefix}", "-o", file, SOURCE], check=True)
    return file


@pytest.fixture
def hand(library: Path) -> ctypes.CDLL:
    """The same library, for what a person does."""
    return ctypes.CDLL(str(library))


def test_every_function(library: Path, hand: ctypes.CDLL) -> None:
    reader = open_library(f"library:{library},port=7")
    assert reader.find() is None
    hand.card_put()
    assert reader.find() == Chip(UID, 0x08, 0x0004)
    assert not reader.authenticate(4, bytes(6), key_b=False)
    assert reader.read(4) is None, "halted by the wrong key"
    assert reader.find() is not None
    assert reader.authenticate(4, FACTORY_KEY, key_b=True)
    assert reader.write(4, value_block(100, 4))
    assert reader.change(4, 7)
    assert reader.transfer(4)
    assert reader.change(4, -10)
    assert reader.transfer(4)
    data = reader.read(4)
    assert data is not None
    assert parse_value(data) == (97, 4)
    assert reader.restore(4)
    assert reader.write(5, value_block(0, 5))
    assert reader.transfer(5)
    assert parse_value(reader.read(5) or b"") == (97, 5)
    assert not reader.write(8, bytes(16)), "another sector is shut"
    reader.beep(100)
    assert hand.beeps() == 1
    reader.close()
    reader.close()
    with pytest.raises(TransportLost):
        reader.find()


def test_a_lost_line_is_a_lost_device(library: Path, hand: ctypes.CDLL) -> None:
    reader = open_library(f"library:{library},port=7")
    hand.line_break()
    with pytest.raises(TransportLost) as caught:
        reader.find()
    assert caught.value.word == "gone"


@pytest.mark.parametrize(("options", "word"), [(",port=3", "not_found"), (",port=x", "wrong_library")])
def test_a_reader_that_is_not_there(library: Path, options: str, word: str) -> None:
    with pytest.raises(TransportError) as caught:
        open_library(f"library:{library}{options}")
    assert caught.value.word == word


@pytest.mark.parametrize("name", ["libother.so", "mwrf32.so", "dcrf32-text.so"])
def test_files_that_are_no_such_library(tmp_path: Path, name: str) -> None:
    """Another name, a file that is not there, and one that is no library."""
    file = tmp_path / name
    if "text" in name:
        file.write_text("hello")
    with pytest.raises(TransportLost) as caught:
        open_library(f"library:{file}")
    assert caught.value.word == "wrong_library"


def test_a_library_without_the_functions(tmp_path: Path) -> None:
    file = tmp_path / "mwrf32.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-DPREFIX=xx_", "-o", file, SOURCE], check=True)
    with pytest.raises(TransportLost) as caught:
        open_library(f"library:{file}")
    assert caught.value.word == "wrong_library"


@pytest.fixture
def readings(library: Path) -> Iterator[tuple[list[Reading], DeviceLoop]]:
    """The driver on the library, as the till runs it."""
    heard: list[Reading] = []
    finder = PortFinder(list)
    binding = parse_binding(f"library:{library},port=7")
    loop = DeviceLoop(
        driver_for("m1_library"), lambda: finder.open(binding), heard.append, patience=Patience(0.02, 0.1, 0.01)
    )
    thread = threading.Thread(target=loop.run, name="library reader")
    thread.start()
    yield heard, loop
    loop.stop()
    thread.join(10)


def test_member_cards_through_a_library(readings: tuple[list[Reading], DeviceLoop], hand: ctypes.CDLL) -> None:
    heard, loop = readings
    hand.card_put()
    wait_until(lambda: CardPresented("FB0EE20B", "uid", source="m1_library", uid="FB0EE20B") in heard)
    loop.post(WriteCard(("", ";80000123=12345678?", "")))
    wait_until(lambda: WriteResult(True, "", {"uid": "FB0EE20B"}) in heard)
    wait_until(lambda: hand.beeps() == 1)
    hand.card_take()
    wait_until(lambda: any(type(reading).__name__ == "CardRemoved" for reading in heard))
    hand.card_put()
    wait_until(lambda: any(isinstance(one, CardPresented) and one.number == "80000123" for one in heard))


@pytest.mark.parametrize(
    "call", [Call(99), Call(LibraryCall.AUTHENTICATE, b"\0\4"), Call(LibraryCall.TRANSFER), Call(LibraryCall.FIND)]
)
def test_calls_that_make_no_sense_are_refused(call: Call) -> None:
    assert answer_call(LibraryModel(), call) == b"\1"


def test_the_simulated_reader_answers_as_a_library_does() -> None:
    model = LibraryModel()
    model.operate("present", {"uid": UID.hex(), "text": "7=1"}, 0.0)
    assert answer_call(model, Call(LibraryCall.FIND)) == b"\0\x08\0\4" + UID
    assert answer_call(model, Call(LibraryCall.AUTHENTICATE, b"\0\4" + FACTORY_KEY)) == b"\0"
    assert answer_call(model, Call(LibraryCall.READ, b"\4")) == b"\0" + chip_content.to_blocks("7=1")[0]
