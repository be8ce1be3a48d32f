"""What a magnetic card writer may be told, and how raw stripes are compared."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.devices import iso7811, msr605
from memberpos.devices.msr605 import Command, RawThree

Tracks = tuple[str, str, str]
#: What ISO cards need; the device keeps other settings until it is told again.
USUAL_BPI = (210, 75, 210)
USUAL_BPC = (8, 8, 8)


@dataclass(frozen=True)
class WriteCard:
    """Write `tracks` ("" = leave alone), high or low coercivity; each swipe may take `timeout_s`.

    A chip gets the text of track 2; it is `overwrite`-n only when asked while it holds another number.
    """

    tracks: Tracks
    hico: bool = True
    timeout_s: float = 30.0
    overwrite: bool = False


@dataclass(frozen=True)
class EraseCard:
    """Erase the tracks with these numbers."""

    tracks: tuple[int, ...] = (1, 2, 3)
    hico: bool = True
    timeout_s: float = 30.0


@dataclass(frozen=True)
class WriteRaw:
    """Write bits as they are, for cards that are not of ISO 7811: bytes packed lowest bit first (b"" = leave alone).

    bpi: bits an inch of each track, 75 or 210; bpc: bits of each byte that are written, 5 to 8.
    """

    tracks: RawThree
    hico: bool = True
    bpi: tuple[int, int, int] = USUAL_BPI
    bpc: tuple[int, int, int] = USUAL_BPC
    timeout_s: float = 30.0


@dataclass(frozen=True)
class ReadRaw:
    """Read the bits of the next card as they are."""

    timeout_s: float = 30.0
    hico: bool = True


@dataclass(frozen=True)
class CancelJob:
    """Stop waiting for the swipe of a job."""


Setting = tuple[bytes, Command]


def settings_of(bpi: tuple[int, int, int], bpc: tuple[int, int, int]) -> list[Setting]:
    """Commands that set density and bits a character of all tracks; ValueError for what a device cannot."""
    densities = [(msr605.set_bpi(number, each), Command.SET_BPI) for number, each in enumerate(bpi, 1)]
    return [*densities, (msr605.set_bpc(bpc), Command.SET_BPC)]


def differing_raw(wanted: RawThree, read: RawThree | None) -> list[int]:
    """Numbers of the tracks that should hold other bits than were read (read bytes are mirrored written ones)."""
    got = read or (b"", b"", b"")
    pairs = zip(wanted, got, strict=True)
    return [number for number, (want, have) in enumerate(pairs, 1) if want and _bits(want) != _bits(mirrored(have))]


def _bits(packed: bytes) -> str:
    """Bits in the order of their time; the zeros before and behind them are not data."""
    return "".join(f"{byte:08b}"[::-1] for byte in packed).strip("0")


def mirrored(data: bytes) -> bytes:
    """Each byte with its bits the other way round: what is read as it would be written."""
    return bytes(int(f"{byte:08b}"[::-1], 2) for byte in data)


def texts_of(raw: RawThree) -> Tracks:
    """What raw stripes (in the order of writing) say as ISO tracks, "" where they say nothing."""
    tracks = [iso7811.decode_written(number, data) for number, data in enumerate(raw, 1)]
    one, two, three = (track.text if track is not None and track.ok else "" for track in tracks)
    return one, two, three
