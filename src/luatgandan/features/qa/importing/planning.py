"""What would become of each pair: new, known already, refused, and what a person must look at first."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from luatgandan.lib.privacy import find_in_typed, replaced
from luatgandan.lib.vietnamese import clean, fold

from .reading import Pair

LONGEST_TITLE, LONGEST_SHORT, LONGEST_EXPLANATION = 160, 1_500, 20_000
LEAST_QUESTION, LEAST_ANSWER = 10, 20
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s")


class RowState(StrEnum):
    """What is done with a row."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Row:
    """One pair as it would be kept, and what is to be said about it. `hidden` counts personal data taken out."""

    number: int
    state: RowState
    title: str = ""
    short: str = ""
    explanation: str = ""
    hidden: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows of a file."""

    rows: tuple[Row, ...]

    @property
    def counts(self) -> Counter[RowState]:
        return Counter(row.state for row in self.rows)

    @property
    def new(self) -> list[Row]:
        """The rows that would be written."""
        return [row for row in self.rows if row.state is RowState.NEW]


def plan_rows(pairs: Sequence[Pair], *, known: Iterable[str]) -> Plan:
    """What would become of `pairs`; `known` are titles kept already. Writes nothing, reads no table."""
    seen = {fold(title) for title in known}
    rows: list[Row] = []
    for pair in pairs:
        row = _row(pair)
        if row.state is RowState.NEW and fold(row.title) in seen:
            row = Row(pair.number, RowState.KNOWN, title=row.title, remark=_("Đã có câu này."))
        seen.add(fold(row.title))
        rows.append(row)
    return Plan(tuple(rows))


def _row(pair: Pair) -> Row:
    question, asked = _without_people(clean(pair.question))
    answer, told = _without_people(unicodedata.normalize("NFC", pair.answer).strip())
    fault = _fault(question, answer)
    if fault:
        return Row(pair.number, RowState.REFUSED, title=_cut(question, LONGEST_TITLE), remark=fault)
    title = _cut(question, LONGEST_TITLE)
    short, explanation = _divided(answer)
    if title != question:
        explanation = f"{question}\n\n{explanation}".strip()
    hidden = asked + told
    remark = _("Đã ẩn %d chỗ có dữ liệu cá nhân, hãy xem lại.") % hidden if hidden else ""
    return Row(pair.number, RowState.NEW, title, short, explanation, hidden, remark)


def _fault(question: str, answer: str) -> str:
    if len(question) < LEAST_QUESTION:
        return _("Thiếu câu hỏi.")
    if len(answer) < LEAST_ANSWER:
        return _("Thiếu câu trả lời.")
    if len(question) + len(answer) > LONGEST_EXPLANATION:
        return _("Dài hơn %d ký tự.") % LONGEST_EXPLANATION
    return ""


def _without_people(text: str) -> tuple[str, int]:
    """The text with what leads to people replaced, and how many places were."""
    finds = [find for find in find_in_typed(text) if not find.is_public]
    return replaced(text, [(find, find.proposal) for find in finds]), len(finds)


def _divided(answer: str) -> tuple[str, str]:
    """The first paragraph (at most LONGEST_SHORT, cut at a sentence) and the rest."""
    first, _newline, rest = answer.partition("\n")
    if len(first) <= LONGEST_SHORT:
        return first.strip(), rest.strip()
    ends = [match.start() for match in _SENTENCE_END.finditer(first) if match.start() <= LONGEST_SHORT]
    end = ends[-1] if ends else first.rfind(" ", 0, LONGEST_SHORT)
    return first[:end].strip(), f"{first[end:].strip()}\n{rest}".strip()


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rsplit(' ', 1)[0]}…"
