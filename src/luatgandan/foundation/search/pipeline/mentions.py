"""Documents and articles that a query names, in any spelling: "d6 nd168", "khoản 3 điều 5 luật đất đai", "BLLĐ"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from luatgandan.lib.legaltext.address import Address, BadAddressError
from luatgandan.lib.legaltext.citations import BUILT_IN
from luatgandan.lib.legaltext.citations.names import flat
from luatgandan.lib.legaltext.numbers import TypedNumber, find_numbers, number_key

from .names import name_token, typed_name

_ARTICLE = re.compile(r"(?<![\w/])(?:dieu|article|art\.?|d\.?(?=\d))\s*(?P<number>\d{1,3}[a-z]?)\b(?![/\-]\w)")
_CLAUSE = re.compile(r"(?<![\w/])(?:khoan|clause|k\.?(?=\d))\s*(?P<number>\d{1,2}[a-z]?)\b(?![/\-]\w)")
_POINT = re.compile(r"(?<![\w/])(?:điểm|diem|điem|point)\s+(?P<letter>[a-zđ]{1,2}\d?)\b")
_STARTS = re.compile(r"(?<!\w)(?=luat|bo luat|phap lenh|hien phap|bl[a-z]{2,4}\b)")
_YEAR = re.compile(r"\s+(?:nam\s+)?(?P<year>(?:19|20)\d\d)\b(?![/\-])")
_CONSTITUTION = "hien phap"
_DATE = re.compile(r"(?<!\d)\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)\d\d(?![\d/\-])")
_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d")
# What may stand around a number without being a question of its own.
_NUMBER_WORDS = """
so nghi dinh thong tu lien tich quyet luat bo phap lenh hien chi thi van ban hop nhat nam cua chinh phu nd cp tt qd nq
ct pl ttlt ttg qh ubnd hdnd tw dieu khoan diem decree circular law article clause point download tai pdf file noi dung
toan xem tim
"""


@dataclass(frozen=True, slots=True)
class Mention:
    """`document`: a token of names.py; `article`: an eId; `words`: folded tokens that belong to it; `year` if told."""

    document: str = ""
    article: str = ""
    words: frozenset[str] = frozenset()
    start: int = -1  # of a law's name
    end: int = -1


def find_mention(text: str) -> Mention:
    """The document and article named in `text` (clean, one line)."""
    folded = flat(text)
    article, words = _article(text.lower(), folded)
    number = next((one for one in find_numbers(_DATE.sub(" ", text)) if _is_number(one, folded)), None)
    if number:
        parts = re.findall(r"[^\W_]+", " ".join((number.number, str(number.year or ""), number.kind, number.issuer)))
        glued = {f"{number.kind}{number.number}", f"0{number.number}"}
        return Mention(typed_name(number), article, words | {*parts, *glued} | _number_words())
    start, end, token = _law(text, folded)
    if token:
        named = frozenset(re.findall(r"[^\W_]+", folded[start:end]))
        return Mention(token, article, words | named | _number_words(), start, end)
    return Mention("", article, words)


@lru_cache(maxsize=1)
def _number_words() -> frozenset[str]:
    return frozenset(_NUMBER_WORDS.split())


def _is_number(one: TypedNumber, folded: str) -> bool:
    """Two numbers side by side, or the year behind "luật", are no number of a document."""
    if one.issuer or (one.kind and not _LIKE_A_YEAR.fullmatch(one.number)):
        return True
    return bool(one.year and re.search(rf"(?<!\d)0*{one.number}\s*[/\-]\s*{one.year}", folded))


def _article(lower: str, folded: str) -> tuple[str, frozenset[str]]:
    """The eId of the address in a query and the words it is written with."""
    article = _ARTICLE.search(folded)
    if not article:
        return "", frozenset()
    clause = _CLAUSE.search(folded)
    point = _POINT.search(lower) if clause else None
    parts = (article["number"], clause["number"] if clause else "", point["letter"] if point else "")
    words = re.findall(r"[^\W_]+", " ".join(one[0] for one in (article, clause, point) if one))
    try:
        return Address(*parts).eid, frozenset({*words, *map(flat, words)})
    except BadAddressError:
        return "", frozenset()


def _law(text: str, folded: str) -> tuple[int, int, str]:
    """(start, end, token) of the first law named by its title, with its year where one follows."""
    for begin in _STARTS.finditer(folded):
        length, title = BUILT_IN.match(text[begin.start() :])
        if not length and folded.startswith(_CONSTITUTION, begin.start()):
            length, title = len(_CONSTITUTION), "Hiến pháp"  # it has no number
        if not length:
            continue
        end = begin.start() + length
        year = _YEAR.match(folded, end)
        if not year:
            return begin.start(), end, name_token(title)
        number, _ = BUILT_IN.choose(title, int(year["year"]))
        return begin.start(), year.end(), number_key(number) if number else name_token(title)
    return -1, -1, ""
