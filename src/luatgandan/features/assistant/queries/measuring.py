"""How well the assistant answers: questions with what is expected (`question_sets`), and figures over what came."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any

from ..enums import ANSWERED
from ..pipeline.values import Card
from .addressing import nearest_address
from .answering import Asked, answer
from .question_sets import Expected

FIRST = 3  # citations that count
Place = tuple[str, str, str]  # number, article, clause


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one question."""

    expected: Expected
    card: Card
    took_ms: float

    @property
    def is_answered(self) -> bool:
        """Whether an answer was given."""
        return self.card.status in ANSWERED

    @property
    def cited(self) -> list[Place]:
        """The first citations, as (number, article, clause)."""
        first = ((unit.number, nearest_address(unit.eid)) for unit in self.card.units[:FIRST])
        return [(number, address.article, address.clause) for number, address in first if address]


def run(questions: Iterable[Expected], *, today: date) -> list[Outcome]:
    """Ask them all; nothing is stored."""
    return [_outcome(one, today) for one in questions]


def _outcome(expected: Expected, today: date) -> Outcome:
    began = perf_counter()
    card = answer(Asked(text=expected.question, today=today, at=expected.at))
    return Outcome(expected=expected, card=card, took_ms=(perf_counter() - began) * 1000)


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Shares over the questions that have an answer and those that must not get one; statuses; milliseconds."""
    wanted = [one for one in outcomes if not one.expected.status]
    others = [one for one in outcomes if one.expected.status]
    cited = [one for one in wanted if one.expected.articles]
    times = sorted(one.took_ms for one in outcomes)
    return {
        "questions": len(outcomes),
        "statuses": dict(Counter(str(one.card.status) for one in outcomes)),
        "status_matrix": _matrix(outcomes),
        "answerable": len(wanted),
        "false_refusals": _share(not one.is_answered and one.card.status != "CLARIFY" for one in wanted),
        "document_in_first_3": _share(_hits(one, 1) for one in cited),
        "article_in_first_3": _share(_hits(one, 2) for one in cited),
        "clause_in_first_3": _share(_hits(one, 3) for one in cited),
        "first_citation_is_the_article": _share(_hits(one, 2, first=1) for one in cited),
        "article_precision": _precision(cited, 2),
        "clause_precision": _precision(cited, 3),
        "not_to_be_answered": len(others),
        "refused": _share(not one.is_answered for one in others),
        "refused_as_expected": _share(str(one.card.status).startswith(one.expected.status) for one in others),
        "sentences_proven": _share(said.is_proven for one in outcomes for said in one.card.sentences),
        "numbers_faithful": _passed(outcomes, "facts"),
        "grounded": _passed(outcomes, "evidence", "quote", "support"),
        "p50_ms": round(times[len(times) // 2], 1) if times else 0.0,
        "p95_ms": round(times[int(len(times) * 0.95)], 1) if times else 0.0,
    }


def succeeded(outcomes: Sequence[Outcome]) -> float | None:
    """The share of answerable questions with the document expected, or one that replaced it, in the first citations."""
    rows = [one for one in outcomes if one.expected.articles]
    return _share(
        _hits(one, 1) or one.expected.successors.intersection(number for number, _, _ in one.cited) for one in rows
    )


def missed(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """The questions that went wrong, each with what came instead."""
    return [
        {"question": one.expected.question, "status": str(one.card.status), "why": one.card.why, "cited": one.cited}
        for one in outcomes
        if (one.is_answered if one.expected.status else one.expected.articles and not _hits(one, 2))
    ]


def _matrix(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    """How questions ended, by what was expected of them."""
    found: dict[str, Counter[str]] = {}
    for one in outcomes:
        found.setdefault(one.expected.status or "ANSWERED", Counter())[str(one.card.status)] += 1
    return {expected: dict(counts) for expected, counts in found.items()}


def _passed(outcomes: Sequence[Outcome], *names: str) -> float | None:
    """The share of sentences shown in which all checks of these names passed."""
    shown = (said.checks for one in outcomes for said in one.card.sentences)
    return _share(all(check.is_passed for check in checks if check.name in names) for checks in shown)


def _precision(outcomes: Sequence[Outcome], depth: int) -> float | None:
    """The share of the first citations that agree with an expected place."""
    return _share(_agrees(place, one, depth) for one in outcomes for place in one.cited[:FIRST])


def _hits(one: Outcome, depth: int, *, first: int = FIRST) -> bool:
    """Whether one of the first citations agrees with an expected place in document, article, clause."""
    return any(_agrees(place, one, depth) for place in one.cited[:first])


def _agrees(place: Place, one: Outcome, depth: int) -> bool:
    return any(
        place[: min(depth, 2)] == right[: min(depth, 2)] and (depth < 3 or not right[2] or place[2] in ("", right[2]))
        for right in one.expected.articles
    )


def _share(values: Iterable[object]) -> float | None:
    rows = [bool(one) for one in values]
    return round(sum(rows) / len(rows), 3) if rows else None
