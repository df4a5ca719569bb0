"""What waits to be put into the index, and how the index stands: the index itself lies outside the database."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ChangeQuerySet(models.QuerySet["Change"]):
    """Filters."""

    def due(self, at: datetime) -> Self:
        """Not put off after a failure; newest first: what somebody just published does not wait behind an import."""
        return self.filter(Q(due_at=None) | Q(due_at__lte=at)).order_by("-pk")


class Change(models.Model):
    """The outbox. A group of a source changed; `key` "" means that any of its groups may have.

    Rows are only added and removed, never changed by those who note: two acts on one document never wait.
    """

    source = models.CharField(_("nguồn"), max_length=40)
    key = models.CharField(_("mã"), max_length=120, blank=True)
    noted_at = models.DateTimeField(_("ghi lúc"), db_default=Now())
    attempts = models.PositiveSmallIntegerField(_("số lần thử"), default=0)
    due_at = models.DateTimeField(_("thử lại lúc"), null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("thay đổi chờ vào chỉ mục")
        verbose_name_plural = _("thay đổi chờ vào chỉ mục")

    def __str__(self) -> str:
        return self.group

    @property
    def group(self) -> str:
        """The id of what changed, as the index has it; "document:" for a whole source."""
        return f"{self.source}:{self.key}"


class IndexState(models.Model):
    """One row: who writes the index now, since when the engine fails, up to which day the calendar was followed."""

    holder = models.CharField(max_length=32, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    is_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(_("vướng mắc"), max_length=300, blank=True)
    day = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    built_at = models.DateTimeField(_("lập lúc"), null=True, blank=True)
    changed_at = models.DateTimeField(_("cập nhật lúc"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("tình trạng chỉ mục")
        verbose_name_plural = _("tình trạng chỉ mục")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="search_one_index_state")]

    def __str__(self) -> str:
        return self.problem or "OK"
