"""People. One table for citizens and staff; what a person may do comes from roles, never from this table."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PersonManager(UserManager["Person"]):
    """Lookups that keep phones in one form."""

    def by_phone(self, phone: str) -> "Person | None":
        """The one account of an E.164 number."""
        return self.filter(phone=phone).first() if phone else None


class HasIdentity(models.Model):
    """Keeps a reduced citizen number (`rules.identity_of`); mixed in only where a law or rule asks for one."""

    identity_last4 = models.CharField(_("bốn số cuối CCCD"), max_length=4, blank=True, editable=False)
    identity_digest = models.CharField(_("mã băm CCCD"), max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True


class Person(HasIdentity, AbstractUser):
    """A citizen or a member of staff. `username` is an internal identifier and never shown.

    Vietnamese names: `last_name` holds family and middle names, `first_name` the given name (the last word).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first_name = models.CharField(_("tên"), max_length=150, blank=True)
    last_name = models.CharField(_("họ và tên đệm"), max_length=150, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=16, blank=True)
    phone_verified_at = models.DateTimeField(_("xác minh số điện thoại lúc"), null=True, blank=True, editable=False)
    born_on = models.DateField(_("ngày sinh"), null=True, blank=True)
    identity_verified_at = models.DateTimeField(_("xác minh danh tính lúc"), null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(_("xóa dữ liệu lúc"), null=True, blank=True, editable=False)

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")
        constraints = [
            models.UniqueConstraint(fields=["phone"], condition=~Q(phone=""), name="one_account_per_phone"),
            models.UniqueConstraint(
                fields=["identity_digest"], condition=~Q(identity_digest=""), name="one_account_per_identity"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.get_short_contact() or f"người dùng {str(self.public_id)[:8]}"

    def get_full_name(self) -> str:
        """Family, middle and given names in Vietnamese order."""
        return f"{self.last_name} {self.first_name}".strip()

    def get_short_contact(self) -> str:
        """The e-mail address or phone with its middle hidden."""
        if self.email:
            name, _at, domain = self.email.partition("@")
            return f"{name[:2]}…@{domain}"
        return f"{self.phone[:5]}…{self.phone[-3:]}" if self.phone else ""


class Guardianship(models.Model):
    """Who acts for a child: named by the child with a phone, confirmed when the owner of that phone agrees."""

    child = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardianships", verbose_name=_("trẻ em"))
    guardian = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="wards",
        verbose_name=_("người giám hộ"),
    )
    phone = models.CharField(_("số điện thoại người giám hộ"), max_length=16)
    asked_at = models.DateTimeField(_("mời lúc"))
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("quan hệ giám hộ")
        verbose_name_plural = _("quan hệ giám hộ")
        constraints = [models.UniqueConstraint(fields=["child", "phone"], name="one_guardianship_per_phone")]

    def __str__(self) -> str:
        return f"{self.child_id} ← {self.guardian_id or '?'}"
