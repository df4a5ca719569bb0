"""Letting a language model put proven law into plain words: only where one is set, within time and a daily budget."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from luatgandan.backends.llm import LlmBackend, LlmError, Said, get_llm

from ..enums import Status
from ..pipeline.composing import prompt_of, sentences_of, usable
from ..pipeline.values import Card, Sentence, Unit
from ..pipeline.verifying import verify
from ..queries import is_model_on
from .budgeting import note_outcome, take_from_budget

log = logging.getLogger(__name__)


def composed(*, card: Card, at: datetime) -> Card:
    """The card with sentences in plain words before the quotations; as it was when a model is missing, fails or lies.

    As many false sentences as true ones, and nothing of that answer is believed: so no sentence can be told to a reader
    before the last one is checked.
    """
    model, units = get_llm(), usable(card.units)
    if model is None or card.status != Status.ANSWERED_EXTRACTIVE or not units:
        return card
    if not is_model_on() or not take_from_budget(at=at):
        return card
    try:
        said = _said(model, card, units)
    except LlmError as error:
        log.warning("composed answer: %s", error)
        note_outcome(at=at, fault=str(error))
        return card
    note_outcome(at=at)
    true = [one for one in said if one.is_proven]
    dropped = card.dropped + len(said) - len(true)
    if not true or len(true) <= len(said) - len(true):
        return replace(card, dropped=dropped)
    return replace(card, status=Status.ANSWERED_COMPOSED, sentences=(*true, *card.sentences), dropped=dropped)


def _said(model: LlmBackend, card: Card, units: dict[str, Unit]) -> Sequence[Sentence]:
    """All that a model says, checked. Raises LlmError."""
    rules, law = prompt_of(card, units)
    known = {unit.id: unit for unit in units.values()}
    text = "".join(model.stream([Said(role="system", text=rules), Said(role="user", text=law)]))
    return [verify(one, known) for one in sentences_of(text, units)]
