"""A reader of the system's smart-card service (PC/SC) as a Transport, over pyscard's plain functions.

pyscard is an optional extra (`memberpos[pcsc]`); for Linux there is no wheel, so that it is built or left out there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from memberpos.devices.call_frames import Call, PcscCall
from memberpos.devices.library_port import CallPort
from memberpos.devices.transport import TransportDenied, TransportError, TransportLost

SCHEME = "pcsc:"
USB_DEVICES = Path("/sys/bus/usb/devices")
#: Kernel drivers that take an ACR122U for themselves.
_GRABBERS = frozenset({"pn533_usb", "pn533", "nfc"})
_ACS = "072f"


class PcscReader:
    """One reader, connected to its card while there is one. `scard` is pyscard's module of that name."""

    def __init__(self, name: str, scard: Any) -> None:
        """`name`: the reader's, or its beginning; "" = the first one. TransportLost not_found, no_service …"""
        self.name = SCHEME + name
        self._scard = scard
        self._card: Any = None
        self._protocol = 0
        self._atr = b""
        result, self._context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        self._check(result)
        try:
            self._reader = self._find(name)
        except TransportError:
            scard.SCardReleaseContext(self._context)
            raise

    def _find(self, name: str) -> str:
        readers = [reader for reader in _readers(self._scard, self._context) if reader.startswith(name)]
        if not readers:
            raise no_reader(self.name)
        return readers[0]

    def answer(self, call: Call) -> bytes:
        """The ATR, or the answer to an APDU; b"" when there is no card (any more). TransportError: no reader."""
        if call.kind == PcscCall.CONNECT:
            return self._connect(reset=call.data == b"\x01")
        return self._transmit(call.data) if call.kind == PcscCall.TRANSMIT and self._card is not None else b""

    def close(self) -> None:
        """Let go of card and service; safe to call twice."""
        self._disconnect()
        if self._context is not None:
            self._scard.SCardReleaseContext(self._context)
            self._context = None

    def _present(self) -> bool:
        """Asked before each connection: some drivers answer nonsense to a connection without a card."""
        scard = self._scard
        result, states = scard.SCardGetStatusChange(self._context, 0, [(self._reader, scard.SCARD_STATE_UNAWARE)])
        self._check(result, scard.SCARD_E_TIMEOUT)
        state = states[0][1] if states else scard.SCARD_STATE_UNKNOWN
        if state & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE):
            raise TransportLost(self.name, "gone")
        return bool(state & scard.SCARD_STATE_PRESENT) and not state & scard.SCARD_STATE_MUTE

    def _connect(self, *, reset: bool) -> bytes:
        if not self._present():
            self._disconnect()
            return b""
        if self._card is not None and self._still(reset=reset):
            return self._atr
        self._disconnect()
        scard = self._scard
        for protocols in (scard.SCARD_PROTOCOL_T1, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1):
            result, card, active = scard.SCardConnect(self._context, self._reader, scard.SCARD_SHARE_SHARED, protocols)
            if self._good(result):
                self._card, self._protocol, self._atr = card, active, b""
                self._atr = self._status()
                return self._atr
        return b""

    def _still(self, *, reset: bool) -> bool:
        """The same connection goes on, with the card reset if wanted."""
        if not reset:
            return bool(self._status())
        scard = self._scard
        wanted = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        result, protocol = scard.SCardReconnect(self._card, scard.SCARD_SHARE_SHARED, wanted, scard.SCARD_RESET_CARD)
        if not self._good(result):
            return False
        self._protocol = protocol
        return True

    def _status(self) -> bytes:
        result, _, _, _, atr = self._scard.SCardStatus(self._card)
        return bytes(atr) if self._good(result) else b""

    def _transmit(self, apdu: bytes) -> bytes:
        scard = self._scard
        result, answer = scard.SCardTransmit(self._card, self._protocol, list(apdu))
        if self._good(result):
            return bytes(answer)
        self._disconnect()
        return b""

    def _disconnect(self) -> None:
        if self._card is not None:
            self._scard.SCardDisconnect(self._card, self._scard.SCARD_LEAVE_CARD)
            self._card = None

    def _good(self, result: int) -> bool:
        """Whether a call to the card went well; TransportError when the reader or the service is what failed."""
        scard = self._scard
        fatal = {
            scard.SCARD_E_READER_UNAVAILABLE: "gone",
            scard.SCARD_E_UNKNOWN_READER: "gone",
            scard.SCARD_E_NO_SERVICE: "no_service",
            scard.SCARD_E_SERVICE_STOPPED: "no_service",
            scard.SCARD_E_INVALID_HANDLE: "no_service",
        }
        if result == scard.SCARD_E_SHARING_VIOLATION:
            raise TransportDenied(self.name, "busy")
        if result in fatal:
            raise TransportLost(self.name, fatal[result])
        return bool(result == scard.SCARD_S_SUCCESS)

    def _check(self, result: int, *allowed: int) -> None:
        if result not in allowed and not self._good(result):
            raise TransportLost(self.name, "no_service")


def pyscard() -> ModuleType | None:
    """pyscard's plain functions; None when it is not installed (or finds no library of the system)."""
    try:
        from smartcard import scard
    except ImportError:
        return None
    module: ModuleType = scard
    return module


def _readers(scard: Any, context: Any) -> Sequence[str]:
    result, readers = scard.SCardListReaders(context, [])
    return list(readers) if result == scard.SCARD_S_SUCCESS else []


def reader_names(scard: Any | None = None) -> list[str]:
    """The readers of the service; none without pyscard or service."""
    scard = scard if scard is not None else pyscard()
    if scard is None:
        return []
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if result != scard.SCARD_S_SUCCESS:
        return []
    try:
        return list(_readers(scard, context))
    finally:
        scard.SCardReleaseContext(context)


def open_reader(address: str, scard: Any | None = None) -> CallPort:
    """The port behind `pcsc:NAME`; TransportLost no_pcsc without pyscard."""
    scard = scard if scard is not None else pyscard()
    if scard is None:
        raise TransportLost(address, "no_pcsc")
    reader = PcscReader(address.removeprefix(SCHEME), scard)
    return CallPort(address, reader.answer, reader.close)


def no_reader(name: str, devices: Path = USB_DEVICES) -> TransportError:
    """Why there is no such reader: not plugged in, or taken by Linux's own NFC driver."""
    return TransportDenied(name, "kernel_driver") if grabbed(devices) else TransportLost(name, "not_found")


def grabbed(devices: Path = USB_DEVICES) -> bool:
    """Whether an ACS reader is plugged in and a kernel driver (pn533_usb) has it."""
    for vendor in devices.glob("*/idVendor"):
        with contextlib.suppress(OSError):
            if vendor.read_text("ascii").strip() == _ACS and any(map(_grabs, vendor.parent.glob("**/driver"))):
                return True
    return False


def _grabs(driver: Path) -> bool:
    return driver.resolve().name in _GRABBERS
