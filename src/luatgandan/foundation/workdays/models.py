"""Days that a decision made different from the law."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.dates import DecidedDay


class DayDecision(models.Model):
    """One day off or one day worked, by a decision of the government or of the city: swapped days, storms."""

    on = models.DateField(_("ngày"), unique=True)
    is_worked = models.BooleanField(
        _("là ngày làm việc"), default=False, help_text=_("Bỏ trống: ngày nghỉ. Đánh dấu: ngày làm việc, làm bù.")
    )
    reason = models.CharField(_("lý do"), max_length=200, help_text=_("Người dân đọc được khi xem hạn trả lời."))
    source = models.CharField(_("văn bản quyết định"), max_length=200, blank=True)

    class Meta:
        ordering = ["-on"]
        verbose_name = _("ngày nghỉ, ngày làm bù")
        verbose_name_plural = _("ngày nghỉ, ngày làm bù")

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}: {self.reason}"

    def as_decided(self) -> DecidedDay:
        """The plain value that calendars are made of."""
        return DecidedDay(self.on, is_worked=self.is_worked, reason=self.reason)
