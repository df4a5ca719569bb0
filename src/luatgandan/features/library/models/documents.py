"""Legal documents: FRBR works."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from luatgandan.lib.legaltext import Address, BadAddressError, number_key
from luatgandan.lib.legaltext.validity import Span, state_on

from ..enums import Kind, State, Validity


class DocumentQuerySet(models.QuerySet["Document"]):
    """Chainable filters over documents."""

    def with_number(self, number: str) -> Self:
        """Documents that bear this official number, spelled as official."""
        return self.filter(number=number)

    def published(self) -> Self:
        """Documents that people see."""
        return self.filter(state=State.PUBLISHED)

    def in_state(self, state: str, day: date) -> Self:
        """Documents whose validity on `day` is `state`: `state_on` of lib.legaltext in the database."""
        computed = models.Case(
            models.When(effective_on__gt=day, then=models.Value(Validity.NOT_YET)),
            models.When(Q(expired_on__lte=day) | Q(ended_on__lte=day), then=models.Value(Validity.EXPIRED)),
            models.When(
                Q(suspended_to=None) | Q(suspended_to__gt=day),
                suspended_from__lte=day,
                then=models.Value(Validity.SUSPENDED),
            ),
            models.When(partly_since__lte=day, then=models.Value(Validity.PARTLY_EXPIRED)),
            models.When(
                Q(stated_validity=Validity.NOT_YET, effective_on__isnull=False)
                | Q(stated_validity=Validity.PARTLY_EXPIRED, partly_since__isnull=False)
                | Q(stated_validity=Validity.SUSPENDED, suspended_from__isnull=False)
                | Q(Q(expired_on__isnull=False) | Q(ended_on__isnull=False), stated_validity=Validity.EXPIRED),
                then=models.Value(Validity.IN_FORCE),
            ),
            default=models.F("stated_validity"),
            output_field=models.CharField(),
        )
        return self.annotate(computed_state=computed).filter(computed_state=state)

    def by_rank(self) -> Self:
        """Highest kind first, then newest first."""
        ranks = [models.When(kind=kind, then=rank) for rank, kind in enumerate(Kind.values)]
        return self.order_by(
            models.Case(*ranks, default=len(ranks), output_field=models.SmallIntegerField()),
            models.F("issued_on").desc(nulls_last=True),
            "number",
        )

    def in_force_before(self, day: date) -> Self:
        """Documents that come into force before `day`."""
        return self.filter(effective_on__lt=day)


class Document(models.Model):
    """A legal document as a work: number, issuer, dates and stated validity. Its text comes with the import."""

    slug = models.SlugField(_("địa chỉ"), max_length=120, unique=True)
    number = models.CharField(_("số, ký hiệu"), max_length=80)
    number_key = models.CharField(_("số để tra"), max_length=80, db_index=True, editable=False, default="")
    kind = models.CharField(_("loại văn bản"), max_length=24, choices=Kind.choices)
    title = models.TextField(_("trích yếu"))
    short_name = models.CharField(_("tên thường gọi"), max_length=120, blank=True)
    aliases = models.TextField(_("tên khác, chữ tắt"), blank=True, help_text=_("Cách nhau bằng dấu gạch đứng |"))
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    effective_on = models.DateField(_("ngày có hiệu lực"), null=True, blank=True)
    expired_on = models.DateField(_("ngày hết hiệu lực"), null=True, blank=True)
    ended_on = models.DateField(_("hết hiệu lực theo văn bản khác"), null=True, blank=True, editable=False)
    partly_since = models.DateField(_("hết hiệu lực một phần từ"), null=True, blank=True, editable=False)
    suspended_from = models.DateField(_("ngưng hiệu lực từ"), null=True, blank=True, editable=False)
    suspended_to = models.DateField(_("ngưng hiệu lực đến trước"), null=True, blank=True, editable=False)
    stated_validity = models.CharField(
        _("tình trạng theo nguồn"), max_length=20, choices=Validity.choices, default=Validity.UNKNOWN
    )
    signers = models.CharField(_("người ký"), max_length=300, blank=True)
    gazette = models.CharField(_("số Công báo"), max_length=60, blank=True)
    gazette_on = models.DateField(_("ngày Công báo"), null=True, blank=True)
    state = models.CharField(_("công bố"), max_length=12, choices=State.choices, default=State.PUBLISHED)
    field = models.CharField(_("lĩnh vực"), max_length=80, blank=True)
    official_url = models.URLField(_("bản chính thức"), max_length=500, blank=True)
    source_note = models.CharField(_("nguồn của bản ghi"), max_length=20, blank=True)
    cited = models.PositiveIntegerField(_("số văn bản dẫn đến"), default=0, editable=False)
    to_confirm = models.CharField(_("cần người xác nhận"), max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản pháp luật")
        verbose_name_plural = _("văn bản pháp luật")
        ordering = [models.F("issued_on").desc(nulls_last=True), "number"]
        constraints = [
            models.UniqueConstraint(fields=["number", "issuer", "issued_on"], name="one_document_per_number"),
            models.UniqueConstraint(
                fields=["number", "issuer"], condition=models.Q(issued_on=None), name="one_undated_document_per_number"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("library:document", args=[self.slug])

    def clean(self) -> None:
        self.number_key = number_key(self.number)

    @property
    def name(self) -> str:
        """What people call it: the short name, else kind and number."""
        return self.short_name or f"{self._vietnamese_kind} {self.number}"

    @property
    def _vietnamese_kind(self) -> str:
        """A document's name is Vietnamese in every language of the pages."""
        with override("vi"):
            return str(self.get_kind_display())

    @property
    def full_name(self) -> str:
        """Kind, number and title as a citation gives them."""
        number = "" if self.kind == Kind.CONSTITUTION else f" {self.number}"
        return f"{self._vietnamese_kind}{number} {self.title[:1].lower()}{self.title[1:]}".strip()

    def address_url(self, address: Address) -> str:
        """The page of one provision."""
        return f"{self.get_absolute_url()}{address.path}/"

    def provision_url(self, eid: str) -> str:
        """Where an article, clause, point, chapter or annex is read."""
        return place_url(self.slug, eid)

    @property
    def span(self) -> Span:
        """All that bears on its validity, as plain values."""
        return Span(
            effective_on=self.effective_on,
            ends=tuple(day for day in (self.expired_on, self.ended_on) if day),
            partly_since=self.partly_since,
            suspended_from=self.suspended_from,
            suspended_to=self.suspended_to,
            stated=self.stated_validity,
        )

    def validity_on(self, day: date) -> Validity:
        """Validity computed from dates and relations; what the source states fills in what they do not tell."""
        return Validity(state_on(self.span, day))


def place_url(slug: str, eid: str) -> str:
    """Where a unit of a document is read: its own page; for chapters and annexes the part of the document with them."""
    base = reverse("library:document", args=[slug])
    try:
        return f"{base}{Address.from_eid(eid).path}/"
    except BadAddressError:
        return part_url(base, eid) if eid else base


def part_url(base: str, anchor: str, query: str = "") -> str:
    """A place on the page of a document (`base`), or on that part of a long one which holds it; `query` as "?at=…"."""
    return f"{base}{query}{'&' if query else '?'}phan={anchor}#{anchor}"
