"""What happens to stored runs: what people say of them, when the law changes, when their time is over."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from luatgandan.features.library.models import Citation, Document

from ..enums import Opinion
from ..models import Attempt, Draft, Follower, PracticeTask, Remembered, Run

RECALLED = (Run, Draft, PracticeTask)  # what is flagged when the law under it changes


def say_opinion(*, run: Run, opinion: Opinion) -> Run:
    """Keep what the asker says of an answer; a later word replaces an earlier one."""
    run.opinion = opinion
    run.save(update_fields=["opinion"])
    return run


def recall(*, document: Document, eids: Sequence[str], on: date) -> int:
    """Flag the answers, drafts and tasks that cite these units (without eIds: the document); returns how many."""
    return sum(_recalled(model, document, eids, on) for model in RECALLED)


def _recalled(model: type[Run | Draft | PracticeTask], document: Document, eids: Sequence[str], on: date) -> int:
    kind = ContentType.objects.get_for_model(model)
    rows = Citation.objects.filter(content_type=kind, as_of__lt=on)
    rows = rows.touching(document, list(eids)) if eids else rows.filter(document=document)
    known = rows.values_list("object_id", flat=True)
    rows_of = model._default_manager.filter(Q(recalled_on=None) | Q(recalled_on__gt=on), pk__in=known)
    return rows_of.update(recalled_on=on)


def forget_person(*, person_id: int) -> None:
    """Erase what a person asked, what they follow and how they did in the practice room."""
    for model in (Remembered, Follower, Attempt):
        model._default_manager.filter(person_id=person_id).delete()


@transaction.atomic
def forget_old(*, at: datetime) -> int:
    """Take the words of questions out after their days, and whole runs after theirs; returns how many rows changed."""
    kind = ContentType.objects.get_for_model(Run)
    old = Run.objects.filter(asked_at__lt=at - timedelta(days=settings.ASSISTANT_RUN_DAYS))
    Citation.objects.filter(content_type=kind, object_id__in=old.values("pk")).delete()
    gone, _ = old.delete()
    told = Run.objects.filter(asked_at__lt=at - timedelta(days=settings.ASSISTANT_QUESTION_DAYS)).exclude(question="")
    rows = list(told)
    for run in rows:
        run.question = ""
        run.card = {**run.card, "question": "", "clarification": None}  # its choices repeat the question
    Run.objects.bulk_update(rows, ["question", "card"])
    return gone + len(rows)
