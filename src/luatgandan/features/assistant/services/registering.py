"""The register of AI use: who answers for a tool writes it down."""

from datetime import datetime

from django.db import transaction

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.services import record as log
from luatgandan.foundation.modules.services import content_changed

from ..models import AiUse
from ..rules import may_change_use, may_register
from .drafts import NotYoursError


@transaction.atomic
def save_use(*, use: AiUse, by: Person, at: datetime) -> AiUse:
    """Keep an entry, new or changed: for units where the person approves, before and after the change."""
    before = AiUse.objects.select_related("organisation").filter(pk=use.pk).first() if use.pk else None
    if not may_register(by, use.organisation) or (before and not may_change_use(by, before)):
        raise NotYoursError
    use.save()
    log(action="assistant.register_ai", at=at, actor=by, target=use, label=f"{use.pk}",
        organisation_code=use.organisation.code, detail={"risk": use.risk, "active": use.is_active})  # fmt: skip
    transaction.on_commit(content_changed)
    return use
