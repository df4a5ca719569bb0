"""What holds for a whole bank."""

from datetime import datetime
from typing import Any

from django.db import transaction

from luatgandan.foundation.audit.services import record as log
from luatgandan.foundation.modules.services import content_changed

from ..models import Bank
from ..rules import may_mark
from .errors import NotAllowedError


@transaction.atomic
def mark_bank(*, bank: Bank, is_for_contests: bool, by: Any, at: datetime) -> Bank:
    """Say whether a bank is for contests only, so that nobody practises its questions. Raises NotAllowedError."""
    now = Bank.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=bank.pk)
    if not may_mark(by, now):
        raise NotAllowedError
    if now.is_for_contests != is_for_contests:
        now.is_for_contests = is_for_contests
        now.save(update_fields=["is_for_contests"])
        log(
            action="questionbank.mark_bank", at=at, actor=by, target=now, label=now.organisation.name,
            organisation_code=now.organisation.code, detail={"for_contests": is_for_contests},
        )  # fmt: skip
        content_changed()
    return now
