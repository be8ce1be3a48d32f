"""Measuring a scanner that types, to set the times by which it is told from a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from memberpos.devices.keyboard_wedge import Key, WedgeSettings, terminator_of

#: Room above what was measured; a scanner is not always as quick as just now.
MARGIN_PERCENT = 30
MARGIN_MS = 4
GAP_RANGE_MS = (30, 120)
MEAN_RANGE_MS = (20, 60)
FEWEST_KEYS = 4


@dataclass(frozen=True)
class KeyTimes:
    """One burst of keys: how many characters, the gaps between all keys, and the key that ended it (Enter, Tab, "")."""

    characters: int
    gaps_ms: tuple[int, ...]
    terminator: str = ""

    @property
    def longest_ms(self) -> int:
        return max(self.gaps_ms, default=0)

    @property
    def mean_ms(self) -> int:
        """Rounded up."""
        return -(-sum(self.gaps_ms) // len(self.gaps_ms)) if self.gaps_ms else 0

    @property
    def timed(self) -> bool:
        """Every key had a time of its own, and there are enough of them to judge."""
        return self.characters >= FEWEST_KEYS and min(self.gaps_ms, default=0) > 0


def times_of(keys: Sequence[Key]) -> KeyTimes:
    """The times of one burst, in order."""
    gaps = tuple(after.timestamp_ms - before.timestamp_ms for before, after in pairwise(keys))
    ended = terminator_of(keys[-1]) if keys else ""
    return KeyTimes(len(keys) - bool(ended), gaps, ended)


@dataclass(frozen=True)
class Proposal:
    """Settings that take all measured scans, and what speaks against them ("" = nothing):

    `untimed` keys without times (an input method, remote control), `slow` as slow as a person, `like_typing` a person
    here types as fast. Then only a prefix set up in the scanner helps.
    """

    settings: WedgeSettings
    problem: str = ""


def propose(scans: Sequence[KeyTimes], typing: KeyTimes | None = None, now: WedgeSettings | None = None) -> Proposal:
    """Times that take scans like these; `typing` is how somebody types here, `now` what is set."""
    now = now or WedgeSettings()
    if not scans or not all(scan.timed for scan in scans):
        return Proposal(now, "untimed")
    longest_ms = _with_room(max(scan.longest_ms for scan in scans))
    mean_ms = _with_room(max(scan.mean_ms for scan in scans))
    settings = replace(now, max_gap_ms=_within(longest_ms, GAP_RANGE_MS), mean_gap_ms=_within(mean_ms, MEAN_RANGE_MS))
    if longest_ms > GAP_RANGE_MS[1] or mean_ms > MEAN_RANGE_MS[1]:
        return Proposal(settings, "slow")
    if typing is not None and typing.timed and typing.mean_ms <= settings.mean_gap_ms:
        return Proposal(settings, "like_typing")
    return Proposal(settings)


def _with_room(measured_ms: int) -> int:
    return measured_ms * (100 + MARGIN_PERCENT) // 100 + MARGIN_MS


def _within(value: int, limits: tuple[int, int]) -> int:
    return max(limits[0], min(limits[1], value))
