"""Forms of the repository: the public filter, and the desk's form made from what a kind says about itself."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import Action, organisation_codes
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.lib.legaltext.citations import Context, read
from luatgandan.lib.uploads import UploadValidator, extensions
from luatgandan.lib.vietnamese import clean

from ..enums import Audience, Licence, LinkKind, RecordKind, Step
from ..models import DETAILS, Detail, Document, Record, Revision, Shape
from ..queries.records import document_bearing, kind_counts, precedents, record_fields, record_units
from ..rules import ROOM
from ..services.anonymising import FILE_KINDS
from .filters import GlossarySearch, VietnameseSelect

LINKING = (RecordKind.JUDGMENT, RecordKind.ARBITRAL_AWARD)
WIDE = {"rows": 6}
_DASH = re.compile(r"^[-–+•*]\s+")
LARGEST_PRECEDENT = 1_000_000  # bytes; the longest published án lệ is about a tenth of it


class RecordFilter(GlossarySearch):
    """Words, kind, unit, field."""

    kind = forms.ChoiceField(label=_("Loại tư liệu"), required=False)
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False, widget=VietnameseSelect)
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False, widget=VietnameseSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Tên, số, từ khóa")
        self._offer("kind", [(kind, f"{label} ({count})") for kind, label, count in kind_counts()])
        self._offer("unit", record_units())
        self._offer("field", [(name, name) for name in record_fields()])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", _("Tất cả")), *choices]

    def wanted(self) -> dict[str, Any]:
        values = super().wanted()
        return values | {name: self.cleaned_data.get(name, "") for name in ("kind", "unit", "field")}


def _day_widget() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LinesField(forms.CharField):
    """A list, one item a line; people put dashes before them."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = (_DASH.sub("", clean(line)) for line in (super().clean(value) or "").splitlines())
        return [line for line in lines if line]


class TextField(forms.CharField):
    """Paragraphs of plain text; composed letters (NFC), no spaces at the ends of lines."""

    widget = forms.Textarea(attrs=WIDE)

    def clean(self, value: Any) -> str:
        return "\n".join(clean(line) for line in (super().clean(value) or "").splitlines()).strip()


FIELDS: dict[Shape, Callable[[Detail], forms.Field]] = {
    Shape.LINE: lambda one: forms.CharField(max_length=500),
    Shape.TEXT: lambda one: TextField(),
    Shape.DAY: lambda one: forms.DateField(widget=_day_widget()),
    Shape.NUMBER: lambda one: forms.IntegerField(min_value=0, max_value=100_000),
    Shape.CHOICE: lambda one: forms.ChoiceField(choices=[("", "–"), *one.choices]),
    Shape.LIST: lambda one: LinesField(),
    Shape.FLAG: lambda one: forms.BooleanField(),
}


def detail_field(detail: Detail) -> forms.Field:
    """The form field of one detail, with its Vietnamese label and hint."""
    field = FIELDS[detail.shape](detail)
    field.label, field.help_text, field.required = detail.label, detail.hint, detail.is_required
    return field


def unit_field(person: Any) -> forms.Field:
    """The units for which the person may make records."""
    codes = organisation_codes(person, Action.CREATE, room=ROOM)
    units = Organisation.objects.open().order_by("path")
    return forms.ModelChoiceField(
        label=_("Đơn vị chịu trách nhiệm"), queryset=units if codes is None else units.filter(code__in=codes)
    )


class PrecedentForm(forms.Form):
    """An án lệ in Markdown, for one unit."""

    upload = forms.FileField(label=_("Tệp .md hoặc .txt, chữ Unicode (UTF-8)"))

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"organisation": unit_field(person), **self.fields}

    def clean_upload(self) -> str:
        upload = self.cleaned_data["upload"]
        if upload.size > LARGEST_PRECEDENT:
            raise ValidationError(_("Tệp quá lớn cho một án lệ. Hãy chọn đúng tệp."))
        try:
            text: str = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("Tệp không phải chữ Unicode (UTF-8). Hãy lưu lại rồi tải lên.")) from error
        return text


