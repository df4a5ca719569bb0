"""What the asker says after sending."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.uploads import extensions

from ..models.following import BEST, WORST
from ..services.attaching import KINDS

SCORES = [
    (BEST, _("5: rất rõ, làm theo được")), (4, "4"), (3, _("3: hiểu một phần")), (2, "2"),
    (WORST, _("1: không giúp được gì")),
]  # fmt: skip


class WordsForm(forms.Form):
    """Words to the officers."""

    text = forms.CharField(
        label=_("Lời của bạn"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Hãy viết điều bạn muốn nói.")},
    )


class RatingForm(forms.Form):
    """How content the asker is."""

    score = forms.TypedChoiceField(
        label=_("Câu trả lời giúp bạn tới đâu?"), choices=SCORES, coerce=int, widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một mức."), "invalid_choice": _("Hãy chọn một mức.")},
    )  # fmt: skip
    words = forms.CharField(label=_("Nói thêm"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ManyFilesInput(forms.ClearableFileInput):
    """A box for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Takes several files; gives a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [found for one in data or [None] if (found := super(FilesField, self).clean(one, initial))]


def files_field(*, required: bool) -> FilesField:
    """The field of papers and photographs; what may not come in is said by who takes the files in."""
    return FilesField(
        label=_("Ảnh chụp giấy tờ, tệp PDF hoặc Word"), required=required, allow_empty_file=True,
        help_text=_("Nhiều nhất 5 tệp. Thông tin ẩn trong ảnh (nơi chụp, máy chụp) được xóa."),
        error_messages={"required": _("Hãy chọn tệp rồi bấm gửi.")},
        widget=ManyFilesInput(attrs={"accept": ",".join(f".{one}" for one in extensions(KINDS))}),
    )  # fmt: skip


class FilesForm(forms.Form):
    """Papers and photographs of a question."""

    files = files_field(required=True)
