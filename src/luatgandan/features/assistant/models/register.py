"""The register of AI use: which tool does what with which data, who answers for it, when it is looked at again."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.organisations.models import Organisation

from ..enums import DataClass, Risk


class AiUse(models.Model):
    """One use of an AI tool by one unit."""

    tool = models.CharField(_("công cụ"), max_length=150)
    purpose = models.CharField(_("dùng để"), max_length=300)
    data_class = models.CharField(_("dữ liệu đưa vào"), max_length=10, choices=DataClass.choices)
    risk = models.CharField(
        _("mức rủi ro"), max_length=8, choices=Risk.choices, help_text=_("Theo Luật Trí tuệ nhân tạo 134/2025/QH15.")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị chịu trách nhiệm")
    )
    owner = models.CharField(
        _("chức vụ người chịu trách nhiệm"), max_length=150, help_text=_("Ghi chức vụ, không ghi tên người.")
    )
    safeguards = models.TextField(_("cách giữ an toàn"), help_text=_("Ai duyệt, kiểm tra thế nào, tắt bằng cách nào."))
    review_on = models.DateField(_("ngày xem lại"))
    is_active = models.BooleanField(_("đang dùng"), default=True)
    counts_drafts = models.BooleanField(
        _("là công cụ soạn nội dung"), default=False, help_text=_("Đếm các bài soạn có câu do máy viết.")
    )

    class Meta:
        default_permissions = ()
        verbose_name = _("việc dùng AI")
        verbose_name_plural = _("sổ đăng ký dùng AI")
        ordering = ["-is_active", "tool"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(data_class=DataClass.SECRET) | models.Q(is_active=False),
                name="no_state_secrets_for_ai",
            )
        ]

    def __str__(self) -> str:
        return self.tool

    def is_late(self, day: date) -> bool:
        """Whether it should have been looked at again."""
        return self.is_active and self.review_on < day
