"""Choices of the notifications room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Ways outside the portal; the list inside it always shows everything."""

    EMAIL = "email", _("Thư điện tử")
    SMS = "sms", _("Tin nhắn điện thoại")


class DeliveryState(models.TextChoices):
    """The life of one delivery."""

    WAITING = "waiting", _("đang chờ")
    SENT = "sent", _("đã gửi")
    FAILED = "failed", _("không gửi được")
