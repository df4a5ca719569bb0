"""What a state site must say about itself (NĐ 42/2022/NĐ-CP): the operator changes it at the desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """Agency, responsible person, address and notices shown in header and footer."""

    parent_agency = models.CharField(_("cơ quan chủ quản"), max_length=200, default="Ủy ban nhân dân thành phố Cần Thơ")
    agency = models.CharField(_("cơ quan vận hành"), max_length=200, default="Sở Tư pháp thành phố Cần Thơ")
    portal_name = models.CharField(_("tên trang"), max_length=120, default="Luật Gần Dân")
    tagline = models.CharField(
        _("dòng giới thiệu"), max_length=200, default="Trang thông tin phổ biến, giáo dục pháp luật thành phố Cần Thơ"
    )
    responsible_person = models.CharField(_("người chịu trách nhiệm"), max_length=200, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    licence = models.CharField(_("giấy phép"), max_length=200, blank=True)
    source_notice = models.CharField(
        _("yêu cầu ghi nguồn"),
        max_length=300,
        default="Ghi rõ nguồn “Luật Gần Dân – thành phố Cần Thơ” khi phát hành lại thông tin từ trang này.",
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("parent_agency", "agency", "portal_name", "tagline")], heading=_("Tên gọi")
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("responsible_person", "address", "phone", "email", "licence", "source_notice")
            ],
            heading=_("Chân trang"),
        ),
    ]

    class Meta:
        verbose_name = _("thông tin cơ quan")
        verbose_name_plural = _("thông tin cơ quan")

    @property
    def name(self) -> str:
        """The portal's name, as the header shows it."""
        return self.portal_name

    @property
    def state_line(self) -> str:
        """The state line above the name, in capitals as state sites have it."""
        return self.parent_agency.upper()
