"""What a language model may be asked in a day, counted in the database: no process and no lost cache forgets it."""

from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from ..models import ModelDay


def take_from_budget(*, at: datetime) -> bool:
    """Use up one answer of the day's budget; False when none is left."""
    day = timezone.localdate(at)
    ModelDay.objects.get_or_create(day=day)
    left = ModelDay.objects.filter(day=day, asked__lt=settings.ASSISTANT_LLM_PER_DAY)
    return left.update(asked=F("asked") + 1) == 1


def note_outcome(*, at: datetime, fault: str = "") -> None:
    """Keep that the model answered, or its last fault (which never holds a question)."""
    row = ModelDay.objects.filter(day=timezone.localdate(at))
    if fault:
        row.update(failed=F("failed") + 1, failed_at=at, fault=fault[:200])
    else:
        row.update(answered_at=at)
