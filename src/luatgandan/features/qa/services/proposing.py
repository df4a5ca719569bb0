"""A beginning of an answer from whichever room proposes answers: a draft with its sources, never more."""

from datetime import datetime

from luatgandan.foundation.modules.registry import AnswerProposer, ProposedAnswer, offers

from ..models import Question


def proposed_answer(*, question: Question, at: datetime) -> ProposedAnswer | None:
    """The first proposal, to the question in short before its whole story; None when no room has a proven one."""
    words = dict.fromkeys((question.title, question.text))
    found = (offer.propose(question=text, at=at) for text in words for offer in offers(AnswerProposer))
    return next((one for one in found if one), None)
