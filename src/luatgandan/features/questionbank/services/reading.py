"""Who reads a question with its key at the desk leaves a line in the log of the house, before any contest asks it."""

from datetime import datetime
from typing import Any

from django.core.cache import cache

from luatgandan.foundation.audit.services import record as log

from ..models import Item, ItemVersion

ONCE_IN = 3_600  # seconds: going back and forth between the pages of one question is one reading


def note_reading(*, item: Item, version: ItemVersion, by: Any, at: datetime) -> None:
    """Note who read which version; nothing of one's own words, and once an hour."""
    if version.author_id != by.pk and cache.add(f"questionbank.read.{version.pk}.{by.pk}", True, ONCE_IN):
        log(
            action="questionbank.read_key", at=at, actor=by, target=item, label=item.code,
            organisation_code=item.bank.organisation.code, detail={"version": version.number},
        )  # fmt: skip
