"""Filters of the library's lists: anything odd is ignored, never an error."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.vietnamese import days

from ..enums import Action, Decision, Kind, Proposal, Validity
from ..models import Document
from ..queries import document_with_number, fields, find_document, years


class VietnameseSelect(forms.Select):
    """A list of names from the database: on a page in another language each says that it is Vietnamese."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value and get_language() != "vi":
            option["attrs"]["lang"] = "vi"
        return option


class GlossarySearch(forms.Form):
    """Words to find."""

    q = forms.CharField(label=_("Từ cần tìm"), required=False, max_length=200)

    def as_query(self) -> str:
        """The filter as a query string, for links to further pages."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})

    def wanted(self) -> dict[str, Any]:
        """Arguments for the query; what is not valid counts as not given."""
        self.is_valid()
        return {"text": self.cleaned_data.get("q", "")}


class DocumentFilter(GlossarySearch):
    """Words or number, kind, field, year of issue, state."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    state = forms.ChoiceField(label=_("Hiệu lực hôm nay"), required=False)
    year = forms.TypedChoiceField(label=_("Năm ban hành"), required=False, coerce=int, empty_value=None)
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False, widget=VietnameseSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Số, ký hiệu hoặc tên văn bản")
        self._offer("kind", Kind.choices)
        self._offer("state", Validity.choices)
        self._offer("year", [(str(year), str(year)) for year in years()])
        self._offer("field", [(name, name) for name in fields()])

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", _("Tất cả")), *choices]

    def wanted(self) -> dict[str, Any]:
        values = super().wanted()
        return {**values, **{name: self.cleaned_data.get(name) or "" for name in ("kind", "state", "field")},
                "year": self.cleaned_data.get("year")}  # fmt: skip

    @property
    def filters(self) -> list[forms.BoundField]:
        """The fields beside the words."""
        return [self[name] for name in ("kind", "state", "year", "field")]

    @property
    def is_only_text(self) -> bool:
        """Whether words were typed and nothing else was chosen."""
        given = {name for name, value in self.cleaned_data.items() if value}
        return given == {"q"} and "trang" not in self.data

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words was chosen."""
        return any(self.cleaned_data.get(name) for name in ("kind", "state", "year", "field"))


def read_day(text: str) -> date:
    """The day people mean by "2025-07-01", "1/7/2025" or "ngày 1 tháng 7 năm 2025". Raises ValidationError."""
    day = days.read_day(text)
    if day is None:
        message = _("Ngày “%(text)s” không đọc được. Hãy gõ như 01/07/2025.")
        raise ValidationError(message, params={"text": text[:40]})
    if not days.is_day_of_law(day):
        raise ValidationError(_("Chọn một ngày từ 02/09/1945 (ngày lập nước) đến năm 2100."))
    return day


class DayField(forms.CharField):
    """A day, however typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"type": "date", "min": days.FIRST_DAY.isoformat(), "max": f"{days.LAST_YEAR}-12-31"}
        )
        super().__init__(**{"required": False, "max_length": 60, "widget": widget, **kwargs})

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        return read_day(text) if text else None


class DayForm(forms.Form):
    """The day whose law is to be shown; today's when nothing or nonsense is given."""

    at = DayField(label=_("Xem luật của ngày"))

    def day(self, today: date) -> date:
        """The day asked for."""
        self.is_valid()
        return self.cleaned_data.get("at") or today

    @property
    def problem(self) -> str:
        """What is wrong with the day, in words."""
        return " ".join(str(one) for one in self.errors.get("at", []))


