"""The Chinese calendar from the sky: new moons and solar terms (Meeus, Astronomical Algorithms, chapters 25 and 49), no table of months.

A month begins on the day of a new moon, the eleventh holds the winter solstice; of thirteen months between two solstices the first
that holds no principal term is the leap month. Days are those of Beijing (GB/T 33661-2017): of its own sun before 1929, of the zone
after. Moons and terms are right to a minute, which settles the day but for a few in centuries.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import cos, degrees, floor, radians, sin

Month = tuple[int, bool]

#: Julian day number of date.fromordinal(0).
DAY_ZERO = 1721424.5

#: Terrestrial time less universal time in seconds, by year.
DELTA_S = (
    (1890, -6),
    (1900, -3),
    (1920, 21),
    (1940, 24),
    (1960, 33),
    (1980, 51),
    (2000, 64),
    (2025, 69),
    (2060, 105),
    (2110, 220),
)

#: Factor, multiples of the sun's anomaly, the moon's anomaly, the moon's latitude argument; days times 10^-5.
MOON = (
    (-40720, 0, 1, 0), (17241, 1, 0, 0), (1608, 0, 2, 0), (1039, 0, 0, 2), (739, -1, 1, 0), (-514, 1, 1, 0), (208, 2, 0, 0),
    (-111, 0, 1, -2), (-57, 0, 1, 2), (56, 1, 2, 0), (-42, 0, 3, 0), (42, 1, 0, 2), (38, 1, 0, -2), (-24, -1, 2, 0),
    (-7, 2, 1, 0), (4, 0, 2, -2), (4, 3, 0, 0), (3, 1, 1, -2), (3, 0, 2, 2), (-3, 1, 1, 2), (3, -1, 1, 2), (-2, -1, 1, -2),
    (-2, 1, 3, 0), (2, 0, 4, 0),
)  # fmt: skip

#: What the planets add: degrees at the epoch and for each moon, days times 10^-6.
PLANETS = (
    (299.77, 0.107408, 325), (251.88, 0.016321, 165), (251.83, 26.651886, 164), (349.42, 36.412478, 126),
    (84.66, 18.206239, 110), (141.74, 53.303771, 62), (207.14, 2.453732, 60), (154.84, 7.306860, 56), (34.52, 27.261239, 47),
    (207.19, 0.121824, 42), (291.34, 1.844379, 40), (161.72, 24.198154, 37), (239.56, 25.513099, 35), (331.55, 3.592518, 23),
)  # fmt: skip


#: Longitude of the earth (VSOP87): factor in 10^-8 radians, phase, and turn in a thousand years, by powers of the time.
EARTH = (
    (
        (175347046, 0, 0), (3341656, 4.6692568, 6283.07585), (34894, 4.6261, 12566.1517), (3497, 2.7441, 5753.3849),
        (3418, 2.8289, 3.5231), (3136, 3.6277, 77713.7715), (2676, 4.4181, 7860.4194), (2343, 6.1352, 3930.2097),
        (1324, 0.7425, 11506.7698), (1273, 2.0371, 529.691), (1199, 1.1096, 1577.3435), (990, 5.233, 5884.927),
        (902, 2.045, 26.298), (857, 3.508, 398.149), (780, 1.179, 5223.694), (753, 2.533, 5507.553), (505, 4.583, 18849.228),
        (492, 4.205, 775.523), (357, 2.92, 0.067), (317, 5.849, 11790.629), (284, 1.899, 796.298), (271, 0.315, 10977.079),
        (243, 0.345, 5486.778), (206, 4.806, 2544.314), (205, 1.869, 5573.143), (202, 2.458, 6069.777), (156, 0.833, 213.299),
    ),
    ((628331966747, 0, 0), (206059, 2.678235, 6283.07585), (4303, 2.6351, 12566.1517), (425, 1.59, 3.523), (119, 5.796, 26.298)),
    ((52919, 0, 0), (8720, 1.0721, 6283.0758), (309, 0.867, 12566.152)),
)  # fmt: skip


def sine(angle: float) -> float:
    return sin(radians(angle % 360))


def day_in_beijing(moment: float) -> int:
    """Ordinal of the day of a moment in terrestrial time, given as a Julian day."""
    year = 2000 + (moment - 2451545) / 365.2425
    (a, low), (b, high) = next(pair for pair in pairwise(DELTA_S) if year < pair[1][0])
    delta_s = low + (high - low) * (year - a) / (b - a)
    zone_s = 8 * 3600 if year >= 1929 else 7 * 3600 + 45 * 60 + 40
    return floor(moment - DAY_ZERO + (zone_s - delta_s) / 86400)


def new_moon(k: int) -> float:
    """The k-th new moon since January 2000."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t**2
    sun = 2.5534 + 29.10535670 * k - 0.0000014 * t**2
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t**2 + 0.00001238 * t**3
    latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t**2 - 0.00000227 * t**3
    node = 124.7746 - 1.56375588 * k + 0.0020672 * t**2
    mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t**2 - 0.000000150 * t**3
    waves = sum(by * e ** abs(s) * sine(s * sun + m * moon + f * latitude) for by, s, m, f in MOON if abs(s) < 3)
    waves += 4 * sine(3 * sun) - 17 * sine(node)
    planets = sum(by * sine(at + each * k - (0.009173 * t**2 if by == 325 else 0)) for at, each, by in PLANETS)
    return mean + waves * 1e-5 + planets * 1e-6


