"""Who wants to be told when an answer changes."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.foundation.notifications.models import Follower as BaseFollower

from .runs import Run


class FollowerQuerySet(models.QuerySet["Follower"]):
    """Filters."""

    def untold(self) -> Self:
        """Confirmed ones whose answer has changed since they were told."""
        news = Q(told_on=None) | ~Q(told_on=F("run__recalled_on"))
        return self.filter(news, confirmed_at__isnull=False, run__recalled_on__isnull=False)


class Follower(BaseFollower):
    """One who asked to be told of an answer; `told_on` is the day of change that was told last."""

    room = "assistant"
    run = models.ForeignKey(Run, models.CASCADE, related_name="followers")
    told_on = models.DateField(null=True)

    objects = FollowerQuerySet.as_manager()

    class Meta(BaseFollower.Meta):
        verbose_name = gettext_lazy("người theo dõi câu trả lời")
        verbose_name_plural = gettext_lazy("người theo dõi câu trả lời")
        constraints = [
            *BaseFollower.Meta.constraints,
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
    def when(self) -> str:
        return _("khi luật làm căn cứ cho một câu trả lời của trợ lý thay đổi")

    @property
    def url(self) -> str:
        return self.run.get_absolute_url()
