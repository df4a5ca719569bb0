"""Answers as they were written, version by version, and ready-made beginnings of answers."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.organisations.models import Organisation

from ..enums import Field
from .questions import Question


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Chainable filters over versions."""

    def in_line(self) -> Self:
        """Without those that were kept beside because somebody else had saved first."""
        return self.filter(is_beside=False)


class Answer(models.Model):
    """One version of an answer; words are added as new versions, never changed.

    `basis` are addresses of provisions: [{"document": 17, "eid": "art_6"}], read on `day_of_law`. Content that came
    with the portal has no author. `is_beside` marks
    words that somebody saved while another version had come in between: kept for merging, never checked or signed.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    number = models.PositiveIntegerField(_("bản số"))
    short = models.TextField(_("trả lời ngắn"))
    explanation = models.TextField(_("giải thích"), blank=True)
    basis: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        _("căn cứ pháp lý"), default=list
    )
    steps: models.JSONField[list[str], list[str]] = models.JSONField(_("các bước cần làm"), default=list)
    office = models.CharField(_("cơ quan có thẩm quyền"), max_length=300, blank=True)
    day_of_law = models.DateField(_("theo luật ngày"))
    is_from_model = models.BooleanField(_("bắt đầu từ bản nháp của máy"), default=False)
    is_beside = models.BooleanField(_("để bên cạnh, chờ ghép"), default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người soạn")
    )
    saved_at = models.DateTimeField(_("lưu lúc"))
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người kiểm tra")
    )
    checked_at = models.DateTimeField(_("kiểm tra lúc"), null=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người ký")
    )
    signed_at = models.DateTimeField(_("ký lúc"), null=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("bản trả lời")
        verbose_name_plural = _("bản trả lời")
        ordering = ["question", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="qa_one_version_per_number"),
            models.CheckConstraint(
                condition=Q(checker=None) | ~Q(checker=F("author")), name="qa_nobody_checks_their_own_words"
            ),
            models.CheckConstraint(
                condition=Q(signer=None) | ~Q(signer=F("author")), name="qa_nobody_signs_their_own_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} ({self.number})"


class AnswerTemplate(models.Model):
    """A ready-made beginning of an answer that officers of all units may take; `basis` as in `Answer`."""

    title = models.CharField(_("tên mẫu"), max_length=160)
    field = models.CharField(_("lĩnh vực"), max_length=24, choices=Field.choices, default=Field.OTHER)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị chịu trách nhiệm")
    )
    short = models.TextField(_("trả lời ngắn"))
    explanation = models.TextField(_("giải thích"), blank=True)
    steps: models.JSONField[list[str], list[str]] = models.JSONField(_("các bước cần làm"), default=list, blank=True)
    office = models.CharField(_("cơ quan có thẩm quyền"), max_length=300, blank=True)
    basis: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        _("căn cứ pháp lý"), default=list, blank=True
    )
    changed_at = models.DateTimeField(_("sửa lúc"), auto_now=True)

    class Meta:
        verbose_name = _("mẫu trả lời")
        verbose_name_plural = _("mẫu trả lời")
        ordering = ["field", "title"]

    def __str__(self) -> str:
        return self.title
