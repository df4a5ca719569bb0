"""What everybody reads: published answers whose law has not changed beyond the grace date."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from luatgandan.features.library import queries as library
from luatgandan.foundation.modules.registry import SitemapEntry

from ..models import Publication, PublicCopy


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


def is_hidden(code: str, *, on: date) -> bool:
    """Whether a published answer is kept from readers until somebody has looked at the changed law."""
    return Publication.objects.filter(question__code=code.upper(), pk__in=hidden_questions(on=on)).exists()


def public_copies(publication: Publication) -> QuerySet[PublicCopy]:
    """Files that everybody gets with a published answer."""
    return PublicCopy.objects.filter(attachment__question=publication.question_id).order_by("attachment_id")


def sitemap() -> Iterator[SitemapEntry]:
    """The list and every published answer. Two queries."""
    yield SitemapEntry(path=reverse("qa:board"))
    yield SitemapEntry(path=reverse("qa:data"))
    for one in public_questions(on=timezone.localdate()):
        yield SitemapEntry(path=one.get_absolute_url(), changed_at=one.published_at)
