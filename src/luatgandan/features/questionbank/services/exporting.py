"""Questions with their keys leave the house as a file: the log knows who took how many."""

from datetime import datetime
from typing import Any

from luatgandan.foundation.audit.services import record as log

from ..formats.files import Format
from ..models import ItemQuerySet
from ..queries import entries_of


def export_items(*, rows: ItemQuerySet, format_: Format, by: Any, at: datetime, only_approved: bool = False) -> bytes:
    """The file."""
    entries = entries_of(rows, has_files=format_.has_files, only_approved=only_approved)
    log(action="questionbank.export", at=at, actor=by, detail={"format": format_.name, "count": len(entries)})
    return format_.write(entries)
