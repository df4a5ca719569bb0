"""Folding: one form for text that people type in many ways.

`clean` keeps what is read (NFC, no invisible characters, single spaces). `fold` is for comparing and finding: no case,
no marks, đ as d. Plain NFD stripping leaves đ alone, and NFD input breaks words in most search engines, hence both.
"""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"\s+")
_LATIN_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})


def clean(text: str) -> str:
    """`text` in NFC, without invisible characters, with single ordinary spaces and none at the ends."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def fold(text: str) -> str:
    """`text` cleaned, in lower case, without marks, with đ as d: "Xã  Mỹ Tú" and "xa my tu" become equal."""
    cleaned = clean(text)
    if cleaned.isascii():
        return cleaned.lower()
    decomposed = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", cleaned.translate(_D).casefold()))
    if decomposed.isascii():
        return decomposed
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter) or _is_khmer(letter))


def _is_khmer(letter: str) -> bool:
    """Khmer marks carry the word; they are never stripped."""
    return "\u1780" <= letter <= "\u17ff"


def slug(text: str) -> str:
    """`text` as an address part: folded, words joined by hyphens."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")
