"""Choices of the display settings; the values stand in the cookie and in `data-…` attributes of `<html>`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Theme(TextChoices):
    AUTO = "", _("Theo máy")
    LIGHT = "light", _("Sáng")
    DARK = "dark", _("Tối")


class TextSize(TextChoices):
    NORMAL = "", _("Vừa")
    LARGE = "large", _("Lớn")
    XLARGE = "xlarge", _("Rất lớn")


class Contrast(TextChoices):
    NORMAL = "", _("Bình thường")
    HIGH = "high", _("Cao: đen, trắng, vàng")


class Width(TextChoices):
    NORMAL = "", _("Vừa mắt")
    WIDE = "wide", _("Hết màn hình")


class Validity(TextChoices):
    """Whether a document is in force: the six states of the national legal database, and not known."""

    IN_FORCE = "in_force", _("Còn hiệu lực")
    PARTLY_EXPIRED = "partly_expired", _("Hết hiệu lực một phần")
    EXPIRED = "expired", _("Hết hiệu lực")
    NOT_YET = "not_yet", _("Chưa có hiệu lực")
    SUSPENDED = "suspended", _("Ngưng hiệu lực")
    OBSOLETE = "obsolete", _("Không còn phù hợp")
    UNKNOWN = "unknown", _("Chưa rõ hiệu lực")
