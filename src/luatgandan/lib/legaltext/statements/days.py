"""The days that a text names: from when it holds, until when, and on which day it ends others."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ..relations import Effect, RelationKind
from .values import EffectiveDays, Statement

_DAY = r"ngày\s?(?P<day>\d{1,2})(?:\s?tháng\s?|[/.-])(?P<month>\d{1,2})(?:\s?năm\s?|[/.-])(?P<year>\d{4})"
_SIGNED = r"ngày\s(?:ký(?:\sban\shành)?|ban\shành|được\sban\shành|thông\squa|được\sthông\squa)"
FROM = re.compile(
    rf"có\shiệu\slực(?:\sthi\shành)?,?\s(?:(?:kể\s)?từ\s(?:{_DAY}|(?P<signed>{_SIGNED})|(?P<unknown>ngày\sđăng\sCông\sbáo))"
    rf"|sau\s(?P<after>\d{{1,3}})(?:\s\([^)]{{1,40}}\))?\sngày,?\s(?:kể\s)?từ\s(?:(?P<base>{_SIGNED})|ngày\sđăng\sCông\sbáo))",
    re.IGNORECASE,
)
UNTIL = re.compile(rf"hết\shiệu\slực(?:\sthi\shành)?(?:,?\s(?:kể\s)?từ\s(?:{_DAY})?)?", re.IGNORECASE)


def effect_day(found: re.Match[str], issued_on: date | None) -> date | None:
    """The day that a match of `FROM` names or counts from the day of issue; None where it cannot be worked out."""
    if found["day"]:
        return date_of(found)
    if found["after"] and found["base"] and issued_on:
        return issued_on + timedelta(days=int(found["after"]))
    return issued_on if found["signed"] else None


def ending_day(text: str) -> date | None:
    """The day on which a sentence ends something, where it names one."""
    found = next((one for one in UNTIL.finditer(text) if one["day"]), None)
    return date_of(found) if found else None


def effective_days(statements: Iterable[Statement]) -> EffectiveDays:
    """From when the document and its units hold, as it states itself."""
    stated = [one for one in statements if one.kind is Effect.TAKES_EFFECT and one.effective_on]
    general = next((one.effective_on for one in stated if not one.places), None)
    others = [(place.eid, one.effective_on) for one in stated for place in one.places if place.eid and one.effective_on]
    return EffectiveDays(general, tuple(others))


def with_days(found: list[Statement]) -> list[Statement]:
    """What ends other documents does so on the day this one takes effect, unless another day is stated."""
    general = next((one.effective_on for one in found if one.kind is Effect.TAKES_EFFECT and not one.places), None)
    ending = (RelationKind.ABROGATES, RelationKind.REPLACES, RelationKind.AMENDS)
    return [replace(one, effective_on=general) if one.kind in ending and not one.effective_on else one for one in found]


def date_of(found: re.Match[str]) -> date | None:
    """The day that stands there; None when the calendar has no such day."""
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
