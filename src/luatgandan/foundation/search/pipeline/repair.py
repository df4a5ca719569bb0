"""Words typed with the keyboard set to English, put right: "luaatj dd9at dai" and the like."""

import re

from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.syllables import is_syllable
from luatgandan.lib.vietnamese.telex import from_telex, from_vni

from .words import foreign

_WORD = re.compile(r"[^\W_]+")
# Numbers of units, documents and licences are no keys of VNI: "dieu6", "nd168", "b2".
_NUMBERED = re.compile(
    r"(?:dieu|khoan|diem|muc|chuong|phan|so|quy|thang|nam|ngay|d|k|nd|tt|qd|nq|ct|lop|loai)\d+|[a-z]\d"
)


def repaired(text: str) -> str:
    """`text` with leftovers of Telex and VNI read as the words they spell."""
    words = _WORD.findall(text.lower())
    is_vni = sum(bool(_sure_vni(word)) for word in words) > 0
    return _WORD.sub(lambda found: _repair(found[0], is_vni), text)


def _repair(written: str, is_vni: bool) -> str:
    word = written.lower()
    if word in foreign() or is_syllable(word) or (written.isupper() and len(written) > 1):
        return written
    made = from_telex(word) or (from_vni(word) if is_vni else "")
    if not made or (len(fold(made)) < 2):
        return written
    return made.capitalize() if written[0].isupper() else made


def _sure_vni(word: str) -> bool:
    return not _NUMBERED.fullmatch(word) and len(word) > 2 and bool(from_vni(word))
