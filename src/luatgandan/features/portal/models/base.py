"""What every public page has: a summary, a picture for sharing, a breadcrumb and structured data."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from luatgandan.foundation.modules.queries import remember
from luatgandan.lib.vietnamese import slug

from ..enums import Drawing
from .rights import PageRights

ROOT_DEPTH = 2


class PublicPageForm(WagtailAdminPageForm):
    """The editor of every page type; it stands here because Wagtail asks the model for it."""

    def clean_slug(self) -> str:
        """The address as it will stand, so that Wagtail says here that a neighbour has it already."""
        typed: str = self.cleaned_data["slug"]
        return slug(typed or str(self.cleaned_data.get("title", ""))) or typed


class PublicPage(Page):
    """Base of all our page types."""

    summary = models.CharField(
        _("tóm tắt"),
        max_length=300,
        help_text=_("Một câu dễ hiểu; hiện trên thẻ, kết quả tìm kiếm và khi gửi qua Zalo."),
    )
    drawing = models.CharField(_("hình vẽ"), max_length=20, choices=Drawing.choices, blank=True, default="")
    cover = models.ForeignKey(
        "media.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ảnh đại diện")
    )
    is_in_footer = models.BooleanField(_("hiện ở chân trang"), default=False)

    base_form_class = PublicPageForm
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    head_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("drawing"), FieldPanel("cover")], heading=_("Hình"), classname="collapsed"),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("is_in_footer")]
    schema_type = "WebPage"

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Addresses are Vietnamese without marks, whatever the desk's script proposed."""
        self.slug = slug(self.slug or self.title) or self.slug
        super().full_clean(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> PageRights:
        """Wagtail asks here what somebody may do with the page."""
        return PageRights(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumb"] = [*self.breadcrumb(request), (self.title, "")]
        context["json_ld"] = self.json_ld(request)
        return context

    @property
    def language(self) -> str:
        """Code of the language this page is written in."""
        return remember(f"portal.locale.{self.locale_id}", lambda: str(self.locale.language_code))

    @property
    def localized(self) -> Any:
        """This page in the active language; a page in that language already is found without a query."""
        return self if get_language() == self.language else super().localized

    def get_view_restrictions(self) -> Any:
        """Restrictions of this page or one above; nothing is looked up while no page has any."""
        if not remember("portal.has_restrictions", PageViewRestriction.objects.exists):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def breadcrumb(self, request: HttpRequest) -> list[tuple[str, str]]:
        """(title, address) from the home page down to this page's parent."""

        def make() -> list[tuple[str, str]]:
            above = self.get_ancestors().filter(depth__gte=ROOT_DEPTH) if self.depth > ROOT_DEPTH else []
            names = [(page.title if page.depth > ROOT_DEPTH else gettext("Trang chủ"), page) for page in above]
            return [(name, page.get_url(request)) for name, page in names]

        return remember(f"portal.above.{self.pk}.{get_language()}", make)

    def json_ld(self, request: HttpRequest) -> dict[str, Any]:
        """schema.org description of this page."""
        return {
            "@context": "https://schema.org",
            "@type": self.schema_type,
            "name": self.title,
            "description": self.summary,
            "url": self.get_full_url(request),
            "inLanguage": self.language,
            "dateModified": self.last_published_at.isoformat() if self.last_published_at else None,
        }
