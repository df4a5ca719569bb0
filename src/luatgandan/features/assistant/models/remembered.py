"""What people asked, where they want it kept with their account."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .runs import Run


class Remembered(models.Model):
    """One question of a person who consented; as scrubbed as that of the run, and gone with it at the latest."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    run = models.ForeignKey(Run, models.CASCADE, related_name="+")
    question = models.TextField(_("lời hỏi"))
    asked_at = models.DateTimeField(_("hỏi lúc"))

    class Meta:
        default_permissions = ()
        verbose_name = _("câu hỏi được nhớ")
        verbose_name_plural = _("câu hỏi được nhớ")
        ordering = ["-asked_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "run"], name="assistant_remembered_once")]

    def __str__(self) -> str:
        return f"{self.run_id} ({self.pk})"
