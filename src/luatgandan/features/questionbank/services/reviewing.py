"""Two persons behind each question: checking, approving, giving back, taking out of use."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luatgandan.features.library.models import Document
from luatgandan.features.library.services import Cited, cite
from luatgandan.lib.legaltext import Address

from ..enums import Act
from ..linting import unready
from ..models import Item, ItemVersion
from .errors import FaultyError, MissingWordsError
from .moving import begin, finish


@transaction.atomic
def check_item(*, item: Item, seen: int, by: Any, at: datetime) -> Item:
    """A second person has read question and key against the law. Raises FaultyError while an alternative is missing."""
    now, version = begin(item=item, act=Act.CHECK, by=by, seen=seen)
    if found := unready(version.content_of(now.kind)):
        raise FaultyError(" ".join(str(one.told) for one in found))
    version.checker, version.checked_at = by, at
    version.save(update_fields=["checker", "checked_at"])
    finish(now, Act.CHECK, by=by, at=at)
    return now


@transaction.atomic
def approve_item(*, item: Item, seen: int, by: Any, at: datetime) -> Item:
    """These words are in use from now on, and cite the law."""
    now, version = begin(item=item, act=Act.APPROVE, by=by, seen=seen)
    version.approver = by
    put_in_use(now, version, at=at)
    finish(now, Act.APPROVE, by=by, at=at)
    return now


@transaction.atomic
def give_back(*, item: Item, seen: int, reason: str, by: Any, at: datetime) -> Item:
    """The checker's word was too early: the writer mends it."""
    why = _needed(reason, _("Hãy viết cần sửa điều gì."))
    now, version = begin(item=item, act=Act.GIVE_BACK, by=by, seen=seen)
    version.checker = version.checked_at = None
    version.save(update_fields=["checker", "checked_at"])
    finish(now, Act.GIVE_BACK, by=by, at=at, reason=why)
    return now


@transaction.atomic
def retire_item(*, item: Item, seen: int, reason: str, by: Any, at: datetime) -> Item:
    """Nobody draws it any more; its words and its history stay."""
    why = _needed(reason, _("Hãy viết vì sao thôi dùng."))
    now, version = begin(item=item, act=Act.RETIRE, by=by, seen=seen)
    now.approved = None
    cite(source=now, cited=[], as_of=version.day_of_law)
    finish(now, Act.RETIRE, by=by, at=at, reason=why)
    return now


@transaction.atomic
def restore_item(*, item: Item, seen: int, by: Any, at: datetime) -> Item:
    """A draft once more."""
    now, _version = begin(item=item, act=Act.RESTORE, by=by, seen=seen)
    finish(now, Act.RESTORE, by=by, at=at)
    return now


def put_in_use(item: Item, version: ItemVersion, *, at: datetime) -> None:
    """Make a version the approved one, with its citations in the graph of the library; the caller saves the item."""
    version.approved_at = at
    version.save(update_fields=["approver", "approved_at"])
    item.approved = version
    cite(source=item, cited=_cited(item, version), as_of=version.day_of_law)


def _cited(item: Item, version: ItemVersion) -> list[Cited]:
    """Neither words nor key: whoever reads citations must not learn what a contest asks."""
    documents = Document.objects.in_bulk([one["document"] for one in version.basis])
    return [
        Cited(
            document=documents[one["document"]], address=Address.from_eid(one["eid"]), label=item.code,
            url=item.desk_path(),
        )
        for one in version.basis
        if one["document"] in documents
    ]  # fmt: skip


def _needed(words: str, told: str) -> str:
    if not words.strip():
        raise MissingWordsError(told)
    return words.strip()
