"""Choices of the portal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Drawing(models.TextChoices):
    """Our own line drawings, by the name `<c-picture>` knows."""

    NONE = "", _("Không có")
    LAND = "land", _("Đất và nhà")
    FAMILY = "family", _("Gia đình")
    FERRY = "ferry", _("Phà, đường đi")
    WORK = "work", _("Lao động")
    MARKET = "market", _("Chợ")
    SCHOOL = "school", _("Trường học")
    SHOP = "shop", _("Cửa tiệm")
    COUNTER = "counter", _("Quầy tiếp dân")
    PHONE = "phone", _("Điện thoại")
    SCALES = "scales", _("Cán cân")
    LETTER = "letter", _("Lá đơn")
    PAGODA = "pagoda", _("Chùa Khmer")
    LAW_DAY = "law-day", _("Ngày Pháp luật")
    READING = "reading", _("Người đọc")
    LISTENING = "listening", _("Người nghe")
