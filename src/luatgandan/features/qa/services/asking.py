"""What the asker does after sending."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ..enums import Act
from ..models import Message, Question, Rating
from ..models.following import BEST, WORST
from ..rules import Caller, is_asker
from .errors import QuestionError, needed
from .moving import Work, begin, finish
from .sending import LONGEST_TEXT, TooLongError


@transaction.atomic
def give_more(*, question: Question, text: str, by: Caller, at: datetime) -> Question:
    """What the officer asked for; the clock goes on."""
    work = begin(question=question, act=Act.GIVE_MORE, by=by, at=at)
    _say(work, text)
    finish(work)
    return work.question


@transaction.atomic
def say(*, question: Question, text: str, by: Caller, at: datetime) -> Message:
    """A word between the asker and the officers; nothing else changes."""
    work = begin(question=question, act=Act.SAY, by=by, at=at)
    message = _say(work, text)
    finish(work)
    return message


@transaction.atomic
def withdraw_question(*, question: Question, by: Caller, at: datetime) -> Question:
    """The asker does not want an answer any more."""
    work = begin(question=question, act=Act.WITHDRAW, by=by, at=at)
    finish(work)
    return work.question


@transaction.atomic
def reopen_question(*, question: Question, text: str, by: Caller, at: datetime) -> Question:
    """The answer does not help, or the refusal is wrong: a new clock begins. What is public stays."""
    work = begin(question=question, act=Act.REOPEN, by=by, at=at)
    _say(work, text)
    work.question.refusal = work.question.redirect = ""
    work.question.duplicate_of = None
    finish(work)
    return work.question


@transaction.atomic
def complain(*, question: Question, text: str, by: Caller, at: datetime) -> Question:
    """About how the question is treated: goes to the unit above the one that has it."""
    work = begin(question=question, act=Act.COMPLAIN, by=by, at=at)
    words = needed(text, _("Hãy viết điều bạn chưa hài lòng."))
    finish(work, reason=words[:LONGEST_TEXT])
    return work.question


@transaction.atomic
def rate_answer(*, question: Question, score: int, by: Caller, at: datetime, words: str = "") -> Rating:
    """How content the asker is, from 1 to 5; said anew it replaces what was said before."""
    if not WORST <= score <= BEST:
        raise QuestionError(_("Hãy chọn từ %(worst)d đến %(best)d.") % {"worst": WORST, "best": BEST})
    work = begin(question=question, act=Act.RATE, by=by, at=at)
    values = {"score": score, "words": words.strip()[:LONGEST_TEXT], "at": at}
    rating, _is_new = Rating.objects.update_or_create(question=work.question, defaults=values)
    finish(work)
    return rating


def _say(work: Work, text: str) -> Message:
    words = needed(text, _("Hãy viết điều bạn muốn nói."))
    if len(words) > LONGEST_TEXT:
        raise TooLongError(len(words))
    asker = is_asker(work.caller, work.question)
    return Message.objects.create(
        question=work.question, text=words, at=work.at, is_by_asker=asker, by=work.caller.person
    )