class RecordForm(forms.Form):
    """One record of one kind, for the desk."""

    title = forms.CharField(label=_("Tên"), max_length=300)
    abstract = TextField(
        label=_("Tóm tắt"), required=False, help_text=_("Hai, ba câu dễ hiểu; hiện trong danh sách và kết quả tìm."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    issuer = forms.CharField(label=_("Cơ quan, tổ chức ban hành"), max_length=200, required=False)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=80, required=False)
    issued_on = forms.DateField(label=_("Ngày ban hành"), required=False, widget=_day_widget())
    cites = LinesField(
        label=_("Điều luật được dẫn"), required=False,
        help_text=_("Mỗi dòng một chỗ dẫn, ví dụ: khoản 1 Điều 623 Bộ luật Dân sự 2015: thời hiệu thừa kế"),
    )  # fmt: skip
    applies = forms.ModelMultipleChoiceField(label=_("Áp dụng án lệ"), required=False, queryset=Record.objects.none())
    declines = forms.ModelMultipleChoiceField(
        label=_("Viện dẫn án lệ nhưng không áp dụng"), required=False, queryset=Record.objects.none()
    )
    origin = forms.ModelMultipleChoiceField(
        label=_("Là nguồn của án lệ"), required=False, queryset=Record.objects.none()
    )
    document = forms.CharField(
        label=_("Văn bản trong thư viện"), max_length=120, required=False,
        help_text=_("Số, ký hiệu của văn bản mà tư liệu này chính là nó hoặc nói về nó."),
    )  # fmt: skip
    body = TextField(
        label=_("Nội dung thêm"), required=False,
        help_text=_("Chữ thường; dòng bắt đầu bằng “## ” là đề mục, bằng “- ” là gạch đầu dòng."),
    )  # fmt: skip
    field = forms.CharField(label=_("Lĩnh vực"), max_length=80, required=False)
    audience = forms.ChoiceField(label=_("Dành cho"), choices=Audience.choices, initial=Audience.EVERYBODY)
    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=settings.LANGUAGES)
    licence = forms.ChoiceField(label=_("Quyền sử dụng"), choices=Licence.choices, initial=Licence.NOT_PROTECTED)
    source_url = forms.URLField(label=_("Nguồn (địa chỉ trang)"), max_length=500, required=False, assume_scheme="https")
    is_example = forms.BooleanField(
        label=_("Ví dụ minh họa"),
        required=False,
        help_text=_("Người, việc và số liệu là giả định; trang nói rõ như vậy."),
    )
    files = forms.MultipleChoiceField(
        label=_("Tệp kèm theo"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Bỏ chọn để gỡ tệp.")
    )
    upload = forms.FileField(
        label=_("Thêm tệp"), required=False, validators=[UploadValidator(*FILE_KINDS)],
        help_text=_("Tên tác giả và thuộc tính được gỡ khỏi tệp."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str, person: Any, revision: Revision | None = None, **kwargs: Any) -> None:
        self.kind, self.person, self.revision = kind, person, revision
        super().__init__(*args, initial=self._initial(), **kwargs)
        self.fields["upload"].widget.attrs["accept"] = ",".join(f".{name}" for name in extensions(FILE_KINDS))
        self._choose_links()
        self._choose_files()
        own = {detail.name: detail_field(detail) for detail in DETAILS[kind]}
        rest = dict(self.fields)
        first = {name: rest.pop(name) for name in ("title", "abstract", "issuer", "number", "issued_on")}
        units = {} if revision else {"organisation": unit_field(self.person)}
        self.fields = {**units, **first, **{f"detail_{name}": one for name, one in own.items()}, **rest}

    def _initial(self) -> dict[str, Any]:
        if self.revision is None:
            return {"language": "vi"}
        content = self.revision.content
        links: dict[str, list[int]] = {kind.value: [] for kind in LinkKind}
        for link in content["links"]:
            links[link["kind"]].append(link["target"])
        details = {f"detail_{name}": value for name, value in content["details"].items()}
        number = self._document_number(content["document"])
        return {**content, **links, **details, "document": number, "seen": self.revision.number}

    def _document_number(self, pk: int | None) -> str:
        found = Document.objects.filter(pk=pk).first() if pk else None
        return found.number if found else ""

    def _choose_links(self) -> None:
        for name in LinkKind.values:
            if self.kind in LINKING:
                self.fields[name].queryset = precedents()
            else:
                del self.fields[name]

    def _choose_files(self) -> None:
        files = self.revision.record.files.all() if self.revision else []
        choices = [(str(file.pk), file.name) for file in files]
        if choices:
            self.fields["files"].choices = choices
        else:
            del self.fields["files"]
        if self.revision is None:
            del self.fields["upload"]

    def clean_cites(self) -> list[str]:
        lines: list[str] = self.cleaned_data["cites"]
        for line in lines:
            if not read(line, Context())[0]:
                raise ValidationError(
                    _("Không đọc được chỗ dẫn “%(line)s”. Hãy ghi như: khoản 1 Điều 623 Bộ luật Dân sự 2015."),
                    params={"line": line[:80]},
                )
        return lines

    def clean_document(self) -> int | None:
        text = self.cleaned_data["document"].strip()
        found = document_bearing(text) if text else None
        if text and found is None:
            raise ValidationError(
                _("Thư viện chưa có văn bản này, hoặc nhiều văn bản cùng số. Hãy ghi đủ số, ký hiệu.")
            )
        return found.pk if found else None

    def clean(self) -> None:
        if self.revision and self.cleaned_data.get("seen") != self.revision.number:
            raise ValidationError(
                _("Trong lúc bạn sửa, người khác đã lưu bản mới. Hãy chép phần bạn đã viết, mở lại trang rồi sửa tiếp.")
            )
        if not self.cleaned_data.get("detail_comment_until") or not self.cleaned_data.get("detail_comment_from"):
            return
        if self.cleaned_data["detail_comment_until"] < self.cleaned_data["detail_comment_from"]:
            self.add_error("detail_comment_until", _("Ngày kết thúc phải sau ngày bắt đầu lấy ý kiến."))

    def content(self) -> dict[str, Any]:
        """The whole content of a revision, as services take it."""
        values = self.cleaned_data
        same = ("title", "abstract", "body", "issuer", "number", "field", "audience", "language", "licence",
                "source_url", "is_example", "cites", "document")  # fmt: skip
        return {
            **{name: values[name] for name in same},
            "issued_on": values["issued_on"].isoformat() if values["issued_on"] else "",
            "details": dict(self._details()),
            "links": [{"target": one.pk, "kind": kind} for kind in LinkKind.values for one in values.get(kind, ())],
            "files": [int(pk) for pk in values.get("files", ())],
        }

    def _details(self) -> Iterator[tuple[str, Any]]:
        for detail in DETAILS[self.kind]:
            value = self.cleaned_data.get(f"detail_{detail.name}")
            if value not in (None, "", [], False):
                yield detail.name, value.isoformat() if detail.shape is Shape.DAY else value


class DeskRecordFilter(forms.Form):
    """The desk's list: words of the title, kind, step."""

    q = forms.CharField(label=_("Tên, số"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Tất cả")), *RecordKind.choices])
    step = forms.ChoiceField(label=_("Bước"), required=False, choices=[("", _("Tất cả")), *Step.choices])

    def narrow(self, rows: QuerySet[Record]) -> QuerySet[Record]:
        """The rows that fit; what is not valid counts as not given."""
        self.is_valid()
        values = self.cleaned_data
        if text := values.get("q"):
            rows = rows.filter(Q(title__icontains=text) | Q(number__icontains=text))
        return rows.filter(**{name: values[name] for name in ("kind", "step") if values.get(name)})

    def as_query(self) -> str:
        """The filter as a query string."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})
