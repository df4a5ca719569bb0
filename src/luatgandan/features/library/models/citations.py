"""The one citation graph: which thing cites which provision, and what must be looked at again when the law changes."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.modules.registry import offers
from luatgandan.lib.legaltext import Address, BadAddressError

from ..enums import Decision, Origin, Reason, Validity
from ..registry import CitingSource, QuietSource
from .documents import Document


class CitationQuerySet(models.QuerySet["Citation"]):
    """Chainable filters over citations."""

    def of_rooms(self) -> Self:
        """Citations by things the rooms made (answers, questions, lessons), not by documents themselves.

        Quiet things are left out: what machines made for one person is neither shown nor looked at again by officers.
        """
        return self.filter(origin=Origin.ROOM)._without(one.model for one in offers(QuietSource))

    def shown(self) -> Self:
        """Those of `of_rooms` that readers of the law see beside it."""
        return self.of_rooms()._without(one.model for one in offers(CitingSource) if not one.is_public)

    def _without(self, models_: Iterable[str]) -> Self:
        pairs = [one.lower().split(".") for one in models_]
        kinds = [ContentType.objects.get_by_natural_key(label, model).pk for label, model in pairs]
        return self.exclude(content_type__in=kinds)

    def touching(self, document: Document, eids: list[str]) -> Self:
        """Citations of these units of `document`, of what stands inside or around them, or of the whole document."""
        touched = models.Q(eid="")
        for eid in eids:
            steps = eid.split("__")
            around = ["__".join(steps[:count]) for count in range(1, len(steps) + 1)]
            touched |= models.Q(eid__in=around) | models.Q(eid__startswith=f"{eid}__")
        return self.filter(touched, document=document)


class Citation(models.Model):
    """One citing thing cites one provision. The only table of citations, written through `services.cite`."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    source = GenericForeignKey("content_type", "object_id")
    part = models.SlugField(_("phần của nguồn"), max_length=120, blank=True)
    label = models.CharField(_("nhãn của nguồn"), max_length=300)
    url = models.CharField(_("địa chỉ của nguồn"), max_length=500)
    origin = models.CharField(_("do"), max_length=10, choices=Origin.choices, default=Origin.ROOM)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="citations")
    number = models.CharField(_("số văn bản, khi chưa có trong thư viện"), max_length=80, blank=True)
    number_key = models.CharField(_("số văn bản để tra"), max_length=80, blank=True)
    article = models.CharField(_("điều"), max_length=10, blank=True)
    clause = models.CharField(_("khoản"), max_length=10, blank=True)
    point = models.CharField(_("điểm"), max_length=10, blank=True)
    eid = models.CharField(_("eId"), max_length=120, blank=True)
    start = models.PositiveIntegerField(_("từ chữ thứ"), null=True, blank=True)
    end = models.PositiveIntegerField(_("đến trước chữ thứ"), null=True, blank=True)
    says = models.CharField(_("nội dung được dẫn"), max_length=500, blank=True)
    text_hash = models.CharField(_("mã băm của điều khi dẫn"), max_length=64, blank=True)
    as_of = models.DateField(_("theo luật ngày"))

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("trích dẫn")
        verbose_name_plural = _("trích dẫn")
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="citation_by_source"),
            models.Index(fields=["document", "eid"], name="citation_by_provision"),
            models.Index(fields=["number_key"], condition=models.Q(document=None), name="citations_dangling"),
        ]

    def __str__(self) -> str:
        place = f"{self.address.label} " if self.article else ""
        return f"{place}{self.document or self.number}"

    @property
    def address(self) -> Address:
        """The provision cited; only for citations that name an article."""
        return Address(self.article, self.clause, self.point)

    @property
    def target_url(self) -> str:
        """Where the cited provision is read; empty while the document is not in the library."""
        return self.document.provision_url(self.eid) if self.document else ""


class Review(models.Model):
    """One citing thing must be looked at again, because a provision it cites changed."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    source = GenericForeignKey("content_type", "object_id")
    part = models.SlugField(_("phần của nguồn"), max_length=120, blank=True)
    label = models.CharField(_("nhãn của nguồn"), max_length=300)
    url = models.CharField(_("địa chỉ của nguồn"), max_length=500)
    document = models.ForeignKey(Document, models.CASCADE, related_name="reviews")
    eid = models.CharField(_("đơn vị (eId)"), max_length=120, blank=True)
    reason = models.CharField(_("lý do"), max_length=12, choices=Reason.choices)
    changed_on = models.DateField(_("luật đổi từ ngày"))
    changed_by = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="caused_reviews")
    organisation_code = models.CharField(_("mã đơn vị của nguồn"), max_length=60, blank=True)
    raised_at = models.DateTimeField(_("nêu lúc"))
    grace_until = models.DateField(_("hạn xem lại"))
    decision = models.CharField(_("kết luận"), max_length=10, choices=Decision.choices, default=Decision.OPEN)
    decided_by = models.CharField(_("người xem lại"), max_length=120, blank=True)
    decided_at = models.DateTimeField(_("xem lại lúc"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("việc xem lại")
        verbose_name_plural = _("việc xem lại")
        ordering = ["grace_until", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "part", "document", "eid", "reason", "changed_on"],
                name="one_review_per_change",
            )
        ]
        indexes = [
            models.Index(fields=["decision", "grace_until"], name="reviews_waiting"),
            models.Index(fields=["content_type", "object_id"], name="reviews_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.get_reason_display()}"

    @property
    def place(self) -> str:
        """ "điểm a khoản 3 Điều 6"; empty for the whole document."""
        try:
            return Address.from_eid(self.eid).label if self.eid else ""
        except BadAddressError:
            return self.eid

    @property
    def why(self) -> str:
        """The reason in words; a document that only rests is not called over."""
        if self.reason == Reason.EXPIRED and self.document.validity_on(self.changed_on) == Validity.SUSPENDED:
            return gettext("văn bản được dẫn ngưng hiệu lực")
        return str(self.get_reason_display())

    def is_late(self, day: date) -> bool:
        """Whether it is still open after its grace date."""
        return self.decision == Decision.OPEN and day > self.grace_until
