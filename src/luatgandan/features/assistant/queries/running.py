"""Whether the assistant runs, and what stands behind it: for the doors that ask and for the page of its state."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from luatgandan.backends.search import get_search
from luatgandan.backends.search.base import IndexUnavailableError
from luatgandan.foundation.search.queries.searching import entries

from ..models import AssistantSwitches, ModelDay

DAYS = 7


def is_on() -> bool:
    """Whether questions are answered: the setting and the desk's switch both say so."""
    return bool(settings.ASSISTANT_ON) and _switches().is_on


def is_model_on() -> bool:
    """Whether a language model may be asked, where one is set."""
    return _switches().is_model_on


def what_is_wrong() -> str:
    """For the health of the house: the model's newest outcome today was a fault. The model itself is not asked."""
    if not settings.LLM or not is_model_on():
        return ""
    row = ModelDay.objects.filter(day=timezone.localdate(), failed_at__isnull=False).first()
    if row is None or row.failed_at is None or (row.answered_at and row.answered_at > row.failed_at):
        return ""
    return f"lỗi {row.failed} lần hôm nay, lần cuối {timezone.localtime(row.failed_at):%H:%M}: {row.fault}"


@dataclass(frozen=True, kw_only=True)
class State:
    """What the page of the state shows. `model` is "" without one; `days` are the last with a model, newest first."""

    is_on: bool
    entries: int | None  # in the index; None: it cannot be read
    model: str
    where: str
    is_on_premises: bool
    is_model_on: bool
    used: int
    budget: int
    answered_at: datetime | None
    days: list[ModelDay]


def state(*, today: date) -> State:
    """The state now. Three queries."""
    model: Any = settings.LLM or {}
    switches, options = _switches(), model.get("OPTIONS", {})
    days = list(ModelDay.objects.all()[:DAYS])
    return State(
        is_on=bool(settings.ASSISTANT_ON) and switches.is_on,
        entries=_entries(),
        model=str(options.get("model", "")),
        where=urlsplit(str(options.get("url", ""))).hostname or "",
        is_on_premises=bool(options.get("is_on_premises")),
        is_model_on=bool(settings.LLM) and switches.is_model_on,
        used=next((one.asked for one in days if one.day == today), 0),
        budget=settings.ASSISTANT_LLM_PER_DAY,
        answered_at=next((one.answered_at for one in days if one.answered_at), None),
        days=days,
    )


def _switches() -> AssistantSwitches:
    return AssistantSwitches.objects.first() or AssistantSwitches()


def _entries() -> int | None:
    try:
        return entries(get_search())
    except IndexUnavailableError:
        return None
