"""Who answers what, and how long it may take: edited at the desk."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting

from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.places.models import Ward

from ..enums import Category, Field


class Route(models.Model):
    """Questions of this field from this place go to this organisation; empty means any. The closest fit wins."""

    field = models.CharField(_("lĩnh vực"), max_length=24, choices=Field.choices, blank=True)
    place = models.ForeignKey(
        Ward, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("xã, phường")
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name=_("đơn vị trả lời"))
    note = models.CharField(_("vì sao"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("đường đi của câu hỏi")
        verbose_name_plural = _("đường đi của câu hỏi")
        ordering = ["field", "place"]
        constraints = [
            models.UniqueConstraint(fields=["field", "place"], name="qa_one_route_per_field_and_place"),
            models.UniqueConstraint(fields=["field"], condition=Q(place=None), name="qa_one_route_per_field_anywhere"),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display() or '*'} / {self.place or '*'}"


class QuestionSettings(BaseGenericSetting):
    """Limits in working days, and who coordinates; only `services.change_limits` writes it.

    No law sets limits for guidance of this kind: the unit promises.
    """

    simple_days = models.PositiveSmallIntegerField(_("đơn giản: số ngày làm việc"), default=5)
    ordinary_days = models.PositiveSmallIntegerField(_("thông thường: số ngày làm việc"), default=10)
    complex_days = models.PositiveSmallIntegerField(_("phức tạp: số ngày làm việc"), default=15)
    accept_days = models.PositiveSmallIntegerField(_("tiếp nhận trong số ngày làm việc"), default=2)
    extend_days = models.PositiveSmallIntegerField(_("mỗi lần gia hạn nhiều nhất"), default=10)
    remind_days = models.PositiveSmallIntegerField(
        _("nhắc trước ngày hẹn: số ngày làm việc"), default=2,
        help_text=_("Ai phải làm bước tiếp theo được nhắc một lần cho mỗi ngày hẹn."),
    )  # fmt: skip
    contact_days = models.PositiveSmallIntegerField(
        _("giữ tên và nơi báo tin sau khi xong: số ngày"), default=180,
        help_text=_("Sau đó tên, thư điện tử và số điện thoại của người hỏi được xóa; câu hỏi và trả lời còn."),
    )  # fmt: skip
    coordinator = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("nơi điều phối"), help_text=_("Nhận câu hỏi chưa rõ của ai và câu hỏi quá hạn tiếp nhận."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("cài đặt hỏi đáp")
        verbose_name_plural = _("cài đặt hỏi đáp")

    def days_of(self, category: str) -> int:
        """The limit of a category in working days."""
        limits = {
            Category.SIMPLE: self.simple_days, Category.ORDINARY: self.ordinary_days,
            Category.COMPLEX: self.complex_days,
        }  # fmt: skip
        return limits[Category(category)]
