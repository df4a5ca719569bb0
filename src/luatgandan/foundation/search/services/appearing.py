"""Remembering what appears in the index for the first time, for whoever waits for it."""

from collections.abc import Sequence
from datetime import datetime

from luatgandan.backends.search import get_search
from luatgandan.foundation.modules.registry import SearchItem

from ..models import NewItem, SavedSearch

BATCH = 500


def note_new_items(*, items: Sequence[SearchItem], at: datetime) -> None:
    """Keep those of `items` that the index does not hold yet; nothing while nobody has a saved search."""
    if not items or not SavedSearch.objects.exists():
        return
    known = {one.id.partition("#")[0] for one in get_search().fetch([f"{item.id}#0" for item in items])}
    rows = [
        NewItem(item=item.id, group=item.group or item.id, appeared_at=at) for item in items if item.id not in known
    ]
    NewItem.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def forget_old_items(*, before: datetime) -> int:
    """Forget what appeared before a moment; returns how many."""
    return NewItem.objects.filter(appeared_at__lt=before).delete()[0]
