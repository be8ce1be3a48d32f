"""The simulated caller-ID box as sound on a telephone line, heard by an independent program (minimodem)."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from memberpos.devices.cid_fsk import FskDecoder
from memberpos.devices.simulator.call_box import FskBoxModel, NcidModel

pytestmark = pytest.mark.foreign("minimodem")
BELL_202 = "1200"


def sound(folder: Path, **call: object) -> Path:
    """What the box hears on the line, as a WAV file."""
    (frame,) = FskBoxModel().operate("ring", call, 0.0)
    path = folder / "line.wav"
    subprocess.run(["minimodem", "--tx", "-f", str(path), BELL_202], input=frame, check=True, timeout=60)
    return path


def heard(path: Path, mode: str) -> bytes:
    done = subprocess.run(
        ["minimodem", "--rx", "--quiet", "-f", str(path), mode], capture_output=True, check=True, timeout=60
    )
    return done.stdout


@pytest.mark.parametrize("form", ["single", "multiple"])
def test_another_program_hears_the_same_caller(tmp_path: Path, form: str) -> None:
    path = sound(tmp_path, number="13800138000", name="ZHANG SAN", date="0317", time="1656", form=form)
    said = heard(path, "callerid").decode()
    assert "03/17 16:56" in said
    assert "13800138000" in said
    assert ("ZHANG SAN" in said) == (form == "multiple")


def test_we_hear_what_another_program_puts_on_the_line(tmp_path: Path) -> None:
    path = sound(tmp_path, number="13800138000", name="张三", date="0317", time="1656")
    (message,) = FskDecoder().feed(heard(path, BELL_202))
    assert (message.number, message.name, message.checksum_ok) == ("13800138000", "张三", True)


def test_a_server_greets_before_it_tells() -> None:
    greeting = b"".join(NcidModel().met(0.0))
    assert greeting.startswith(b"200 ")
    assert greeting.endswith(b"\r\n")
