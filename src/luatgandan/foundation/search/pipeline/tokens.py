"""Text as tokens: the same rules for what is indexed and for what is asked.

A token is a syllable in lower case with one spelling (`lib.vietnamese.tones`), a Khmer word, a number or the number of
a document, which stays whole ("168-2024-nd-cp") with its parts behind it. Beside each token stands its folded form.
Everything is remembered per piece of text between spaces, for laws repeat themselves.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from luatgandan.backends.search.base import MARKED, Field
from luatgandan.lib.legaltext.numbers import number_key
from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.tones import one_spelling

from . import khmer

ANALYSIS_VERSION = f"4-{khmer.METHOD}"  # an index of another version must be rebuilt
_PIECE = re.compile(r"[^\W_]+(?:[/\-.,][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_NUMBER = re.compile(
    r"\d{1,6}[a-zđ]?(?:(?:/(?:19|20)\d\d)?[/-][a-zđ][\wđ.]*(?:[-/,][a-zđ][\wđ.]*)*|/(?:19|20)\d\d/[a-zđ]+\d{1,2})"
)
_AMOUNT = re.compile(r"(\d{1,3}(?:[.,]\d{3})+)(đ?)")
_DECIMAL = re.compile(r"(\d+)[.,](\d{1,2})([a-z%]*)")
_DATE = re.compile(r"(\d{1,2})[/\-.](\d{1,2})[/\-.]((?:19|20)\d\d)")
_LONG = 60  # letters of the longest token: chains without spaces are no words
_REMEMBERED = 300_000


class _Marked(dict[str, str]):
    """Text between two spaces → its tokens, joined by spaces."""

    def __missing__(self, written: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        pieces = [written] if khmer.holds(written) else _PIECE.findall(written)
        found = self[written] = " ".join(token for piece in pieces for token in _tokens(piece))
        return found


class _Folded(dict[str, str]):
    """The same, folded; token for token."""

    def __missing__(self, written: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        found = self[written] = " ".join(map(fold_token, _MARKED[written].split()))
        return found


class _Twice(dict[str, str]):
    """Each folded token with itself behind it, the next joined on: "dat dat_dai dai"."""

    def __missing__(self, written: str) -> str:
        if len(self) > _REMEMBERED:
            self.clear()
        found = self[written] = "_".join(f"{token} {token}" for token in _FOLDED[written].split())
        return found


_MARKED = _Marked()
_FOLDED = _Folded()
_TWICE = _Twice()


@lru_cache(maxsize=50_000)
def fold_token(token: str) -> str:
    """`token` without marks; one that would vanish or fall apart stays as it is."""
    folded = fold(token).replace(" ", "")
    return folded or token


def tokenise(text: str) -> tuple[str, str]:
    """(tokens with marks, folded tokens) of `text`, each in reading order with spaces between; as many in both."""
    return _tokenised(_written(text))


def _written(text: str) -> list[str]:
    """What stands between spaces, in lower case, NFC."""
    text = unicodedata.normalize("NFC", text).lower()
    return khmer.spaced(text).split() if khmer.holds(text) else text.split()


def _tokenised(written: list[str]) -> tuple[str, str]:
    marked, folded = map(_MARKED.__getitem__, written), map(_FOLDED.__getitem__, written)
    return " ".join(filter(None, marked)), " ".join(filter(None, folded))


def _pairs(written: list[str]) -> str:
    """Neighbouring folded tokens joined: "so so_dat dat_dai dai" without its ends."""
    twice = "_".join(filter(None, map(_TWICE.__getitem__, written)))
    return twice[twice.find(" ") + 1 : max(0, twice.rfind(" "))]


def fields_of(*, names: Iterable[str] = (), title: str = "", path: str = "", body: str = "") -> dict[Field, str]:
    """All fields of an entry. `names` are tokens already (`names.py`)."""
    found = {Field.NAMES: " ".join(dict.fromkeys(names))}
    pairs = []
    for field, (marked, folded, joined) in (
        (Field.TITLE, _remembered(title)),
        (Field.PATH, _remembered(path)),
        (Field.BODY, _paired(body)),
    ):
        found[MARKED[field]], found[field] = marked, folded
        pairs.append(joined)
    found[Field.PAIRS] = " ".join(filter(None, pairs))
    return {field: text for field, text in found.items() if text}


def _paired(text: str) -> tuple[str, str, str]:
    """Tokens with marks, folded tokens, and neighbours of these joined ("dat_dai")."""
    written = _written(text)
    return *_tokenised(written), _pairs(written)


_remembered = lru_cache(maxsize=1_000)(_paired)  # all articles of a chapter have its path


def _tokens(piece: str) -> Iterator[str]:
    """The tokens of one piece without spaces, marks kept."""
    if khmer.holds(piece):
        yield piece[:_LONG]
    elif piece.isalpha():
        yield one_spelling(piece)[:_LONG]
    elif _NUMBER.fullmatch(piece) and len(piece) <= _LONG:
        yield number_key(piece)
        yield from _parts(piece)
    elif amount := _AMOUNT.fullmatch(piece):
        yield re.sub("[.,]", "", amount[1])
        yield from ["đồng"] if amount[2] else []
    elif date := _DATE.fullmatch(piece):
        yield f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}"
        yield from _parts(piece)
    elif decimal := _DECIMAL.fullmatch(piece):
        yield f"{decimal[1]}.{decimal[2]}"
        yield from _parts(decimal[3])
    else:
        yield from _parts(piece)


def _parts(piece: str) -> Iterator[str]:
    """The parts between signs; numbers without a leading zero."""
    for part in _PART.findall(piece):
        yield (part.lstrip("0") or "0") if part.isdecimal() and len(part) <= 2 else one_spelling(part)[:_LONG]
