"""Drafts that officers make from articles: what was chosen, and every version of the lines with who made it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luatgandan.features.library.models import Record
from luatgandan.foundation.organisations.models import Organisation

from ..enums import DraftKind
from .prompts import PromptVersion


class Draft(models.Model):
    """A text for people in the making, made from `articles` or parts of them.

    They are addresses: [{"document": 17, "eid": "art_6__para_2", "label": …}].
    It goes public only as a record of the repository (`record`), by the two-person flow of the library.
    """

    kind = models.CharField(_("loại bài"), max_length=12, choices=DraftKind.choices)
    title = models.CharField(_("tên bài"), max_length=300)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị chịu trách nhiệm")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người lập")
    )
    day = models.DateField(_("theo luật ngày"))
    articles: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        _("điều đã chọn"), default=list
    )
    made_at = models.DateTimeField(_("lập lúc"))
    changed_at = models.DateTimeField(_("sửa lúc"))
    record = models.ForeignKey(
        Record, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("tư liệu trong kho")
    )
    recalled_on = models.DateField(_("luật đổi từ ngày"), null=True, blank=True)
    has_model_lines = models.BooleanField(_("có câu do máy viết"), default=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("bài soạn")
        verbose_name_plural = _("bài soạn")
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-changed_at"], name="drafts_by_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def keys(self) -> list[tuple[int, str]]:
        """Document and eId of each chosen place."""
        return [(one["document"], one["eid"]) for one in self.articles]


class DraftVersion(models.Model):
    """All lines of a draft as somebody left them (`drafting.values.Line`). Versions are added, never changed."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("bản số"))
    lines: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(_("các câu"), default=list)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người làm")
    )
    made_at = models.DateTimeField(_("lúc"))
    note = models.CharField(_("việc đã làm"), max_length=200, blank=True)
    prompt = models.ForeignKey(
        PromptVersion, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lời nhắc đã dùng")
    )

    class Meta:
        default_permissions = ()
        verbose_name = _("phiên bản bài soạn")
        verbose_name_plural = _("phiên bản bài soạn")
        ordering = ["draft", "-number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_draft_version_per_number")]

    def __str__(self) -> str:
        return f"{self.draft_id} ({self.number})"
