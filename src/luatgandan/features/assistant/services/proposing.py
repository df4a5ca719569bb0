"""A beginning of an answer for officers of other rooms: what is proven, in a model's words where there is a model."""

from datetime import datetime

from django.utils import timezone

from luatgandan.foundation.modules.registry import ProposedAnswer

from ..queries import Asked, answer
from .composing import composed


def propose_answer(*, question: str, at: datetime) -> ProposedAnswer | None:
    """The words and what proves them; None when nothing does. Nothing is kept or sent."""
    card = answer(Asked(text=question, today=timezone.localdate(at), is_settled=True))
    cited = tuple((unit.document, unit.eid) for unit in card.units)
    if card.official:
        told = card.official
        return ProposedAnswer(short=told.answer, cited=cited, steps=told.steps, source=told.signer, url=told.url)
    first, *others = [one.text for one in composed(card=card, at=at).sentences] or [""]
    return ProposedAnswer(short=first, explanation="\n\n".join(others), cited=cited) if first else None
