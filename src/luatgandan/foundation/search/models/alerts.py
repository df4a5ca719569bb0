"""Saved searches, what appeared in the index since they were last looked at, and what each of them found."""

from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import Pace
from ..pipeline.values import SearchQuery, Sort


class NewItem(models.Model):
    """Something that people could not find before; kept for a while, so that a thing that comes back is not new."""

    item = models.CharField(max_length=200, unique=True)
    group = models.CharField(max_length=160)
    appeared_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("mục mới trong chỉ mục")
        verbose_name_plural = _("mục mới trong chỉ mục")

    def __str__(self) -> str:
        return self.item


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Filters."""

    def due(self, at: datetime) -> Self:
        """Confirmed ones that are not paused and whose time has come."""
        return self.filter(confirmed_at__isnull=False, is_paused=False, next_at__lte=at)


class SavedSearch(models.Model):
    """What a person, or who holds a confirmed e-mail address, wants to hear of. `mark` is the last `NewItem` seen."""

    token = models.CharField(max_length=43, unique=True)
    title = models.CharField(_("tên"), max_length=160)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="saved_searches"
    )
    email = models.EmailField(_("thư điện tử"), blank=True)
    asked: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("câu tìm"))
    pace = models.CharField(_("báo"), max_length=8, choices=Pace.choices, default=Pace.DAILY)
    language = models.CharField(max_length=7, default="vi")
    mark = models.PositiveBigIntegerField(default=0)
    is_paused = models.BooleanField(_("tạm dừng"), default=False)
    created_at = models.DateTimeField(_("lưu lúc"))
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)
    next_at = models.DateTimeField(_("xem lại lúc"))
    found_at = models.DateTimeField(_("có kết quả mới lúc"), null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("-created_at", "-pk")
        verbose_name = _("tìm kiếm đã lưu")
        verbose_name_plural = _("tìm kiếm đã lưu")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, email="") | Q(person=None) & ~Q(email=""),
                name="search_saved_by_person_or_address",
            )
        ]
        indexes = [models.Index(fields=["next_at"], name="search_saved_due")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_confirmed(self) -> bool:
        """Whether the holder of the address said yes; a signed-in person did by saving."""
        return self.confirmed_at is not None

    @property
    def query(self) -> SearchQuery:
        """What is asked, as a value."""
        values = dict(self.asked)
        facets = {name: tuple(chosen) for name, chosen in values.pop("facets", {}).items()}
        at = date.fromisoformat(values["at"]) if values.get("at") else None
        sort = Sort(values.get("sort", Sort.RELEVANCE))
        return SearchQuery(**{**values, "facets": facets, "at": at, "sort": sort, "language": self.language})

    @property
    def confirm_url(self) -> str:
        """Where the holder of the address says yes."""
        return reverse("search:confirm", args=[self.token])

    @property
    def unsubscribe_url(self) -> str:
        """Where the holder of the address says no more."""
        return reverse("search:unsubscribe", args=[self.token])


class FoundItem(models.Model):
    """Something new that a saved search found: told of once, shown in its feed for a while."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="found")
    item = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    url = models.CharField(max_length=500)
    found_at = models.DateTimeField()
    is_told = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ("-found_at", "-pk")
        verbose_name = _("kết quả mới của tìm kiếm đã lưu")
        verbose_name_plural = _("kết quả mới của tìm kiếm đã lưu")
        constraints = [models.UniqueConstraint(fields=["search", "item"], name="search_told_once")]

    def __str__(self) -> str:
        return self.title
