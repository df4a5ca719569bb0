"""A person is erased: what they asked loses who asked; what only they read goes as well."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import Act, State
from ..models import Question
from ..rules import SYSTEM
from .moving import add_move


@transaction.atomic
def forget_asker(*, person_id: int) -> int:
    """Erase words, name, contact, files and messages of all questions of a person; returns how many questions.

    What was published stands in words without personal data and stays; what still runs is withdrawn.
    """
    rows = Question.objects.select_for_update(of=("self",)).filter(asker_id=person_id).select_related("organisation")
    questions = list(rows)
    for question in questions:
        _forget(question)
    return len(questions)


def _forget(question: Question) -> None:
    for attachment in question.attachments.all():
        attachment.content.delete(save=False)
        attachment.delete()
    question.messages.filter(is_by_asker=True).delete()
    question.moves.filter(is_by_asker=True).update(reason="", public_note="", by=None)
    question.asker, question.name, question.contact = None, "", ""
    question.title = question.text = _("(đã xóa theo yêu cầu của người hỏi)")
    if question.is_running:
        before, question.state = question.state, State.WITHDRAWN
        add_move(question, Act.WITHDRAW, by=SYSTEM, at=timezone.now(), before=before)
    question.save()
