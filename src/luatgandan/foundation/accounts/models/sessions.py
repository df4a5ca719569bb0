"""Where a person is signed in: what one needs to recognise a device and end it. No address is kept."""

from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext_lazy as _

from .people import Person


class OpenSession(models.Model):
    """One signed-in session. It goes with Django's session, however that ends."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="opened")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="open_sessions")
    browser = models.CharField(_("trình duyệt"), max_length=40, blank=True)
    begun_at = models.DateTimeField(_("bắt đầu lúc"))
    seen_at = models.DateTimeField(_("dùng lần cuối lúc"))

    class Meta:
        ordering = ("-seen_at",)
        default_permissions = ()
        verbose_name = _("phiên đăng nhập")
        verbose_name_plural = _("phiên đăng nhập")

    def __str__(self) -> str:
        return f"{self.browser} {self.begun_at:%d/%m/%Y %H:%M}"
