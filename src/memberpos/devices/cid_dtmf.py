"""Caller ID by DTMF, as most Chinese exchanges and the boxes behind them give it: digits between letters, before the
first ring. No checksum, no date.

Sources: Panasonic KX-TG manual (start and end depend on the exchange), eet-china, ETSI EN 300 659-3 for the letters:
A or D before a number (D alone, or the number it was sent on from behind A), B before a code, C or # at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_TONES = 64
_DIGITS = b"0123456789*"
_STARTS = b"ABD"
#: Codes behind B.
_ABSENCES = {"00": "O", "10": "P"}


@dataclass(frozen=True)
class DtmfCall:
    """`number` None when it is withheld; `absence`: O out of area, P private."""

    number: str | None
    absence: str | None = None


class DtmfDecoder:
    """Tones as characters to calls; any chunking gives the same. IDLE_MS of silence ends a number as well.

    What is no tone (line ends, noise) ends it too; more than MAX_TONES are noise.
    """

    IDLE_MS = 300

    def __init__(self) -> None:
        self._tones = bytearray()

    @property
    def buffered(self) -> int:
        """Tones of an unfinished number held back."""
        return len(self._tones)

    def feed(self, data: bytes) -> list[DtmfCall]:
        """Calls completed by `data`, in order."""
        return [call for byte in data.upper() for call in self._tone(byte)]

    def tick(self, idle_ms: int) -> list[DtmfCall]:
        """`idle_ms` since the last tone."""
        return self._end() if idle_ms >= self.IDLE_MS else []

    def _tone(self, tone: int) -> list[DtmfCall]:
        if tone in b"C#" and not self._tones.strip(_STARTS):  # some exchanges begin with the letter that ends others
            self._tones.clear()
            return []
        if tone not in _DIGITS and tone not in _STARTS:
            return self._end()
        if tone in _STARTS and self._tones and not self._begun:
            ended = self._end()  # digits without a start were a number of their own
            self._tones.append(tone)
            return ended
        self._tones.append(tone)
        if len(self._tones) > MAX_TONES:
            self._tones.clear()
        return []

    @property
    def _begun(self) -> bool:
        return self._tones[0] in _STARTS

    def _end(self) -> list[DtmfCall]:
        tones = self._tones.decode("ascii")
        self._tones.clear()
        call = parse(tones)
        return [call] if call else []


def parse(tones: str) -> DtmfCall | None:
    """The call of tones without their end; None if they tell none."""
    fields: dict[str, str] = {}
    key = "D"
    for tone in tones:
        if tone in "ABD":
            key = tone
        else:
            fields[key] = fields.get(key, "") + tone
    number = (fields.get("A") or fields.get("D", "")).strip("*")
    absence = _ABSENCES.get(fields.get("B", ""))
    if not number:
        return DtmfCall(None, absence) if absence else None
    return DtmfCall(number) if number.strip("0") else DtmfCall(None, "P")


def encode(number: str, start: str = "D", end: str = "C") -> bytes:
    """The tones of a number."""
    return f"{start}{number}{end}".encode("ascii")
