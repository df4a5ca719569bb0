"""Whether the assistant runs: switches of the desk, and what a language model did on each day."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="help")
class AssistantSwitches(BaseGenericSetting):
    """Two switches that act at once, everywhere: page, steps, API, tools."""

    is_on = models.BooleanField(_("trợ lý trả lời người dân"), default=True)
    is_model_on = models.BooleanField(
        _("cho mô hình ngôn ngữ viết lại lời luật"),
        default=True,
        help_text=_("Chỉ có tác dụng khi đã nối một mô hình."),
    )

    panels = [FieldPanel("is_on"), FieldPanel("is_model_on")]

    class Meta:
        verbose_name = _("công tắc trợ lý pháp luật")
        verbose_name_plural = _("công tắc trợ lý pháp luật")


class ModelDay(models.Model):
    """What the language model was asked on one day: the budget is counted here, and its faults."""

    day = models.DateField(unique=True)
    asked = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    failed = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-day"]
        verbose_name = _("ngày làm việc của mô hình ngôn ngữ")
        verbose_name_plural = _("ngày làm việc của mô hình ngôn ngữ")

    def __str__(self) -> str:
        return f"{self.day}: {self.asked}"
