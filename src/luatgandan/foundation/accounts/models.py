"""People. One table for citizens and staff; what a person may do comes from roles, never from this table."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Person(AbstractUser):
    """A citizen or a member of staff. `username` is an internal identifier and never shown.

    Vietnamese names: `last_name` holds family and middle names, `first_name` the given name (the last word).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=16, blank=True)

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")

    def get_full_name(self) -> str:
        """Family, middle and given names in Vietnamese order."""
        return f"{self.last_name} {self.first_name}".strip()
