"""Noting changes: rows written in the transaction of the act, so that nothing is lost between it and the index."""

from collections.abc import Iterable

from luatgandan.lib.events import publish

from ..events import ChangesNoted
from ..models import Change, IndexState

BATCH = 500


def note_changes(*, source: str, keys: Iterable[object]) -> None:
    """Say that these groups of a source changed, came or went.

    Call it inside the transaction of the act. One row a group, however many parts of it changed.
    """
    rows = [Change(source=source, key=str(key)) for key in dict.fromkeys(keys)]
    if rows:
        Change.objects.bulk_create(rows, batch_size=BATCH)
        publish(ChangesNoted())


def note_source(*, source: str) -> None:
    """Say that anything of a source may have changed: all of it is compared with the index."""
    Change.objects.create(source=source)
    publish(ChangesNoted())


def ask_for_indexing() -> bool:
    """True for the first who asks since the last work on the outbox: one task is enough for all that waits."""
    if IndexState.objects.filter(pk=1, is_asked=True).exists():
        return False
    IndexState.objects.get_or_create(pk=1)
    return bool(IndexState.objects.filter(pk=1, is_asked=False).update(is_asked=True))
