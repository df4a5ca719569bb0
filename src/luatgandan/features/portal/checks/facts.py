"""The hard facts of a Vietnamese sentence: money, periods, ages, percentages, fractions, measures and dates.

Values are compared, not spellings: "02 triệu đồng" is "2.000.000 đồng", "ngày 01 tháng 7 năm 2025" is "01/7/2025",
"hai phần ba" is "2/3". Units are never converted: "12 tháng" is not "01 năm", "ngày" is not "ngày làm việc".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from luatgandan.lib.vietnamese import clean

from .numbers import BIG_SCALES, Tokens, figure, read_number


class Kind(StrEnum):
    """Kinds of facts."""

    MONEY = "money"
    PERIOD = "period"
    AGE = "age"
    PERCENT = "percent"
    FRACTION = "fraction"
    TIMES = "times"
    MEASURE = "measure"
    DATE = "date"


@dataclass(frozen=True)
class Fact:
    """One fact: equal when kind, value and unit are; `text` is how it was written. Dates: ISO, "2025-07", "--11-09"."""

    kind: Kind
    value: str
    unit: str = ""
    text: str = field(default="", compare=False)

    def covers(self, wanted: "Fact") -> bool:
        """Whether this fact of a law text supports `wanted`; a full date supports its month, its year, its day."""
        if self == wanted:
            return True
        if self.kind is Kind.DATE and wanted.kind is Kind.DATE:
            if wanted.value.startswith("--"):
                return self.value.endswith(wanted.value[1:])
            return self.value.startswith(f"{wanted.value}-")
        return self._base == wanted._base

    @property
    def _base(self) -> tuple[str, str]:
        """50% is one half, and "36 tháng tuổi" is 36 months; nothing else is converted."""
        if self.kind is Kind.PERCENT:
            return str(Fraction(self.value) / 100), ""
        return self.value, self.unit.removesuffix(" tuổi")


PERIOD_UNITS = ("giờ", "phút", "tuần", "quý", "năm")
MEASURES = {
    "gam": "g",
    "gram": "g",
    "g": "g",
    "kg": "kg",
    "kilôgam": "kg",
    "mg": "mg",
    "miligam": "mg",
    "ml": "ml",
    "mililít": "ml",
    "lít": "l",
    "m2": "m2",
    "m3": "m3",
    "cm3": "cm3",
    "mét": "m",
    "m": "m",
    "km": "km",
    "ha": "ha",
    "héc": "ha",
    "điểm": "điểm",
}
# counted only in figures: "một người" is hardly ever a number
COUNTS = {("sức", "ngựa"), ("tài", "khoản"), ("người", ""), ("thành", "viên"), ("kw", ""), ("lao", "động")}
MONEY_UNITS = {"đồng", "đ", "vnđ", "vnd"}
RANGE = {"đến", "tới", "-", "–", "hoặc", "hay", "và", ","}
BETWEEN = {"dưới", "đủ", "không", "quá", "trên", "hơn", "khoảng", "tối", "đa", "thiểu"}
NUMBERED = {"điều", "khoản", "điểm", "số", "lớp", "mục", "cấp", "bước", "chương", "thứ", "loại", "vùng", "hạng", "tổng"}
NOT_MONEY = {"người", "lượt", "hộ", "trường", "vụ", "đơn", "doanh", "m2", "ha", "tài", "con", "học", "bản"}
RATED = {"%", "đồng"}
MASK = "§"

_TOKEN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?|[^\W\d_]+[23]?(?!\d)|\S")
_OFFICIAL = re.compile(r"\b\d+[a-z]?/(?:\d{4}/)?[a-zđ][\wđ]*(?:-[\wđ]+)*|\b\d+-[a-zđ]+/[a-zđ]+\b")
_FULL = re.compile(r"(?<![\d/.])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?![\d/])")
_WORDS = re.compile(r"\b(\d{1,2})\s+tháng\s+(\d{1,2}),?\s+năm\s+(\d{4})\b")
_DAY_MONTH_WORDS = re.compile(r"\b(?:ngày|mùng)\s+(\d{1,2})\s+tháng\s+(\d{1,2})\b")
_DAY_MONTH = re.compile(r"\b(?:ngày|mùng|từ|trước|sau|đến(?=\s+\d\d/))\s+(\d{1,2})/(\d{1,2})(?![/\d])")
_MONTH = re.compile(r"\btháng\s+(\d{1,2})(?:\s+năm\s+|\s?[/-]\s?)(\d{4})\b|(?<![\d/.])(\d{1,2})/(\d{4})(?![\d/])")
_YEAR = re.compile(r"\bnăm\s+((?:19|20)\d{2})\b")


def facts_in(text: str) -> list[Fact]:
    """All facts of a text, each once, in the order they stand; dates first."""
    rest, dates = _dates(_OFFICIAL.sub(MASK, clean(text).casefold()))
    return list(dict.fromkeys([*dates, *_quantities(_TOKEN.findall(rest))]))


def uncovered(wanted: Iterable[Fact], have: Iterable[Fact]) -> list[Fact]:
    """The wanted facts that no fact at hand supports."""
    at_hand = list(have)
    return [fact for fact in wanted if not any(one.covers(fact) for one in at_hand)]


def _dates(text: str) -> tuple[str, list[Fact]]:
    """The text with its dates masked, and the dates."""
    found: list[Fact] = []

    def take(match: re.Match[str], day: str, month: str, year: str) -> str:
        value = _iso(day, month, year)
        if not value:
            return match.group()
        found.append(Fact(Kind.DATE, value, "", match.group()))
        return f" {MASK} "

    text = _FULL.sub(lambda m: take(m, m[1], m[2], m[3]), text)
    text = _WORDS.sub(lambda m: take(m, m[1], m[2], m[3]), text)
    text = _DAY_MONTH_WORDS.sub(lambda m: take(m, m[1], m[2], ""), text)
    text = _DAY_MONTH.sub(lambda m: take(m, m[1], m[2], ""), text)
    text = _MONTH.sub(lambda m: take(m, "", m[1] or m[3], m[2] or m[4]), text)
    text = _YEAR.sub(lambda m: take(m, "", "", m[1]), text)
    return text, found


def _iso(day: str, month: str, year: str) -> str:
    """ISO 8601 of a possibly partial date; empty when there is no such date."""
    try:
        date(int(year or 2000), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    parts = [year or "-", *([f"{int(month):02}"] if month else []), *([f"{int(day):02}"] if day else [])]
    return "-".join(parts)


def _quantities(tokens: Tokens) -> Iterator[Fact]:
    i = 0
    while i < len(tokens):
        facts, after = _quantity(tokens, i)
        yield from facts
        i = max(after, i + 1)


def _quantity(tokens: Tokens, at: int) -> tuple[list[Fact], int]:
    """The facts that begin at token `at` (two when it is a range) and the index after them."""
    special = _special(tokens, at) or _slash_fraction(tokens, at)
    if special:
        return special
    number = read_number(tokens, at)
    if number is None or _is_numbering(tokens, at):
        return [], number[1] if number else at + 1
    value, i = number
    i = _skip_repeated(tokens, i)
    if (found := _unit(tokens, at, i, value)) is not None:
        fact, after = found
        return [fact], after
    if at and tokens[at - 1] == "tuổi":
        return [Fact(Kind.AGE, _show(value), "tuổi", f"tuổi {tokens[at]}")], i
    return _range(tokens, i, value)


def _range(tokens: Tokens, i: int, low: Fraction) -> tuple[list[Fact], int]:
    """Ranges and lists ("3 đến 5 ngày", "70, 75, 80 tuổi"): the unit and scale of the next number."""
    if i >= len(tokens) or tokens[i] not in RANGE:
        return [], i
    j = i + 1
    while j < len(tokens) and tokens[j] in BETWEEN:
        j += 1
    if read_number(tokens, j) is None:
        return [], i
    high, after = _quantity(tokens, j)
    if not high:
        return [], i
    words = high[0].text.split()[1:]
    scale = BIG_SCALES.get(words[0], 1) if words else 1
    text = " ".join([_decimal(low), *words])
    return [replace(high[0], value=_show(low * scale), text=text), *high], after


def _unit(tokens: Tokens, start: int, at: int, value: Fraction) -> tuple[Fact, int] | None:
    """The fact that `value` makes with the unit at token `at`."""
    kind, unit, length = _unit_at(tokens, at)
    if kind is None and _is_bare_money(tokens, at):
        kind, unit, length = Kind.MONEY, "đồng", 0
    if kind is None and figure(tokens[start]) is not None:
        kind, unit, length = _count_at(tokens, at)
    if kind is None:
        return None
    if kind is Kind.FRACTION:
        below = read_number(tokens, at + 1)
        if below is None or not below[0]:
            return None
        return Fact(kind, _show(value / below[0]), "", _join(tokens[start : below[1]])), below[1]
    before = tokens[start - 1] if start else ""
    if (before, unit) in {("tháng", "năm"), ("ngày", "tháng")}:
        return None
    return Fact(kind, _show(value), unit, _join(tokens[start : at + length])), at + length


def _unit_at(tokens: Tokens, at: int) -> tuple[Kind | None, str, int]:
    word, second, third = [*tokens[at : at + 3], "", "", ""][:3]
    simple = {"%": Kind.PERCENT, "tuổi": Kind.AGE, "lần": Kind.TIMES} | dict.fromkeys(PERIOD_UNITS, Kind.PERIOD)
    if word in MONEY_UNITS:
        return Kind.MONEY, "đồng", 1
    if word == "phần":
        return (Kind.PERCENT, "%", 2) if second == "trăm" else (Kind.FRACTION, "", 1)
    if word == "ngày":
        return (Kind.PERIOD, "ngày làm việc", 3) if (second, third) == ("làm", "việc") else (Kind.PERIOD, "ngày", 1)
    if word == "tháng":
        return (Kind.AGE, "tháng tuổi", 2) if second == "tuổi" else (Kind.PERIOD, "tháng", 1)
    if word in simple:
        return simple[word], word, 1
    return _measure_at(word, second, third)


def _measure_at(word: str, second: str, third: str) -> tuple[Kind | None, str, int]:
    if (word, second) in {("mét", "vuông"), ("m", "²")}:
        return Kind.MEASURE, "m2", 2
    if word == "km" and (second, third) in {("/", "h"), ("/", "giờ")}:
        return Kind.MEASURE, "km/h", 3
    return (Kind.MEASURE, MEASURES[word], 1) if word in MEASURES else (None, "", 0)


def _count_at(tokens: Tokens, at: int) -> tuple[Kind | None, str, int]:
    first, second = [*tokens[at : at + 2], "", ""][:2]
    for one, two in COUNTS:
        if first == one and two in ("", second):
            return Kind.MEASURE, f"{one} {two}".strip(), 1 + bool(two)
    return None, "", 0


def _is_bare_money(tokens: Tokens, at: int) -> bool:
    """ "5 triệu" without "đồng": money, unless something else is counted."""
    after = tokens[at] if at < len(tokens) else ""
    return tokens[at - 1] in {"triệu", "tỷ", "tỉ", "rưỡi"} and after not in NOT_MONEY


def _is_numbering(tokens: Tokens, at: int) -> bool:
    """A number that only names something ("khoản 3"), or the "một" of a rate ("20% một năm")."""
    before = tokens[at - 1] if at else ""
    return before in NUMBERED if figure(tokens[at]) is not None else (tokens[at] == "một" and before in RATED)


def _skip_repeated(tokens: Tokens, at: int) -> int:
    """Past the bracket of "30 (ba mươi) ngày"."""
    if tokens[at : at + 1] == ["("] and (inner := read_number(tokens, at + 1)):
        return inner[1] + 1 if tokens[inner[1] : inner[1] + 1] == [")"] else at
    return at


def _special(tokens: Tokens, at: int) -> tuple[list[Fact], int] | None:
    """Half a month ("nửa tháng"), a half ("một nửa"); "gấp đôi" and "lần thứ hai" are two times."""
    if tokens[at : at + 2] == ["lần", "thứ"] and (nth := read_number(tokens, at + 2)):
        return [Fact(Kind.TIMES, _show(nth[0]), "lần", _join(tokens[at : nth[1]]))], nth[1]
    if tokens[at : at + 2] == ["gấp", "đôi"]:
        return [Fact(Kind.TIMES, "2", "lần", "gấp đôi")], at + 2
    if tokens[at : at + 2] == ["một", "nửa"]:
        return [Fact(Kind.FRACTION, "1/2", "", "một nửa")], at + 2
    if tokens[at] == "nửa" and tokens[at + 1 : at + 2] and tokens[at + 1] in {"ngày", "tháng", "năm"}:
        return [Fact(Kind.PERIOD, "1/2", tokens[at + 1], f"nửa {tokens[at + 1]}")], at + 2
    return None


def _slash_fraction(tokens: Tokens, at: int) -> tuple[list[Fact], int] | None:
    """ "2/3": a small proper fraction; "24/7" and the like are none."""
    part = tokens[at : at + 3]
    if len(part) < 3 or part[1] != "/" or not (part[0].isdigit() and part[2].isdigit()):
        return None
    above, below = int(part[0]), int(part[2])
    if not (0 < above < below <= 10) or "0" in (part[0][0], part[2][0]):
        return [], at + 3
    return [Fact(Kind.FRACTION, _show(Fraction(above, below)), "", "/".join([part[0], part[2]]))], at + 3


def _show(value: Fraction) -> str:
    return str(value)


def _decimal(value: Fraction) -> str:
    """A value as Vietnamese sentences write it."""
    whole = value.denominator == 1
    return f"{value.numerator:,}".replace(",", ".") if whole else f"{float(value):g}".replace(".", ",")


def _join(tokens: Tokens) -> str:
    text = " ".join(tokens)
    return text.replace(" %", "%").replace(" / ", "/").replace("( ", "(").replace(" )", ")")
