"""Choices of organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """What an organisation is, in words people know."""

    CITY = "city", _("Ủy ban nhân dân tỉnh, thành phố")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    WARD_COMMITTEE = "ward_committee", _("Ủy ban nhân dân xã, phường")
    POLICE = "police", _("Công an")
    UNION = "union", _("Mặt trận, đoàn thể, hội")
    SCHOOL = "school", _("Trường học")
    PAGODA = "pagoda", _("Chùa")
    CENTRE = "centre", _("Trung tâm")
    COURT = "court", _("Tòa án")
    OTHER = "other", _("Cơ quan, đơn vị khác")


class ChangeKind(models.TextChoices):
    """What happened to an organisation."""

    CREATED = "created", _("thành lập")
    RENAMED = "renamed", _("đổi tên")
    MOVED = "moved", _("chuyển cơ quan quản lý")
    MERGED = "merged", _("sáp nhập")
    SPLIT = "split", _("chia, tách")
    CLOSED = "closed", _("giải thể")


SERVICE_KINDS = frozenset(
    {
        OrganisationKind.WARD_COMMITTEE,
        OrganisationKind.POLICE,
        OrganisationKind.CENTRE,
        OrganisationKind.COURT,
        OrganisationKind.PAGODA,
    }
)