class CompareForm(forms.Form):
    """Two readings: a document on a day, and the same or another document on a day."""

    van_ban = forms.CharField(
        label=_("Văn bản (số, ký hiệu)"),
        max_length=200,
        error_messages={"required": _("Hãy cho biết văn bản cần so sánh.")},
    )
    ngay = DayField(label=_("Luật của ngày"))
    voi = forms.CharField(
        label=_("So với văn bản"),
        max_length=200,
        required=False,
        help_text=_("Để trống nếu so hai ngày của một văn bản."),
    )
    ngay_voi = DayField(label=_("Luật của ngày"), help_text=_("Để trống là hôm nay."))

    def clean(self) -> None:
        self.cleaned_data["first"] = self._document("van_ban")
        self.cleaned_data["second"] = self._document("voi") or self.cleaned_data["first"]

    def _document(self, name: str) -> Document | None:
        text = self.cleaned_data.get(name, "").strip()
        found = find_document(text.lower()) or document_with_number(text) if text else None
        if text and found is None:
            self.add_error(name, _("Không có văn bản nào như vậy. Hãy gõ đủ số, ký hiệu, ví dụ 168/2024/NĐ-CP."))
        return found

    def as_query(self) -> str:
        """What was asked as a query string, for links to further pages."""
        return urlencode({name: self.data.get(name, "") for name in self.fields if self.data.get(name)})

    def sides(self, today: date) -> tuple[tuple[Document, date], tuple[Document, date]] | None:
        """What to compare, the earlier day of one document first; None while something is missing."""
        if not self.is_bound or not self.is_valid():
            return None
        first, second = self.cleaned_data["first"], self.cleaned_data["second"]
        left = (first, self.cleaned_data.get("ngay") or (first.effective_on or today if first == second else today))
        right = (second, self.cleaned_data.get("ngay_voi") or today)
        return (right, left) if first == second and left[1] > right[1] else (left, right)


class DeskFilter(forms.Form):
    """A filter of the desk: what is not valid counts as not given."""

    def as_query(self) -> str:
        """The filter as a query string, for links to further pages."""
        return urlencode({name: self.data.get(name, "") for name in self.fields if self.data.get(name)})

    def given(self) -> dict[str, Any]:
        """Valid values, initial ones where nothing was sent."""
        self.is_valid()
        cleaned = getattr(self, "cleaned_data", {})
        return {
            name: cleaned.get(name, "" if field.required else None) if self.is_bound else field.initial
            for name, field in self.fields.items()
        }


class ChangeFilter(DeskFilter):
    """Proposals by state, document, act and confidence."""

    state = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), *Proposal.choices], initial=Proposal.PROPOSED
    )
    action = forms.ChoiceField(
        label=_("Việc"), required=False, choices=[("", _("Tất cả")), *Action.choices], initial=""
    )
    document = forms.SlugField(label=_("Văn bản (địa chỉ)"), required=False, initial="", max_length=120)
    least = forms.TypedChoiceField(
        label=_("Độ tin cậy từ"),
        required=False,
        coerce=float,
        empty_value=0.0,
        choices=[("", _("Tất cả")), ("0.5", "50 %"), ("0.8", "80 %"), ("0.9", "90 %"), ("0.95", "95 %")],
    )

    def wanted(self) -> dict[str, Any]:
        """Arguments for the query."""
        given = self.given()
        return {**{name: given[name] or "" for name in ("state", "action", "document")}, "least": given["least"] or 0.0}


class ReviewFilter(DeskFilter):
    """Reviews by decision, and only late ones."""

    decision = forms.ChoiceField(
        label=_("Kết luận"), required=False, choices=[("", _("Tất cả")), *Decision.choices], initial=Decision.OPEN
    )
    late = forms.BooleanField(label=_("Chỉ mục quá hạn"), required=False)

    def wanted(self) -> dict[str, Any]:
        """Arguments for the query."""
        given = self.given()
        return {"decision": given["decision"] or "", "is_late": bool(given["late"])}


class ReviewDecision(forms.Form):
    """What the officer found."""

    decision = forms.ChoiceField(
        choices=[choice for choice in Decision.choices if choice[0] != Decision.OPEN],
        error_messages={"required": _("Hãy chọn một kết luận."), "invalid_choice": _("Hãy chọn một kết luận.")},
    )
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500})
    )


class RelationDecision(forms.Form):
    """Right or not."""

    decision = forms.ChoiceField(choices=[("confirm", _("Đúng")), ("reject", _("Không đúng"))])
