"""The library of ready-made answers: each belongs to a unit, officers of all units take from it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from luatgandan.foundation.audit import services as audit

from ..models import AnswerTemplate
from ..rules import Caller, may_keep_answers
from .errors import NotAllowedError
from .wording import check_basis


@transaction.atomic
def save_ready_answer(*, template: AnswerTemplate, by: Caller, at: datetime) -> AnswerTemplate:
    """Keep a new or changed one; the caller edits for its unit, and for the unit that had it before.

    Raises NotAllowedError, NoSuchBasisError when the law it cites is not there today.
    """
    before = AnswerTemplate.objects.select_related("organisation").filter(pk=template.pk).first()
    for unit in {template.organisation, *([before.organisation] if before else [])}:
        if not may_keep_answers(by.person, unit):
            raise NotAllowedError
    check_basis([(one["document"], one["eid"]) for one in template.basis], timezone.localdate(at))
    template.save()
    _log("qa.save_ready_answer", template, by, at)
    return template


@transaction.atomic
def delete_ready_answer(*, template: AnswerTemplate, by: Caller, at: datetime) -> None:
    """Answers that began from it stay as they are."""
    if not may_keep_answers(by.person, template.organisation):
        raise NotAllowedError
    _log("qa.delete_ready_answer", template, by, at)
    template.delete()


def _log(action: str, template: AnswerTemplate, by: Caller, at: datetime) -> None:
    detail: dict[str, Any] = {"template": template.pk}
    audit.record(
        action=action, at=at, actor=by.person, target=template, label=template.title,
        organisation_code=template.organisation.code, detail=detail,
    )  # fmt: skip
