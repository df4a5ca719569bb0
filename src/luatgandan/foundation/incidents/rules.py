"""When the people in charge are reminded, and when an incident may be closed."""

from datetime import datetime

from django.utils.translation import gettext as _

from .models import Incident

MARKS = (48, 24, 12, 4, 1, 0)  # hours before the end of the clock; 0: it has run out


def mark_reached(incident: Incident, at: datetime) -> int | None:
    """The mark whose reminder is due: the least one that is reached and was not told; None when there is none."""
    if incident.closed_at or incident.due_at is None:
        return None
    left = (incident.due_at - at).total_seconds() / 3600
    reached = [mark for mark in MARKS if left <= mark]
    told = incident.reminded_at_hours
    return min(reached) if reached and (told is None or min(reached) < told) else None


def why_not_closed(incident: Incident) -> str:
    """What is missing before an incident may be closed; empty when nothing is."""
    if not incident.lessons.strip():
        return _("Ghi bài học trước khi đóng sự cố.")
    if incident.due_at is not None:
        return _("Sự cố dữ liệu cá nhân chưa báo cơ quan chuyên trách: ghi bước đó trước khi đóng.")
    return ""
