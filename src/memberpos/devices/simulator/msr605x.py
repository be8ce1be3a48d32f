"""An MSR605X: an MSR605 behind USB reports."""

from __future__ import annotations

from memberpos.devices.msr605x import ReportDecoder, reports
from memberpos.devices.simulator.model import Arguments, Frames
from memberpos.devices.simulator.msr605 import Msr605Model


class Msr605xModel(Msr605Model):
    """Actions and facts as of an MSR605. What stands behind the bytes of a report is left from before, as in life."""

    def power_on(self) -> None:
        super().power_on()
        self._reports = ReportDecoder()

    def received(self, data: bytes, now_s: float) -> Frames:
        payload = b"".join(piece.payload for piece in self._reports.feed(data))
        return _packed(super().received(payload, now_s)) if payload else []

    def operate(self, action: str, arguments: Arguments, now_s: float) -> Frames:
        return _packed(super().operate(action, arguments, now_s))


def _packed(frames: Frames) -> Frames:
    return [_soiled(report) for frame in frames for report in reports(frame)]


def _soiled(report: bytes) -> bytes:
    count = report[0] & 0x3F
    return report[: 1 + count] + bytes(at * 37 & 0xFF for at in range(len(report) - 1 - count))
