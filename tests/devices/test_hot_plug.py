"""What came and what went; who holds a port."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from memberpos.devices.hot_plug import Change, changed
from memberpos.devices.port_finder import Port, denied_ports
from memberpos.devices.port_holder import holder_of

CH340 = Port("/dev/ttyUSB0", "1a86", "7523", "", "1-1.2")
FTDI = Port("/dev/ttyUSB1", "0403", "6001", "A1B2", "1-1.3")
BOARD = Port("/dev/ttyS0")


def test_what_came_and_what_went() -> None:
    assert changed([CH340, BOARD], [FTDI, BOARD]) == Change((FTDI,), (CH340,))
    assert changed([], [BOARD]) == Change((BOARD,))


def test_another_name_is_no_change_another_socket_is() -> None:
    assert changed([CH340], [replace(CH340, device="/dev/ttyUSB7")]) == Change()
    moved = replace(CH340, location="1-1.4")
    assert changed([CH340], [moved]) == Change((moved,), (CH340,))


def test_two_alike_in_two_sockets_are_two() -> None:
    other = replace(CH340, device="/dev/ttyUSB5", location="1-1.4")
    assert changed([CH340], [CH340, other]).came == (other,)


def test_ports_without_rights(tmp_path: Path) -> None:
    port = tmp_path / "tty"
    port.write_bytes(b"")
    mine, away = Port(str(port)), Port(str(tmp_path / "gone"))
    assert denied_ports([mine, away, Port("COM3")]) == frozenset()
    port.chmod(0)
    assert denied_ports([mine, away]) == (frozenset() if os.geteuid() == 0 else {str(port)})


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_the_program_that_holds_a_port_is_named(tmp_path: Path) -> None:
    port = tmp_path / "tty"
    port.write_bytes(b"")
    assert holder_of(str(port)) == ""
    code = "import sys; f = open(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    words = [sys.executable, "-c", code, str(port)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        program.stdout.readline()
        link = tmp_path / "link"
        link.symlink_to(port)
        assert holder_of(str(link)).startswith("python")
        program.communicate()
    assert holder_of(str(port)) == ""


def test_where_nothing_is_known_nobody_holds_it(tmp_path: Path) -> None:
    assert holder_of("/dev/ttyUSB0", tmp_path / "no proc here") == ""
