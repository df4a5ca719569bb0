"""News articles."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from ..blocks import BodyBlock
from .base import PublicPage


class NewsPage(PublicPage):
    """One article: date, summary, body, author and source as a state site gives them."""

    published_on = models.DateField(_("ngày đăng"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("nội dung"))
    author = models.CharField(_("tác giả"), max_length=120, blank=True)
    source = models.CharField(_("nguồn"), max_length=200, blank=True)

    parent_page_types = ["portal.SectionPage"]
    subpage_types: list[str] = []
    template = "portal/pages/news.html"
    schema_type = "NewsArticle"
    content_panels = [
        *PublicPage.head_panels,
        FieldPanel("published_on"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("author"), FieldPanel("source")], heading=_("Tác giả, nguồn")),
    ]

    class Meta:
        verbose_name = _("tin, bài")
        verbose_name_plural = _("tin, bài")

    def json_ld(self, request: HttpRequest) -> dict[str, Any]:
        return {
            **super().json_ld(request),
            "headline": self.title,
            "datePublished": self.published_on.isoformat(),
            "author": {"@type": "Organization", "name": self.author or self.source},
        }
