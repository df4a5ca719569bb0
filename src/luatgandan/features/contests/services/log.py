"""The log of a contest: lines are added, never changed."""

from datetime import datetime
from typing import Any

from ..enums import LogKind
from ..models import Attempt, Contest, LogEntry


def write_log(
    contest: Contest | int,
    kind: LogKind,
    *,
    at: datetime,
    attempt: Attempt | None = None,
    by: Any = None,
    **detail: Any,
) -> LogEntry:
    """Add a line; `detail` holds codes and figures, no names and nothing of a key."""
    contest_id = contest if isinstance(contest, int) else contest.pk
    return LogEntry.objects.create(contest_id=contest_id, kind=kind, at=at, attempt=attempt, by=by, detail=detail)
