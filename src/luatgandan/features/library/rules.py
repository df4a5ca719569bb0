"""Who may decide at the desk, and which document a number may mean."""

import re
from typing import Any

from luatgandan.foundation.accounts.rules import Action, may, may_approve, may_edit, may_somewhere, organisation_codes
from luatgandan.foundation.modules.registry import offers
from luatgandan.lib.vietnamese import fold

from .enums import Kind
from .models import Document, Record, Review, Revision
from .registry import CitingSource

ROOM = "library"
# Numbers that every province or agency gives anew: they say nothing without the issuer.
SHARED = re.compile(
    r"^\d+(-\d{4})?-([a-z]{1,4}-)?(ubnd|hdnd|tu|stp)$|^\d+-(kh|tb|bc|hd|ct|qd|nq|tl)-(?!(ttg|cp|tw)$)[a-z]+$"
)
ALIKE = 0.6


def may_decide(person: Any) -> bool:
    """Confirm what the reader of amendments proposes: a decision about the whole province's library."""
    return may(person, Action.APPROVE, room=ROOM, organisation=None)


def may_see_desk(person: Any) -> bool:
    """See proposals without deciding."""
    return may(person, Action.EDIT, room=ROOM, organisation=None) or may_decide(person)


def rooms_that_cite() -> set[str]:
    """Rooms whose things may have to be looked at again."""
    return {one.model.split(".")[0].lower() for one in offers(CitingSource)}


def may_see_reviews(person: Any) -> bool:
    """Whether the queue may hold something for this person."""
    return any(may_somewhere(person, Action.EDIT, room=room) for room in rooms_that_cite())


def may_review(person: Any, review: Review, *, action: str = Action.EDIT) -> bool:
    """Look at a citing thing again: a role in its room where it belongs; taking down needs the right to withdraw."""
    codes = organisation_codes(person, action, room=review.content_type.app_label)
    return codes is None or (bool(review.organisation_code) and review.organisation_code in codes)


def is_lower(one: Document, other: Document) -> bool:
    """Whether `one` is of a lower rank than `other`, so that it cannot end it (Luật Ban hành văn bản quy phạm)."""
    return _rank(one) > _rank(other)


def _rank(document: Document) -> int:
    """0 for the Constitution, 1 for acts of the National Assembly, 2 of the Government, 3 for all others."""
    if document.kind == Kind.CONSTITUTION:
        return 0
    if document.kind in (Kind.CODE, Kind.LAW, Kind.ORDINANCE) or re.search(r"-(ubtv)?qh\d*", document.number_key):
        return 1
    return 2 if re.search(r"-(cp|ttg|hdbt)$", document.number_key) else 3


def is_shared_number(key: str) -> bool:
    """Whether many bodies issue documents under this number (look-up form)."""
    return bool(SHARED.match(key))


def may_mean(*, citing: Document, name: str, document: Document) -> bool:
    """Whether a number in `citing`, given with `name`, can mean `document`, which bears that number.

    A shared number needs the same issuer or a title that is alike; a title given must never be quite another.
    """
    title = _words(f"{document.title} {document.short_name}")
    said = _words(name)
    likeness = len(said & title) / len(said) if said and title else None
    if is_shared_number(document.number_key):
        return fold(citing.issuer) == fold(document.issuer) if likeness is None else likeness >= ALIKE
    return likeness is None or likeness > 0


def _words(text: str) -> set[str]:
    """Words that tell titles apart."""
    return {word for word in fold(text).split() if len(word) > 1 and word not in COMMON}


_COMMON = "ve viec cua va cac quy dinh ban hanh so nam mot dieu luat nghi thong tu quyet ngay thang"
COMMON = frozenset(_COMMON.split())


def may_see_repository(person: Any) -> bool:
    """Read drafts of some unit."""
    return may_somewhere(person, Action.VIEW_DRAFT, room=ROOM)


def may_create_record(person: Any, organisation: Any) -> bool:
    """Make records of this unit."""
    return may(person, Action.CREATE, room=ROOM, organisation=organisation)


def may_see_record(person: Any, record: Record) -> bool:
    """Read a record that is not public, and its history."""
    return may(person, Action.VIEW_DRAFT, room=ROOM, organisation=record.organisation)


def may_edit_record(person: Any, record: Record, author: Any) -> bool:
    """Write a new revision; `author` wrote the latest one."""
    return may_edit(person, author=author, room=ROOM, organisation=record.organisation)


def may_check_record(person: Any, revision: Revision) -> bool:
    """Check what another person wrote."""
    return is_second(person, revision) and may(
        person, Action.EDIT, room=ROOM, organisation=revision.record.organisation
    )


def may_approve_record(person: Any, revision: Revision) -> bool:
    """Approve what another person wrote."""
    return may_approve(person, author=revision.author, room=ROOM, organisation=revision.record.organisation)


def may_publish_record(person: Any, revision: Revision) -> bool:
    """Make public what another person wrote."""
    return is_second(person, revision) and may(
        person, Action.PUBLISH, room=ROOM, organisation=revision.record.organisation
    )


def may_withdraw_record(person: Any, record: Record) -> bool:
    """Take a record from the public."""
    return may(person, Action.WITHDRAW, room=ROOM, organisation=record.organisation)


def is_second(person: Any, revision: Revision) -> bool:
    """Whether the person is not the one who wrote it; what nobody wrote must be taken over by somebody first."""
    return revision.author_id is not None and revision.author_id != person.pk
