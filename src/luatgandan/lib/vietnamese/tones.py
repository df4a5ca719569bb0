"""One spelling for a syllable that is rightly written in several ways, so that all of them find each other.

The tone stands where the older of the two customs puts it ("hòa", "thủy"), slips of the order of keys are put right
("đựơc" is "được"), and i and y are told apart by one rule: y after h, k, l, m, t, qu ("lý do", "kỹ", "tỷ lệ", "quý"),
i after s and v ("sĩ"). What is no Vietnamese syllable stays as it is.
"""

import re
import unicodedata

from .syllables import SYLLABLES, TONES

_HATS = "ăâêôơư"
_VOWELS = "aeiouy" + _HATS
_FINAL_Y = re.compile(r"(?:h|k|l|m|t|qu)i")
_FINAL_I = re.compile(r"[sv]y")


def one_spelling(word: str) -> str:
    """`word` (lower case) in NFC with one placement of the tone and one choice of i or y."""
    base, tone = split_tone(word)
    if base not in SYLLABLES:
        return unicodedata.normalize("NFC", word)
    if _FINAL_Y.fullmatch(base):
        base = base[:-1] + "y"
    elif _FINAL_I.fullmatch(base):
        base = base[:-1] + "i"
    return place_tone(base, tone) if tone else base


def split_tone(word: str) -> tuple[str, str]:
    """(`word` without its tone, the tone as a combining mark or ""); a word with several tones is left whole."""
    letters = unicodedata.normalize("NFD", word)
    tones = [letter for letter in letters if letter in TONES]
    if len(tones) != 1:
        return unicodedata.normalize("NFC", letters), ""
    return unicodedata.normalize("NFC", letters.replace(tones[0], "")), tones[0]


def place_tone(base: str, tone: str) -> str:
    """The syllable `base` (with hats, without tone) with `tone` on the letter that carries it."""
    at = _carrier(base)
    return unicodedata.normalize("NFC", base[: at + 1] + tone + base[at + 1 :])


def _carrier(base: str) -> int:
    """Which letter carries the tone: the last with a hat or horn, else by the number of vowels and what follows."""
    start = _nucleus_start(base)
    end = start
    while end < len(base) and base[end] in _VOWELS:
        end += 1
    hats = [at for at in range(start, end) if base[at] in _HATS]
    if hats:
        return hats[-1]
    has_middle = end - start == 3 or (end - start == 2 and end < len(base))
    return start + 1 if has_middle else start


def _nucleus_start(base: str) -> int:
    """Where the vowels begin; the u of qu and the i of gia belong to the onset."""
    if base.startswith("qu") or (base.startswith("gi") and base[2:3] in tuple(_VOWELS)):
        return 2
    return next((at for at, letter in enumerate(base) if letter in _VOWELS), 0)
