"""The printer's side of status: bytes of each answer from one picture of the printer, for simulators."""

from __future__ import annotations

from dataclasses import dataclass

_ERRORS = {"recoverable": 0x04, "cutter": 0x08, "unrecoverable": 0x20, "auto_recoverable": 0x40}


@dataclass(frozen=True)
class PrinterPicture:
    """`paper`: ok | near_end | out; `error`: recoverable | cutter | unrecoverable | auto_recoverable | None."""

    online: bool = True
    paper: str = "ok"
    cover_open: bool = False
    drawer_high: bool = False
    error: str | None = None

    @property
    def offline(self) -> bool:
        return not self.online or self.cover_open or self.paper == "out" or self.error is not None


def dle_eot_reply(picture: PrinterPicture, n: int) -> bytes:
    """One byte 0xx1xx10 for DLE EOT `n` (1 to 4); nothing for another n."""
    bits = {1: _printer_bits(picture), 2: _offline_bits(picture), 3: _error_bits(picture), 4: _paper_bits(picture)}
    return bytes((0x12 | bits[n],)) if n in bits else b""


def gs_r_reply(picture: PrinterPicture, n: int) -> bytes:
    """One byte 0xx0xxxx for GS r 1 or 49 (paper), 2 or 50 (drawer); nothing for another n."""
    if n in (1, 49):
        return bytes(((0x0F, 0x03, 0x00)[("out", "near_end", "ok").index(picture.paper)],))
    return bytes((picture.drawer_high,)) if n in (2, 50) else b""


def asb_reply(picture: PrinterPicture) -> bytes:
    """The four bytes of automatic status."""
    first = 0x10 | _printer_bits(picture) | picture.cover_open << 5
    third = {"ok": 0x00, "near_end": 0x03, "out": 0x0F}[picture.paper]
    return bytes((first, _error_bits(picture), third, 0))


def _printer_bits(picture: PrinterPicture) -> int:
    return picture.drawer_high << 2 | picture.offline << 3


def _offline_bits(picture: PrinterPicture) -> int:
    return picture.cover_open << 2 | (picture.paper == "out") << 5 | (picture.error is not None) << 6


def _error_bits(picture: PrinterPicture) -> int:
    return _ERRORS[picture.error] if picture.error else 0


def _paper_bits(picture: PrinterPicture) -> int:
    return {"ok": 0x00, "near_end": 0x0C, "out": 0x6C}[picture.paper]
