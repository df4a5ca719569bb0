"""Stored runs, as people and officers read them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from luatgandan.foundation.modules.registry import DeskTask

from ..enums import ANSWERED, Opinion, Status
from ..models import Run
from ..pipeline.values import Mark, MarkKind
from ..rules import may_judge_answers


@dataclass(frozen=True)
class Piece:
    """A run of words of a sentence; `kind` of the mark that lies on it, empty for plain words."""

    text: str
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One sentence of an answer beside what proves it."""

    pieces: tuple[Piece, ...]
    units: tuple[dict[str, Any], ...]
    checks: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Hotline:
    """A number to call and who answers."""

    number: str
    who: str


def run_with(token: str) -> Run | None:
    """The run of an address."""
    return Run.objects.filter(token=token).first()


def proofs(card: dict[str, Any]) -> list[Proof]:
    """The sentences of a stored card, each with its units and checks."""
    units = {one["id"]: one for one in card.get("units", ())}
    return [
        Proof(
            pieces=pieces(one["text"], [_mark(mark) for mark in one["marks"]]),
            units=tuple(units[key] for key in one["evidence"] if key in units),
            checks=tuple(one["checks"]),
        )
        for one in card.get("sentences", ())
    ]


def _mark(values: dict[str, Any]) -> Mark:
    return Mark(values["start"], values["end"], MarkKind(values["kind"]))


def pieces(text: str, marks: list[Mark]) -> tuple[Piece, ...]:
    """A sentence cut at its marks."""
    found, at = [], 0
    for mark in marks:
        found += [Piece(text[at : mark.start]), Piece(text[mark.start : mark.end], mark.kind)]
        at = mark.end
    return tuple(one for one in (*found, Piece(text[at:])) if one.text)


def hotlines() -> list[Hotline]:
    """The numbers to call in danger, from the settings: "113 Công an"."""
    rows = (line.strip().partition(" ") for line in settings.ASSISTANT_HOTLINES)
    return [Hotline(number, who) for number, _space, who in rows if number]


def desk_tasks(person: Any) -> list[DeskTask]:
    """Answers that wait for a review, for those who may say what is right."""
    count = Run.objects.accused().count() if may_judge_answers(person) else 0
    label = _("Câu trả lời của trợ lý bị báo dẫn sai luật")
    return [DeskTask(label=label, count=count, url=reverse("assistant_desk:index"))] if count else []


@dataclass(frozen=True, kw_only=True)
class Report:
    """What officers want to know: `accused` answers that wait for a review, however old; of some days how runs ended,
    what had no answer, what people found wrong.
    """

    accused: list[Run]
    total: int
    by_status: list[tuple[str, int]]
    gaps: list[Run]
    doubted: list[Run]


def report(*, at: datetime, days: int = 30, most: int = 50) -> Report:
    """Runs of the last `days` days. Four queries."""
    rows = Run.objects.filter(asked_at__gte=at - timedelta(days=days))
    counts = dict(rows.order_by().values_list("status").annotate(number=Count("pk")))
    by_status = [(str(Status(one).label), number) for one, number in sorted(counts.items(), key=lambda row: -row[1])]
    gaps = rows.filter(status=Status.NO_MATCH).exclude(question="")[:most]
    doubted = rows.filter(status__in=ANSWERED).exclude(opinion__in=["", Opinion.USEFUL])[:most]
    return Report(
        accused=list(Run.objects.accused()[:most]),
        total=sum(counts.values()),
        by_status=by_status,
        gaps=list(gaps),
        doubted=list(doubted),
    )
