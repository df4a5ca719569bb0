"""Forms about files of laws: uploading many, the list's filter, which document a file is, one edit of its lines."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.legaltext.corrections import EditKind
from luatgandan.lib.uploads import check_upload, extensions
from luatgandan.lib.vietnamese import clean

from ..enums import FileState, Kind
from .filters import DeskFilter

KINDS = ("law", "document", "picture")
NOT_READ = {"xlsx", "pptx", "odt", "ods", "csv"}
ACCEPTED = [f".{name}" for name in extensions(KINDS) if name not in NOT_READ]
MOST_FILES = 200


class FilesInput(forms.ClearableFileInput):
    """A file input that takes many."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Many files; each is checked for itself, so that one bad file does not stop the others."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("Mỗi lần tải lên nhiều nhất %d tệp. Nhiều hơn hãy dùng thư mục theo dõi.") % MOST_FILES
            )
        return list(files)


class UploadForm(forms.Form):
    """The files of laws to import."""

    files = FilesField(
        label=_("Các tệp văn bản"),
        widget=FilesInput(attrs={"accept": ",".join(ACCEPTED)}),
        error_messages={"required": _("Chưa chọn tệp nào.")},
    )

    def checked(self) -> tuple[list[Any], list[tuple[str, str]]]:
        """The files that can be taken, and name and reason of each that cannot."""
        good, refused = [], []
        for file in self.cleaned_data["files"]:
            if problem := refusal(file):
                refused.append((file.name, problem))
            else:
                good.append(file)
        return good, refused


def refusal(file: Any) -> str:
    """Why a file is not taken, in words; empty when it is."""
    extension = str(file.name).rpartition(".")[2].lower()
    if extension in NOT_READ:
        return str(_("Loại tệp “.%s” không chứa văn bản luật đọc được. Hãy lưu lại thành DOCX hoặc PDF.") % extension)
    try:
        check_upload(file, kinds=KINDS, limit="law")
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""


class FileFilter(DeskFilter):
    """Name or number, state, with or without a document."""

    q = forms.CharField(label=_("Tên tệp, số văn bản, nơi gửi"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), *FileState.choices])
    document = forms.ChoiceField(
        label=_("Văn bản"),
        required=False,
        choices=[("", _("Tất cả")), ("yes", _("Đã gán")), ("no", _("Chưa gán"))],
    )

    def wanted(self) -> dict[str, Any]:
        """Arguments for the query; what is not valid counts as not given."""
        values = {name: value or "" for name, value in self.given().items()}
        return {"text": clean(values["q"]), "state": values["state"], "has_document": values["document"]}


class AssignForm(forms.Form):
    """Which document a file is, where its text does not say."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=Kind.choices)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=80, help_text=_("Ví dụ: 168/2024/NĐ-CP, 59/2020/QH14."))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200)
    issued_on = forms.DateField(
        label=_("Ngày ban hành"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    title = forms.CharField(label=_("Trích yếu"), max_length=500, required=False)

    def header(self) -> dict[str, str]:
        """The values for `services.corrections.assign_document`."""
        values = self.cleaned_data
        return {
            "kind": str(Kind(values["kind"]).label),
            "number": clean(values["number"]),
            "issuer": clean(values["issuer"]),
            "issued_on": values["issued_on"].isoformat(),
            "title": clean(values["title"]),
        }


class EditForm(forms.Form):
    """One edit of one line."""

    kind = forms.ChoiceField(choices=[(one.value, one.value) for one in EditKind])
    line = forms.IntegerField(min_value=0)
    expected = forms.IntegerField(min_value=0)
    value = forms.CharField(required=False, max_length=25_000, strip=False)
    mark = forms.CharField(required=False, max_length=20)

    def edit(self) -> dict[str, Any]:
        """Arguments for `services.corrections.add_edit`."""
        values = self.cleaned_data
        kind = EditKind(values["kind"])
        value = values["mark"] if kind is EditKind.MARK else values["value"]
        return {"kind": kind, "line": values["line"], "value": value, "expected": values["expected"]}
