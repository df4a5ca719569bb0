"""Asking: from a question to a stored run."""

import secrets
from dataclasses import replace
from datetime import datetime
from time import perf_counter

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from luatgandan.features.library.models import Document
from luatgandan.features.library.services import Cited, cite
from luatgandan.lib import limits
from luatgandan.lib.legaltext import Address, BadAddressError

from ..enums import ANSWERED, Status
from ..models import Run
from ..pipeline.values import Card
from ..queries import Asked, answer
from .composing import composed

SECONDS = 3600
# Of these nothing that was written is kept: secrets of people, cries for help, attacks.
UNKEPT = (Status.COMPLAINT, Status.CASE, Status.DANGER, Status.HARM, Status.INJECTION)


class AskedTooOftenError(Exception):
    """This device has used up its questions for now; it may ask again within the hour."""


def ask(*, text: str, device: str, at: datetime, is_settled: bool = False) -> Run:
    """Answer a question and keep the run; `device` only counts. Raises AskedTooOftenError."""
    if not limits.take(name="assistant", key=device, amount=settings.ASSISTANT_PER_HOUR, seconds=SECONDS, now=at):
        raise AskedTooOftenError
    began, today = perf_counter(), timezone.localdate(at)
    asked = Asked(text=text, today=today, is_settled=is_settled)
    card = answer(asked) if settings.ASSISTANT_ON else _resting(asked)
    return keep(card=composed(card=card, at=at), at=at, took_ms=round((perf_counter() - began) * 1000))


def _resting(asked: Asked) -> Card:
    """The switch is off: nothing of the question is kept."""
    return Card(status=Status.UNAVAILABLE, question="", day=asked.today, why="switched_off")


@transaction.atomic
def keep(*, card: Card, at: datetime, took_ms: int = 0) -> Run:
    """Store a run and what it cites, so that it is known when the law under it changes."""
    card = replace(card, question="") if card.status in UNKEPT else card
    run = Run.objects.create(
        token=secrets.token_urlsafe(12), asked_at=at, status=card.status, why=card.why, language=card.language,
        question=card.question, day=card.day, card=card.to_dict(), took_ms=took_ms,
    )  # fmt: skip
    if card.status in ANSWERED:
        cite(source=run, cited=_cited(run, card), as_of=card.day)
    return run


def _cited(run: Run, card: Card) -> list[Cited]:
    """The provisions an answer rests on; no word of the question goes into the table of citations."""
    documents = Document.objects.in_bulk([unit.document for unit in card.units])
    label = f"Câu trả lời của trợ lý ngày {card.day:%d/%m/%Y}"
    return [
        Cited(document=documents[unit.document], address=address, label=label, url=run.proof_url)
        for unit in card.units
        if unit.document in documents and (address := _address(unit.eid))
    ]


def _address(eid: str) -> Address | None:
    """The address of the smallest unit that has one: a dash below a point counts as its point."""
    try:
        return Address.from_eid(eid)
    except BadAddressError:
        return _address(eid.rpartition("__")[0]) if "__" in eid else None
