"""The review queue: what cites a provision that changed is flagged, and an officer looks at it again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from luatgandan.foundation.audit.services import record
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.notifications.services import notify
from luatgandan.lib.events import publish
from luatgandan.lib.legaltext.edits import GONE
from luatgandan.lib.legaltext.flat import hash_of

from ..enums import Decision, Reason, Validity
from ..events import ReviewsChanged
from ..models import Citation, Document, Provision, Review
from ..queries.history import day_before, unit_on, words_on
from ..queries.reviews import source_of, waiting_sources
from ..registry import CitingSource

NOTIFICATION = "library.review"
OVER = (Validity.EXPIRED, Validity.SUSPENDED, Validity.OBSOLETE)
Key = tuple[int, int, str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Change:
    """What happened to a document, from which day, by which one."""

    document: Document
    on: date
    by: Document | None
    at: datetime


@transaction.atomic
def flag_provisions(
    *, document: Document, eids: Sequence[str], on: date, by: Document | None, at: datetime
) -> list[Review]:
    """Flag all that rooms cite of these units, of what stands around them and inside them; returns the new reviews.

    A thing whose author had the new words before their eyes (by hash, or written after that day without our text) is
    left alone.
    """
    change = _Change(document=document, on=on, by=by, at=at)
    wanted = []
    for citation in Citation.objects.of_rooms().touching(document, list(eids)).select_related("content_type"):
        if offer := source_of(citation.content_type):
            day = max(on, citation.as_of)
            words = words_on(document.pk, citation.eid, day) if citation.eid else ""
            if not _knew(citation, words, on):
                wanted.append((citation, offer, _reason(citation, words)))
    return _raise(change, wanted)


def _knew(citation: Citation, words: str, on: date) -> bool:
    if citation.text_hash:
        return bool(words) and citation.text_hash == hash_of(words)
    return citation.as_of >= on


def _reason(citation: Citation, words: str) -> Reason:
    is_gone = words.endswith(GONE) or (not words and citation.text_hash)
    return Reason.REPEALED if is_gone else Reason.CHANGED


@transaction.atomic
def flag_document(*, document: Document, on: date, by: Document | None, at: datetime) -> list[Review]:
    """Flag all that rooms cite of a document that is no longer in force from the day `on`."""
    change = _Change(document=document, on=on, by=by, at=at)
    rows = Citation.objects.of_rooms().filter(document=document).select_related("content_type")
    wanted = [(one, offer, Reason.EXPIRED) for one in rows if (offer := source_of(one.content_type))]
    return _raise(change, wanted)


@transaction.atomic
def flag_missing(*, document: Document, at: datetime) -> list[Review]:
    """Flag citations of units that the text of `document` has on no day; only officers see these."""
    if not document.provisions.filter(level="article").exists():
        return []
    today = timezone.localdate(at)
    change = _Change(document=document, on=today, by=None, at=at)
    rows = Citation.objects.of_rooms().filter(document=document).exclude(eid="").select_related("content_type")
    standing = Review.objects.filter(document=document, reason=Reason.MISSING)
    known = {(one.content_type_id, one.object_id, one.part, one.eid) for one in standing}
    wanted = [
        (one, offer, Reason.MISSING)
        for one in rows
        if (offer := source_of(one.content_type)) and _key(one) not in known and _is_nowhere(one, today)
    ]
    return _raise(change, wanted)


def _is_nowhere(citation: Citation, today: date) -> bool:
    day = max(citation.as_of, today)
    if unit_on(citation.document_id or 0, citation.eid, day):
        return False
    article = citation.eid.split("__")[0]
    repealed = Provision.objects.filter(document=citation.document_id, eid=article, versions__valid_from__isnull=False)
    return not repealed.exists()


Wanted = tuple[Citation, CitingSource, Reason]


def _raise(change: _Change, wanted: Iterable[Wanted]) -> list[Review]:
    """One review for each citing part, unit and change; one that a person decided stays decided."""
    rows = {(*_key(citation), reason): (citation, offer, reason) for citation, offer, reason in wanted}
    standing = {
        (*_key(one), Reason(one.reason)): one
        for one in Review.objects.filter(document=change.document, changed_on=change.on)
    }
    reopened = [one for key, one in standing.items() if key in rows and _closed_by_itself(one)]
    for one in reopened:
        one.decision, one.note, one.raised_at = Decision.OPEN, "", change.at
    Review.objects.bulk_update(reopened, ["decision", "note", "raised_at"])
    new = [_review(change, *row) for key, row in rows.items() if key not in standing]
    Review.objects.bulk_create(new)
    raised = [*new, *reopened]
    _after(raised, tell=True)
    return raised


def _key(one: Citation | Review) -> Key:
    return (one.content_type_id, one.object_id, one.part, one.eid)


def _closed_by_itself(one: Review) -> bool:
    return one.decision in (Decision.KEPT, Decision.MENDED) and not one.decided_by


def _review(change: _Change, citation: Citation, offer: CitingSource, reason: Reason) -> Review:
    organisation = offer.organisation(citation.source) if citation.source else None
    grace = timezone.localdate(change.at) + timedelta(days=offer.grace_days)
    return Review(
        content_type=citation.content_type,
        object_id=citation.object_id,
        part=citation.part,
        label=citation.label,
        url=citation.url,
        document=change.document,
        eid=citation.eid,
        reason=reason,
        changed_on=change.on,
        changed_by=change.by,
        organisation_code=organisation.code if organisation else "",
        raised_at=change.at,
        grace_until=max(grace, change.on),
    )


def _after(reviews: Sequence[Review], *, tell: bool = False) -> None:
    """Rooms hear of reviews of their things, stored pages are made anew, and editors are told."""
    if not reviews:
        return
    for rows in waiting_sources(reviews).values():
        offer = source_of(rows[0].content_type)
        if offer:
            publish(ReviewsChanged(model=offer.model, object_ids=tuple({row.object_id for row in rows})))
            transaction.on_commit(partial(offer.on_change, rows))
        public = [row for row in rows if row.reason != Reason.MISSING]
        if offer and tell and public and rows[0].source:
            _notify(offer, public)
    transaction.on_commit(content_changed)


def _notify(offer: CitingSource, rows: Sequence[Review]) -> None:
    """One sentence for each person, however many parts of the thing are concerned."""
    first = min(rows, key=lambda one: (one.grace_until, one.part))
    title = _("%(law)s thay đổi từ %(day)s: cần xem lại “%(label)s”%(more)s trước ngày %(until)s") % {
        "law": first.document.name[:60],
        "day": date_format(first.changed_on, "d/m/Y"),
        "label": first.label[:60],
        "more": _(" và %d mục khác") % (len(rows) - 1) if len(rows) > 1 else "",
        "until": date_format(first.grace_until, "d/m/Y"),
    }
    url = reverse("library_reviews:list")
    for person in {one.pk: one for one in offer.people(first.source)}.values():
        notify(person=person, kind=NOTIFICATION, title=title, at=first.raised_at, url=url)


@transaction.atomic
def settle_document(*, document: Document) -> int:
    """Close open reviews whose change was taken back; returns how many. What a person decided stays."""
    rows = Review.objects.filter(document=document, decision=Decision.OPEN).exclude(reason=Reason.MISSING)
    over = [one for one in rows.select_related("content_type") if not _is_justified(document, one)]
    return _close(over, Decision.KEPT, _("Thay đổi của luật đã được rút lại."))


def _is_justified(document: Document, review: Review) -> bool:
    if review.reason == Reason.EXPIRED:
        return document.validity_on(review.changed_on) in OVER
    if not review.eid:
        return True
    old = words_on(document.pk, review.eid, day_before(review.changed_on))
    return old != words_on(document.pk, review.eid, review.changed_on)


@transaction.atomic
def settle_source(*, source: models.Model) -> int:
    """Close reviews of parts that no longer cite the unit concerned, after `source` was mended; returns how many."""
    kind = ContentType.objects.get_for_model(source)
    cited = Citation.objects.filter(content_type=kind, object_id=source.pk)
    still = {(one.part, one.document_id, one.eid) for one in cited}
    undecided = Q(decision=Decision.OPEN) | Q(decision=Decision.WITHDRAWN)
    rows = Review.objects.filter(undecided, content_type=kind, object_id=source.pk).select_related("content_type")
    over = [one for one in rows if (one.part, one.document_id, one.eid) not in still]
    return _close(over, Decision.MENDED, _("Không còn dẫn điều này."))


def _close(reviews: Sequence[Review], decision: Decision, note: str) -> int:
    for one in reviews:
        one.decision, one.note, one.decided_by, one.decided_at = decision, note, "", None
    Review.objects.bulk_update(reviews, ["decision", "note", "decided_by", "decided_at"])
    _after(reviews)
    return len(reviews)


@transaction.atomic
def decide_review(*, review: Review, decision: Decision, note: str, by: Any, at: datetime) -> Review:
    """An officer looked again: still right, mended, or withdrawn from the public. May be decided anew later."""
    review = Review.objects.select_for_update(of=("self",)).select_related("content_type").get(pk=review.pk)
    review.decision, review.note = decision, note[:500]
    review.decided_by, review.decided_at = str(by.public_id), at
    review.save(update_fields=["decision", "note", "decided_by", "decided_at"])
    record(
        action="library.decide_review",
        at=at,
        actor=by,
        target=review,
        label=f"{review.content_type.app_label} {review.object_id} {review.part}".strip(),
        organisation_code=review.organisation_code,
        detail={"decision": decision, "document": review.document.slug, "eid": review.eid},
    )
    _after([review])
    return review


@transaction.atomic
def remind_of_reviews(*, at: datetime) -> int:
    """Tell the editors of things whose grace date passed yesterday; returns how many reviews became late."""
    today = timezone.localdate(at)
    rows = Review.objects.filter(decision=Decision.OPEN, grace_until=today - timedelta(days=1))
    late: dict[tuple[int, int], list[Review]] = defaultdict(list)
    late.update(waiting_sources(rows.select_related("content_type", "document")))
    for reviews in late.values():
        offer = source_of(reviews[0].content_type)
        if offer and reviews[0].source:
            for one in reviews:
                one.raised_at = at
            _notify(offer, reviews)
    if late:
        transaction.on_commit(content_changed)
    return sum(map(len, late.values()))
