"""Noting when what others may take came, changed or went."""

from collections.abc import Iterable
from datetime import datetime

from luatgandan.foundation.modules.registry import SharedSource, offers

from ..models import SharedItem

BATCH = 500
NOTED = ["path", "stamp", "stamped_at", "is_deleted"]


def stamp_all(*, at: datetime) -> int:
    """Compare everything that rooms share with what is noted; returns how many things came, changed or went."""
    return sum(stamp_source(source=source, at=at) for source in offers(SharedSource))


def stamp_source(*, source: SharedSource, at: datetime, keys: Iterable[str] | None = None) -> int:
    """The same for one source, or for some `keys` of it."""
    wanted = None if keys is None else list(keys)
    rows = SharedItem.objects.filter(source=source.name)
    known = {row.key: row for row in (rows if wanted is None else rows.filter(key__in=wanted))}
    changed = []
    for key, path, stamp in source.stamps(wanted):
        row = known.pop(key, None)
        if row is None or row.is_deleted or (row.path, row.stamp) != (path, stamp):
            changed.append(SharedItem(source=source.name, key=key, path=path, stamp=stamp, stamped_at=at))
    for gone in known.values():
        if not gone.is_deleted:
            changed.append(SharedItem(source=source.name, key=gone.key, path=gone.path, stamp="", stamped_at=at,
                                      is_deleted=True))  # fmt: skip
    SharedItem.objects.bulk_create(
        changed, batch_size=BATCH, update_conflicts=True, unique_fields=["source", "key"], update_fields=NOTED
    )
    return len(changed)
