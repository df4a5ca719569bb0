"""The log of acts: rows are added and never changed. Who and what are plain values: no other table is needed."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryIsFinalError(TypeError):
    """An entry of the log was to be changed or removed."""

    def __init__(self) -> None:
        super().__init__("entries of the audit log are never changed or removed")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reading only; writing goes through `audit.services.record`."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise EntryIsFinalError

    def delete(self) -> NoReturn:
        raise EntryIsFinalError

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise EntryIsFinalError

    def within(self, organisation_codes: set[str]) -> "EntryQuerySet":
        """Entries that concern these organisations."""
        return self.filter(organisation_code__in=organisation_codes)


class Entry(models.Model):
    """One act. `actor_id` is a public id, names never stand here: erasing a person leaves the chain whole."""

    sequence = models.PositiveBigIntegerField(_("số thứ tự"), primary_key=True)
    at = models.DateTimeField(_("thời điểm"), db_index=True)
    actor_id = models.CharField(_("mã người thực hiện"), max_length=36, blank=True, db_index=True)
    actor_label = models.CharField(_("người thực hiện"), max_length=80, blank=True)
    action = models.CharField(_("việc"), max_length=80, db_index=True)
    object_type = models.CharField(_("loại đối tượng"), max_length=80, blank=True)
    object_id = models.CharField(_("mã đối tượng"), max_length=64, blank=True)
    object_label = models.CharField(_("đối tượng"), max_length=200, blank=True)
    organisation_code = models.CharField(_("mã đơn vị"), max_length=64, blank=True, db_index=True)
    detail = models.JSONField(_("chi tiết"), default=dict, blank=True)
    previous_hash = models.CharField(_("mã băm trước"), max_length=64)
    hash = models.CharField(_("mã băm"), max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("-sequence",)
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_entry_object")]
        default_permissions = ("view",)
        verbose_name = _("mục nhật ký")
        verbose_name_plural = _("nhật ký hệ thống")

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise EntryIsFinalError
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise EntryIsFinalError


class Head(models.Model):
    """Where the chain ends now: one row. It is locked while an entry is added and shows when the tail was cut off."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash[:12]}"
