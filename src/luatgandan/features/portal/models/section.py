"""A section: a list of pages under one heading, which may belong to one organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .base import PublicPage


class SectionPage(PublicPage):
    """Lists its children, news newest first, others in the order of the tree."""

    organisation = models.ForeignKey(
        "organisations.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cơ quan phụ trách"),
        help_text=_("Chỉ người có vai trò ở cơ quan này hoặc cấp trên mới sửa được các trang trong mục."),
    )
    is_by_date = models.BooleanField(_("xếp theo ngày, mới trước"), default=False)

    parent_page_types = ["portal.HomePage", "portal.SectionPage"]
    subpage_types = [
        "portal.SectionPage",
        "portal.NewsPage",
        "portal.TopicPage",
        "portal.CampaignPage",
        "portal.StaticPage",
        "portal.HelpPage",
    ]
    template = "portal/pages/section.html"
    schema_type = "CollectionPage"
    content_panels = [*PublicPage.head_panels, FieldPanel("organisation"), FieldPanel("is_by_date")]

    class Meta:
        verbose_name = _("chuyên mục")
        verbose_name_plural = _("chuyên mục")
