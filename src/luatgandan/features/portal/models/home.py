"""The home page: one big question first."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from luatgandan.foundation.modules.queries import remember
from luatgandan.lib.lines import lines_of

from .base import PublicPage


class HomePage(PublicPage):
    """Who we are · what do you need to know · life events · what changed · campaigns and news · ask an officer."""

    question = models.CharField(_("câu hỏi lớn"), max_length=80, default="Bạn cần biết điều gì?")
    examples = models.TextField(_("câu hỏi mẫu"), blank=True, help_text=_("Mỗi dòng một câu, nhiều nhất ba câu."))
    help_title = models.CharField(_("tiêu đề phần hỏi cán bộ"), max_length=100, blank=True)
    help_text = models.TextField(_("lời mời hỏi cán bộ"), max_length=400, blank=True)

    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "portal.SectionPage",
        "portal.StaticPage",
        "portal.HelpPage",
        "portal.ContactPage",
        "portal.CampaignPage",
    ]
    template = "portal/pages/home.html"
    content_panels = [
        *PublicPage.head_panels,
        MultiFieldPanel([FieldPanel("question"), FieldPanel("examples")], heading=_("Ô hỏi")),
        MultiFieldPanel([FieldPanel("help_title"), FieldPanel("help_text")], heading=_("Hỏi cán bộ")),
    ]

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")

    @property
    def example_list(self) -> list[str]:
        """At most three questions to try."""
        return lines_of(self.examples)[:3]

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find the deepest page of the address at once instead of level by level, then let it route the rest."""
        places = remember(f"portal.places.{self.pk}", self._places)
        for end in range(len(path_components), 0, -1):
            pk, kind = places.get(f"{self.url_path}{'/'.join(path_components[:end])}/", (None, None))
            if pk and (page := ContentType.objects.get_for_id(kind).model_class().objects.filter(pk=pk).first()):
                return page.route(request, path_components[end:])
        return super().route(request, path_components)

    def _places(self) -> dict[str, tuple[int, int]]:
        """Key and kind of every page below by its address; one that is newer is found level by level."""
        below = Page.objects.descendant_of(self).values_list("url_path", "pk", "content_type_id")
        return {url_path: (pk, kind) for url_path, pk, kind in below}

    def json_ld(self, request: HttpRequest) -> dict[str, Any]:
        return {
            **super().json_ld(request),
            "@type": "WebSite",
            "potentialAction": {
                "@type": "SearchAction",
                "target": f"{self.get_full_url(request)}tim-kiem/?q={{q}}",
                "query-input": "required name=q",
            },
        }
