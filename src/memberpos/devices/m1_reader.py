"""The interface behind which a reader with a vendor's library stands (明华 URF, 德卡 D3/D8/T6): M1 cards only.

The wire protocol of these readers is not public, only the C functions of their libraries are. To support another
library write a class with these methods and name it in `open_library`; everything else (reading and writing member
cards, the window, simulators) is shared with the other readers.
"""

from __future__ import annotations

import ctypes
from pathlib import PureWindowsPath
from typing import Any, Protocol

from memberpos.devices.chip_ops import Chip
from memberpos.devices.transport import TransportDenied, TransportLost, TransportTimeout

#: Search that also wakes a card halted by a failed authentication.
ALL_CARDS = 1
MODE_KEY_A, MODE_KEY_B = 0, 4
BAUD = 115200
LIBRARY_SCHEME = "library:"


class M1Reader(Protocol):
    """A reader of Mifare Classic cards. Methods block for some ten milliseconds and raise nothing but TransportError.

    A failed `authenticate` halts the card: `find` comes before the next try. False and None mean: the card refused.
    """

    def find(self) -> Chip | None:
        """Request, anticollision and select of any card in the field."""

    def authenticate(self, block: int, key: bytes, *, key_b: bool) -> bool:
        """Open the sector of `block`."""

    def read(self, block: int) -> bytes | None:
        """16 bytes."""

    def write(self, block: int, data: bytes) -> bool:
        """16 bytes."""

    def change(self, block: int, delta: int) -> bool:
        """Increment or decrement a value block, into the card's register."""

    def restore(self, block: int) -> bool:
        """A value block into the card's register."""

    def transfer(self, block: int) -> bool:
        """The card's register into a value block."""

    def beep(self, ms: int) -> None:
        """Where the reader can."""

    def close(self) -> None:
        """Give the reader back; safe to call twice."""


class VendorLibrary:
    """A library whose functions are named `rf_…` (mwrf32) or `dc_…` (dcrf32); they take the same arguments.

    `port`: COM1 = 0 and so on, 100 = USB with 德卡, 0 = USB with 明华. The library must be of the program's own width
    (a 64-bit till needs the vendor's 64-bit library).
    """

    def __init__(self, library: Any, prefix: str, port: int, baud: int = BAUD, name: str = "library") -> None:
        self._name = name
        self._call = {function: _declared(library, prefix, function) for function in _ARGUMENTS}
        handle = self._call["init"](port, baud)
        if handle is None or ctypes.c_int32(handle & 0xFFFFFFFF).value <= 0:
            raise TransportLost(name, "not_found")
        self._handle: int | None = handle

    def find(self) -> Chip | None:
        atqa, serial, sak = ctypes.c_uint16(), ctypes.c_ulong(), ctypes.c_uint8()
        found = (
            self._ok("request", ALL_CARDS, ctypes.byref(atqa))
            and self._ok("anticoll", 0, ctypes.byref(serial))
            and self._ok("select", serial.value, ctypes.byref(sak))
        )
        if not found:
            return None
        return Chip((serial.value & 0xFFFFFFFF).to_bytes(4, "little"), sak.value, atqa.value)

    def authenticate(self, block: int, key: bytes, *, key_b: bool) -> bool:
        mode, sector = MODE_KEY_B if key_b else MODE_KEY_A, block // 4
        loaded = self._ok("load_key", mode, sector, (ctypes.c_uint8 * 6)(*key))
        return loaded and self._ok("authentication", mode, sector)

    def read(self, block: int) -> bytes | None:
        data = (ctypes.c_uint8 * 32)()
        return bytes(data)[:16] if self._ok("read", block, data) else None

    def write(self, block: int, data: bytes) -> bool:
        return self._ok("write", block, (ctypes.c_uint8 * 16)(*data))

    def change(self, block: int, delta: int) -> bool:
        return self._ok("increment" if delta > 0 else "decrement", block, abs(delta))

    def restore(self, block: int) -> bool:
        return self._ok("restore", block)

    def transfer(self, block: int) -> bool:
        return self._ok("transfer", block)

    def beep(self, ms: int) -> None:
        self._ok("beep", ms)

    def close(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            self._call["exit"](handle)

    def _ok(self, function: str, *arguments: Any) -> bool:
        if self._handle is None:
            raise TransportLost(self._name, "gone")
        status = int(self._call[function](self._handle, *arguments))
        if status < 0:
            raise _failure(self._name, status)
        return status == 0


#: Arguments of each function behind the handle; `init` and `exit` have their own.
_BYTE, _BYTES, _LONG = ctypes.c_uint8, ctypes.POINTER(ctypes.c_uint8), ctypes.c_ulong
_ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "init": (),
    "exit": (),
    "request": (_BYTE, ctypes.POINTER(ctypes.c_uint16)),
    "anticoll": (_BYTE, ctypes.POINTER(_LONG)),
    "select": (_LONG, _BYTES),
    "load_key": (_BYTE, _BYTE, _BYTES),
    "authentication": (_BYTE, _BYTE),
    "read": (_BYTE, _BYTES),
    "write": (_BYTE, _BYTES),
    "increment": (_BYTE, _LONG),
    "decrement": (_BYTE, _LONG),
    "restore": (_BYTE,),
    "transfer": (_BYTE,),
    "beep": (ctypes.c_uint16,),
}
#: Negative answers of the libraries that mean the line, not the card.
_TIMED_OUT = -2


def _failure(name: str, status: int) -> TransportLost | TransportTimeout:
    return TransportTimeout(name, "no_answer") if status == _TIMED_OUT else TransportLost(name, "gone")


def _declared(library: Any, prefix: str, function: str) -> Any:
    found = getattr(library, prefix + function)
    found.restype = ctypes.c_int16
    found.argtypes = [ctypes.c_void_p, *_ARGUMENTS[function]]
    if function == "init":
        found.restype, found.argtypes = ctypes.c_void_p, [ctypes.c_int16, ctypes.c_long]
    return found


#: Windows libraries clear the stack themselves (stdcall).
_LOADER: type[ctypes.CDLL] = vars(ctypes).get("WinDLL", ctypes.CDLL)


def open_library(address: str) -> M1Reader:
    """The reader behind `library:PATH[,port=N][,baud=N]`.

    TransportLost not_found when there is no reader, wrong_library for a file that is not one of the known libraries
    (or of another width); TransportDenied.
    """
    path, *rest = address.removeprefix(LIBRARY_SCHEME).split(",")
    options = dict(item.partition("=")[::2] for item in rest)
    numbers = [options.get("port", "0"), options.get("baud", str(BAUD))]
    prefix = _prefix(path)
    if not prefix or not all(number.isdecimal() for number in numbers):
        raise TransportLost(address, "wrong_library")
    try:
        loaded = _LOADER(path)
        return VendorLibrary(loaded, prefix, int(numbers[0]), int(numbers[1]), address)
    except PermissionError as error:
        raise TransportDenied(address) from error
    except (OSError, AttributeError) as error:
        raise TransportLost(address, "wrong_library") from error


def _prefix(path: str) -> str:
    """By the file's name: the vendors' functions differ in it only."""
    name = PureWindowsPath(path).name.lower()
    return next((prefix for word, prefix in (("mwrf", "rf_"), ("dcrf", "dc_")) if word in name), "")
