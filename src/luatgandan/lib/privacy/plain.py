"""Names in words typed without marks: "ky voi nguyen thi hoa", "toi bi le van tam danh".

Nothing but the syllables and what leads to them tells a name there, so each gives some points; enough of them make a
proposal. It offers more than it should: a person confirms every place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luatgandan.lib.vietnamese import fold

from .syllables import FILLERS, GIVEN, PAIRS
from .words import SURNAMES, words_of

_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[ ]{1,2}")
# Families that are hardly ever another word when the marks are gone, and those that often are; some always are.
_STRONG = words_of("nguyen tran pham huynh bui ngo thach quach khuu nguy trinh hoang dinh duong truong phan dang le")
_EVERYDAY = words_of("""
van thi sa trang hong phu an dam dan xa men lo hau cung vi la quan khau sau chung tien luc dong cai co cu du su tich
khong tra doi thong o
""")
_WEAK = frozenset(map(fold, SURNAMES)) - _STRONG - _EVERYDAY
_NAMED = re.compile(  # nearly always before a name
    r"\b(?:ten(?: toi| em| chau| minh| ho)?(?: la)?|(?:toi|em|chau|minh|so|tri|ke) la|xung(?: la)?|"
    r"(?:vo|chong|cha|me|con|em|chi|anh|ban) (?:toi|em|minh)|chu (?:no|nha|xe|tro|vua)|(?:thua|vua) lua)[: ]{1,2}$"
)
_LED = re.compile(  # often before a name
    r"\b(?:toi|voi|cho|bi|cua|gui|gom|giup|gap|ong|ba|anh|chi|chu|bac|mo|duong|thay|cu|em|chau|ban|vo|chong|nguoi)"
    r"[: ]{1,2}$"
)
_MIDDLE = ("van", "thi")
ENOUGH, MOST_GIVEN, MOST_COUNTED = 4, 3, 2
MOSTLY = 0.1  # of the words may bear marks: quoted titles, a name that somebody pasted


@dataclass(frozen=True, slots=True)
class Word:
    """One word without marks, in small letters; `is_capital`: it was written with one."""

    text: str
    start: int
    end: int
    is_capital: bool


def is_typed_plain(text: str, plain: str) -> bool:
    """Whether hardly a word bears a mark: then words that look like names are looked at one by one."""
    spans = [one.span() for one in _WORD.finditer(plain)]
    return sum(not text[start:end].isascii() for start, end in spans) <= MOSTLY * len(spans)


def find_plain_names(text: str, plain: str) -> Iterator[tuple[int, int]]:
    """Spans of names in a text that `is_typed_plain`; `plain` is the text in small letters, as long as it."""
    words = [Word(one[0], *one.span(), text[one.start()].isupper()) for one in _WORD.finditer(plain)]
    place = 0
    while place < len(words):
        length = _name_at(plain, words, place)
        if length:
            yield words[place].start, words[place + length - 1].end
        place += length or 1


def _name_at(plain: str, words: list[Word], place: int) -> int:
    """How many words from here on are a name; 0 when they are none."""
    family = words[place]
    if family.text not in _STRONG and family.text not in _WEAK:
        return 0
    name = [family, *_given_after(plain, words, place)]
    if not all(one.is_capital for one in name):
        name = _without_pairs(words, place, name)
    is_name = len(name) > 1 and _points(name, _led(plain, family.start)) >= ENOUGH
    return len(name) if is_name else 0


def _without_pairs(words: list[Word], place: int, name: list[Word]) -> list[Word]:
    """What is left of a name when everyday words are seen in it; the last may belong to what follows."""
    while len(name) > 1 and _is_pair(words, place + len(name) - 1):
        name = name[:-1]  # "huynh mong diep danh gay tay"
    return [] if any(_is_pair(words, at) for at in range(max(0, place - 1), place + len(name) - 1)) else name


def _given_after(plain: str, words: list[Word], place: int) -> list[Word]:
    found: list[Word] = []
    for before, word in zip(words[place:], words[place + 1 :], strict=False):
        is_next = bool(_GAP.fullmatch(plain, before.end, word.start))
        if (
            len(found) == MOST_GIVEN
            or not is_next
            or word.text not in GIVEN
            or word.is_capital < words[place].is_capital
        ):
            break
        found.append(word)
    return found


def _is_pair(words: list[Word], at: int) -> bool:
    return at + 1 < len(words) and (words[at].text, words[at + 1].text) in PAIRS


def _points(name: list[Word], led: int) -> int:
    """How much speaks for a name: its family, two of its syllables, a middle name, capitals, what leads to it."""
    is_strong = name[0].text in _STRONG
    has_middle = len(name) > 2 and name[1].text in _MIDDLE and (is_strong or led > 1)
    is_written_as_name = all(one.is_capital for one in name)
    given = sum(has_middle or is_written_as_name or one.text not in FILLERS for one in name[1:])
    return 1 + is_strong + min(given, MOST_COUNTED) + 2 * (has_middle + is_written_as_name) + led


def _led(plain: str, start: int) -> int:
    before = plain[max(0, start - 24) : start]
    if _NAMED.search(before):
        return 2
    return 1 if _LED.search(before) else 0
