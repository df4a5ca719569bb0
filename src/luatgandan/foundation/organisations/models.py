"""Agencies and units: one tree now, and what the tree was on any day before."""

from datetime import date
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.places.models import Ward

from .enums import ChangeKind, OrganisationKind

CODE_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CODE_LENGTH = 64


def valid_on(day: date) -> Q:
    """Rows valid on that day: from the first day `valid_from` until before `valid_to`; empty means no known end."""
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gt=day))


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Chainable filters over organisations."""

    def valid_on(self, day: date) -> Self:
        """Those that stood on that day."""
        return self.filter(valid_on(day))

    def open(self) -> Self:
        """Those that are not closed."""
        return self.filter(valid_to=None)

    def within(self, ancestor: "Organisation") -> Self:
        """The ancestor and all below it in the present tree."""
        return self.filter(path__startswith=ancestor.path)

    def service_points(self) -> Self:
        """Where people may go for help."""
        return self.filter(is_service_point=True)


class Organisation(models.Model):
    """An agency, a unit, a school, a pagoda as point of service. Written by services only, which keep path and history.

    `path` holds the codes from the root down, "/can-tho/so-tu-phap/", so that a subtree is one comparison.
    """

    code = models.CharField(
        _("mã đơn vị"),
        max_length=CODE_LENGTH,
        unique=True,
        validators=[RegexValidator(CODE_PATTERN, _("Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối."))],
        help_text=_("Không đổi về sau, ví dụ so-tu-phap. Để trống thì hệ thống đặt theo tên."),
    )
    name = models.CharField(_("tên đơn vị"), max_length=200)
    kind = models.CharField(_("loại"), max_length=20, choices=OrganisationKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("đơn vị cấp trên")
    )
    path = models.CharField(max_length=640, db_index=True, editable=False)
    folded = models.CharField(max_length=280, db_index=True, editable=False)
    ward = models.ForeignKey(
        Ward, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("xã, phường")
    )
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    headcount = models.PositiveIntegerField(_("số người"), null=True, blank=True)
    headcount_on = models.DateField(_("số người tính đến ngày"), null=True, blank=True)
    is_service_point = models.BooleanField(_("là nơi người dân đến được giúp"), default=False)
    valid_from = models.DateField(_("có từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("không còn từ ngày"), null=True, blank=True)
    changed_at = models.DateTimeField(_("sửa lúc"), auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("path",)
        verbose_name = _("cơ quan, đơn vị")
        verbose_name_plural = _("cơ quan, đơn vị")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="organisations_valid_span",
            ),
            models.CheckConstraint(
                condition=Q(headcount=None) | Q(headcount_on__isnull=False), name="organisations_headcount_dated"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The public page."""
        return reverse("organisations:organisation", args=[self.code])

    @property
    def depth(self) -> int:
        """0 for a root."""
        return self.path.count("/") - 2

    @property
    def is_open(self) -> bool:
        """Not closed."""
        return self.valid_to is None


class OrganisationState(models.Model):
    """Name and place in the tree during one span of time. The spans of one organisation follow without a gap."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="states")
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="child_states")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ("organisation_id", F("valid_from").asc(nulls_first=True))
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(valid_to=None), name="organisations_one_open_state"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="organisations_state_span",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}–{self.valid_to}"


class OrganisationChange(models.Model):
    """One act in the life of organisations, with the decision it rests on."""

    kind = models.CharField(_("việc"), max_length=10, choices=ChangeKind.choices)
    on = models.DateField(_("từ ngày"), db_index=True)
    from_organisations = models.ManyToManyField(
        Organisation, related_name="changes_from", blank=True, verbose_name=_("từ đơn vị")
    )
    to_organisations = models.ManyToManyField(
        Organisation, related_name="changes_to", blank=True, verbose_name=_("thành đơn vị")
    )
    before = models.CharField(_("trước"), max_length=200, blank=True)
    after = models.CharField(_("sau"), max_length=200, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        ordering = ("on", "pk")
        verbose_name = _("thay đổi của cơ quan, đơn vị")
        verbose_name_plural = _("thay đổi của cơ quan, đơn vị")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


class OrganisationImport(models.Model):
    """An uploaded sheet between check and confirmation. The content goes once it is applied or a week old."""

    name = models.CharField(_("tên tệp"), max_length=200)
    content = models.BinaryField(editable=False)
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    uploaded_by = models.CharField(_("người tải lên"), max_length=36, blank=True)
    applied_at = models.DateTimeField(_("nhập lúc"), null=True)
    created_count = models.PositiveIntegerField(_("số đơn vị thêm"), default=0)
    updated_count = models.PositiveIntegerField(_("số đơn vị sửa"), default=0)

    class Meta:
        ordering = ("-uploaded_at",)
        default_permissions = ()
        verbose_name = _("lần nhập từ bảng tính")
        verbose_name_plural = _("lần nhập từ bảng tính")

    def __str__(self) -> str:
        return self.name
