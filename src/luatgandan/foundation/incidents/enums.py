"""Kinds of incidents and of what is done about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What was hit; the first has a clock."""

    PERSONAL_DATA = "personal_data", _("lộ, mất dữ liệu cá nhân")
    ATTACK = "attack", _("tấn công mạng")
    OUTAGE = "outage", _("gián đoạn dịch vụ")
    OTHER = "other", _("sự cố khác")


class StepKind(models.TextChoices):
    """A step of handling, or whom it told; `TOLD_AUTHORITY_AT` puts a wrong moment right, and both stay in the book."""

    @property
    def tells_authority(self) -> bool:
        """The clock of a breach is answered by it."""
        return self in (StepKind.TOLD_AUTHORITY, StepKind.TOLD_AUTHORITY_AT)

    DONE = "done", _("đã xử lý")
    TOLD_HEAD = "told_head", _("đã báo lãnh đạo")
    TOLD_AUTHORITY = "told_authority", _("đã báo cơ quan chuyên trách")
    TOLD_AUTHORITY_AT = "told_authority_at", _("sửa thời điểm đã báo cơ quan chuyên trách")
    TOLD_PEOPLE = "told_people", _("đã báo người có dữ liệu")
