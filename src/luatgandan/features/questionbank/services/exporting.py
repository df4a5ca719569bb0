"""Questions with their keys leave the house as a file: the log knows who took how many."""

from datetime import datetime
from typing import Any, BinaryIO

from luatgandan.foundation.audit.services import record as log

from ..formats.files import Format
from ..models import ItemQuerySet
from ..queries import entries_of


def export_items(
    *, rows: ItemQuerySet, format_: Format, file: BinaryIO, by: Any, at: datetime, only_approved: bool = False
) -> None:
    """Write them into `file`; pictures, sounds and films are read one by one."""
    entries = entries_of(rows, has_files=format_.has_files, only_approved=only_approved)
    log(action="questionbank.export", at=at, actor=by, detail={"format": format_.name, "count": len(entries)})
    format_.write(entries, file)
