"""What everybody reads of a question and its answer."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.media.models import private_storage
from luatgandan.lib.vietnamese import slug

from .answers import Answer
from .questions import Attachment, Question


class Publication(models.Model):
    """Question and answer without personal data, in words that `by` confirmed; it rests on one signed version.

    It is what cites the law: when a cited article changes it is flagged, and hidden after the grace date.
    """

    question = models.OneToOneField(Question, models.CASCADE, related_name="publication")
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="+", verbose_name=_("bản đã ký"))
    title = models.CharField(_("câu hỏi công khai"), max_length=200)
    text = models.TextField(_("nội dung công khai"), blank=True)
    short = models.TextField(_("trả lời ngắn công khai"))
    explanation = models.TextField(_("giải thích công khai"), blank=True)
    steps: models.JSONField[list[str], list[str]] = models.JSONField(_("các bước công khai"), default=list, blank=True)
    office = models.CharField(_("cơ quan có thẩm quyền"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("đăng lúc"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("người xác nhận đã ẩn danh"),
    )  # fmt: skip
    variants: models.JSONField[list[str], list[str]] = models.JSONField(_("cách hỏi khác"), default=list, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("hỏi đáp đã đăng")
        verbose_name_plural = _("hỏi đáp đã đăng")
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["-published_at"], name="qa_public")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The public page: words first, the code tells which."""
        return reverse("qa:question", args=[self.address])

    @property
    def address(self) -> str:
        """What stands in the address of the public page."""
        return f"{slug(self.title)[:80].strip('-')}-{self.question.code.lower()}"


class PublicCopy(models.Model):
    """What everybody may get of a file that came with a question: a copy in which `by` saw that nobody is known.

    It is there while the answer is published.
    """

    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="public_copy")
    name = models.CharField(_("tên công khai"), max_length=120)
    content = models.FileField(
        _("bản công khai"), upload_to="questions/public/%Y/%m", max_length=300, storage=private_storage
    )
    size = models.PositiveBigIntegerField(_("số byte"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người xác nhận đã xem")
    )
    at = models.DateTimeField(_("xác nhận lúc"))

    class Meta:
        default_permissions = ()
        verbose_name = _("bản công khai của tệp")
        verbose_name_plural = _("bản công khai của tệp")

    def __str__(self) -> str:
        return self.name
