"""Sets of questions with what is expected, as they lie in files (JSON Lines), and which of them this house can answer.

A row of ours has `question`; `articles` as [number, article, clause] lists (clause may be empty) that answer it;
`status` where another end than an answer is right, as the beginning of a name ("OUT_OF_SCOPE", "NO_MATCH"). Two other
forms are read as they are: an expert's prose (`question`, `answer`: the provisions it cites are expected) and
questions made from a decree (`query`, `expected_answerable`, `expected_provisions`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from luatgandan.features.library import queries as library
from luatgandan.features.library.enums import RelationKind
from luatgandan.features.library.models import Document, ProvisionVersion
from luatgandan.lib.legaltext.citations import find

Place = tuple[str, str, str]  # number of the document, article, clause (may be empty)


class BadQuestionError(ValueError):
    """A row of the file cannot be used; the text says which and why."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One question of a set. `status`: how it should end, empty: answered; `at`: the day of law it is asked for;
    `successors`: numbers of the documents that replaced what is expected.
    """

    question: str
    articles: frozenset[Place] = frozenset()
    status: str = ""
    at: date | None = None
    successors: frozenset[str] = frozenset()


def read_questions(path: Path) -> list[Expected]:
    """The questions of a file. Raises BadQuestionError."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_expected(line, number) for number, line in enumerate(lines, start=1) if line.strip()]


def _expected(line: str, number: int) -> Expected:
    try:
        row: Any = json.loads(line)
        if "expected_provisions" in row:
            return _of_decree(row)
        if "answer" in row:
            return Expected(question=str(row["question"]), articles=_cited(str(row["answer"])))
        places = frozenset((str(one[0]), str(one[1]), str(one[2] or "")) for one in row.get("articles", ()))
        return Expected(question=str(row["question"]), articles=places, status=str(row.get("status", "")))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise BadQuestionError(f"Dòng {number} không đọc được: cần JSON có question, articles, status.") from error


def _of_decree(row: dict[str, Any]) -> Expected:
    told = row["expected_provisions"] if row["expected_answerable"] else ()
    places = frozenset((str(one["document_number"]), str(one["article"]), str(one["clause"] or "")) for one in told)
    return Expected(
        question=str(row["query"]), articles=places, status="" if row["expected_answerable"] else "NO_MATCH"
    )


def _cited(answer: str) -> frozenset[Place]:
    """The provisions that an expert's words cite."""
    return frozenset(
        (mention.document.number, place.article, place.clause)
        for mention in find(answer)
        for place in mention.places
        if mention.document.number and place.article
    )


def answerable(questions: Sequence[Expected]) -> list[Expected]:
    """Those that must not be answered, and those that expect a provision whose words stand here; only such are left."""
    rows = ProvisionVersion.objects.filter(provision__level="article").values_list(
        "provision__document__number", "provision__eid"
    )
    here = set(rows.distinct())
    known = (
        replace(one, articles=frozenset(place for place in one.articles if (place[0], f"art_{place[1]}") in here))
        for one in questions
    )
    return [one for one in known if one.status or one.articles]


def in_their_time(questions: Sequence[Expected], *, today: date) -> list[Expected]:
    """The same, asked for the last day on which all that is expected was law, where some of it no longer is.

    An old answer to a question that a newer law answers otherwise is right for its own day only.
    """
    ends = dict(Document.objects.filter(ended_on__lte=today).values_list("number", "ended_on"))
    return [replace(one, at=_day_for(one, ends)) for one in questions]


def _day_for(one: Expected, ends: Mapping[str, date | None]) -> date | None:
    ended = [day for number, _, _ in one.articles if (day := ends.get(number))]
    return min(ended) - timedelta(days=1) if ended else None


def with_successors(questions: Sequence[Expected], *, today: date) -> list[Expected]:
    """The same, with the documents that replaced as a whole, one after the other, what is expected and has ended.

    An expert's old answer cites the law of its day; who asks today is answered from the law that came after it.
    """
    numbers = {number for one in questions for number, _, _ in one.articles}
    heirs = {one.number: _heirs(one) for one in Document.objects.filter(number__in=numbers, ended_on__lte=today)}
    return [
        replace(one, successors=frozenset().union(*(heirs.get(number, ()) for number, _, _ in one.articles)))
        for one in questions
    ]


def _heirs(document: Document) -> list[str]:
    found: list[str] = []
    while heir := _heir(document):
        if heir.number in found:
            break
        found.append(heir.number)
        document = heir
    return found


def _heir(document: Document) -> Document | None:
    told = library.relations_of(document, kinds=(RelationKind.REPLACES,), is_acted_on=True)
    heir = library.successor_in(told)
    return heir.other if heir else None
