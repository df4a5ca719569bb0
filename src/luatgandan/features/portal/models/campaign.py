"""Campaigns: Ngày Pháp luật Việt Nam 9/11 and others."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from luatgandan.lib.lines import lines_of

from ..blocks import BodyBlock
from .base import PublicPage


class CampaignPage(PublicPage):
    """A campaign with a period, a theme and slogans."""

    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến hết ngày"))
    theme = models.CharField(_("chủ đề"), max_length=200, blank=True)
    slogans = models.TextField(_("khẩu hiệu"), blank=True, help_text=_("Mỗi dòng một khẩu hiệu."))
    body = StreamField(BodyBlock(), verbose_name=_("nội dung"), blank=True)

    parent_page_types = ["portal.HomePage", "portal.SectionPage"]
    subpage_types = ["portal.NewsPage", "portal.StaticPage"]
    template = "portal/pages/campaign.html"
    schema_type = "Event"
    content_panels = [
        *PublicPage.head_panels,
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("theme"),
        FieldPanel("slogans"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("đợt cao điểm")
        verbose_name_plural = _("đợt cao điểm")

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.")})

    @property
    def slogan_list(self) -> list[str]:
        """One slogan a line."""
        return lines_of(self.slogans)

    def is_on(self, day: date) -> bool:
        """True from the first to the last day, both included."""
        return self.starts_on <= day <= self.ends_on

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        context["phase"] = "on" if self.is_on(today) else "before" if today < self.starts_on else "after"
        return context

    def json_ld(self, request: HttpRequest) -> dict[str, Any]:
        return {
            **super().json_ld(request),
            "startDate": self.starts_on.isoformat(),
            "endDate": self.ends_on.isoformat(),
            "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        }
