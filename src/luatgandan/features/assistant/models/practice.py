"""The practice room: answers with planted errors, and how people found them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

PASSED = 80  # percent


class PracticeTask(models.Model):
    """An answer as a machine might give it; `sentences` are `drafting.planting.Planted` as plain values."""

    slug = models.SlugField(_("mã"), max_length=80, unique=True)
    title = models.CharField(_("câu hỏi của người dân"), max_length=300)
    sentences: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        _("các câu"), default=list
    )
    day = models.DateField(_("theo luật ngày"))
    is_open = models.BooleanField(_("đang mở"), default=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recalled_on = models.DateField(_("luật đổi từ ngày"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("bài luyện")
        verbose_name_plural = _("bài luyện")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Attempt(models.Model):
    """How one person did one task; `marks` are the faults they saw, one for each sentence."""

    task = models.ForeignKey(PracticeTask, models.CASCADE, related_name="attempts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    marks: models.JSONField[list[str], list[str]] = models.JSONField(_("đánh dấu"), default=list)
    score = models.PositiveSmallIntegerField(_("điểm trên 100"))
    made_at = models.DateTimeField(_("lúc"))

    class Meta:
        default_permissions = ()
        verbose_name = _("lượt luyện")
        verbose_name_plural = _("lượt luyện")
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["person", "score"], name="attempts_by_person")]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.score}"

    @property
    def is_passed(self) -> bool:
        """Whether it counts as trained."""
        return self.score >= PASSED
