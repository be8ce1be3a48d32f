"""The simulated PN532 as independent programs see it (libnfc, nfcpy), and byte by byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from memberpos.devices import chip_content, pn532
from memberpos.devices import pn532_commands as commands
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.chip_field import ChipField
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.pn532 import Pn532Model
from memberpos.devices.simulator.pn532_core import Pn532Core, crc_a

TEXT = "80000123=12345678"
WIRES = [Knobs(), Knobs(chunking="one"), Knobs(chunking="random", seed=4)]


def libnfc(bench: SimulatorBench, *command: str) -> str:
    device = f"pn532_uart:{bench.port('pn532')}:115200"
    environment = {**os.environ, "LIBNFC_DEFAULT_DEVICE": device, "LIBNFC_LOG_LEVEL": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.foreign("nfc-list")
@pytest.mark.parametrize("knobs", WIRES, ids=lambda knobs: knobs.chunking)
def test_libnfc_lists_the_card(tmp_path: Path, knobs: Knobs) -> None:
    with SimulatorBench(tmp_path, ["pn532"], knobs={"pn532": knobs}) as bench:
        bench.do("pn532", "present", card="a", uid="FB0EE20B")
        said = libnfc(bench, "nfc-list", "-v")
    assert "1 ISO14443A passive target(s) found" in said
    assert "fb  0e  e2  0b" in said
    assert "MIFARE Classic 1K" in said


@pytest.mark.foreign("nfc-list")
def test_libnfc_finds_no_card_and_an_ntag(tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ["pn532"]) as bench:
        assert "0 ISO14443A passive target(s) found" in libnfc(bench, "nfc-list", "-v")
        bench.do("pn532", "present", type="ntag213", uid="04A1B2C3D4E5F6")
        assert "04  a1  b2  c3  d4  e5  f6" in libnfc(bench, "nfc-list", "-v")


@pytest.mark.foreign("nfc-mfclassic")
def test_libnfc_reads_and_writes_a_whole_card(tmp_path: Path) -> None:
    """What our encoder put on the card is read by libnfc; what libnfc writes is read by our codec."""
    first, second = tmp_path / "first.mfd", tmp_path / "second.mfd"
    with SimulatorBench(tmp_path / "bench", ["pn532"]) as bench:
        bench.do("pn532", "present", card="a", text=TEXT)
        assert "64 of 64 blocks read" in libnfc(bench, "nfc-mfclassic", "r", "a", "u", str(first))
        dump = bytearray(first.read_bytes())
        assert chip_content.from_blocks(bytes(dump[64:112])) == TEXT
        dump[64:112] = b"".join(chip_content.to_blocks("7=1"))
        second.write_bytes(dump)
        libnfc(bench, "nfc-mfclassic", "w", "a", "u", str(second), str(first), "f")
        assert bench.facts("pn532")["cards"]["a"]["text"] == "7=1"


NFCPY = """
import sys, types, warnings
warnings.simplefilter("ignore")
sys.modules["pyDes"] = types.SimpleNamespace(triple_des=None, CBC=None)  # for cards that are not here; has no wheel
import nfc, nfc.clf, nfc.clf.pn532, nfc.clf.transport
line = nfc.clf.transport.TTY(sys.argv[1])
reader = nfc.clf.ContactlessFrontend()
reader.device = nfc.clf.pn532.init(line)
reader.device._path = sys.argv[1]
target = reader.sense(nfc.clf.RemoteTarget("106A"))
tag = nfc.tag.activate(reader, target)
print(type(tag).__name__, tag.identifier.hex())
print([(record.type, bytes(record.data).decode()) for record in tag.ndef.records])
tag.ndef.octets = bytes.fromhex(sys.argv[2])
print("diagnose", reader.device.chipset.diagnose("line", bytearray(262)))
"""


@pytest.mark.parametrize("knobs", WIRES[:2], ids=lambda knobs: knobs.chunking)
def test_nfcpy_reads_and_writes_an_ntag(tmp_path: Path, knobs: Knobs) -> None:
    """The record that we write is an NDEF record for others too, and theirs is one for us."""
    other = chip_content.to_message("7=1").hex()
    with SimulatorBench(tmp_path, ["pn532"], knobs={"pn532": knobs}) as bench:
        bench.do("pn532", "present", card="tag", type="ntag213", text=TEXT)
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", NFCPY, bench.port("pn532"), other],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        assert bench.facts("pn532")["cards"]["tag"]["text"] == "7=1"
    assert "NTAG213 04000000000001" in done.stdout
    assert f"urn:nfc:ext:{chip_content.RECORD_TYPE}" in done.stdout
    assert TEXT in done.stdout
    assert "diagnose True" in done.stdout, "262 bytes there and back"


# --- byte by byte


def awake(**options: int) -> Pn532Model:
    model = Pn532Model(**options)
    assert model.received(pn532.WAKE_UP, 0.0) == []
    return model


def exchange(model: Pn532Model, command: bytes) -> list[str]:
    return [frame.hex() for frame in model.received(command, 0.0)]


ACK = pn532.ACK.hex()


def test_the_log_of_a_real_board() -> None:
    model = awake()
    assert exchange(model, commands.sam_configuration()) == [ACK, "0000ff02fed5151600"]
    assert exchange(model, commands.get_firmware_version()) == [ACK, "0000ff06fad50332010607e800"]
    assert exchange(model, commands.rf_retries(1)) == [ACK, "0000ff02fed533f800"]
    assert exchange(model, commands.list_passive_target()) == [ACK, "0000ff03fdd54b00e000"]
    model.operate("present", {"uid": "FB0EE20B"}, 0.0)
    assert exchange(model, commands.list_passive_target()) == [ACK, "0000ff0cf4d54b010100040804fb0ee20bd800"]


def test_an_unknown_command_is_a_syntax_error() -> None:
    assert exchange(awake(), pn532.command(0x99)) == [ACK, pn532.ERROR.hex()]


def test_a_sleeping_chip_only_wakes_up() -> None:
    model = Pn532Model()
    assert exchange(model, commands.get_firmware_version()) == []
    assert len(exchange(model, commands.get_firmware_version())) == 2
    assert len(exchange(model, pn532.command(commands.Code.PowerDown, b"\x10"))) == 2
    assert exchange(model, commands.get_firmware_version()) == []


def test_a_search_without_end_waits_for_a_card_and_can_be_called_off() -> None:
    model = awake()
    assert exchange(model, commands.list_passive_target()) == [ACK]
    (found,) = model.operate("present", {"uid": "FB0EE20B"}, 0.0)
    assert found.hex() == "0000ff0cf4d54b010100040804fb0ee20bd800"
    model.operate("remove", {}, 0.0)
    assert exchange(model, commands.list_passive_target()) == [ACK]
    assert exchange(model, pn532.ACK) == []
    assert model.operate("present", {"uid": "FB0EE20B"}, 0.0) == []


def test_the_last_answer_is_repeated_for_a_nack() -> None:
    model = awake()
    assert exchange(model, pn532.NACK) == []
    _, answer = exchange(model, commands.get_firmware_version())
    assert exchange(model, pn532.NACK) == [answer]


def test_a_wrong_key_halts_the_card_until_it_is_listed_again() -> None:
    model = awake()
    model.operate("present", {"uid": "FB0EE20B"}, 0.0)
    uid = bytes.fromhex("FB0EE20B")

    def status(data: bytes) -> int:
        (_, answer) = model.received(commands.data_exchange(data), 0.0)
        (frame,) = pn532.FrameDecoder().feed(answer)
        return frame.data[0]

    good = commands.mifare_auth(4, b"\xff" * 6, uid)
    assert status(good) == 0x27
    exchange(model, commands.list_passive_target())
    assert status(commands.mifare_auth(4, bytes(6), uid)) == commands.STATUS_AUTH
    assert status(good) == commands.STATUS_AUTH, "halted"
    exchange(model, commands.list_passive_target())
    assert status(good) == commands.STATUS_OK
    model.operate("remove", {}, 0.0)
    assert status(b"\x30\x04") == commands.STATUS_TIMEOUT


def test_registers_change_what_comes_through() -> None:
    """With the CRC check off the CRC is part of the answer, and a 4-bit acknowledgement is a byte."""
    field = ChipField()
    field.operate("present", {"type": "ntag213"}, 0.0)
    core = Pn532Core(field)
    core.command(commands.Code.InListPassiveTarget, b"\1\0")
    version = bytes.fromhex("0004040201000f03")
    assert core.command(commands.Code.InCommunicateThru, b"\x60") == b"\0" + version
    assert core.command(commands.Code.InCommunicateThru, b"\xa2\x041234") == b"\x02"
    core.command(commands.Code.WriteRegister, bytes.fromhex("630300"))
    assert core.command(commands.Code.ReadRegister, bytes.fromhex("6303")) == b"\0"
    assert core.command(commands.Code.InCommunicateThru, b"\x60") == b"\0" + version + crc_a(version)
    assert core.command(commands.Code.InCommunicateThru, b"\xa2\x041234") == b"\0\x0a"


def test_the_crc_of_the_standard() -> None:
    assert crc_a(b"\0\0").hex() == "a01e"
    assert crc_a(b"\x12\x34").hex() == "26cf"
