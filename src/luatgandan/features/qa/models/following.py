"""What is said after sending: words between asker and officers, and how content the asker is."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .questions import Question

WORST, BEST = 1, 5


class Message(models.Model):
    """Words between the asker and the officers of a question; both sides read all of them."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="messages")
    text = models.TextField(_("lời nhắn"))
    at = models.DateTimeField(_("lúc"))
    is_by_asker = models.BooleanField(_("người hỏi viết"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("người viết")
    )

    class Meta:
        default_permissions = ()
        verbose_name = _("lời nhắn về câu hỏi")
        verbose_name_plural = _("lời nhắn về câu hỏi")
        ordering = ["question", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.question_id} ({self.pk})"


class Rating(models.Model):
    """What the asker thinks of the answer; said anew it replaces what was said before."""

    question = models.OneToOneField(Question, models.CASCADE, related_name="rating")
    score = models.PositiveSmallIntegerField(
        _("mức hài lòng"), validators=[MinValueValidator(WORST), MaxValueValidator(BEST)]
    )
    words = models.TextField(_("ý kiến"), blank=True)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        default_permissions = ()
        verbose_name = _("đánh giá của người hỏi")
        verbose_name_plural = _("đánh giá của người hỏi")
        constraints = [models.CheckConstraint(condition=Q(score__gte=WORST, score__lte=BEST), name="qa_score_in_range")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.score}"
