"""What remains in a word when the keyboard was not set to Vietnamese: Telex ("luaatj") and VNI ("luat65") keys.

Keys may stand behind the letter they change or at the end of the word, as input programs allow.
"""

import re
import unicodedata

from .fold import fold
from .syllables import SYLLABLES, is_syllable
from .tones import one_spelling, place_tone, split_tone

_TELEX_TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_TELEX_KEY = re.compile(r"[fjwzsrx]|dd|aa|ee|oo|a[a-z]{1,3}a|e[a-z]{1,3}e|o[a-z]{1,3}o|d[a-z]+d")
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"u": "ư", "o": "ơ"}


def from_telex(word: str) -> str:
    """The syllable that the Telex keys in `word` (lower case) spell; "" when they spell none or there are none."""
    if not word.isalpha() or len(word) > 10 or (not _TELEX_KEY.search(word[1:]) and not word.startswith("dd")):
        return ""
    letters, tone = _telex_tone(word)
    return _result(word, _telex_hats(letters), tone)


def _telex_tone(word: str) -> tuple[str, str]:
    """`word` without its last tone key, which must follow a vowel; r, s, x at the start are consonants."""
    for at in range(len(word) - 1, 0, -1):
        if word[at] in _TELEX_TONES and any(letter in "aeiouy" for letter in fold(word[:at])):
            return word[:at] + word[at + 1 :], _TELEX_TONES[word[at]]
    return word, ""


def _telex_hats(word: str) -> str:
    """`word` with dd, doubled vowels and w read as the letters they make."""
    if word.count("d") == 2 and word.startswith("d"):
        word = "đ" + word[1:].replace("d", "", 1)
    for letter, hat in _CIRCUMFLEX.items():
        if word.count(letter) == 2:
            first = word.index(letter)
            rest = word[first + 1 :].replace(letter, "", 1)
            word = word[:first] + hat + rest
    return _with_w(word)


def _with_w(word: str) -> str:
    if "w" not in word:
        return word
    bare = word.replace("w", "")
    if "uo" in bare:
        return bare.replace("uo", "ươ", 1)
    for letter, horned in (("u", "ư"), ("o", "ơ"), ("a", "ă")):
        if letter in bare:
            return bare.replace(letter, horned, 1)
    return word.replace("w", "ư", 1)


def from_vni(word: str) -> str:
    """The syllable that the VNI digits in `word` (lower case) spell; "" when they spell none or there are none."""
    if not re.fullmatch(r"(?=.*\d)[^\W\d_]+(?:\d{1,2}[^\W\d_]*){1,4}", word) or len(word) > 11:
        return ""
    tones = [_VNI_TONES[letter] for letter in word if letter in _VNI_TONES]
    letters = re.sub("[1-5]", "", word)
    letters = re.sub("[dđ]9|^d(?=.*9)", "đ", letters).replace("9", "")
    for digit, hats in (("6", _CIRCUMFLEX), ("7", _HORN), ("8", {"a": "ă"})):
        if digit in letters:
            letters = _vni_hat(letters.replace(digit, ""), digit, hats)
    return _result(word, letters, tones[0] if len(tones) == 1 else "") if len(tones) < 2 else ""


def _vni_hat(letters: str, digit: str, hats: dict[str, str]) -> str:
    if digit == "7" and "uo" in letters:
        return letters.replace("uo", "ươ", 1)
    for letter in letters:
        if letter in hats:
            return letters.replace(letter, hats[letter], 1)
    return letters + digit


def _result(word: str, base: str, tone: str) -> str:
    """The syllable of `base` and `tone` when it is one, also without the tone that its last letters ask for."""
    base = unicodedata.normalize("NFC", base)
    bare, own = split_tone(base)
    if own and tone:
        return ""
    if bare not in SYLLABLES:
        return ""
    made = one_spelling(place_tone(bare, tone or own) if tone or own else bare)
    if made in (word, fold(word)):
        return ""
    return made if is_syllable(made) or not (tone or own) else ""
