"""What other houses may take, with its time of change; and from where we take."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SharedItem(models.Model):
    """One thing that is or was public, for harvesters: a row outlives the thing itself, so that others hear it went."""

    source = models.CharField(_("nguồn"), max_length=20)
    key = models.CharField(_("khóa"), max_length=40)
    path = models.CharField(_("địa chỉ"), max_length=200)
    stamp = models.CharField(_("dấu nội dung"), max_length=64)
    stamped_at = models.DateTimeField(_("đổi lúc"))
    is_deleted = models.BooleanField(_("không còn công khai"), default=False)

    class Meta:
        verbose_name = _("mục chia sẻ")
        verbose_name_plural = _("mục chia sẻ")
        ordering = ["stamped_at", "id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="one_shared_item_per_thing")]
        indexes = [
            models.Index(fields=["stamped_at", "id"], name="shared_in_time"),
            models.Index(fields=["source", "path"], name="shared_by_path"),
        ]

    def __str__(self) -> str:
        return f"{self.source}/{self.path}"


class Origin(models.Model):
    """A house we take from: until when by its own clock we know it, and since when it does not answer."""

    url = models.URLField(_("địa chỉ OAI-PMH"), max_length=300, unique=True)
    known_until = models.DateTimeField(_("đã lấy đến"), null=True)
    asked_at = models.DateTimeField(_("hỏi lần cuối"), null=True)
    failing_since = models.DateTimeField(_("không trả lời từ"), null=True)
    problem = models.CharField(_("lỗi"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("nhà nguồn")
        verbose_name_plural = _("nhà nguồn")
        ordering = ["url"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.url
