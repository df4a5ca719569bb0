"""Ready-made answers: templates and what offices brought along in files."""

from django.db.models import Q, QuerySet

from ..likeness import nearest
from ..models import AnswerTemplate, Question

MOST_READ = 500


def answer_library(*, text: str = "", field: str = "") -> QuerySet[AnswerTemplate]:
    """Ready-made answers of all units, with their unit; those that hold the words and are of the field."""
    rows = AnswerTemplate.objects.select_related("organisation")
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(short__icontains=text))
    return rows.filter(field=field) if field else rows


def ready_answers(question: Question) -> list[AnswerTemplate]:
    """Ready-made answers that fit a question: the likest first, then those of its field. One query."""
    rows = {one.pk: one for one in AnswerTemplate.objects.order_by("-changed_at")[:MOST_READ]}
    words = [(pk, f"{one.title}\n{one.short}") for pk, one in rows.items()]
    near = [one.id for one in nearest(f"{question.title}\n{question.text}", words)]
    of_field = [pk for pk, one in rows.items() if one.field == question.field]
    return [rows[pk] for pk in dict.fromkeys([*near, *of_field])]
