"""The Vietnamese lunar calendar, computed for UTC+7.

A month begins on the day of the new moon; the winter solstice falls in month 11; of thirteen months between two
solstices the first without a principal solar term is the leap month. New moons and the sun's longitude after
J. Meeus, Astronomical Algorithms (2nd ed.), chapters 49 and 25, shortened: right to a few minutes from 1976 (before
that the country kept other time zones) to 2100.
"""

from datetime import date
from functools import cache
from math import floor, radians, sin

UTC_PLUS_7 = 7 / 24
JULIAN_DAY_OF_ORDINAL_0 = 1_721_424.5
J2000 = 2_451_545.0
CENTURY = 36_525.0
DELTA_T = 70 / 86_400  # terrestrial time is ahead of the clock by about 70 seconds in these decades
FIRST_YEAR, LAST_YEAR = 1976, 2100
SOLSTICE_MONTH = 11
# Chapter 49: days, power of E, multiples of the sun's anomaly, the moon's anomaly, the moon's argument of latitude.
_NEW_MOON_TERMS = (
    (-0.40720, 0, 0, 1, 0), (0.17241, 1, 1, 0, 0), (0.01608, 0, 0, 2, 0), (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0), (-0.00514, 1, 1, 1, 0), (0.00208, 2, 2, 0, 0), (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2), (0.00056, 1, 1, 2, 0), (-0.00042, 0, 0, 3, 0), (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2), (-0.00024, 1, -1, 2, 0),
)  # fmt: skip


def new_year(year: int) -> date:
    """The first day of Tết in the year `year`."""
    return lunar_day(year, 1, 1)


@cache
def lunar_day(year: int, month: int, day: int) -> date:
    """The day called `day`/`month` in the lunar year that begins in `year`; of a doubled month the first one."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        raise ValueError(f"no lunar month {month}/{year} here")
    months = _months(year if month < SOLSTICE_MONTH else year + 1)
    return date.fromordinal(months[month] + day - 1)


def _months(year: int) -> dict[int, int]:
    """First days (ordinals) by number of the months from the solstice of `year` - 1 on; leap ones left out."""
    first = _lunation_of_solstice(year - 1)
    count = _lunation_of_solstice(year) - first
    starts = [_new_moon_day(first + index) for index in range(count + 1)]
    leap = _leap(starts) if count == 13 else count + 1
    numbered = [start for index, start in enumerate(starts) if index != leap]
    return {(SOLSTICE_MONTH - 1 + index) % 12 + 1: start for index, start in enumerate(numbered[:12])}


def _leap(starts: list[int]) -> int:
    """Which of the months between two solstices has no principal term: the sun stays in one twelfth of its way."""
    return next(index for index in range(1, len(starts) - 1) if _twelfth(starts[index]) == _twelfth(starts[index + 1]))


def _lunation_of_solstice(year: int) -> int:
    """The number of the new moon that begins the month of the winter solstice."""
    solstice = next(day for day in range(date(year, 12, 19).toordinal(), date(year, 12, 25).toordinal())
                    if _twelfth(day) == 8 and _twelfth(day + 1) == 9)  # fmt: skip
    lunation = floor((year - 2000) * 12.3685) + 14
    while _new_moon_day(lunation) > solstice:
        lunation -= 1
    return lunation


def _twelfth(day: int) -> int:
    """In which twelfth of its way (0 from the spring equinox) the sun stands when `day` begins at UTC+7."""
    return floor(_sun_longitude(day + JULIAN_DAY_OF_ORDINAL_0 - UTC_PLUS_7) / 30)


def _new_moon_day(lunation: int) -> int:
    """The day (ordinal, UTC+7) of a new moon, counted from the first of the year 2000."""
    return floor(_new_moon(lunation) - DELTA_T + UTC_PLUS_7 - JULIAN_DAY_OF_ORDINAL_0)


def _new_moon(lunation: int) -> float:
    """The Julian day of a new moon (terrestrial time)."""
    century = lunation / 1236.85
    sun = radians(2.5534 + 29.10535670 * lunation - 0.0000014 * century**2)
    moon = radians(201.5643 + 385.81693528 * lunation + 0.0107582 * century**2)
    latitude = radians(160.7108 + 390.67050284 * lunation - 0.0016118 * century**2)
    eccentricity = 1 - 0.002516 * century - 0.0000074 * century**2
    mean = 2_451_550.09766 + 29.530588861 * lunation + 0.00015437 * century**2
    return mean + sum(
        days * eccentricity**power * sin(a * sun + b * moon + c * latitude) for days, power, a, b, c in _NEW_MOON_TERMS
    )


def _sun_longitude(julian_day: float) -> float:
    """The apparent longitude of the sun in degrees, 0 to 360 (chapter 25, low accuracy: 0.01°)."""
    century = (julian_day + DELTA_T - J2000) / CENTURY
    anomaly = radians(357.52911 + 35_999.05029 * century)
    centre = (1.914602 - 0.004817 * century) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    node = radians(125.04 - 1934.136 * century)
    return (280.46646 + 36_000.76983 * century + centre - 0.00569 - 0.00478 * sin(node)) % 360
