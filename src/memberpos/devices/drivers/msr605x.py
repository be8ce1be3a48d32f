"""MSR605X: the MSR605 driver, its bytes packed into USB reports."""

from __future__ import annotations

from memberpos.devices.drivers.base import Outputs, Send
from memberpos.devices.drivers.msr605 import Msr605Driver
from memberpos.devices.msr605x import ReportDecoder, reports


class Msr605xDriver(Msr605Driver):
    """As `Msr605Driver`; a port moves whole reports of 64 bytes."""

    def __init__(self, name: str = "msr605x") -> None:
        super().__init__(name)
        self._reports = ReportDecoder()

    def opened(self, now_s: float) -> Outputs:
        self._reports = ReportDecoder()
        return _packed(super().opened(now_s))

    def received(self, data: bytes, now_s: float) -> Outputs:
        payload = b"".join(piece.payload for piece in self._reports.feed(data))
        return _packed(super().received(payload, now_s)) if payload else []

    def command(self, command: object, now_s: float) -> Outputs:
        return _packed(super().command(command, now_s))

    def tick(self, now_s: float) -> Outputs:
        return _packed(super().tick(now_s))


def _packed(outputs: Outputs) -> Outputs:
    packed: Outputs = []
    for output in outputs:
        packed += [Send(report) for report in reports(output.data)] if isinstance(output, Send) else [output]
    return packed
