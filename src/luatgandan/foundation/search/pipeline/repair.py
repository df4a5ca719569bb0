"""Words typed with the keyboard set to English, put right: "luaatj dd9at dai" and the like."""

import re

from luatgandan.lib.vietnamese.syllables import is_syllable
from luatgandan.lib.vietnamese.telex import from_telex, from_vni

from .words import foreign

_WORD = re.compile(r"[^\W_]+")
_SHORT = 3  # letters
_LONG_O, _WITH_LONG_O = "oo", ("xoong", "soong", "boong", "toong", "coong", "moóc", "soóc")  # all others are ô
# Numbers of units, documents and licences are no keys of VNI: "dieu6", "nd168", "b2".
_NUMBERED = re.compile(
    r"(?:dieu|khoan|diem|muc|chuong|phan|so|quy|thang|nam|ngay|d|k|nd|tt|qd|nq|ct|lop|loai)\d+|[a-z]\d"
)


def repaired(text: str) -> str:
    """`text` with leftovers of Telex and VNI read as the words they spell.

    Short words are read so only beside a longer one that is surely typed this way: "has" alone may be anything.
    """
    words = _WORD.findall(text.lower())
    is_telex = any(len(word) > _SHORT and _telex(word) for word in words)
    is_vni = any(not _NUMBERED.fullmatch(word) and len(word) > 2 and _vni(word) for word in words)
    return _WORD.sub(lambda found: _repair(found[0], is_telex, is_vni), text) if is_telex or is_vni else text


def _repair(written: str, is_telex: bool, is_vni: bool) -> str:
    if written.isupper() and len(written) > 1:
        return written
    word = written.lower()
    made = (is_telex and _telex(word)) or (is_vni and _vni(word)) or written
    return made.capitalize() if made != written and written[0].isupper() else made


def _telex(word: str) -> str:
    is_right = is_syllable(word) and (_LONG_O not in word or word in _WITH_LONG_O)
    return "" if word in foreign() or is_right else from_telex(word)


def _vni(word: str) -> str:
    made = from_vni(word)
    return made if len(made) > 1 else ""
