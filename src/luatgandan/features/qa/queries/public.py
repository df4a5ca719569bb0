"""What everybody reads: published answers whose law has not changed beyond the grace date."""

from datetime import date

from django.db.models import QuerySet

from luatgandan.features.library import queries as library

from ..models import Publication


def hidden_questions(*, on: date) -> set[int]:
    """Publications that readers do not see now, because a cited article changed and nobody looked again."""
    return {key for key, _part in library.hidden_parts(Publication, on=on)}


def public_questions(*, on: date, field: str = "") -> QuerySet[Publication]:
    """Newest first, with what a list shows. One query and one for those hidden."""
    rows = Publication.objects.exclude(pk__in=hidden_questions(on=on)).select_related("question__organisation")
    return rows.filter(question__field=field) if field else rows


def public_answer(code: str, *, on: date) -> Publication | None:
    """One published question by its code, with its answer."""
    rows = public_questions(on=on).select_related("question__organisation", "question__place", "answer__signer")
    return rows.filter(question__code=code.upper()).first()
