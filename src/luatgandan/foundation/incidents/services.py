"""Writing in the book, and reminding before a clock runs out."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luatgandan.foundation.audit import services as audit
from luatgandan.foundation.notifications import services as notifications

from . import queries, rules
from .enums import StepKind
from .models import Incident, Step

KIND = "incidents.clock"
log = logging.getLogger(__name__)


@transaction.atomic
def keep_incident(
    *, incident: Incident, by: Any, at: datetime, step: Step | None = None, is_closed: bool = False
) -> Incident:
    """Enter or correct an incident, add a step, close it or open it again. Which fields are there is the form's."""
    is_new = incident.pk is None
    if step and step.kind == StepKind.TOLD_AUTHORITY:
        incident.told_authority_at = incident.told_authority_at or step.at
    elif step and step.kind == StepKind.TOLD_AUTHORITY_AT:
        incident.told_authority_at = step.at
    incident.closed_at = (incident.closed_at or at) if is_closed else None
    clock = Incident.objects.filter(pk=incident.pk).values_list("kind", "found_at").first()
    if clock != (incident.kind, incident.found_at):
        incident.reminded_at_hours = None  # another clock: its reminders have not been sent
    incident.save()
    if step:
        step.incident, step.by = incident, by
        step.save()
    found = incident.found_at.isoformat()  # the clock counts from it
    detail = {"kind": incident.kind, "found_at": found, "closed": is_closed, "step": step.kind if step else ""}
    action = "incidents.open" if is_new else "incidents.change"
    audit.record(action=action, at=at, actor=by, target=incident, label=f"sự cố {incident.pk}", detail=detail)
    return incident


def remind(*, at: datetime) -> int:
    """Tell the people in charge of clocks that run out; how many incidents were told of."""
    reached = [(one, rules.mark_reached(one, at)) for one in queries.open_incidents()]
    return sum(_tell(incident, mark, at) for incident, mark in reached if mark is not None)


@transaction.atomic
def _tell(incident: Incident, mark: int, at: datetime) -> bool:
    """Once for each mark, however many workers ask."""
    people = list(queries.in_charge(at))
    if not people:
        log.error("nobody holds a role that is reminded of incidents")
        return False
    stood = Incident.objects.filter(pk=incident.pk, reminded_at_hours=incident.reminded_at_hours)
    if not stood.update(reminded_at_hours=mark):
        return False
    if mark:
        title = _("Còn chưa đầy %d giờ để báo cơ quan chuyên trách về một sự cố dữ liệu cá nhân") % mark
    else:
        title = _("Đã hết thời hạn báo cơ quan chuyên trách về một sự cố dữ liệu cá nhân")
    for person in people:
        url = reverse("incidents:edit", args=[incident.pk])
        notifications.notify(person=person, kind=KIND, title=title, url=url, at=at)
    return True
