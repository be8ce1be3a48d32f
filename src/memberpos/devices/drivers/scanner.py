"""Serial and USB-COM barcode scanners: they only speak, so the driver only listens."""

from __future__ import annotations

from memberpos.devices.drivers.base import Driver, Outputs
from memberpos.devices.scanner_serial import ScanLine, ScannerDecoder, to_reading


class ScannerDriver(Driver):
    """Lines of a scanner → `Scan`. `prefix`: bytes the scanner is set to send first."""

    role = "scanner"

    def __init__(self, name: str = "scanner", *, prefix: bytes = b"") -> None:
        super().__init__(name)
        self._prefix = prefix
        self._decoder = ScannerDecoder(prefix)
        self._heard_s: float | None = None

    def start(self, now_s: float) -> Outputs:
        self._decoder = ScannerDecoder(self._prefix, ends_lines=self._decoder.ends_lines)
        self._heard_s = None
        return self.say("ready")

    def received(self, data: bytes, now_s: float) -> Outputs:
        self._heard_s = now_s
        return self._scans(self._decoder.feed(data))

    def tick(self, now_s: float) -> Outputs:
        """A line without terminator ends by silence."""
        if self._heard_s is None:
            return []
        idle_ms = round((now_s - self._heard_s) * 1000)
        if idle_ms >= self._decoder.wait_ms:
            self._heard_s = None
        return self._scans(self._decoder.tick(idle_ms))

    def deadline_s(self) -> float | None:
        return None if self._heard_s is None else self._heard_s + (self._decoder.wait_ms + 1) / 1000

    def _scans(self, lines: list[ScanLine]) -> Outputs:
        return [to_reading(line, self.name) for line in lines]
