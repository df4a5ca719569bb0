"""Roles: who is what, in which organisation and below, in which room, from when to when."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import Role
from .people import Person


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Filters over time."""

    def live(self, at: datetime) -> "RoleAssignmentQuerySet":
        """In force at a moment."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=at), valid_from__lte=at)


class RoleAssignment(models.Model):
    """One role. It is ended by a date, never deleted."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="role_assignments", verbose_name=_("người dùng")
    )
    role = models.CharField(_("vai trò"), max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    room = models.CharField(_("phân hệ"), max_length=40, default="*", help_text=_("* là mọi phân hệ"))
    valid_from = models.DateTimeField(_("từ lúc"))
    valid_to = models.DateTimeField(_("đến lúc"), null=True, blank=True)
    granted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("người giao")
    )
    reason = models.CharField(_("căn cứ"), max_length=300, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("-valid_from",)
        default_permissions = ("view",)
        verbose_name = _("vai trò được giao")
        verbose_name_plural = _("vai trò được giao")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="role_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "organisation", "room"],
                condition=Q(valid_to=None),
                name="one_open_role_of_a_kind",
            ),
        ]
        indexes = [models.Index(fields=["person", "valid_from", "valid_to"], name="role_by_person_and_time")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.organisation_id}"
