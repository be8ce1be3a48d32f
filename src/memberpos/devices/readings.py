"""What devices say, in the terms of the counter: frozen values without ports, threads or Qt."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class CardPresented:
    """A card was swiped or held to a reader. `number` is the member card number without sentinels, "" if unreadable.

    kind: "magstripe" | "wedge" | "chip" (its text read from the chip, in `tracks`) | "uid" (known by its own number);
    uid: canonical number of the chip in hexadecimal; others: further ways in which a member list may hold this number;
    fault: why `number` is "": random_id (a telephone or bank card), damaged (half written), unreadable.
    """

    number: str
    kind: str
    tracks: tuple[str, str, str] = ("", "", "")
    source: str = ""  # device name from the catalog
    uid: str = ""
    others: tuple[str, ...] = ()
    fault: str = ""

    @property
    def text(self) -> str:
        """What to look up: the whole track with its proof, else the number."""
        return self.tracks[1] or self.number


@dataclass(frozen=True)
class CardRemoved:
    """The card that was presented last is no longer at the reader."""

    source: str = ""


@dataclass(frozen=True)
class Scan:
    """A barcode or a line typed by a scanner. `purpose`: "code" | "payment" (never looked up or stored as a member)."""

    text: str
    aim: str = ""
    symbology: str = ""
    purpose: str = "code"
    source: str = ""


@dataclass(frozen=True)
class IncomingCall:
    """One ringing call. `number` is None when withheld; `absence` says why ("O" out of area, "P" private)."""

    number: str | None
    name: str | None = None
    line: str = "1"
    absence: str | None = None
    date: str | None = None
    time: str | None = None


@dataclass(frozen=True)
class CallEnded:
    line: str = "1"


@dataclass(frozen=True)
class PrinterState:
    """Each fact is None when the printer has not said it (unknown is not "ok")."""

    online: bool | None = None
    paper: str | None = None  # "ok" | "near_end" | "out"
    cover_open: bool | None = None
    drawer_open: bool | None = None
    error: str | None = None


@dataclass(frozen=True)
class WriteResult:
    """End of an encode job: `ok`, or an error code of domain.errors (card_mismatch, device_timeout, device_lost …).

    `facts` of a chip that was written: its `uid`.
    """

    ok: bool
    code: str = ""
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class WriteProgress:
    """What a job waits for now. `step`: "swipe_to_write" | "swipe_to_verify" | "swipe_to_erase" | "swipe_to_read", with
    a chip "hold_to_write" | "hold_to_verify" | "hold_to_erase" (one holding does for all).
    """

    step: str


@dataclass(frozen=True)
class RawStripes:
    """The bits of a magnetic card, packed lowest bit first as they would be written; `texts`: what they say as ISO
    tracks, "" where nothing. code: why there are none.
    """

    ok: bool
    tracks: tuple[bytes, bytes, bytes] = (b"", b"", b"")
    texts: tuple[str, str, str] = ("", "", "")
    code: str = ""


@dataclass(frozen=True)
class CardFace:
    """End of printing on a card; `code` as of WriteResult."""

    ok: bool
    code: str = ""


@dataclass(frozen=True)
class CodesFetched:
    """What a stock pen remembered: each code with how often it was read, in the order of its first time.

    code: why not ("" = fetched). The pen forgets nothing before it is told to.
    """

    ok: bool
    codes: tuple[tuple[str, int], ...] = ()
    code: str = ""


@dataclass(frozen=True)
class CodesCleared:
    """Whether a stock pen has forgotten its codes; `code`: why not."""

    ok: bool
    code: str = ""


@dataclass(frozen=True)
class JobState:
    """How a print job stands. `state`: "sent" (all bytes taken) then one of "confirmed" (the printer answered after
    the end), "unknown" (may be on paper: never repeat it unasked), "failed" (nothing was sent). `code`: why, a code of
    domain.errors.
    """

    job_id: str
    state: str
    code: str = ""


@dataclass(frozen=True)
class DeviceHealth:
    """`state`: "connecting" | "ready" | "degraded" | "lost" | "off"; `detail` is a machine word, not a sentence."""

    name: str
    role: str  # "reader" | "printer" | "label" | "scanner" | "caller" | "drawer" | "display" | "handheld"
    state: str
    detail: str = ""


Reading = (
    CardPresented
    | CardRemoved
    | Scan
    | IncomingCall
    | CallEnded
    | PrinterState
    | JobState
    | WriteProgress
    | WriteResult
    | RawStripes
    | CardFace
    | CodesFetched
    | CodesCleared
    | DeviceHealth
)
