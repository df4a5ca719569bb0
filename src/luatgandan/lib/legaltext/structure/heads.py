"""Which lines begin a division (Phần, Chương, Mục, Tiểu mục; I., A. where there are no articles) or an article."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..tree import Level
from .chain import choose, find_candidates, mistyped
from .marks import Kind, Mark, division_value, read_structure, read_unit

ORDER = (Level.PART, Level.CHAPTER, Level.SECTION, Level.SUBSECTION, Level.ARTICLE)
HEADING_LETTERS = 300
MISTYPED = 0.5
_SENTENCE = re.compile(r"(?:này|của|và|và các|Luật|Nghị định|Thông tư|khoản|Điều|được|trong|thuộc|tại|,|;)(?!\w)")
_OPEN_END = re.compile(r"(?:\b(?:tại|của|và|hoặc|đến|theo|từ|các|về|(?:khoản|điều|mục|chương) \w+)|,)$", re.IGNORECASE)


class Head(NamedTuple):
    """A line that begins a division or an article."""

    place: int
    level: Level
    mark: Mark
    confidence: float = 1.0


def find_heads(
    texts: Sequence[str], quoted: Sequence[bool], bold: Sequence[bool] = (), *, is_fragment: bool = False
) -> list[Head]:
    """The heads of divisions and articles in reading order, quoted text left out; `bold` tells which lines are bold."""
    candidates = find_candidates(texts, quoted, bold)
    chosen = candidates if is_fragment else choose(candidates)
    heads = [Head(one.place, Level.ARTICLE, one.mark, _belief(one.weight)) for one in chosen]
    heads += [Head(one.place, Level.ARTICLE, one.mark, MISTYPED) for one in mistyped(candidates, chosen)]
    heads += _divisions(texts, quoted)
    if not chosen:
        heads += _capitals(texts, quoted)
    return sorted(heads)


def _belief(weight: float) -> float:
    return 1.0 if weight >= 0.9 else 0.6


def _divisions(texts: Sequence[str], quoted: Sequence[bool]) -> list[Head]:
    heads = []
    before = ""
    for place, text in enumerate(texts):
        if text and text[0] in "pPcCmMtT" and not quoted[place] and len(text) <= HEADING_LETTERS:
            mark = read_structure(text)
            if mark is not None and mark.level is not None and _is_heading(mark, before):
                heads.append(Head(place, mark.level, mark))
        before = text or before
    return heads


def _is_heading(mark: Mark, before: str) -> bool:
    """Whether a line with the mark of a division is its heading and not a citation at the start of a line."""
    if _OPEN_END.search(before[-40:]) or _SENTENCE.match(mark.rest) or division_value(mark.number) == 0:
        return False
    if not mark.rest:
        return True
    return (
        not mark.rest[0].islower() and not mark.rest.endswith((";", ":")) and (bool(mark.sign) or _is_title(mark.rest))
    )


def _is_title(text: str) -> bool:
    """Whether a title without a sign before it stands in capitals, or is short and no sentence."""
    return text.isupper() or (len(text) < 120 and not text.endswith("."))


def _capitals(texts: Sequence[str], quoted: Sequence[bool]) -> list[Head]:
    """ "I.", "II." and "A.", "B." of directives, plans and resolutions without articles, where they form a row."""
    romans: list[Head] = []
    letters: list[Head] = []
    for place, text in enumerate(texts):
        if not text or quoted[place] or not ("A" <= text[0] <= "X" or text[0] == "Đ"):
            continue
        mark = read_unit(text)
        if mark is None or mark.kind is not Kind.CAPITAL or not mark.rest:
            continue
        if _follows(letters, mark, "ABCDĐEGHIK"):
            letters.append(Head(place, Level.PART, mark))
            romans_from = len(romans)
            romans += [Head(-1, Level.SECTION, mark)] if romans_from else []
        elif division_value(mark.number) == _last_roman(romans) + 1:
            romans.append(Head(place, Level.SECTION, mark))
    heads = [head for head in romans if head.place >= 0]
    return heads + (letters if len(letters) > 1 else [])


def _follows(letters: Sequence[Head], mark: Mark, alphabet: str) -> bool:
    if mark.number not in alphabet or len(mark.number) != 1:
        return False
    return alphabet.index(mark.number) == (alphabet.index(letters[-1].mark.number) + 1 if letters else 0)


def _last_roman(romans: Sequence[Head]) -> int:
    """The value of the last Roman number of the row; a letter above it (place -1) lets the row begin again."""
    return division_value(romans[-1].mark.number) if romans and romans[-1].place >= 0 else 0
