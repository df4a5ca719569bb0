"""Answers out of the form of a paper, by the kind of each question."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from luatgandan.features.questionbank.enums import Kind
from luatgandan.features.questionbank.formats.values import FALSE, PAIR, TRUE, read_number
from luatgandan.lib.vietnamese import clean

from ..queries.shown import Shown

LONGEST_NUMBER = 26
Answer = tuple[str, ...]
Problem = tuple[int, str]


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a posted paper says: answers by place, what is not right with some of them, and what was typed there."""

    answers: dict[int, Answer]
    problems: list[Problem]
    typed: dict[int, dict[str, str]]


def read_paper(data: Any, questions: Iterable[Shown]) -> Read:
    """The answers of all questions; () is none. A wrong one is told and not taken."""
    answers: dict[int, Answer] = {}
    problems: list[Problem] = []
    typed: dict[int, dict[str, str]] = {}
    for one in questions:
        answer, problem = _READERS[Kind(one.kind)](data, one)
        answers[one.slot] = answer
        if problem:
            problems.append((one.number, problem))
            typed[one.slot] = _typed(data, one)
    return Read(answers=answers, problems=problems, typed=typed)


def _typed(data: Any, question: Shown) -> dict[str, str]:
    """What was sent for a question, by option; of a number under ""."""
    boxes = {option: f"{question.name}-{option}" for option, _words in question.options} or {"": question.name}
    return {option: data.get(name, "")[:LONGEST_NUMBER] for option, name in boxes.items()}


def _one(data: Any, question: Shown) -> tuple[Answer, str]:
    return _known([data.get(question.name, "")], question), ""


def _several(data: Any, question: Shown) -> tuple[Answer, str]:
    return _known(data.getlist(question.name), question), ""


def _known(chosen: list[str], question: Shown) -> Answer:
    return tuple(option for option, _words in question.options if option in chosen)


def _true_false(data: Any, question: Shown) -> tuple[Answer, str]:
    chosen = data.get(question.name, "")
    return ((chosen,) if chosen in (TRUE, FALSE) else ()), ""


def _number(data: Any, question: Shown) -> tuple[Answer, str]:
    typed = clean(data.get(question.name, ""))[:LONGEST_NUMBER]
    if typed and read_number(typed) is None:
        return (), _("hãy ghi một số, ví dụ 5.000.000 hoặc 5,5")
    return ((typed,) if typed else ()), ""


def _order(data: Any, question: Shown) -> tuple[Answer, str]:
    places = {option: data.get(f"{question.name}-{option}", "") for option, _words in question.options}
    if not any(places.values()):
        return (), ""
    if sorted(places.values()) != sorted(question.places):
        return (), _("hãy dùng mỗi số thứ tự một lần")
    return tuple(sorted(places, key=lambda option: int(places[option]))), ""


def _match(data: Any, question: Shown) -> tuple[Answer, str]:
    known = {other for other, _words in question.others}
    pairs = ((left, data.get(f"{question.name}-{left}", "")) for left, _words in question.options)
    return tuple(f"{left}{PAIR}{right}" for left, right in pairs if right in known), ""


_READERS: dict[Kind, Callable[[Any, Shown], tuple[Answer, str]]] = {
    Kind.ONE: _one,
    Kind.SEVERAL: _several,
    Kind.TRUE_FALSE: _true_false,
    Kind.ORDER: _order,
    Kind.MATCH: _match,
    Kind.NUMBER: _number,
}