def sun_at(moment: float) -> float:
    """Apparent longitude of the sun in degrees: the earth's own, seen from there, less aberration and with nutation."""
    t = (moment - 2451545) / 365250
    powers = [sum(by * cos(at + each * t) for by, at, each in series) * t**n for n, series in enumerate(EARTH)]
    node = 125.04 - 19341.36 * t
    return (
        degrees(sum(powers) * 1e-8)
        + 180
        - 0.00569
        - 0.00478 * sine(node)
        - 0.00037 * sine(2 * degrees(EARTH[0][0][0] * 1e-8 + EARTH[1][0][0] * 1e-8 * t))
    ) % 360


def terms(year: int) -> list[int]:
    """Days of the principal terms, every 30 degrees, from the winter solstice of the year before to the one of this year."""
    found, moment = [], 2451545 + (year - 2000) * 365.2425 - 10
    for number in range(13):
        for _ in range(6):
            away = (270 + 30 * number - sun_at(moment) + 180) % 360 - 180
            moment += away * 365.2425 / 360
        found.append(day_in_beijing(moment))
        moment += 30
    return found


@cache
def months(year: int) -> dict[Month, tuple[date, int]]:
    """First day and length of the months from the eleventh of the year before to the last before the eleventh of this one."""
    solar, k = terms(year), floor((year - 2000) * 12.3685)
    moons = [day_in_beijing(new_moon(n)) for n in range(k - 4, k + 18)]
    begin, end = (bisect_right(moons, solstice) - 1 for solstice in (solar[0], solar[-1]))
    starts = moons[begin : end + 1]
    bare = [n for n, pair in enumerate(pairwise(starts)) if not any(pair[0] <= day < pair[1] for day in solar)]
    leap = bare[0] if len(starts) == 14 else None
    found: dict[Month, tuple[date, int]] = {}
    number = 10
    for n, (start, after) in enumerate(pairwise(starts)):
        number += n != leap
        found[(number - 1) % 12 + 1, n == leap] = (date.fromordinal(start), after - start)
    return found


def of_year(year: int) -> dict[Month, tuple[date, int]]:
    """The months of a lunar year: its eleventh and twelfth stand before the next solstice."""
    early = {month: span for month, span in months(year).items() if month[0] <= 10}
    return early | {month: span for month, span in months(year + 1).items() if month[0] > 10}


def year_of(day: date) -> int:
    """The lunar year of a day: it begins with the first day of the first month."""
    return day.year if of_year(day.year)[1, False][0] <= day else day.year - 1


def in_year(month: Month, day: int, year: int) -> date:
    """The day that keeps a birthday in a lunar year: of a leap month that is not there in the plain one, of a short month its last."""
    start, length = of_year(year).get(month) or of_year(year)[month[0], False]
    return start + timedelta(days=min(day, length) - 1)


def exists(text: str, leap: bool) -> bool:
    """Whether a written date is one of the lunar calendar."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    if found is None:
        return False
    year, month, day = (int(part) for part in found.groups())
    span = of_year(year).get((month, leap)) if 1900 <= year <= 2100 else None
    return span is not None and 1 <= day <= span[1]
