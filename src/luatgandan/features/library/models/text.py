"""The text of documents: the files it came from, each reading of a file, provisions, and their versions in time.

After FRBR: `Document` is the work, a set of `ProvisionVersion` valid on one day its expression, `SourceFile` an item.
"""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from luatgandan.foundation.media.models import private_storage
from luatgandan.lib.legaltext import Address, BadAddressError
from luatgandan.lib.legaltext.tree import Level, Node

from ..enums import FileState
from .documents import Document

LEVEL_NAMES = [
    (Level.ANNEX.value, _("phụ lục")),
    (Level.PART.value, _("phần")),
    (Level.CHAPTER.value, _("chương")),
    (Level.SECTION.value, _("mục")),
    (Level.SUBSECTION.value, _("tiểu mục")),
    (Level.ARTICLE.value, _("điều")),
    (Level.CLAUSE.value, _("khoản")),
    (Level.POINT.value, _("điểm")),
    (Level.TEXT.value, _("đoạn")),
]


class SourceFile(models.Model):
    """A file as it came, kept unchanged; one row per content (SHA-256), so a second import finds the first."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    name = models.CharField(_("tên tệp"), max_length=300)
    size = models.PositiveBigIntegerField(_("số byte"))
    format = models.CharField(_("định dạng"), max_length=20, blank=True)
    content = models.FileField(
        _("tệp gốc"), upload_to="originals/%Y/%m", max_length=300, blank=True, storage=private_storage
    )
    source_url = models.URLField(_("nơi tải về"), max_length=500, blank=True)
    state = models.CharField(_("tình trạng"), max_length=12, choices=FileState.choices, default=FileState.WAITING)
    problem = models.TextField(_("vướng mắc"), blank=True)
    confidence = models.FloatField(_("độ tin cậy khi đọc"), default=1.0)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="files", verbose_name=_("văn bản")
    )
    received_at = models.DateTimeField(_("nhận lúc"))
    received_from = models.CharField(_("nhận từ"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("tệp gốc")
        verbose_name_plural = _("tệp gốc")
        ordering = ["-received_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def progress_key(self) -> str:
        """Where in the cache the reader tells how far it is."""
        return f"library-file-{self.pk}"


class Edition(models.Model):
    """One reading of one file as the text of a document: all that stands around its provisions."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="editions")
    file = models.ForeignKey(SourceFile, models.SET_NULL, null=True, blank=True, related_name="editions")
    valid_from = models.DateField(_("văn bản của ngày"), null=True, blank=True)
    bases = models.JSONField(_("căn cứ ban hành"), default=list)
    enacting = models.TextField(_("lời ban hành"), blank=True)
    signatures = models.JSONField(_("chữ ký"), default=list)
    recipients = models.JSONField(_("nơi nhận"), default=list)
    findings = models.JSONField(_("điều cần xem lại"), default=list)
    confidence = models.FloatField(_("độ tin cậy"), default=1.0)
    is_current = models.BooleanField(_("đang dùng"), default=True)
    made_at = models.DateTimeField(_("lập lúc"))
    made_by = models.CharField(_("người lập"), max_length=120, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bản đọc")
        verbose_name_plural = _("bản đọc")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.document} ({self.made_at:%d/%m/%Y})"


class Provision(models.Model):
    """A unit of a document that keeps its address for ever: chapter, article, annex. Clauses live inside articles."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="provisions")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    eid = models.CharField("eId", max_length=120)
    level = models.CharField(_("cấp"), max_length=20, choices=LEVEL_NAMES)
    number = models.CharField(_("số"), max_length=30, blank=True)
    position = models.PositiveIntegerField(_("thứ tự"))

    class Meta:
        verbose_name = _("đơn vị của văn bản")
        verbose_name_plural = _("đơn vị của văn bản")
        ordering = ["document", "position"]
        constraints = [models.UniqueConstraint(fields=["document", "eid"], name="one_provision_per_eid")]
        indexes = [models.Index(fields=["document", "position"], name="provisions_in_order")]

    def __str__(self) -> str:
        return f"{self.label} {self.document}"

    def get_absolute_url(self) -> str:
        return self.document.provision_url(self.eid)

    @property
    def is_inserted(self) -> bool:
        """Whether its number tells that it came later than its neighbours: "7a"."""
        return not self.number.isdigit()

    @property
    def label(self) -> str:
        """ "Điều 5", "Chương II": in the language of the law, whatever that of the page."""
        with override("vi"):
            name = str(dict(LEVEL_NAMES).get(self.level, ""))
        return f"{name.capitalize()} {self.number}".strip()

    @property
    def address(self) -> Address | None:
        """The address of an article of the body; None for containers and units of annexes."""
        try:
            return Address.from_eid(self.eid)
        except BadAddressError:
            return None


class VersionQuerySet(models.QuerySet["ProvisionVersion"]):
    """Chainable filters over versions."""

    def on(self, day: date) -> Self:
        """Versions that are the law of `day`."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))

    def latest(self) -> Self:
        """Versions that nothing later replaces."""
        return self.filter(valid_to=None)


class ProvisionVersion(models.Model):
    """The words of a provision from one day (included; null: from the beginning) to another (excluded; null: open)."""

    provision = models.ForeignKey(Provision, models.CASCADE, related_name="versions")
    edition = models.ForeignKey(Edition, models.SET_NULL, null=True, blank=True, related_name="versions")
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    heading = models.TextField(_("tên"), blank=True)
    content = models.JSONField(_("nội dung"), default=dict)
    text = models.TextField(_("văn bản"), blank=True)
    text_hash = models.CharField(_("mã băm của văn bản"), max_length=64)
    is_repealed = models.BooleanField(_("đã bãi bỏ"), default=False)
    changed_by = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="changes", verbose_name=_("sửa đổi bởi")
    )
    changed_by_eid = models.CharField(_("tại"), max_length=120, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiên bản")
        verbose_name_plural = _("phiên bản")
        ordering = ["provision", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["provision", "valid_from"], name="one_version_per_day"),
            models.UniqueConstraint(
                fields=["provision"], condition=Q(valid_from=None), name="one_first_version_per_provision"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gt=F("valid_from")),
                name="version_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["provision", "valid_to"], name="versions_in_time")]

    def __str__(self) -> str:
        return f"{self.provision} ({self.valid_from or '…'})"

    @property
    def node(self) -> Node:
        """The unit as the parser made it: its clauses and points."""
        values: dict[str, Any] = self.content
        return Node.from_json(values)
