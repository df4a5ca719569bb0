"""Who wants to be told when an answer changes: a person, or who holds a confirmed e-mail address."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .runs import Run


class FollowerQuerySet(models.QuerySet["Follower"]):
    """Filters."""

    def untold(self) -> Self:
        """Confirmed ones whose answer has changed since they were told."""
        news = Q(told_on=None) | ~Q(told_on=F("run__recalled_on"))
        return self.filter(news, confirmed_at__isnull=False, run__recalled_on__isnull=False)

    def stale(self, before: datetime) -> Self:
        """Addresses that nobody confirmed."""
        return self.filter(confirmed_at=None, created_at__lt=before)


class Follower(models.Model):
    """One who asked to be told; `token` is in the letters, `told_on` the day of change that was told last."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="followers")
    token = models.CharField(max_length=43, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    email = models.EmailField(_("thư điện tử"), blank=True)
    language = models.CharField(max_length=7, default="vi")
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_on = models.DateField(null=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("người theo dõi câu trả lời")
        verbose_name_plural = _("người theo dõi câu trả lời")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, email="") | Q(person=None) & ~Q(email=""),
                name="assistant_followed_by_person_or_address",
            ),
            models.UniqueConstraint(
                fields=["run", "person"], condition=Q(person__isnull=False), name="assistant_followed_once_by_person"
            ),
            models.UniqueConstraint(
                fields=["run", "email"], condition=Q(person=None), name="assistant_followed_once_by_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run} ({self.pk})"

    @property
    def confirm_url(self) -> str:
        """Where the holder of the address says yes."""
        return reverse("assistant:confirm", args=[self.token])

    @property
    def stop_url(self) -> str:
        """Where the holder of the address says no more."""
        return reverse("assistant:stop", args=[self.token])
