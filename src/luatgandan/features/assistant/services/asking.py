"""Asking: from a question to a stored run."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from time import perf_counter
from typing import Any

from django.db import transaction
from django.utils import timezone

from luatgandan.features.library.services import cite

from ..enums import ANSWERED, Stage, Status
from ..models import Run
from ..pipeline.values import Card, Sentence, Unit
from ..queries import Asked, answer, is_on
from .citing import cited_at
from .composing import composed
from .remembering import remember
from .turns import take_turn

# Of these nothing that was written is kept: secrets of people, cries for help, attacks.
UNKEPT = (Status.COMPLAINT, Status.CASE, Status.DANGER, Status.HARM, Status.INJECTION)


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something a reader may see while the answer is made; `sentence` is proven, by `units`."""

    stage: Stage
    sentence: Sentence | None = None
    units: tuple[Unit, ...] = ()


Tell = Callable[[Step], None]


def ask(
    *, text: str, at: datetime, device: str = "", address: str = "", day: date | None = None,
    is_settled: bool = False, person: Any = None,
) -> Run:  # fmt: skip
    """Answer a question and keep the run, with the account of a `person` who wants that; `device` and `address` only
    count. Raises AskedTooOftenError.
    """
    take_turn(at=at, device=device, address=address)
    asked = Asked(text=text, today=timezone.localdate(at), at=day, is_settled=is_settled)
    run = answer_and_keep(asked=asked, at=at)
    remember(run=run, person=person)
    return run


def answer_and_keep(
    *, asked: Asked, at: datetime, tell: Tell = lambda step: None, token: str = "", hidden: tuple[str, ...] = ()
) -> Run:
    """Answer, saying each step, and keep the run under `token`; whoever calls has taken a turn.

    `hidden`: the kinds of personal data that were taken out before.
    """
    began = perf_counter()
    tell(Step(stage=Stage.SEARCHING))
    card = answer(asked) if is_on() else _resting(asked)
    card = replace(card, hidden=tuple(dict.fromkeys((*hidden, *card.hidden))))
    _tell_all(tell, Stage.FOUND, card.sentences, card)
    card = composed(card=card, at=at)
    _tell_all(tell, Stage.WRITTEN, [one for one in card.sentences if not one.is_quote], card)
    tell(Step(stage=Stage.CHECKED))
    return keep(card=card, at=at, took_ms=round((perf_counter() - began) * 1000), token=token)


def _tell_all(tell: Tell, stage: Stage, sentences: Iterable[Sentence], card: Card) -> None:
    for one in sentences:
        tell(Step(stage=stage, sentence=one, units=card.units))


def _resting(asked: Asked) -> Card:
    """The switch is off: nothing of the question is kept."""
    return Card(status=Status.UNAVAILABLE, question="", day=asked.today, why="switched_off")


@transaction.atomic
def keep(*, card: Card, at: datetime, took_ms: int = 0, token: str = "") -> Run:
    """Store a run and what it cites, so that it is known when the law under it changes."""
    card = replace(card, question="") if card.status in UNKEPT else card
    run = Run.objects.create(
        token=token or new_token(), asked_at=at, status=card.status, why=card.why, language=card.language,
        question=card.question, day=card.day, card=card.to_dict(), took_ms=took_ms,
    )  # fmt: skip
    if card.status in ANSWERED:  # no word of the question goes into the table of citations
        label = f"Câu trả lời của trợ lý ngày {card.day:%d/%m/%Y}"
        keys = [(unit.document, unit.eid) for unit in card.units]
        cite(source=run, cited=cited_at(keys, label=label, url=run.proof_url), as_of=card.day)
    return run


def new_token() -> str:
    """The address of a run, not to be guessed."""
    return secrets.token_urlsafe(16)
