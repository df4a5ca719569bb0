"""Letting a language model put proven law into plain words: only where one is set, within time and a daily budget."""

import logging
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from luatgandan.backends.llm import LlmError, Said, get_llm
from luatgandan.lib import limits

from ..enums import Status
from ..pipeline.composing import prompt_of, sentences_of, usable
from ..pipeline.values import Card
from ..pipeline.verifying import verify

log = logging.getLogger(__name__)
NAME, DAY = "llm", 86_400


def composed(*, card: Card, at: datetime) -> Card:
    """The card with sentences in plain words before the quotations; as it was when a model is missing, fails or lies.

    One false sentence more than true ones, and nothing of that answer is believed.
    """
    model, units = get_llm(), usable(card.units)
    if model is None or card.status != Status.ANSWERED_EXTRACTIVE or not units:
        return card
    if not limits.take(name=NAME, key=f"{at:%Y-%m-%d}", amount=settings.ASSISTANT_LLM_PER_DAY, seconds=DAY, now=at):
        return card
    rules, law = prompt_of(card, units)
    try:
        text = model.complete([Said(role="system", text=rules), Said(role="user", text=law)])
    except LlmError as error:
        log.warning("composed answer: %s", error)
        return card
    said = [verify(one, {unit.id: unit for unit in units.values()}) for one in sentences_of(text, units)]
    true = [one for one in said if one.is_proven]
    dropped = card.dropped + len(said) - len(true)
    if not true or len(true) <= len(said) - len(true):
        return replace(card, dropped=dropped)
    return replace(card, status=Status.ANSWERED_COMPOSED, sentences=(*true, *card.sentences), dropped=dropped)
