"""A person is erased: what they asked loses who asked; what only they read goes as well."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.lib.events import publish

from ..enums import RUNNING, Act, State
from ..events import QuestionErased
from ..models import Follower, Question, Rating
from ..queries.clock import settings_now
from ..rules import SYSTEM, Caller, is_asker
from .attaching import forget_files
from .errors import NotAllowedError
from .moving import add_move


@transaction.atomic
def forget_asker(*, person_id: int) -> int:
    """Erase words, name, contact, files and messages of all questions of a person; returns how many questions.

    What was published stands in words without personal data and stays; what still runs is withdrawn.
    """
    Follower.objects.filter(person_id=person_id).delete()
    rows = Question.objects.select_for_update(of=("self",)).filter(asker_id=person_id).select_related("organisation")
    questions = list(rows)
    for question in questions:
        _forget(question, timezone.now())
    return len(questions)


@transaction.atomic
def forget_question(*, question: Question, by: Caller, at: datetime) -> None:
    """The same for one question, by whoever asked it, with an account or without. Raises NotAllowedError."""
    now = Question.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=question.pk)
    if not is_asker(by, now):
        raise NotAllowedError
    _forget(now, at)
    publish(QuestionErased(question_id=now.pk))


@transaction.atomic
def forget_again(code: str, at: datetime) -> bool:
    """After an old backup came back: a question that was erased at `at`; False when it is, or was not there."""
    rows = Question.objects.select_for_update(of=("self",)).select_related("organisation")
    question = rows.filter(code=code, erased_at=None).first()
    if question is not None:
        _forget(question, at)
    return question is not None


def forget_contacts(*, at: datetime) -> int:
    """Erase who asked, and where they were reached, some time after the end; returns of how many questions."""
    before = at - timedelta(days=settings_now().contact_days)
    over = Question.objects.exclude(state__in=RUNNING).filter(changed_at__lt=before)
    return over.exclude(name="", contact="").update(name="", contact="")


def _forget(question: Question, at: datetime) -> None:
    forget_files(question=question)
    question.messages.filter(is_by_asker=True).delete()
    question.moves.filter(is_by_asker=True).update(reason="", public_note="", by=None)
    Rating.objects.filter(question=question).update(words="")
    question.asker, question.name, question.contact = None, "", ""
    question.erased_at = at
    question.title = question.text = _("(đã xóa theo yêu cầu của người hỏi)")
    if question.is_running:
        before, question.state = question.state, State.WITHDRAWN
        add_move(question, Act.WITHDRAW, by=SYSTEM, at=at, before=before)
    question.save()
