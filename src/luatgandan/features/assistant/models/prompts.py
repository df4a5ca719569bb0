"""The shared library of prompts: what a language model is told, version by version, and what it did badly."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import DraftKind


class Prompt(models.Model):
    """One prompt for one kind of draft; its words stand in its versions."""

    title = models.CharField(_("tên lời nhắc"), max_length=150, unique=True)
    kind = models.CharField(_("dùng cho"), max_length=12, choices=DraftKind.choices)
    quality = models.CharField(
        _("nhận xét chất lượng"), max_length=500, blank=True,
        help_text=_("Đã thử với luật nào, hay sai ở đâu."),
    )  # fmt: skip
    is_active = models.BooleanField(_("đang dùng"), default=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("lời nhắc")
        verbose_name_plural = _("lời nhắc")
        ordering = ["kind", "title"]

    def __str__(self) -> str:
        return self.title


class PromptVersion(models.Model):
    """The words of a prompt as somebody left them."""

    prompt = models.ForeignKey(Prompt, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("bản số"))
    text = models.TextField(_("lời nhắc"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người sửa")
    )
    made_at = models.DateTimeField(_("lúc"))
    note = models.CharField(_("vì sao sửa"), max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("phiên bản lời nhắc")
        verbose_name_plural = _("phiên bản lời nhắc")
        ordering = ["prompt", "-number"]
        constraints = [models.UniqueConstraint(fields=["prompt", "number"], name="one_prompt_version_per_number")]

    def __str__(self) -> str:
        return f"{self.prompt} ({self.number})"


class PromptReport(models.Model):
    """Somebody says that a prompt gave bad words; `words` are those, free of personal data."""

    version = models.ForeignKey(PromptVersion, models.CASCADE, related_name="reports")
    words = models.TextField(_("câu máy viết"))
    reason = models.CharField(_("sai chỗ nào"), max_length=300)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("lúc"))

    class Meta:
        default_permissions = ()
        verbose_name = _("báo cáo kết quả xấu")
        verbose_name_plural = _("báo cáo kết quả xấu")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.reason
