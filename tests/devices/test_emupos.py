"""Our drivers on devices that others simulate: a receipt printer with its drawer, over TCP and on a pty, and a scanner."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from tests.conftest import not_run
from tests.devices import emupos
from tests.devices.emupos import Emupos
from tests.waiting import wait_until

from memberpos.commands.devices_talk import Talk, talk
from memberpos.devices.drivers.printer import KickDrawer, PrintJob
from memberpos.devices.port_finder import PortFinder
from memberpos.devices.readings import DeviceHealth, JobState, PrinterState, Scan
from memberpos.printing.escpos import Profile, encode
from memberpos.printing.lines import PaperLine

pytestmark = pytest.mark.timeout(360)


@pytest.fixture(scope="module")
def simulator(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emupos]:
    """emupos at work; listed as not run where no Python is new enough for it."""
    python = emupos.fitting_python()
    if not python:
        not_run("Python 3.13 or newer, for emupos", excused=True)
    try:
        program = emupos.install(python, request.config.cache.mkdir("emupos"))
    except subprocess.SubprocessError as error:
        not_run(f"the packages of emupos: {error}")
    with emupos.running(program, tmp_path_factory.mktemp("emu")) as made:
        yield made


@pytest.fixture(params=["net", "serial"])
def printer(request: pytest.FixtureRequest, simulator: Emupos) -> Iterator[tuple[str, Talk]]:
    """One of the two printers, with our driver on it."""
    name: str = request.param
    address = f"127.0.0.1:{simulator.printer_port}" if name == "net" else str(simulator.links / name)
    with talk(PortFinder(list), address, "printer") as made:
        yield name, made


def printed(talking: Talk, job: str, lines: list[PaperLine]) -> JobState:
    """How a job ended."""
    talking.post(PrintJob(job, encode(lines, Profile())))
    return talking.answer(JobState, lambda state: state.job_id == job and state.state != "sent")


def test_a_receipt_is_printed_and_confirmed(simulator: Emupos, printer: tuple[str, Talk]) -> None:
    name, talking = printer
    before = len(simulator.receipts(name))
    lines = [PaperLine("会员：林晓棠"), PaperLine("储值余额 ￥128.50", wide=2, high=2), PaperLine(cut=True)]
    assert printed(talking, "a", lines).state == "confirmed"
    wait_until(lambda: len(simulator.receipts(name)) == before + 1)
    paper = simulator.receipts(name)[-1]
    assert "会员：林晓棠" in paper
    assert "储值余额 ￥128.50" in paper


def test_what_the_printer_says_of_itself(simulator: Emupos, printer: tuple[str, Talk]) -> None:
    """Each trouble is told, and its end."""
    name, talking = printer
    for fault, told in (
        ("paper-near-end", lambda state: state.paper == "near_end"),
        ("cover-open", lambda state: state.cover_open),
        ("paper-out", lambda state: state.paper == "out"),
    ):
        simulator.fault(name, fault, on=True)
        talking.answer(PrinterState, told)
        if fault != "paper-near-end":
            talking.answer(DeviceHealth, lambda health: health.state == "degraded")
        simulator.fault(name, fault, on=False)
        talking.answer(PrinterState, lambda state: state.paper == "ok" and state.cover_open is False)
    assert printed(talking, "b", [PaperLine("again"), PaperLine(cut=True)]).state == "confirmed"


def test_the_drawer_opens_and_is_pushed_shut(simulator: Emupos, printer: tuple[str, Talk]) -> None:
    name, talking = printer
    talking.post(KickDrawer())
    talking.answer(PrinterState, lambda state: state.drawer_open is True)
    assert simulator.state(name)["drawer"] == "open"
    simulator.ask(f"/devices/{name}/drawer/close", "POST")
    talking.answer(PrinterState, lambda state: state.drawer_open is False)


def test_codes_of_its_scanner(simulator: Emupos) -> None:
    with talk(PortFinder(list), str(simulator.links / "lane"), "scanner") as scanner:
        for code in ("6901234567892", "MB-2026-000318", "134567890123456789"):
            simulator.scan("lane", code)
            assert scanner.answer(Scan).text == code
