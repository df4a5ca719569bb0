"""Static and help pages."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from ..blocks import BodyBlock
from .base import PublicPage


class StaticPage(PublicPage):
    """A page that rarely changes: about us, privacy, accessibility."""

    body = StreamField(BodyBlock(), verbose_name=_("nội dung"))

    parent_page_types = ["portal.HomePage", "portal.SectionPage"]
    subpage_types: list[str] = []
    template = "portal/pages/static.html"
    content_panels = [*PublicPage.head_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("trang giới thiệu")
        verbose_name_plural = _("trang giới thiệu")


class HelpPage(PublicPage):
    """How to use the portal: body with questions and answers, given to search engines as an FAQ."""

    body = StreamField(BodyBlock(), verbose_name=_("nội dung"))

    parent_page_types = ["portal.HomePage", "portal.SectionPage"]
    subpage_types: list[str] = []
    template = "portal/pages/static.html"
    schema_type = "FAQPage"
    content_panels = [*PublicPage.head_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("trang trợ giúp")
        verbose_name_plural = _("trang trợ giúp")

    def json_ld(self, request: HttpRequest) -> dict[str, Any]:
        asked = [block.value for block in self.body if block.block_type == "faq"]
        return {
            **super().json_ld(request),
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": one["question"],
                    "acceptedAnswer": {"@type": "Answer", "text": one["answer"].source},
                }
                for one in asked
            ],
        }
