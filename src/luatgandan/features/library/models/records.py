"""The other kinds of the shared repository: one table, whose `details` follow the JSON Schema of the record's kind.

A `Record` row holds what the public sees (or saw). Work goes on in `Revision` rows, each a whole content; publishing
copies an approved revision into the row, so that nothing half done ever shows.
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.media.models import private_storage
from luatgandan.foundation.organisations.models import Organisation

from ..enums import Audience, KeepReason, Licence, LinkKind, RecordKind, State, Step
from .documents import Document


class RecordQuerySet(models.QuerySet["Record"]):
    """Chainable filters over records."""

    def public(self) -> Self:
        """What people see."""
        return self.filter(state=State.PUBLISHED)

    def known(self) -> Self:
        """What has an address: published, or withdrawn and kept as a tombstone."""
        return self.exclude(state=State.DRAFT)

    def of_units(self, codes: set[str] | None) -> Self:
        """Those of these organisations; None means all."""
        return self.all() if codes is None else self.filter(organisation__code__in=codes)


class Record(models.Model):
    """One thing of the shared repository. Text fields are plain text with light marks ("## ", "- "), never HTML."""

    slug = models.SlugField(_("địa chỉ"), max_length=140, unique=True)
    kind = models.CharField(_("loại"), max_length=24, choices=RecordKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="records", verbose_name=_("đơn vị chịu trách nhiệm")
    )
    title = models.CharField(_("tên"), max_length=300)
    abstract = models.TextField(_("tóm tắt"), blank=True)
    body = models.TextField(_("nội dung thêm"), blank=True)
    issuer = models.CharField(_("cơ quan, tổ chức ban hành"), max_length=200, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    field = models.CharField(_("lĩnh vực"), max_length=80, blank=True)
    audience = models.CharField(
        _("dành cho"), max_length=20, choices=Audience.choices, default=Audience.EVERYBODY, blank=True
    )
    language = models.CharField(_("ngôn ngữ"), max_length=7, choices=settings.LANGUAGES, default="vi")
    licence = models.CharField(
        _("quyền sử dụng"), max_length=16, choices=Licence.choices, default=Licence.NOT_PROTECTED
    )
    source_url = models.URLField(_("nguồn"), max_length=500, blank=True)
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="records",
        verbose_name=_("văn bản trong thư viện"),
    )
    is_example = models.BooleanField(
        _("ví dụ minh họa"), default=False, help_text=_("Người, việc và số liệu là giả định; trang sẽ nói rõ như vậy.")
    )
    details = models.JSONField(_("nội dung theo loại"), default=dict)
    state = models.CharField(_("công bố"), max_length=12, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(_("lần công bố"), default=0)
    published_at = models.DateTimeField(_("công bố lúc"), null=True, blank=True)
    changed_at = models.DateTimeField(_("bản công khai đổi lúc"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("rút lúc"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("lý do rút"), max_length=500, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("tư liệu")
        verbose_name_plural = _("kho tư liệu")
        ordering = ["-changed_at", "-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
                name="a_withdrawn_record_says_when_and_why",
            )
        ]
        indexes = [
            models.Index(fields=["state", "kind", "-changed_at"], name="records_public"),
            models.Index(fields=["organisation", "state"], name="records_by_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:record", args=[self.slug])

    @property
    def data_url(self) -> str:
        """Where programs read it."""
        return reverse("library:record_data", args=[self.slug])

    @property
    def name(self) -> str:
        """How others call it: "Án lệ số 05/2016/AL", else its title."""
        return f"{self.get_kind_display()} {self.number}" if self.number else self.title


class RecordFile(models.Model):
    """An uploaded file of a record; private until a published revision names it. Its metadata were stripped."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="files")
    name = models.CharField(_("tên tệp"), max_length=200)
    content = models.FileField(_("tệp"), upload_to="records/%Y/%m", max_length=300, storage=private_storage)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("số byte"))
    media_type = models.CharField(_("kiểu"), max_length=100)
    remarks = models.JSONField(_("điều cần người xem"), default=list)
    text = models.TextField(_("lời đọc được từ tệp"), blank=True)
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    is_public = models.BooleanField(_("công khai"), default=False)

    class Meta:
        verbose_name = _("tệp của tư liệu")
        verbose_name_plural = _("tệp của tư liệu")
        ordering = ["id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["record", "sha256", "name"], name="one_file_per_content")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("library:record_file", args=[self.record.slug, self.pk])


class Revision(models.Model):
    """One whole content of a record as somebody saved it, and how far it is on its way to the public."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("bản số"))
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("nội dung"))
    step = models.CharField(_("bước"), max_length=12, choices=Step.choices, default=Step.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người soạn")
    )
    made_at = models.DateTimeField(_("soạn lúc"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người kiểm tra")
    )
    checked_at = models.DateTimeField(_("kiểm tra lúc"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người duyệt")
    )
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("bản soạn")
        verbose_name_plural = _("bản soạn")
        ordering = ["record", "-number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="one_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.record} ({self.number})"


class RecordLink(models.Model):
    """A judgment or award bears on a precedent; shown on both pages."""

    source = models.ForeignKey(Record, models.CASCADE, related_name="links")
    target = models.ForeignKey(Record, models.CASCADE, related_name="linked_from")
    kind = models.CharField(_("quan hệ"), max_length=10, choices=LinkKind.choices, default=LinkKind.APPLIES)

    class Meta:
        verbose_name = _("liên kết tư liệu")
        verbose_name_plural = _("liên kết tư liệu")
        ordering = ["kind", "id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["source", "target"], name="one_link_per_pair")]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"


class PrivacyDecision(models.Model):
    """A person decided that one find may stay. The find itself is never kept, only a keyed hash of it."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="privacy_decisions")
    key = models.CharField(_("mã của chỗ tìm thấy"), max_length=64)
    kind = models.CharField(_("loại dữ liệu"), max_length=20)
    reason = models.CharField(_("lý do giữ"), max_length=20, choices=KeepReason.choices)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người quyết định")
    )
    decided_at = models.DateTimeField(_("quyết định lúc"))

    class Meta:
        verbose_name = _("quyết định về dữ liệu cá nhân")
        verbose_name_plural = _("quyết định về dữ liệu cá nhân")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["record", "key"], name="one_decision_per_find")]

    def __str__(self) -> str:
        return f"{self.record}: {self.kind}"
