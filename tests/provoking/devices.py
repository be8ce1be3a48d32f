"""Errors of devices: real drivers on simulated devices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from memberpos.devices.drivers.msr605 import Msr605Driver
from memberpos.devices.drivers.msr605_jobs import CancelJob, WriteCard
from memberpos.devices.drivers.pn532 import Pn532Driver
from memberpos.devices.drivers.printer import PrinterDriver, PrintJob
from memberpos.devices.port_finder import match, parse_binding
from memberpos.devices.readings import JobState, PrinterState, WriteProgress, WriteResult
from memberpos.domain.errors import PosError
from tests.devices.rig import Rig
from tests.provoking.place import Place, Provocation

TRACKS = ("", ";1234567890?", "")


def writing(place: Place, then: Callable[[Rig], Any]) -> PosError:
    """A writer that waits for a card; the refusal `then` ends it with."""
    with Rig(place.folder / "devices", Msr605Driver(), "msr605") as rig:
        rig.expect_health("ready")
        rig.loop.post(WriteCard(TRACKS))
        rig.wait(armed("iso_write"))
        then(rig)
        return refusal(rig)


def armed(command: str) -> Callable[[dict[str, Any]], bool]:
    """The writer waits for a swipe to do this."""
    return lambda facts: facts["armed"] == command


def ordered(place: Place, job: WriteCard) -> PosError:
    """A job that ends by itself."""
    with Rig(place.folder / "devices", Msr605Driver(), "msr605") as rig:
        rig.expect_health("ready")
        rig.loop.post(job)
        return refusal(rig)


def refusal(rig: Rig) -> PosError:
    """The failed job's code and facts."""
    result = rig.expect(WriteResult)
    assert not result.ok
    return PosError(result.code, **result.facts)


def device_lost(place: Place) -> PosError:
    return writing(place, lambda rig: rig.do("unplug"))


def device_busy(place: Place) -> PosError:
    return writing(place, lambda rig: rig.loop.post(WriteCard(TRACKS)))


def cancelled(place: Place) -> PosError:
    return writing(place, lambda rig: rig.loop.post(CancelJob()))


def device_timeout(place: Place) -> PosError:
    return ordered(place, WriteCard(TRACKS, timeout_s=0.05))


def card_mismatch(place: Place) -> PosError:
    """Another card is swiped for the proof."""

    def two_cards(rig: Rig) -> None:
        rig.bench.swipe("msr605", card="new")
        rig.expect(WriteProgress, lambda progress: progress.step == "swipe_to_verify")
        rig.wait(armed("iso_read"))
        rig.bench.swipe("msr605", ["", ";999?", ""], card="old")

    return writing(place, two_cards)


def card_write_failed(place: Place) -> PosError:
    return ordered(place, WriteCard(("", "卡", "")))


def card_not_blank(place: Place) -> PosError:
    """A chip that holds another member's number lies at the reader."""
    with Rig(place.folder / "devices", Pn532Driver(), "pn532", baud=115200) as rig:
        rig.expect_health("ready")
        rig.do("present", text="999=1")
        rig.loop.post(WriteCard(TRACKS))
        return refusal(rig)


def device_denied(place: Place) -> object:
    """Two adapters that cannot be told apart: neither is taken."""
    with Rig(place.folder / "devices", Msr605Driver(), "msr605") as rig:
        (port,) = rig.bench.ports()
        return match(parse_binding(rig.bench.address("msr605")), [port, port])


def printing(place: Place, trouble: str, told: Callable[[PrinterState], bool]) -> PosError:
    """A job for a printer in trouble."""
    with Rig(place.folder / "devices", PrinterDriver(), "printer") as rig:
        rig.expect(PrinterState)
        rig.do(trouble)
        rig.expect(PrinterState, told)
        rig.loop.post(PrintJob("job", b"text\n"))
        return PosError(rig.expect(JobState).code)


def paper_out(place: Place) -> PosError:
    return printing(place, "paper-out", lambda state: state.paper == "out")


def printer_offline(place: Place) -> PosError:
    return printing(place, "cover-open", lambda state: state.cover_open is True)


DEVICES: Mapping[str, Provocation] = {
    work.__name__: work
    for work in (
        device_lost, device_busy, cancelled, device_timeout, card_mismatch, card_write_failed, card_not_blank, device_denied,
        paper_out, printer_offline,
    )
}  # fmt: skip
