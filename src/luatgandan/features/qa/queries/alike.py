"""What past questions tell about a new one: who answers such ones, what was answered, what is asked twice and often."""

from dataclasses import dataclass
from datetime import date

from luatgandan.foundation.organisations.models import Organisation

from ..enums import DONE, Channel, State
from ..likeness import Conflict, clusters, conflicts, nearest, suggested
from ..models import Publication, Question
from .public import public_questions

PAST, RECENT = 1000, 500  # the newest that are compared: older ones were answered by units that may be gone
NOT_ASKED = (State.REDIRECTED, State.REFUSED, State.WITHDRAWN, State.DUPLICATE)


@dataclass(frozen=True, kw_only=True)
class UnitSuggestion:
    """A unit that answered questions like this, how sure that is (0 to 1), and the words that say so."""

    organisation: Organisation
    share: float
    cases: int
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """A published answer to a question like this that says otherwise."""

    publication: Publication
    conflict: Conflict


@dataclass(frozen=True, kw_only=True)
class AskedOften:
    """Many questions about the same thing: a topic for dissemination. Words only, no question of anybody."""

    words: tuple[str, ...]
    count: int


def suggested_units(question: Question) -> list[UnitSuggestion]:
    """Units in office that answered questions like this one, the likeliest first; two queries."""
    past = Question.objects.filter(state__in=DONE, organisation__valid_to=None).exclude(pk=question.pk)
    rows = past.order_by("-changed_at").values_list("title", "text", "organisation")[:PAST]
    found = suggested(_words(question), [(f"{title}\n{text}", unit) for title, text, unit in rows])
    units = Organisation.objects.in_bulk([one.organisation_id for one in found])
    return [
        UnitSuggestion(organisation=units[one.organisation_id], share=one.share, cases=one.cases, words=one.words)
        for one in found
    ]


def like_publications(text: str, *, on: date) -> list[Publication]:
    """Published answers to questions like this text, the closest first."""
    rows = {row.pk: row for row in public_questions(on=on)[:RECENT]}
    return [rows[one.id] for one in nearest(text, [(pk, f"{row.title}\n{row.text}") for pk, row in rows.items()])]


def like_questions(question: Question) -> list[Question]:
    """Questions that the same unit has or had and that ask the same: candidates for "duplicate of"."""
    rows = Question.objects.filter(organisation=question.organisation).exclude(state__in=NOT_ASKED)
    known = {row.pk: row for row in rows.exclude(pk=question.pk)[:RECENT]}
    return [known[one.id] for one in nearest(_words(question), [(pk, _words(row)) for pk, row in known.items()])]


def disagreements(question: Question, *, short: str, on: date) -> list[Disagreement]:
    """Where `short`, the answer to be given, says otherwise than what is published on questions like it."""
    near = {row.pk: row for row in like_publications(_words(question), on=on) if row.question_id != question.pk}
    told = conflicts(short, [(pk, row.short) for pk, row in near.items()])
    return [Disagreement(publication=near[one.id], conflict=one) for one in told]


def asked_often(*, since: date, until: date, codes: set[str] | None = None) -> list[AskedOften]:
    """What many asked some units (None: all) from `since` up to and with `until`, most first."""
    rows = Question.objects.of_units(codes).filter(sent_at__date__range=(since, until))
    rows = rows.exclude(state__in=NOT_ASKED).exclude(channel=Channel.OWN)[:PAST]
    groups = clusters([(row.pk, row.title) for row in rows])
    return [AskedOften(words=group.words, count=len(group.ids)) for group in groups if group.words]


def _words(question: Question) -> str:
    return f"{question.title}\n{question.text}"
