"""Questions, all that was ever done to them, and the files that came with them."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.media.models import private_storage
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.places.models import Ward

from ..enums import RUNNING, Act, Audience, Category, Channel, Field, Redirect, Refusal, State, Visibility


class QuestionQuerySet(models.QuerySet["Question"]):
    """Chainable filters over questions."""

    def running(self) -> Self:
        """Those that still wait for an answer."""
        return self.filter(state__in=RUNNING)

    def late(self, day: date) -> Self:
        """Running ones whose promised day is over."""
        return self.running().filter(due_on__lt=day)

    def of_units(self, codes: set[str] | None) -> Self:
        """Those that lie with these organisations; None means all."""
        return self.all() if codes is None else self.filter(organisation__code__in=codes)


class Question(models.Model):
    """One question. `code` is what people say and write; whoever holds the asker's link acts as the asker.

    `text` is what the asker wrote; what everybody reads is its `Publication`, in words that a person confirmed.
    `due_on` is written by `services.clock` alone, for lists; it is computed from the moves.
    """

    code = models.CharField(_("mã câu hỏi"), max_length=12, unique=True)
    form_key = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 - NULLs are many
    title = models.CharField(_("câu hỏi ngắn gọn"), max_length=200)
    text = models.TextField(_("nội dung"))
    visibility = models.CharField(_("ai được đọc"), max_length=12, choices=Visibility.choices)
    audience = models.CharField(_("người hỏi là"), max_length=12, choices=Audience.choices)
    field = models.CharField(_("lĩnh vực"), max_length=24, choices=Field.choices, default=Field.OTHER)
    category = models.CharField(_("mức độ"), max_length=10, choices=Category.choices, default=Category.ORDINARY)
    place = models.ForeignKey(
        Ward, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("xã, phường")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị đang giữ câu hỏi")
    )
    channel = models.CharField(_("kênh tiếp nhận"), max_length=8, choices=Channel.choices, default=Channel.WEB)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("cán bộ ghi hộ"),
    )  # fmt: skip
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("người hỏi")
    )
    name = models.CharField(_("tên người hỏi"), max_length=120, blank=True)
    contact = models.TextField(_("nơi báo tin (mã hóa)"), blank=True, editable=False)
    is_open_to_advisers = models.BooleanField(_("mở cho tư vấn viên"), default=False)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("tư vấn viên đang soạn giúp"),
    )  # fmt: skip
    language = models.CharField(_("ngôn ngữ"), max_length=7, choices=settings.LANGUAGES, default="vi")
    state = models.CharField(_("tình trạng"), max_length=12, choices=State.choices, default=State.SENT)
    sent_at = models.DateTimeField(_("gửi lúc"))
    changed_at = models.DateTimeField(_("đổi lúc"))
    erased_at = models.DateTimeField(_("người hỏi xóa lúc"), null=True, editable=False)
    due_on = models.DateField(_("hẹn trả lời"), null=True, blank=True)
    refusal = models.CharField(_("lý do từ chối"), max_length=16, choices=Refusal.choices, blank=True)
    redirect = models.CharField(_("việc khác"), max_length=16, choices=Redirect.choices, blank=True)
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates", verbose_name=_("trùng với")
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("câu hỏi")
        verbose_name_plural = _("câu hỏi")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.DUPLICATE) | Q(duplicate_of__isnull=False), name="qa_duplicate_of_one"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "due_on"], name="qa_queue"),
            models.Index(fields=["state", "due_on"], name="qa_running"),
            models.Index(fields=["asker", "-sent_at"], name="qa_of_asker"),
            models.Index(fields=["due_on"], condition=Q(is_open_to_advisers=True), name="qa_for_advisers"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_running(self) -> bool:
        """Still waits for an answer."""
        return self.state in RUNNING

    def is_late(self, day: date) -> bool:
        """The promised day is over and no answer is there."""
        return self.is_running and self.due_on is not None and self.due_on < day


class Move(models.Model):
    """One act on a question; rows are added, never changed. Timelines, clocks and statistics come from them alone.

    `reason` is for officers, `public_note` for the asker; `days` are the working days of an extension; `due_on` is the
    promise as it stood after the act; `organisation` is who had the question then.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="moves")
    act = models.CharField(_("việc"), max_length=16, choices=Act.choices)
    at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("người làm")
    )
    is_by_asker = models.BooleanField(_("người hỏi làm"), default=False)
    from_state = models.CharField(max_length=12, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=12, choices=State.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    reason = models.TextField(_("lý do"), blank=True)
    public_note = models.TextField(_("lời nói với người hỏi"), blank=True)
    days = models.PositiveSmallIntegerField(_("số ngày làm việc"), default=0)
    due_on = models.DateField(_("hẹn trả lời"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("bước xử lý câu hỏi")
        verbose_name_plural = _("bước xử lý câu hỏi")
        ordering = ["question", "at", "pk"]
        indexes = [
            models.Index(fields=["question", "at"], name="qa_timeline"),
            models.Index(fields=["act", "organisation", "at"], name="qa_acts_of_units"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.act}"


class Attachment(models.Model):
    """A file that came with a question, without metadata. Never public: what everybody may get is its `PublicCopy`.

    Before the question is sent it waits under the key of its form, which only who fills it in holds.
    """

    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="attachments")
    form_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    name = models.CharField(_("tên tệp"), max_length=200)
    content = models.FileField(_("tệp"), upload_to="questions/%Y/%m", max_length=300, storage=private_storage)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("số byte"))
    remarks: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        _("điều cần người xem"), default=list
    )
    added_at = models.DateTimeField(_("gửi lúc"))

    class Meta:
        default_permissions = ()
        verbose_name = _("tệp kèm câu hỏi")
        verbose_name_plural = _("tệp kèm câu hỏi")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "sha256"], name="qa_one_file_per_content"),
            models.UniqueConstraint(
                fields=["form_key", "sha256"], condition=Q(question=None), name="qa_one_waiting_file_per_content"
            ),
            models.CheckConstraint(condition=Q(question=None) ^ Q(form_key=""), name="qa_file_sent_or_waiting"),
        ]

    def __str__(self) -> str:
        return self.name
