"""Selling, topping up and closing the shift by real X key events alone, on a display of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import pytest
from tests.waiting import wait_until

from memberpos.cli import main
from memberpos.demo_shop.stock import STAFF

pytestmark = [pytest.mark.foreign("Xvfb", "xdotool"), pytest.mark.timeout(240)]

LIMIT_S = 40
Seen = dict[str, Any]


class XTill:
    """The till in its own process: `keys` go through X, what it shows comes back by its standard output."""

    def __init__(self, folder: Path, display: str) -> None:
        self._environ = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.x_till", str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self._environ, text=True,
        )  # fmt: skip
        self._said: SimpleQueue[str] = SimpleQueue()
        self._reader = Thread(target=self._listen, name="x-till", daemon=True)
        self._reader.start()
        self.seen: Seen = {"place": "", "quiet": False, "focus": "", "active": False, "texts": []}

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.put(line)

    def keys(self, *names: str) -> None:
        """Key presses as xdotool names them; a person's pauses between them."""
        for name in names:
            self._xdotool("key", name)

    def type(self, text: str) -> None:
        """Characters, typed at a person's speed."""
        self._xdotool("type", "--delay", "130", text)

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environ, check=True, timeout=LIMIT_S)

    def until(self, condition: Callable[[Seen], object], why: str) -> None:
        """Waits until the window shows it and has nothing under way."""
        try:
            wait_until(lambda: self._look() and self.seen["quiet"] and condition(self.seen), LIMIT_S)
        except AssertionError as error:
            raise AssertionError(f"waited for {why}; seen {self.seen}") from error

    def until_says(self, *texts: str) -> None:
        """Waits until all these are to be seen."""
        self.until(
            lambda seen: all(any(text in each for each in seen["texts"]) for text in texts), f"{texts} to be seen"
        )

    def _look(self) -> bool:
        assert self._process.poll() is None, "the till has ended"
        try:
            while True:
                self.seen = json.loads(self._said.get_nowait())
        except Empty:
            return True

    def close(self) -> int:
        """Nobody listens any more: it ends by itself."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        status = self._process.wait(LIMIT_S)
        self._reader.join(LIMIT_S)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return status


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """An X server without a screen."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with (tmp_path / "xvfb.log").open("wb") as log:
        server = subprocess.Popen(command, pass_fds=[write_end], stderr=log)
    os.close(write_end)
    with os.fdopen(read_end) as said:
        number = said.readline().strip()
    assert number, (tmp_path / "xvfb.log").read_text()
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.fixture
def till(display: str, tmp_path: Path) -> Iterator[XTill]:
    made = XTill(tmp_path, display)
    yield made
    assert made.close() == 0


def test_a_shift_by_keys_alone(till: XTill, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    till.until(lambda seen: seen["place"] == "sign_in" and seen["active"], "the sign-in screen")
    _sign_in_and_open(till)
    _sell(till)
    _top_up(till)
    _close(till)
    assert main(["verify", "--json", "--home", str(tmp_path / "till")]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


def _sign_in_and_open(till: XTill) -> None:
    cashier = STAFF[0]
    till.keys("Down")
    till.until(lambda seen: seen["texts"].count(cashier.name) == 2, "the cashier to be chosen")
    till.type(cashier.pin)
    till.keys("Return")
    till.until(lambda seen: seen["place"] == "counter", "the counter")
    till.keys("F12")
    till.until(lambda seen: seen["focus"] == "float", "the float")
    till.type("300")
    till.keys("F12")
    till.until_says("20261121-A", "还没有商品")


def _sell(till: XTill) -> None:
    till.keys("F5")
    till.until(lambda seen: seen["focus"] == "pick-search", "the search")
    till.type("fengmi")
    till.until(lambda seen: "蜂蜜 500g" in seen["texts"] and "手冲滤纸 100 张" not in seen["texts"], "the honey alone")
    till.keys("Return")
    till.until_says("48.88", "抹零")
    till.keys("F12")
    till.until(lambda seen: seen["focus"] == "pay-cash", "the payment")
    till.type("50")
    till.keys("F12")
    till.until_says("已收款", "找零", "1.20")
    till.keys("Return")
    till.until(lambda seen: "已收款" not in seen["texts"], "the next customer")


def _top_up(till: XTill) -> None:
    till.keys("F2")
    till.until(lambda seen: seen["focus"] == "omnibox", "the box for everything")
    till.type("86001001")
    till.until_says("86001001")
    till.keys("Return")
    till.until_says("金卡")
    till.keys("F6")
    till.until(lambda seen: seen["focus"] == "amount", "the top-up")
    till.type("100")
    till.keys("F12")
    till.until_says("已充值 ¥ 100.00，余额 ¥ 1,020.00")


def _close(till: XTill) -> None:
    till.keys("Escape")
    till.until_says("请刷卡或输入手机号")
    till.keys("F10")
    till.until(lambda seen: seen["place"] == "shift", "the shift")
    till.keys("F12")
    till.until(lambda seen: seen["focus"].startswith("pieces-"), "the count")
    for _ in range(12):
        if till.seen["focus"] == "count-cash":
            break
        before = till.seen["focus"]
        till.keys("Tab")
        till.until(lambda seen, before=before: seen["focus"] != before, "the Tab key to move on")
    till.type("448.80")
    till.keys("F12")
    till.until_says("0.00", "交班日结")
    till.keys("F12")
    till.until_says("已交班")
    till.keys("Return")
    till.until(lambda seen: seen["place"] == "reports", "the end of day")
