"""Marks at the start of a line: "Chương II", "Điều 12a.", "3.", "đ)", "1.2.", "(ii)", "-"; and which follows which.

The forms are those of Nghị định 30/2020/NĐ-CP and Nghị định 34/2016/NĐ-CP, with the older ones ("1/", "a.", "Điều 1:-")
and the marks of notes that consolidated texts carry ("Điều 5.[3]"). No expression here backtracks over more than a
handful of letters, so a line costs the same however long it is.
"""

import re
from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from luatgandan.lib.roman import roman_value

from ..tree import Level


class Kind(IntEnum):
    """What sort of mark a line carries."""

    DIVISION = 1  # Phần, Chương, Mục, Tiểu mục
    ARTICLE = 2
    NUMBER = 3  # 1.  2a.
    DECIMAL = 4  # 1.1.
    LETTER = 5  # a)  đ)  a1)
    DOTTED = 6  # a.1)
    ROMAN = 7  # (i)  iv)
    DASH = 8  # -  +
    CAPITAL = 9  # I.  A.


class Mark(NamedTuple):
    """A mark read off a line: `sign` is what closes it (".", ")", "/"; the dash itself), `rest` the text behind it."""

    kind: Kind
    number: str
    sign: str
    rest: str
    level: Level | None = None
    note: str = ""


DIVISIONS = {
    "phần": Level.PART,
    "chương": Level.CHAPTER,
    "mục": Level.SECTION,
    "tiểu mục": Level.SUBSECTION,
}
_NOTE = r"(?:\s?\[\d{1,3}\]|\s?\(\d{1,3}\)(?=[.:]))"
_DIVISION = re.compile(
    r"(?P<word>(?i:phần|chương|mục|tiểu mục))\s+"
    r"(?P<number>(?i:thứ\s+(?:mười\s+)?[a-zà-ỹ]+)|[IVXLC]{1,8}(?![\w])|[IVXLC]{1,8}(?=[a-zđA-ZĐ]\b)|\d{1,3}(?!\d))"
    rf"(?P<suffix>[a-zđA-ZĐ](?!\w))?(?P<note>{_NOTE})?\s{{0,2}}(?P<sign>[.:\-–—]{{0,2}}){_NOTE}?\s*(?P<rest>.*)",
    re.DOTALL,
)
_ARTICLE = re.compile(
    r"(?i:điều)\s+(?i:thứ\s+)?(?P<number>\d{1,4})(?P<suffix>[a-zđA-ZĐ]\d?(?!\w))?"
    rf"(?P<note>{_NOTE})?(?:\s?(?P<sign>[.:\-–—]{{1,2}}))?(?P<note2>{_NOTE})?(?P<rest>.*)",
    re.DOTALL,
)
_UNIT = re.compile(
    r"(?P<decimal>\d{1,3}(?:\.\d{1,2}){1,4}[a-zđ]?)(?P<dsign>[.)/]?)(?P<drest>\s.*|$)"
    rf"|(?P<number>\d{{1,3}}[a-zđ]{{0,2}}\d?){_NOTE}?\s?(?P<nsign>[.)/]|-(?=[\sA-ZĐÀ-Ỹ])){_NOTE}?(?P<nrest>[\s\"“”‘'(].*|[^\W\d_].*|$)"
    rf"|(?P<dotted>[a-zđ](?:\.\d{{1,2}}){{1,3}})(?P<osign>[.)/]{{0,2}})(?P<orest>\s.*|[^\W\d_].*|$)"
    rf"|(?P<roman>\([ivx]{{1,5}}\)|[ivx]{{2,5}}[.)/])(?P<rrest>.*)"
    rf"|(?P<open>\(?)(?P<letter>[a-zđ]{{1,2}}\d{{0,2}}){_NOTE}?\s?(?P<lsign>[)/]|\.(?![\w.])|-(?=\s)){_NOTE}?(?P<lrest>.*)"
    r"|(?P<paren>\(\d{1,2}\))(?P<prest>\s.*)"
    r"|(?P<dash>[-–—+•●○▪◦*])(?P<hrest>\s*[^\s\-–—_+*=.|].*)"
    r"|(?P<capital>[IVXLC]{1,6}|[A-HĐK])(?P<csign>[.)/]|\s?[-–])(?P<crest>\s.*|$)",
    re.DOTALL,
)
_STARTS = frozenset("pPcCmMtTđĐ")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
ORDER = {letter: place for place, letter in enumerate(_LETTERS)}
_PUT_IN = "abcdđefghABĐEFGH"  # letters of divisions put in later: "Chương XIXa", "Mục IIA"
_ORDINALS = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"]


