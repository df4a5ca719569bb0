"""Provinces, and wards and communes by official code. Names are never keys: they repeat, change and get misspelt."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.vietnamese import slug

from .enums import AliasKind, Area, ProvinceKind, WardKind


class Province(models.Model):
    """One of the 34 provinces and cities since 01/7/2025. Source of codes: the General Statistics Office."""

    code = models.CharField(_("mã tỉnh, thành phố"), max_length=2, primary_key=True)
    name = models.CharField(_("tên"), max_length=80)
    kind = models.CharField(_("loại"), max_length=10, choices=ProvinceKind.choices)

    class Meta:
        ordering = ("code",)
        verbose_name = _("tỉnh, thành phố")
        verbose_name_plural = _("tỉnh, thành phố")

    def __str__(self) -> str:
        return self.name


class WardQuerySet(models.QuerySet["Ward"]):
    """Chainable filters over wards."""

    def in_area(self, area: str) -> Self:
        """Urban or rural ones; all when `area` is empty."""
        return self.filter(area=area) if area else self


class Ward(models.Model):
    """A ward or commune, the only level below the province since 01/7/2025."""

    code = models.CharField(_("mã xã, phường"), max_length=5, primary_key=True)
    name = models.CharField(_("tên chính thức"), max_length=80, help_text=_("Có cả chữ Phường hoặc Xã."))
    kind = models.CharField(_("loại"), max_length=10, choices=WardKind.choices)
    area = models.CharField(_("khu vực"), max_length=10, choices=Area.choices)
    province = models.ForeignKey(Province, models.PROTECT, related_name="wards", verbose_name=_("tỉnh, thành phố"))
    former_province = models.CharField(_("tỉnh, thành phố cũ"), max_length=80, blank=True)
    former_districts = models.TextField(_("quận, huyện cũ"), blank=True, help_text=_("Mỗi dòng một tên."))
    former_units = models.TextField(_("đơn vị cũ hợp thành"), blank=True, help_text=_("Mỗi dòng một tên."))
    population = models.PositiveIntegerField(_("dân số (người)"), null=True, blank=True)
    population_source = models.CharField(_("nguồn số dân"), max_length=200, blank=True)
    population_on = models.DateField(_("số dân tính đến ngày"), null=True, blank=True)
    area_km2 = models.DecimalField(_("diện tích (km²)"), max_digits=8, decimal_places=2, null=True, blank=True)
    seat = models.CharField(_("nơi đặt trụ sở"), max_length=200, blank=True)
    latitude = models.DecimalField(_("vĩ độ"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("kinh độ"), max_digits=9, decimal_places=6, null=True, blank=True)
    changed_at = models.DateTimeField(_("sửa lúc"), auto_now=True, db_index=True)

    objects = WardQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("xã, phường")
        verbose_name_plural = _("xã, phường")
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^\d{5}$"), name="places_ward_code_digits"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The ward's page; only the code in it matters, the rest is for readers."""
        return reverse("places:ward", args=[self.code, slug(self.name)])

    @property
    def bare_name(self) -> str:
        """The name without Phường or Xã."""
        return self.name.split(" ", 1)[1] if " " in self.name else self.name

    @property
    def population_text(self) -> str:
        """The population grouped as Vietnamese readers expect: 119.547."""
        return f"{self.population or 0:,}".replace(",", ".")

    @property
    def former_district_list(self) -> list[str]:
        """Names such as "quận Ninh Kiều"."""
        return self.former_districts.splitlines()

    @property
    def former_unit_list(self) -> list[str]:
        """Names such as "Phường Tân An" or "Phường Bùi Hữu Nghĩa (một phần)"."""
        return self.former_units.splitlines()


class PlaceAlias(models.Model):
    """Another name by which people look for a ward."""

    alias = models.CharField(_("tên khác"), max_length=120)
    folded = models.CharField(_("dạng để tìm"), max_length=120, editable=False, db_index=True)
    ward = models.ForeignKey(Ward, models.CASCADE, related_name="aliases", verbose_name=_("xã, phường"))
    kind = models.CharField(_("loại"), max_length=20, choices=AliasKind.choices)

    class Meta:
        ordering = ("folded", "ward_id")
        verbose_name = _("tên khác của xã, phường")
        verbose_name_plural = _("tên khác của xã, phường")
        constraints = [
            models.UniqueConstraint(fields=["alias", "ward", "kind"], name="places_alias_once"),
        ]

    def __str__(self) -> str:
        return self.alias
