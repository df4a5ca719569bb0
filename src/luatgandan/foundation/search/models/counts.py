"""What people search for, counted by day without anybody's name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchCount(models.Model):
    """How often words were asked on one day, with which outcome.

    `key` is a keyed hash of the words; the words themselves are kept only once several have asked them, and never when
    they hold what looks like a person's data. No row tells who asked, from where, or at which hour.
    """

    day = models.DateField(_("ngày"))
    key = models.CharField(max_length=32)
    words = models.CharField(_("lời tìm"), max_length=80, blank=True)
    asked = models.PositiveIntegerField(_("số lượt tìm"), default=0)
    empty = models.PositiveIntegerField(_("số lượt không có kết quả"), default=0)
    opened = models.PositiveIntegerField(_("số lượt mở kết quả"), default=0)

    class Meta:
        default_permissions = ("view",)
        ordering = ("-day", "-asked")
        verbose_name = _("lượt tìm trong ngày")
        verbose_name_plural = _("lượt tìm trong ngày")
        constraints = [models.UniqueConstraint(fields=["day", "key"], name="search_one_count_per_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.words}"
