"""What is said of answers: words between asker and officers, how content askers are, who follows, what was enough."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.notifications.models import Follower as BaseFollower

from .publishing import Publication
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


class Sufficed(models.Model):
    """How often on a day something that was shown below a half-written question was enough: no question followed.

    `item` is the id of what was shown, as search knows it ("qa:17"). Nothing is kept of who said so or what they wrote.
    """

    item = models.CharField(max_length=200)
    day = models.DateField(_("ngày"))
    title = models.CharField(_("tiêu đề"), max_length=300)
    url = models.CharField(_("địa chỉ"), max_length=500)
    count = models.PositiveIntegerField(_("số lần"), default=0)

    class Meta:
        default_permissions = ()
        verbose_name = _("nội dung đã đủ cho người định hỏi")
        verbose_name_plural = _("nội dung đã đủ cho người định hỏi")
        ordering = ["-day", "-count", "item"]
        constraints = [models.UniqueConstraint(fields=["item", "day"], name="qa_sufficed_once_a_day")]

    def __str__(self) -> str:
        return f"{self.item} {self.day}: {self.count}"


class Follower(BaseFollower):
    """Who wants to be told when a published answer changes; `told` names the news that was told last."""

    room = "qa"
    question = models.ForeignKey(Question, models.CASCADE, related_name="followers")
    told = models.CharField(max_length=60)

    class Meta(BaseFollower.Meta):
        verbose_name = _("người theo dõi câu trả lời")
        verbose_name_plural = _("người theo dõi câu trả lời")
        constraints = [
            *BaseFollower.Meta.constraints,
            models.UniqueConstraint(
                fields=["question", "person"], condition=Q(person__isnull=False), name="qa_followed_once_by_person"
            ),
            models.UniqueConstraint(
                fields=["question", "email"], condition=Q(person=None), name="qa_followed_once_by_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} ({self.pk})"

    @property
    def when(self) -> str:
        return _("khi câu trả lời %(code)s hoặc luật làm căn cứ thay đổi") % {"code": self.question.code}

    @property
    def url(self) -> str:
        publication = Publication.objects.filter(question=self.question_id).first()
        return publication.get_absolute_url() if publication else reverse("qa:board")
