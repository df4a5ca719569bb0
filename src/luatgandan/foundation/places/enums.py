"""Choices of places. Values of kinds are the unmarked Vietnamese words that the official lists use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProvinceKind(models.TextChoices):
    """What a province is called."""

    CITY = "thanh-pho", _("Thành phố")
    PROVINCE = "tinh", _("Tỉnh")


class WardKind(models.TextChoices):
    """What a commune-level unit is called."""

    PHUONG = "phuong", _("Phường")
    XA = "xa", _("Xã")


class Area(models.TextChoices):
    """Urban or rural: the indicators of the plan are counted apart."""

    URBAN = "urban", _("đô thị")
    RURAL = "rural", _("nông thôn")


class AliasKind(models.TextChoices):
    """Why people type another name than the official one."""

    OLD_COMMUNE = "old_commune", _("xã, phường, thị trấn cũ")
    OLD_DISTRICT = "old_district", _("quận, huyện cũ")
    COMMON_NAME = "common_name", _("tên thường gọi")
    MISSPELLING = "misspelling", _("cách viết hay nhầm")
