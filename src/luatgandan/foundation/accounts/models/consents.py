"""The consent ledger: which text a person agreed to, when and how, and when it was taken back. Never rewritten."""

from datetime import datetime
from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import Channel, DataRight, RequestState
from .people import Person


class ConsentIsFinalError(TypeError):
    """A consent was to be changed in anything but the moment of its withdrawal, or deleted."""


class ConsentText(models.Model):
    """The exact words of one version in one language."""

    purpose = models.CharField(_("mục đích"), max_length=60)
    version = models.PositiveIntegerField(_("phiên bản"))
    language = models.CharField(_("ngôn ngữ"), max_length=8, default="vi")
    title = models.CharField(_("tiêu đề"), max_length=200)
    body = models.TextField(_("nội dung"))
    valid_from = models.DateTimeField(_("dùng từ"))

    class Meta:
        ordering = ("purpose", "language", "-version")
        default_permissions = ("view",)
        verbose_name = _("lời đồng ý")
        verbose_name_plural = _("lời đồng ý")
        constraints = [models.UniqueConstraint(fields=["purpose", "version", "language"], name="one_text_per_version")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version} ({self.language})"


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Filters; no rewriting."""

    def live(self) -> "ConsentQuerySet":
        """Given and not taken back."""
        return self.filter(withdrawn_at=None)

    def update(self, **kwargs: Any) -> int:
        if set(kwargs) != {"withdrawn_at"}:
            raise ConsentIsFinalError
        return super().update(**kwargs)

    def withdraw(self, at: datetime) -> int:
        """Take back those still live; what was taken back before keeps its time."""
        return self.live().update(withdrawn_at=at)

    def delete(self) -> NoReturn:
        raise ConsentIsFinalError


class Consent(models.Model):
    """One clear act of agreeing. `given_by` differs from `person` when a guardian agrees for a child."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="consents", verbose_name=_("người dùng")
    )
    anonymous_key = models.CharField(_("mã ẩn danh"), max_length=64, blank=True, db_index=True)
    purpose = models.CharField(_("mục đích"), max_length=60)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+", verbose_name=_("lời đồng ý"))
    given_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người đồng ý")
    )
    by_guardian = models.BooleanField(_("do người giám hộ"), default=False)
    given_at = models.DateTimeField(_("lúc"))
    withdrawn_at = models.DateTimeField(_("rút lại lúc"), null=True, blank=True)
    channel = models.CharField(_("kênh"), max_length=8, choices=Channel.choices, default=Channel.WEB)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ("-given_at",)
        default_permissions = ("view",)
        verbose_name = _("sự đồng ý")
        verbose_name_plural = _("sự đồng ý")
        indexes = [models.Index(fields=["person", "purpose"], name="consent_by_person_purpose")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(anonymous_key=""), name="consent_belongs_to_someone"
            ),
            models.UniqueConstraint(
                fields=["person", "purpose", "by_guardian"],
                condition=Q(withdrawn_at=None, person__isnull=False),
                name="one_live_consent_per_purpose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_at:%d/%m/%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ConsentIsFinalError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ConsentIsFinalError


class DataRequest(models.Model):
    """A request of a data subject with its clock: answered in working days, carried out in days (both are settings)."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="data_requests", verbose_name=_("người yêu cầu")
    )
    right = models.CharField(_("quyền"), max_length=10, choices=DataRight.choices)
    message = models.TextField(_("nội dung"), blank=True)
    state = models.CharField(
        _("tình trạng"), max_length=10, choices=RequestState.choices, default=RequestState.RECEIVED
    )
    received_at = models.DateTimeField(_("nhận lúc"))
    answer_by = models.DateTimeField(_("phản hồi trước"))
    carry_out_by = models.DateTimeField(_("thực hiện trước"))
    answered_at = models.DateTimeField(_("phản hồi lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)
    answer = models.TextField(_("trả lời"), blank=True)
    handled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người giải quyết")
    )

    class Meta:
        ordering = ("answer_by",)
        default_permissions = ("view",)
        verbose_name = _("yêu cầu về dữ liệu cá nhân")
        verbose_name_plural = _("yêu cầu về dữ liệu cá nhân")
        indexes = [models.Index(fields=["state", "answer_by"], name="data_request_by_state")]

    def __str__(self) -> str:
        return f"{self.get_right_display()} – {self.received_at:%d/%m/%Y}"

    @property
    def is_open(self) -> bool:
        """Someone still has to do something."""
        return self.state in (RequestState.RECEIVED, RequestState.ANSWERED)
