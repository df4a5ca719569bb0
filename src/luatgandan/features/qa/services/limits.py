"""The limits of the desk: changing them moves the promises of what still runs."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict

from luatgandan.foundation.audit import services as audit
from luatgandan.lib.events import publish

from ..events import LimitsChanged
from ..models import QuestionSettings
from ..rules import Caller, may_change_limits
from .errors import NotAllowedError


@transaction.atomic
def change_limits(*, settings: QuestionSettings, by: Caller, at: datetime) -> QuestionSettings:
    """Keep changed limits; what they mean for running questions is computed after commit."""
    if not may_change_limits(by.person):
        raise NotAllowedError
    settings.save()
    detail: dict[str, Any] = model_to_dict(settings, exclude=["id"])
    audit.record(action="qa.change_limits", at=at, actor=by.person, detail=detail)
    publish(LimitsChanged())
    return settings
