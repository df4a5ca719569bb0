"""Pictures and files that editors upload, and where rooms keep files that are not for everybody."""

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


def private_storage() -> Storage:
    """Where files lie that have no address of their own: they name people, or are not yet to be known."""
    return storages["private"]


class Picture(AbstractImage):
    """An uploaded picture. `description` (Wagtail's own field) is the text alternative and may not be blank."""

    credit = models.CharField(_("nguồn, tác giả"), max_length=200, blank=True)

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("hình ảnh")
        verbose_name_plural = _("hình ảnh")


class Rendition(AbstractRendition):
    """A resized copy of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_spec")
        ]


class Attachment(AbstractDocument):
    """A downloadable file."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("tệp đính kèm")
        verbose_name_plural = _("tệp đính kèm")
