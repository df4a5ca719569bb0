"""What must be looked at again because the law changed: for readers of a citing thing, and for officers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet

from luatgandan.foundation.accounts.rules import Action, organisation_codes
from luatgandan.foundation.modules.registry import offers
from luatgandan.lib.legaltext.compare import Piece, compare_words

from .. import rules
from ..enums import Decision, Reason
from ..models import Citation, Review
from ..registry import CitingSource, Policy
from .history import day_before, words_on

PUBLIC = (Decision.OPEN, Decision.WITHDRAWN)


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What readers of one part of a citing thing are told. `since` is the day from which the law is another."""

    part: str
    since: date
    is_hidden: bool
    is_ahead: bool
    is_withdrawn: bool
    reviews: tuple[Review, ...]


def sources() -> dict[str, CitingSource]:
    """What rooms offer as citing things, by model ("portal.topicpage"); of rooms that are installed."""
    return {one.model.lower(): one for one in offers(CitingSource)}


def source_of(kind: ContentType) -> CitingSource | None:
    """The offer that a kind of citing thing belongs to."""
    return sources().get(f"{kind.app_label}.{kind.model}")


def notices_for(source: models.Model, *, on: date) -> dict[str, Notice]:
    """What readers of each part of `source` are told on `on`; "" is the thing as a whole. One query."""
    kind = ContentType.objects.get_for_model(source)
    rows = Review.objects.filter(content_type=kind, object_id=source.pk, decision__in=PUBLIC)
    found: dict[str, list[Review]] = {}
    for row in rows.exclude(reason=Reason.MISSING, decision=Decision.OPEN).select_related("document", "changed_by"):
        found.setdefault(row.part, []).append(row)
    offer = source_of(kind)
    policy = offer.policy if offer else Policy.WARN
    return {part: _notice(part, reviews, policy, on) for part, reviews in found.items()}


def _notice(part: str, reviews: list[Review], policy: Policy, on: date) -> Notice:
    since = min(one.changed_on for one in reviews)
    is_withdrawn = any(one.decision == Decision.WITHDRAWN for one in reviews)
    is_late = any(one.is_late(on) for one in reviews)
    return Notice(
        part=part,
        since=since,
        is_hidden=is_withdrawn or (policy == Policy.HIDE and is_late),
        is_ahead=since > on,
        is_withdrawn=is_withdrawn,
        reviews=tuple(reviews),
    )


def hidden_parts(kind: type[models.Model], *, on: date) -> set[tuple[int, str]]:
    """(primary key, part) of everything of one kind that readers do not see now; for lists and search. One query."""
    content_type = ContentType.objects.get_for_model(kind)
    offer = source_of(content_type)
    hidden = Q(decision=Decision.WITHDRAWN)
    if offer and offer.policy == Policy.HIDE:
        hidden |= Q(decision=Decision.OPEN, grace_until__lt=on) & ~Q(reason=Reason.MISSING)
    return set(Review.objects.filter(hidden, content_type=content_type).values_list("object_id", "part"))


def parts_under_review(kind: type[models.Model]) -> set[tuple[int, str]]:
    """(primary key, part) of everything of one kind whose law changed and that nobody looked at yet. One query."""
    rows = Review.objects.filter(content_type=ContentType.objects.get_for_model(kind), decision=Decision.OPEN)
    return set(rows.exclude(reason=Reason.MISSING).values_list("object_id", "part"))


def reviews_for(person: Any, *, action: str = Action.EDIT) -> "QuerySet[Review]":
    """Reviews of the things that this person may look at again: their rooms and organisations, soonest grace first."""
    allowed = Q(pk__in=[])
    for room in rules.rooms_that_cite():
        codes = organisation_codes(person, action, room=room)
        of_room = Q(content_type__app_label=room)
        allowed |= of_room if codes is None else of_room & Q(organisation_code__in=codes - {""})
    rows = Review.objects.filter(allowed).select_related("content_type", "document", "changed_by")
    return rows.order_by("grace_until", "changed_on", "id")


def reviews(
    person: Any, *, on: date, decision: str = Decision.OPEN, model: str = "", is_late: bool = False
) -> "QuerySet[Review]":
    """The person's reviews of one decision (all: ""), of one kind of thing ("portal.topicpage"), only late ones."""
    rows = reviews_for(person)
    if decision:
        rows = rows.filter(decision=decision)
    if model:
        app_label, _sep, name = model.partition(".")
        rows = rows.filter(content_type__app_label=app_label, content_type__model=name)
    return rows.filter(decision=Decision.OPEN, grace_until__lt=on) if is_late else rows


def counts_for(person: Any, *, on: date) -> tuple[int, int]:
    """How many reviews wait for this person, and how many of them are late."""
    rows = reviews_for(person).filter(decision=Decision.OPEN)
    found = rows.order_by().aggregate(open=models.Count("pk"), late=models.Count("pk", filter=Q(grace_until__lt=on)))
    return found["open"], found["late"]


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One review with all that an officer needs to decide: what the thing says, the old and the new words."""

    review: Review
    source: Any
    offer: CitingSource | None
    says: str
    cited_says: str
    edit_url: str
    pieces: tuple[Piece, ...]


def review_detail(review: Review) -> Detail:
    """What an officer sees before deciding."""
    source, offer = review.source, source_of(review.content_type)
    old = words_on(review.document_id, review.eid, day_before(review.changed_on)) if review.eid else ""
    new = words_on(review.document_id, review.eid, review.changed_on) if review.eid else ""
    cited = Citation.objects.filter(
        content_type=review.content_type, object_id=review.object_id, part=review.part,
        document=review.document_id, eid=review.eid,
    ).first()  # fmt: skip
    is_known = source is not None and offer is not None
    return Detail(
        review=review,
        source=source,
        offer=offer,
        says=offer.says(source, review.part) if is_known and offer else "",
        cited_says=cited.says if cited else "",
        edit_url=offer.edit_url(source, review.part) if is_known and offer else "",
        pieces=compare_words(old, new),
    )


def waiting_sources(reviews: Iterable[Review]) -> dict[tuple[int, int], list[Review]]:
    """Reviews by the thing that cites: (content type, primary key)."""
    found: dict[tuple[int, int], list[Review]] = {}
    for one in reviews:
        found.setdefault((one.content_type_id, one.object_id), []).append(one)
    return found
