"""Legal documents (FRBR works), who cites which provision, and the citizens' glossary."""

from datetime import date
from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.legaltext import Address

from .enums import Kind, Validity


class DocumentQuerySet(models.QuerySet["Document"]):
    """Chainable filters over documents."""

    def with_number(self, number: str) -> Self:
        """Documents that bear this official number, spelled as official."""
        return self.filter(number=number)

    def in_force_before(self, day: date) -> Self:
        """Documents that come into force before `day`."""
        return self.filter(effective_on__lt=day)


class Document(models.Model):
    """A legal document as a work: number, issuer, dates and stated validity. Its text comes with the import."""

    slug = models.SlugField(_("địa chỉ"), max_length=120, unique=True)
    number = models.CharField(_("số, ký hiệu"), max_length=80)
    kind = models.CharField(_("loại văn bản"), max_length=20, choices=Kind.choices)
    title = models.TextField(_("trích yếu"))
    short_name = models.CharField(_("tên thường gọi"), max_length=120, blank=True)
    aliases = models.TextField(_("tên khác, chữ tắt"), blank=True, help_text=_("Cách nhau bằng dấu gạch đứng |"))
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    issued_on = models.DateField(_("ngày ban hành"))
    effective_on = models.DateField(_("ngày có hiệu lực"), null=True, blank=True)
    expired_on = models.DateField(_("ngày hết hiệu lực"), null=True, blank=True)
    stated_validity = models.CharField(
        _("tình trạng theo nguồn"), max_length=20, choices=Validity.choices, default=Validity.UNKNOWN
    )
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces", verbose_name=_("được thay thế bởi")
    )
    amended_by = models.TextField(_("được sửa đổi bởi"), blank=True, help_text=_("Số văn bản, cách nhau bằng dấu |"))
    field = models.CharField(_("lĩnh vực"), max_length=80, blank=True)
    official_url = models.URLField(_("bản chính thức"), max_length=500, blank=True)
    source_note = models.CharField(_("nguồn của bản ghi"), max_length=20, blank=True)
    to_confirm = models.CharField(_("cần người xác nhận"), max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản pháp luật")
        verbose_name_plural = _("văn bản pháp luật")
        ordering = ["-issued_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["number", "issuer", "issued_on"], name="one_document_per_number")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("library:document", args=[self.slug])

    @property
    def name(self) -> str:
        """What people call it: the short name, else kind and number."""
        return self.short_name or f"{self.get_kind_display()} {self.number}"

    @property
    def full_name(self) -> str:
        """Kind, number and title as a citation gives them."""
        number = "" if self.kind == Kind.CONSTITUTION else f" {self.number}"
        return f"{self.get_kind_display()}{number} {self.title[:1].lower()}{self.title[1:]}".strip()

    @property
    def amending_numbers(self) -> list[str]:
        """Numbers of the documents that amend this one."""
        return [number.strip() for number in self.amended_by.split("|") if number.strip()]

    def address_url(self, address: Address) -> str:
        """The page of the document, at one provision."""
        return f"{self.get_absolute_url()}#{address.path.replace('/', '-')}"

    def validity_on(self, day: date) -> Validity:
        """Validity computed from the dates; the stated validity only tells partly expired from in force."""
        if self.effective_on and day < self.effective_on:
            return Validity.NOT_YET
        if self.expired_on and day >= self.expired_on:
            return Validity.EXPIRED
        return Validity(self.stated_validity)


class Citation(models.Model):
    """One citing thing cites one provision. The only table of citations, written through `services.cite`."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    source = GenericForeignKey("content_type", "object_id")
    part = models.SlugField(_("phần của nguồn"), max_length=120, blank=True)
    label = models.CharField(_("nhãn của nguồn"), max_length=300)
    url = models.CharField(_("địa chỉ của nguồn"), max_length=500)
    document = models.ForeignKey(Document, models.PROTECT, related_name="citations")
    article = models.CharField(_("điều"), max_length=10)
    clause = models.CharField(_("khoản"), max_length=10, blank=True)
    point = models.CharField(_("điểm"), max_length=10, blank=True)
    eid = models.CharField(_("eId"), max_length=60)
    says = models.CharField(_("nội dung được dẫn"), max_length=500, blank=True)
    as_of = models.DateField(_("theo luật ngày"))

    class Meta:
        verbose_name = _("trích dẫn")
        verbose_name_plural = _("trích dẫn")
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="citation_by_source"),
            models.Index(fields=["document", "eid"], name="citation_by_provision"),
        ]

    def __str__(self) -> str:
        return f"{self.address.label} {self.document}"

    @property
    def address(self) -> Address:
        """The provision cited."""
        return Address(self.article, self.clause, self.point)


class Term(models.Model):
    """An everyday word and the legal term for it."""

    slug = models.SlugField(max_length=120, unique=True)
    everyday = models.CharField(_("lời thường"), max_length=120)
    variants = models.TextField(_("cách nói khác"), blank=True, help_text=_("Cách nhau bằng dấu gạch đứng |"))
    legal_term = models.CharField(_("thuật ngữ pháp luật"), max_length=250)
    field = models.CharField(_("lĩnh vực"), max_length=80, blank=True)
    meaning = models.CharField(_("nghĩa dễ hiểu"), max_length=400)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="terms", verbose_name=_("văn bản")
    )
    article = models.CharField(_("điều"), max_length=10, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("từ trong từ điển")
        verbose_name_plural = _("từ điển lời thường")
        ordering = ["everyday"]

    def __str__(self) -> str:
        return self.everyday

    def get_absolute_url(self) -> str:
        return f"{reverse('library:glossary')}#{self.slug}"

    @property
    def variant_list(self) -> list[str]:
        """The other everyday forms."""
        return [form.strip() for form in self.variants.split("|") if form.strip()]
