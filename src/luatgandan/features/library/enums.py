"""Choices of the library."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Kinds of legal documents (Luật Ban hành văn bản quy phạm pháp luật), highest first."""

    CONSTITUTION = "hien-phap", _("Hiến pháp")
    CODE = "bo-luat", _("Bộ luật")
    LAW = "luat", _("Luật")
    ORDINANCE = "phap-lenh", _("Pháp lệnh")
    RESOLUTION = "nghi-quyet", _("Nghị quyết")
    DECREE = "nghi-dinh", _("Nghị định")
    DECISION = "quyet-dinh", _("Quyết định")
    CIRCULAR = "thong-tu", _("Thông tư")
    JOINT_CIRCULAR = "thong-tu-lien-tich", _("Thông tư liên tịch")


class Validity(models.TextChoices):
    """Whether a document is in force."""

    IN_FORCE = "in_force", _("Còn hiệu lực")
    PARTLY_EXPIRED = "partly_expired", _("Hết hiệu lực một phần")
    EXPIRED = "expired", _("Hết hiệu lực")
    NOT_YET = "not_yet", _("Chưa có hiệu lực")
    SUSPENDED = "suspended", _("Ngưng hiệu lực")
    UNKNOWN = "unknown", _("Chưa rõ hiệu lực")
