"""Incidents and their steps. Neither names people: whoever is affected is a number here."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .enums import Kind, StepKind


class Incident(models.Model):
    """One thing that went wrong. `reminded_at_hours`: at how many hours before the end the last reminder went out."""

    title = models.CharField(_("sự cố"), max_length=200, help_text=_("Một câu, không ghi tên người."))
    kind = models.CharField(_("loại"), max_length=20, choices=Kind.choices, default=Kind.PERSONAL_DATA)
    found_at = models.DateTimeField(_("phát hiện lúc"))
    began_at = models.DateTimeField(_("bắt đầu lúc"), null=True, blank=True, help_text=_("Bỏ trống khi chưa rõ."))
    data = models.TextField(_("dữ liệu bị ảnh hưởng"), blank=True, help_text=_("Loại dữ liệu, không chép dữ liệu."))
    people = models.PositiveIntegerField(_("số người bị ảnh hưởng, ước tính"), null=True, blank=True)
    cause = models.TextField(_("nguyên nhân"), blank=True)
    effects = models.TextField(_("hậu quả đã thấy và có thể có"), blank=True)
    lessons = models.TextField(_("bài học"), blank=True, help_text=_("Phải có trước khi đóng sự cố."))
    told_authority_at = models.DateTimeField(_("báo cơ quan chuyên trách lúc"), null=True, editable=False)
    closed_at = models.DateTimeField(_("đóng lúc"), null=True, editable=False)
    reminded_at_hours = models.SmallIntegerField(null=True, editable=False)

    class Meta:
        ordering = ("-found_at",)
        verbose_name = _("sự cố")
        verbose_name_plural = _("sổ sự cố")

    def __str__(self) -> str:
        return self.title

    @property
    def due_at(self) -> datetime | None:
        """By when the authority is to be told; None where no clock runs or has been answered."""
        if self.kind != Kind.PERSONAL_DATA or self.told_authority_at:
            return None
        return self.found_at + timedelta(hours=settings.BREACH_HOURS)


class Step(models.Model):
    """What was done, or who was told; added and never changed."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("việc"), max_length=20, choices=StepKind.choices)
    at = models.DateTimeField(_("lúc"))
    text = models.TextField(_("nội dung"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at}"
