"""Which lines that look like "Điều 5." begin an article: the heaviest chain of numbers that rise through the document.

Citations broken over lines ("… tại / Điều 42. …"), new text that stands without quotation marks and numbers typed twice
all look like articles. Their numbers do not fit the row of the others: each candidate gets a weight from its form and
the chain 1, 2, 3 … that weighs most is taken. A missing number costs a little, one out of its order is left out.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .marks import Kind, Mark, letter_place, read_structure, split_number
from .quotes import is_lead

_OPEN_END = re.compile(
    r"(?:\b(?:tại|của|và|hoặc|đến|theo|từ|các|định|với|về|điều|khoản|điểm|mục|chương|phần|số|bởi|trong|ở)"
    r"|khoản \d{1,3}[a-zđ]?|điểm [a-zđ]\d?|,)$",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"(?:của|và|này|Luật này|Bộ luật|Luật|Nghị định|Thông tư|Nghị quyết|Pháp lệnh|Quyết định|Hiến pháp|Quy chế|Chương"
    r"|Mục|Phần|Phụ lục|Điều lệ|Hiệp định|Công ước|Nghị định thư|Chỉ thị|được|nêu"
    r"|,|;|\))(?!\w)"
)
_ENDS = (".", ";", ":", "”", '"', "./.", ")")
MISSING, MISSING_MOST, REPEATED, REACH = 0.2, 2.0, 0.6, 8
# "Điều 5 Phạm vi" weighs less than a missing number costs: it counts only as the very next one
_QUOTED_ANYHOW, _BROKEN, _WEAK = 0.05, 0.1, 0.19
_LONGEST_TITLE = 200


class Candidate(NamedTuple):
    """A line that may begin an article, with its weight (1: has the full form)."""

    place: int
    mark: Mark
    weight: float


def find_candidates(texts: Sequence[str], quoted: Sequence[bool], bold: Sequence[bool] = ()) -> list[Candidate]:
    """The lines outside quoted text that have the form of an article's first line; `bold` tells which stand in bold."""
    found = []
    before = ""
    for place, text in enumerate(texts):
        if text and text[0] in "đĐ" and not quoted[place]:
            mark = read_structure(text)
            if (
                mark is not None
                and mark.kind is Kind.ARTICLE
                and (weight := _weight(mark, before, is_bold=bool(bold) and bold[place]))
            ):
                found.append(Candidate(place, mark, weight))
        before = text or before
    return found


def _weight(mark: Mark, before: str, *, is_bold: bool) -> float:
    if is_lead(before):
        return _QUOTED_ANYHOW
    if _OPEN_END.search(before[-40:]):
        return _BROKEN if mark.sign else 0
    if mark.sign:
        return _BROKEN if mark.rest[:1] in ",;)" and mark.rest else 1
    if not mark.rest:
        return 0.9
    if is_bold and mark.rest[0].isupper() and len(mark.rest) <= _LONGEST_TITLE:
        return 0.9
    is_title = mark.rest[0].isupper() and not _CITATION.match(mark.rest) and len(mark.rest) <= _LONGEST_TITLE
    return _WEAK if is_title and (not before or before.endswith(_ENDS) or before.isupper()) else 0


class _Chains:
    """The best chain that ends at each number so far: (weight, index of the candidate)."""

    def __init__(self) -> None:
        self.by_number: dict[int, dict[str, tuple[float, int]]] = {}
        self.best: tuple[float, int, int] = (0.0, -1, 0)

    def before(self, number: int, suffix: str) -> tuple[float, int]:
        """The best chain to which this number may be added: its weight less what the step costs, its end."""
        best = (-min(MISSING * (number - 1), MISSING_MOST), -1)
        for old, chain in self.by_number.get(number, {}).items():
            cost = REPEATED if old == suffix else 0 if letter_place(old) < letter_place(suffix) else None
            if cost is not None:
                best = max(best, (chain[0] - cost, chain[1]))
        for step in range(1, REACH + 1):
            for chain in self.by_number.get(number - step, {}).values():
                best = max(best, (chain[0] - MISSING * (step - 1), chain[1]))
        weight, index, last = self.best
        if index >= 0 and last < number:
            best = max(best, (weight - min(MISSING * (number - last - 1), MISSING_MOST), index))
        return best

    def add(self, number: int, suffix: str, weight: float, index: int) -> None:
        ends = self.by_number.setdefault(number, {})
        if suffix not in ends or ends[suffix][0] < weight:
            ends[suffix] = (weight, index)
        if weight > self.best[0] or index < 0:
            self.best = (weight, index, number)


def choose(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that begin an article; linear in their count."""
    chains, previous = _Chains(), []
    best, end = 0.0, -1
    for index, candidate in enumerate(candidates):
        number, suffix = split_number(candidate.mark.number)
        weight, before = chains.before(number, suffix)
        weight += candidate.weight
        previous.append(before)
        chains.add(number, suffix, weight, index)
        if weight > best:
            best, end = weight, index
    chosen = []
    while end >= 0:
        chosen.append(candidates[end])
        end = previous[end]
    return chosen[::-1]


def mistyped(candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Articles whose number is typed wrongly ("Điều 30" between 129 and 131): as many as are missing just there."""
    found = []
    start = 0
    for before, after in pairwise(chosen):
        missing = split_number(after.mark.number)[0] - split_number(before.mark.number)[0] - 1
        between = []
        while candidates[start].place < after.place:
            between.append(candidates[start])
            start += 1
        firm = [one for one in between if one.place > before.place and one.weight == 1 and one.mark.rest[:1].isupper()]
        if missing > 0 and len(firm) == missing:
            found += firm
    return found
