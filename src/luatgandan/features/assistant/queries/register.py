"""Reading the register of AI use."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.rules import Action, organisation_codes
from luatgandan.foundation.modules.registry import DeskTask

from ..models import AiUse, Draft
from ..rules import ROOM, may_register_somewhere


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry as people read it; `drafts` with sentences of a model, where the tool writes drafts."""

    use: AiUse
    is_late: bool
    drafts: int | None


def public_register(day: date) -> list[Entry]:
    """Uses of AI that are going on. Two queries."""
    drafts = Draft.objects.filter(has_model_lines=True).count()
    rows = AiUse.objects.filter(is_active=True).select_related("organisation")
    return [Entry(use=one, is_late=one.is_late(day), drafts=drafts if one.counts_drafts else None) for one in rows]


def desk_register(person: Any) -> QuerySet[AiUse]:
    """The entries that the person may change."""
    codes = organisation_codes(person, Action.APPROVE, room=ROOM)
    rows = AiUse.objects.select_related("organisation")
    return rows if codes is None else rows.filter(organisation__code__in=codes)


def register_tasks(person: Any) -> list[DeskTask]:
    """Entries that should have been looked at again, for those who keep them."""
    if not may_register_somewhere(person):
        return []
    count = desk_register(person).filter(is_active=True, review_on__lt=timezone.localdate()).count()
    label, url = _("Việc dùng AI quá ngày xem lại"), reverse("assistant_register:list")
    return [DeskTask(label=label, count=count, url=url, is_late=True)] if count else []
