"""Is this a syllable of Vietnamese? A table of onsets, rhymes and tones; no word list.

For telling right Vietnamese from wrongly decoded text, and for measuring readers of files and OCR. Both ways of placing
the tone (hòa, hoà) and both i and y (lý, lí; quý, quí) are accepted.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOP_TONES = "\u0301\u0323"  # after c, ch, p, t only sắc and nặng
_FRONT = "eêiy"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu  i ia ich im in inh ip it iu  iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot ooc oong  oa oac oach oai oam oan oang oanh oao oap oat oay  oăc oăm oăn oăng oăt
oe oen oeo oet  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut  uân uâng uât uây  uê uêch uênh uêu  uôc uôi uôm uôn uông uôt  uơ
uy uya uych uyên uyêt uyn uynh uyp uyt uyu  ư ưa ưc ưi ưm ưn ưng ưt ưu  ươc ươi ươm ươn ương ươp ươt ươu
y
"""
_WHOLE = "y yêm yên yêng yêt yêu"
_AFTER_QU = """
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  ân âng ât ây âu  e en eo et  ê êch ên ênh êt êu  i in inh
it  ôc ơ ơi ơn  y ych yên yêt yêu ynh yt  yn
"""
_AFTER_GI = """
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây  e em en eo ep et  êm êng êt
o oc oi om on ong op ot  ôc ôi ông ôp ôt  ơ ơi ơn  u uc ui um un ung up  ư ưa ưng ưc ươc ương ươm ươi uôc ươt  n p êc ên
"""
_ONSETS = "b c ch d đ g gh h k kh l m n ng ngh nh p ph r s t th tr v x"
# Place names that keep their own spelling in legal documents.
_NAMES = frozenset({"kạn", "đắk", "đăk", "lắk", "lăk", "kông", "plông", "kar", "krông"})
_WORD = re.compile(r"[^\s\W\d_]+(?:['’][^\s\W\d_]+)?")


def _table() -> Iterator[str]:
    rhymes = _RHYMES.split()
    yield from (rhyme for rhyme in rhymes if not rhyme.startswith("iê"))
    yield from _WHOLE.split()
    yield from (onset + rhyme for onset in _ONSETS.split() for rhyme in rhymes if _fits(onset, rhyme))
    yield from ("qu" + rhyme for rhyme in _AFTER_QU.split())
    yield from ("gi" + rhyme for rhyme in ("", *_AFTER_GI.split()))


def _fits(onset: str, rhyme: str) -> bool:
    """k, gh, ngh stand before front vowels, c, g, ng before the others; y alone follows few onsets."""
    is_front = rhyme[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return is_front and not (onset != "k" and rhyme == "y")
    if onset in ("c", "ng"):
        return not is_front
    if onset == "g":
        return not is_front and not rhyme.startswith(("i", "y"))
    return not (rhyme == "y" and onset not in ("h", "k", "l", "m", "t", "s", "v", "n"))


SYLLABLES = frozenset(_table())


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """True when `word` can be one Vietnamese syllable, in any case."""
    word = unicodedata.normalize("NFC", word).lower()
    if word in _NAMES:
        return True
    letters = unicodedata.normalize("NFD", word)
    tones = [letter for letter in letters if letter in TONES]
    if len(tones) > 1:
        return False
    base = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES))
    if base not in SYLLABLES:
        return False
    is_stopped = base.endswith(("c", "ch", "p", "t"))
    return not is_stopped or (bool(tones) and tones[0] in _STOP_TONES)


def words(text: str) -> list[str]:
    """The runs of letters in `text` that should be syllables: no digits in or beside them, no capital abbreviations."""
    found = []
    for chunk in unicodedata.normalize("NFC", text).split():
        if any(letter.isdigit() for letter in chunk) or "/" in chunk or "@" in chunk:
            continue
        found += [word for word in re.split(r"[^\w¡-ÿ’']+|_", chunk) if word and not _is_abbreviation(word)]
    return found


def _is_abbreviation(word: str) -> bool:
    """UBND, HĐND, NĐ, QH: capitals without a vowel that carries a syllable; single letters name points."""
    return len(word) == 1 or (word.isupper() and not is_syllable(word) and word.replace("Đ", "D").isascii())


def share_valid(text: str) -> tuple[int, int]:
    """How many of the words of `text` are valid syllables, and how many words it has."""
    found = words(text)
    return sum(map(is_syllable, found)), len(found)