def read_structure(text: str) -> Mark | None:
    """The mark of a division or an article at the start of `text`, or None."""
    if not text or text[0] not in _STARTS:
        return None
    if text[0] in "đĐ":
        return _read_article(text)
    found = _DIVISION.match(text)
    if not found:
        return None
    level = DIVISIONS[" ".join(found["word"].lower().split())]
    number = " ".join(found["number"].split())
    number = number.lower() if number[0] in "tT" else number
    return Mark(Kind.DIVISION, number + (found["suffix"] or ""), found["sign"], found["rest"].strip(), level)


def _read_article(text: str) -> Mark | None:
    found = _ARTICLE.match(text)
    if not found:
        return None
    sign, rest, note = found["sign"] or "", found["rest"], found["note"] or found["note2"] or ""
    if not sign and rest and not rest[0].isspace():
        return None
    number = str(int(found["number"])) + (found["suffix"] or "").lower()
    return Mark(Kind.ARTICLE, number, sign, rest.strip(), Level.ARTICLE, note.strip(" ()[]"))


def read_unit(text: str) -> Mark | None:
    """The mark of a clause, point or item at the start of `text`, or None."""
    found = _UNIT.match(text)
    return _UNITS[str(found.lastgroup)](found) if found else None


def _number(found: re.Match[str]) -> Mark:
    number = found["number"]
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyzđ")
    return Mark(Kind.NUMBER, digits.lstrip("0") + number[len(digits) :], found["nsign"], found["nrest"].strip())


def _roman(found: re.Match[str]) -> Mark:
    return Mark(Kind.ROMAN, "".join(filter(str.isalpha, found["roman"])), found["roman"][-1], found["rrest"].strip())


def _letter(found: re.Match[str]) -> Mark:
    return Mark(Kind.LETTER, found["letter"], found["open"] + found["lsign"], found["lrest"].strip())


_UNITS: dict[str, Callable[[re.Match[str]], Mark]] = {
    "drest": lambda found: Mark(Kind.DECIMAL, found["decimal"], found["dsign"], found["drest"].strip()),
    "nrest": _number,
    "orest": lambda found: Mark(Kind.DOTTED, found["dotted"], found["osign"], found["orest"].strip()),
    "rrest": _roman,
    "lrest": _letter,
    "prest": lambda found: Mark(Kind.NUMBER, found["paren"].strip("()"), "()", found["prest"].strip()),
    "hrest": lambda found: Mark(Kind.DASH, found["dash"], found["dash"], found["hrest"].strip()),
    "crest": lambda found: Mark(Kind.CAPITAL, found["capital"], found["csign"].strip(), found["crest"].strip()),
}


def split_number(number: str) -> tuple[int, str]:
    """A number and its suffix: "12a" is (12, "a")."""
    digits = 0
    while digits < len(number) and number[digits].isdigit():
        digits += 1
    return int(number[:digits] or 0), number[digits:]


def number_step(before: str, number: str) -> int:
    """How far `number` stands after `before`: 1 follows at once (13 or 12a after 12), 0 the same, <0 before it."""
    (old, old_suffix), (new, suffix) = split_number(before), split_number(number)
    if new != old:
        return new - old
    if suffix == old_suffix:
        return 0
    return 1 if letter_place(suffix) > letter_place(old_suffix) else -1


def letter_place(letters: str) -> float:
    """The place of a point's letter in the Vietnamese alphabet, đ after d: a 0, b 1; a1 0.01; aa 23; none is -1."""
    if not letters:
        return -1
    base = letters.rstrip("0123456789")
    digits = letters[len(base) :]
    place = ORDER.get(base[:1], 22.5)
    if len(base) > 1:
        place = 23 + (place if base[0] == base[1] else ORDER.get(base[1], 22.5))
    return place + (int(digits) / 100 if digits else 0)


def letter_step(before: str, letters: str) -> float:
    """How far `letters` stands after `before`: at most 1 when it follows at once (đ or e after d, a1 after a)."""
    step = letter_place(letters) - letter_place(before)
    return 1 if before == "d" and letters == "e" else step


def division_value(number: str) -> int:
    """The value of "IV", "iv", "IVa", "4" or "thứ tư"; 0 when it is none of these."""
    if number[:1].isdigit():
        return split_number(number)[0]
    if number.startswith("thứ "):
        words = number[4:].split()
        value = _ORDINALS.index(words[-1]) + 1 if words[-1] in _ORDINALS else 0
        return value + (10 if len(words) > 1 and words[0] == "mười" else 0)
    return roman_value(number.rstrip(_PUT_IN))
