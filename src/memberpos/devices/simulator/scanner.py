"""A barcode scanner on a serial port."""

from __future__ import annotations

from memberpos.devices.simulator.model import Arguments, Facts, Frames, Model


class ScannerModel(Model):
    """`scan text=… [aim="]E0"] [suffix=…] [encoding="utf-8"]`; the suffix is CR if none is given."""

    def __init__(self) -> None:
        super().__init__()
        self._scans = 0
        self.actions = {"scan": self._scan}

    def facts(self) -> Facts:
        return {"scans": self._scans}

    def _scan(self, arguments: Arguments, now_s: float) -> Frames:
        text = str(arguments.get("aim", "")) + str(arguments["text"]) + str(arguments.get("suffix", "\r"))
        self._scans += 1
        return [text.encode(str(arguments.get("encoding", "utf-8")))]
