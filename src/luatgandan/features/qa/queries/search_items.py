"""What the room lets people find, and gives word for word: published answers."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from luatgandan.features.library.models import Review
from luatgandan.foundation.modules.registry import PublishedAnswer, SearchItem

from ..models import Publication
from .public import public_questions

SOURCE = "qa"
WEIGHT = 0.5  # written for these questions, as the topics of the portal are


def question_items() -> Iterator[SearchItem]:
    """All published answers that readers may see now."""
    return _items(_public())


def load_questions(keys: Iterable[str]) -> list[SearchItem]:
    """Some of them, by the ids of their questions."""
    return list(_items(_public().filter(question_id__in=[int(key) for key in keys])))


def turning_questions(since: date, until: date) -> list[int]:
    """Questions whose answer is hidden since the grace of its review is over."""
    kind = ContentType.objects.get_for_model(Publication)
    rows = Review.objects.filter(content_type=kind, grace_until__gte=since, grace_until__lte=until)
    return questions_published_as(rows.values_list("object_id", flat=True))


def questions_published_as(keys: Iterable[int]) -> list[int]:
    """The questions of these publications."""
    return list(Publication.objects.filter(pk__in=list(keys)).values_list("question_id", flat=True))


def published_answers(ids: Iterable[str]) -> dict[str, PublishedAnswer]:
    """Answers by the ids of their search items; hidden ones are left out. Two queries."""
    keys = [one.removeprefix(f"{SOURCE}:") for one in ids]
    rows = _public().filter(question_id__in=[int(key) for key in keys if key.isdecimal()])
    return {f"{SOURCE}:{one.question_id}": _answer(one) for one in rows}


def _public() -> QuerySet[Publication]:
    return public_questions(on=timezone.localdate()).select_related("question__organisation", "answer").order_by("pk")


def _items(publications: QuerySet[Publication]) -> Iterator[SearchItem]:
    with override("vi"):
        for one in publications:
            yield _item(one)


def _item(publication: Publication) -> SearchItem:
    question = publication.question
    own = f"{SOURCE}:{question.pk}"
    return SearchItem(
        id=own,
        kind="question",
        title=publication.title,
        url=publication.get_absolute_url(),
        text="\n".join((publication.text, publication.short, publication.explanation, *publication.steps)).strip(),
        names=(question.code, *publication.variants),
        path=(str(question.get_field_display()),),
        group=own,
        issuer=question.organisation.name,
        field=question.field,
        issued_on=timezone.localdate(publication.published_at),
        weight=WEIGHT,
    )


def asked_in(keys: Iterable[int]) -> dict[tuple[int, str], str]:
    """How people ask what those of these publications answer that are not hidden, by (primary key, part)."""
    rows = _public().filter(pk__in=list(keys)).values_list("pk", "title", "variants")
    return {(key, ""): "\n".join((title, *variants)) for key, title, variants in rows}


def _answer(publication: Publication) -> PublishedAnswer:
    question, answer = publication.question, publication.answer
    return PublishedAnswer(
        question=publication.title,
        answer=publication.short,
        url=publication.get_absolute_url(),
        signer=question.organisation.name,
        variants=tuple(publication.variants),
        steps=tuple(publication.steps),
        helpers=((publication.office, "", ""),) if publication.office else (),
        cited=tuple((one["document"], one["eid"]) for one in answer.basis),
        signed_on=timezone.localdate(answer.signed_at) if answer.signed_at else None,
    )
