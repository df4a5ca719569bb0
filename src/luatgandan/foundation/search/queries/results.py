"""From ranked passages to what a reader sees: things with their best passage, parts of one document together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Any

from luatgandan.backends.search import Candidate, Found
from luatgandan.lib.legaltext.validity import Span, state_on

from ..enums import Kind
from ..pipeline.excerpts import Highlighter
from ..pipeline.passages import ASKED
from ..pipeline.values import Result
from ..ranking import Ranked

MORE = 3  # other articles of one document that are shown below the best
_ANSWERS = frozenset((Kind.QUESTION.value, Kind.TOPIC.value))


@dataclass(frozen=True, kw_only=True)
class Hits:
    """What was found, best first, and where groups are shown all that was found of each."""

    ranked: Sequence[Ranked]
    total: int  # to page through
    passages: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    apart: Sequence[Ranked] = ()  # words of the dictionary, shown above

    def pages(self, per_page: int) -> int:
        """How many pages there are."""
        return max(1, ceil(self.total / max(1, per_page)))


def item_of(candidate: Candidate) -> str:
    """The id of the item a passage belongs to."""
    return candidate.id.rpartition("#")[0]


def is_asked(candidate: Candidate) -> bool:
    """Whether it was found by what people ask that it answers, not by its own words."""
    return candidate.id.rpartition("#")[2].startswith(ASKED)


def is_answer(candidate: Candidate) -> bool:
    """Whether it is a question with its answer, or their topic: things of their own, though noted together."""
    return candidate.kind in _ANSWERS


def hits_of(ranked: Sequence[Ranked], found: Found, *, is_grouped: bool, apart: Sequence[Ranked] = ()) -> Hits:
    """The ranked things, those behind them that ranking did not look at closely, and what else their groups hold."""
    passages: dict[str, list[Candidate]] = {}
    for one in found.candidates:
        passages.setdefault(one.group if is_grouped else item_of(one), []).append(one)
    known = {one.candidate.group if is_grouped else item_of(one.candidate) for one in (*ranked, *apart)}
    rest = (Ranked(first, first.score) for name, (first, *_) in passages.items() if name not in known)
    rows = [*ranked, *rest]
    return Hits(ranked=rows, total=len(rows), passages=passages if is_grouped else {}, apart=apart)


def browsed(found: Found) -> Hits:
    """What the engine found without words, in its order."""
    return Hits(ranked=[Ranked(one, one.score) for one in found.candidates], total=found.total)


def shown(hits: Hits, highlighter: Highlighter | None, *, page: int, per_page: int, day: date) -> Iterator[Result]:
    """One page of results."""
    for one in hits.ranked[(page - 1) * per_page : page * per_page]:
        others = [] if is_answer(one.candidate) else _others(one.candidate, hits.passages.get(one.candidate.group, ()))
        yield result_of(
            one.candidate, highlighter, day=day, score=one.score, features=one.features,
            more=tuple(result_of(other, None, day=day) for other in others[:MORE]), more_count=len(others),
        )  # fmt: skip


def _others(candidate: Candidate, passages: Sequence[Candidate]) -> list[Candidate]:
    """The first passage of each other item among these."""
    first: dict[str, Candidate] = {}
    for one in passages:
        first.setdefault(item_of(one), one)
    first.pop(item_of(candidate), None)
    return list(first.values())


def result_of(candidate: Candidate, highlighter: Highlighter | None, *, day: date, **values: Any) -> Result:
    """One thing as the reader sees it, with its state on `day`."""
    stored = candidate.stored
    issued = candidate.numbers.get("issued_on")
    return Result(
        id=stored["id"],
        kind=stored["kind"],
        title=stored["title"],
        url=stored["url"],
        passage=highlighter.best(stored["text"]) if highlighter else (),
        path=tuple(stored["path"]),
        number=stored["number"],
        state=state_of(stored, day),
        language=stored["language"],
        issued_on=date.fromordinal(issued) if issued else None,
        group=candidate.group,
        **values,
    )


def state_of(stored: Mapping[str, Any], day: date) -> str:
    """The validity of a document on `day`; "" for what is not law."""
    span = stored["span"]
    if not stored["state"]:
        return ""
    ended = _day(span["ended_on"])
    return state_on(
        Span(
            effective_on=_day(span["effective_on"]),
            ends=(ended,) if ended else (),
            partly_since=_day(span["partly_since"]),
            suspended_from=_day(span["suspended_from"]),
            suspended_to=_day(span["suspended_to"]),
            stated=span["stated"],
        ),
        day,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
