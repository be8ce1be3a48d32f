"""The guards of the running till: a whole round over all screens blocks nowhere, and whatever would is caught."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.ui.running import MEMBER, Running, refusal, running

from memberpos.devices.serial_port import SerialPort
from memberpos.ui.registry import SCREENS


@pytest.fixture
def till(tmp_path: Path, qapp, ui_guard) -> Iterator[Running]:
    with running(tmp_path, qapp, ui_guard) as made:
        yield made


def test_a_round_over_all_screens_blocks_nowhere(till: Running) -> None:
    till.swipe()
    till.hand.wait(lambda: till.member == MEMBER.card, "the profile")
    till.sell()
    for name in SCREENS:
        till.app.window.go(name)
        till.hand.settle()
        till.hand.wait(lambda name=name: till.app.window.place == name, name)
    till.hand.wait(lambda: till.jobs() == ["confirmed"], "the receipt")


def open_file(till: Running) -> None:
    till.app.home.layout.settings.read_bytes()


def list_folder(till: Running) -> None:
    list(till.app.home.folder.iterdir())


def connect(till: Running) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(till.bench.operator_address)


def open_port(till: Running) -> None:
    SerialPort(till.bench.port("scanner")).close()


@pytest.mark.parametrize("block", [open_file, list_folder, connect, open_port])
def test_a_blocking_call_in_a_slot_is_caught(till: Running, block: Callable[[Running], None]) -> None:
    assert "BlockingCallError" in refusal(till, lambda: block(till))


def test_a_query_in_a_slot_is_caught(till: Running) -> None:
    db = till.app.till.writer.call(lambda db: db)
    assert refusal(till, lambda: db.value("SELECT 1")) == ["RuntimeError"]
