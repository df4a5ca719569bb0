"""Uploads at the desk: every file is checked, every picture is described."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from luatgandan.lib.uploads import check_upload, clean_picture

FILES = ("document", "sound", "captions")


class PictureForm(BaseImageForm):
    """A picture needs a description; what its camera knew about the person is taken out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if description := self.fields.get("description"):
            description.required = True
            description.label = _("Lời mô tả cho người không nhìn thấy hình")
            description.help_text = _("Nói điều người xem cần biết, ví dụ: “Cán bộ hướng dẫn một bà cụ điền tờ khai”.")

    def clean_file(self) -> Any:
        """The picture without its metadata; raises in words for the person."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        check_upload(file, kinds=("picture",))
        return clean_picture(file)


class AttachmentForm(BaseDocumentForm):
    """A file to download: known kinds only, and what is inside must be what the name says."""

    def clean_file(self) -> Any:
        """The file; raises in words for the person."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            check_upload(file, kinds=FILES)
        return file

    class Meta(BaseDocumentForm.Meta):
        widgets = {**BaseDocumentForm.Meta.widgets, "file": forms.FileInput()}
