"""Incidents for the desk, and the report for the authority."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.enums import Role
from luatgandan.foundation.accounts.models import Person, RoleAssignment
from luatgandan.foundation.modules.registry import DeskTask
from luatgandan.lib.legaltext.tree import Header, Level, Node, Parsed

from .models import Incident

WRITERS = (Role.UNIT_HEAD, Role.ADMINISTRATOR)  # of the agency that runs the portal
_BLANK = "…………………………"


def open_incidents() -> QuerySet[Incident]:
    """What is not closed."""
    return Incident.objects.filter(closed_at=None)


def in_charge(at: datetime) -> QuerySet[Person]:
    """Whoever is reminded."""
    live = RoleAssignment.objects.live(at).filter(role__in=WRITERS, organisation__code=settings.ROOT_ORGANISATION)
    return Person.objects.filter(is_active=True, role_assignments__in=live).distinct()


def waiting(person: Any) -> list[DeskTask]:
    """For the desk's panel: open incidents, late when a clock has run out."""
    if not person.has_perm("incidents.change_incident"):
        return []
    rows, now = list(open_incidents()), timezone.now()
    is_late = any(row.due_at and row.due_at < now for row in rows)
    label = _("Sự cố đang mở")
    return [DeskTask(label=label, count=len(rows), url=reverse("incidents:index"), is_late=is_late)] if rows else []


def report(incident: Incident, *, at: datetime) -> Parsed:
    """The report with blanks for what nobody entered; who signs completes it by the authority's form, if it has one."""
    lines = [f"{number}. {line}" for number, line in enumerate(_facts(incident), 1)]
    steps = [f"– {_when(one.at)}, {one.get_kind_display()}: {one.text}" for one in incident.steps.all()]
    texts = [*lines, _("Các bước đã làm:"), *(steps or [_BLANK]), _("Người liên hệ, điện thoại: ") + _BLANK]
    header = Header(
        kind=_("Báo cáo sự cố"), issuers=(settings.WAGTAIL_SITE_NAME,), title=incident.title,
        issued_on=timezone.localdate(at),
    )  # fmt: skip
    return Parsed(header=header, body=tuple(Node(Level.TEXT, text=text) for text in texts))


def _facts(incident: Incident) -> Iterator[str]:
    yield _("Loại sự cố: ") + str(incident.get_kind_display())
    yield _("Phát hiện lúc: ") + _when(incident.found_at)
    yield _("Bắt đầu lúc: ") + (_when(incident.began_at) if incident.began_at else _("chưa rõ"))
    yield _("Dữ liệu bị ảnh hưởng: ") + (incident.data or _BLANK)
    yield _("Số người bị ảnh hưởng, ước tính: ") + (_BLANK if incident.people is None else str(incident.people))
    yield _("Nguyên nhân: ") + (incident.cause or _BLANK)
    yield _("Hậu quả đã thấy và có thể có: ") + (incident.effects or _BLANK)
    told = incident.told_authority_at
    yield _("Báo cơ quan chuyên trách lúc: ") + (_when(told) if told else _BLANK)
    yield _("Bài học: ") + (incident.lessons or _BLANK)


def _when(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%H:%M %d/%m/%Y")
