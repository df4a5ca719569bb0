"""Forms of the desk about a whole contest: the list, a new one, its words and conditions, the next step."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luatgandan.foundation.accounts.forms.fields import clean_phone
from luatgandan.foundation.accounts.rules import Action, organisation_codes
from luatgandan.foundation.organisations.enums import OrganisationKind
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.places.forms import DayInput
from luatgandan.foundation.places.models import Ward
from luatgandan.foundation.places.queries import resolve_ward
from luatgandan.foundation.ui.forms import area, number
from luatgandan.lib.lines import lines_of
from luatgandan.lib.vietnamese import clean

from ..enums import Names, State
from ..models import Contest
from ..rules import ROOM
from ..rules.codes import phone_digest
from ..rules.templates import TEMPLATES

ASKED = {
    "born_on": _lazy("Ngày sinh"),
    "ward": _lazy("Xã, phường"),
    "unit": _lazy("Đơn vị dự thi"),
    "class_name": _lazy("Lớp"),
    "phone": _lazy("Số điện thoại"),
    "email": _lazy("Thư điện tử"),
}
OLDEST, LONGEST_COMPLAINTS, LONGEST_PAUSE = 120, 30, 10_080


def day(label: Any, hint: Any = "") -> forms.DateField:
    """A day of the years in which contests are."""
    told = _lazy("Ghi ngày từ 01/01/2020 đến 30/12/2199.")
    years = (MinValueValidator(date(2020, 1, 1), told), MaxValueValidator(date(2199, 12, 30), told))
    return forms.DateField(label=label, help_text=hint, widget=DayInput(), validators=years)


class ListFilter(forms.Form):
    """Which contests: words of the title, and the step."""

    q = forms.CharField(label=_lazy("Chữ trong tên cuộc thi"), required=False, max_length=100)
    buoc = forms.ChoiceField(choices=[("", ""), *State.choices], required=False, widget=forms.HiddenInput)

    def narrow(self, rows: Any) -> Any:
        """The rows that fit, of every state; what is not valid counts as not given."""
        self.is_valid()
        text = self.cleaned_data.get("q")
        return rows.filter(title__icontains=clean(text)) if text else rows

    @property
    def state(self) -> str:
        """The state asked for."""
        return str(self.cleaned_data.get("buoc") or "")


class NewForm(forms.Form):
    """A contest from a template."""

    organisation = forms.ModelChoiceField(
        label=_lazy("Đơn vị tổ chức"), queryset=Organisation.objects.none(), empty_label=None
    )
    title = forms.CharField(label=_lazy("Tên cuộc thi"), max_length=200)
    template = forms.ChoiceField(
        label=_lazy("Bắt đầu từ mẫu"), widget=forms.RadioSelect,
        choices=[(one.code, one.title) for one in TEMPLATES.values()],
    )  # fmt: skip
    opens_on = day(_lazy("Ngày mở vòng đầu"), _lazy("Mở lúc 00:00; giờ sửa được sau."))

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = organisation_codes(person, Action.CREATE, room=ROOM)
        units = Organisation.objects.open().order_by("path")
        field: Any = self.fields["organisation"]
        field.queryset = units if codes is None else units.filter(code__in=codes)


class WordsForm(forms.Form):
    """What may be mended at any time."""

    title = forms.CharField(label=_lazy("Tên cuộc thi"), max_length=200)
    summary = area(_lazy("Giới thiệu"), 5, required=False)
    help_contact = forms.CharField(
        label=_lazy("Nơi giúp người dự thi"), max_length=200, required=False,
        help_text=_lazy("Tên bộ phận, số điện thoại, giờ trực. Phải có trước khi trình duyệt."),
    )  # fmt: skip

    def clean_title(self) -> str:
        """The title in normal form."""
        return clean(self.cleaned_data["title"])


class ConditionsForm(forms.Form):
    """Who may take part, what is asked, how names are shown, how long complaints are taken."""

    age_from = number(_lazy("Từ đủ (tuổi)"), OLDEST, _lazy("Tính vào ngày mở vòng đầu."), required=False)
    age_to = number(_lazy("Đến hết (tuổi)"), OLDEST, required=False)
    wards = area(
        _lazy("Chỉ dành cho người ở các xã, phường"), 3, _lazy("Mỗi dòng một nơi, tên mới hay cũ. Để trống: mọi nơi."),
        required=False,
    )  # fmt: skip
    units = forms.BooleanField(label=_lazy("Phải chọn một đơn vị dự thi trong danh sách"), required=False)
    unit_kinds = forms.MultipleChoiceField(
        label=_lazy("Chỉ dành cho người của các loại đơn vị"), choices=OrganisationKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_lazy("Không chọn: mọi loại."),
    )  # fmt: skip
    classes = forms.CharField(
        label=_lazy("Chỉ dành cho các lớp"), required=False, max_length=300,
        help_text=_lazy("Cách nhau bằng dấu phẩy, ví dụ: 10, 11, 12. Để trống: mọi người."),
    )  # fmt: skip
    denied = area(
        _lazy("Người không được dự thi (Ban Tổ chức, Tổ Thư ký)"), 3,
        _lazy("Mỗi dòng một số điện thoại. Chỉ giữ dấu vết không đọc lại được; ghi vào đây để thay danh sách đang có."),
        required=False,
    )  # fmt: skip
    frees_denied = forms.BooleanField(label=_lazy("Bỏ danh sách người không được dự thi đang có"), required=False)
    by_email = forms.BooleanField(
        label=_lazy("Nhận cả người chỉ có thư điện tử"), required=False,
        help_text=_lazy(
            "Một người có thể có nhiều địa chỉ thư, nên dự được nhiều lần. Không chọn: cuộc thi có giải cần số điện "
            "thoại đã xác minh, VNeID hoặc mã trong danh sách."
        ),
    )  # fmt: skip
    asked = forms.MultipleChoiceField(
        label=_lazy("Hỏi khi đăng ký, ngoài họ tên"), choices=list(ASKED.items()), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_lazy("Chỉ hỏi điều cần để tổ chức cuộc thi."),
    )  # fmt: skip
    names = forms.ChoiceField(label=_lazy("Tên người dự thi trên cổng"), choices=Names.choices)
    complaint_days = number(
        _lazy("Số ngày nhận khiếu nại sau khi xếp hạng"), LONGEST_COMPLAINTS, _lazy("Thường từ 3 đến 5 ngày.")
    )
    board_stops_minutes = number(_lazy("Ngừng cập nhật bảng xếp hạng trước giờ đóng (phút)"), LONGEST_PAUSE)

    def __init__(self, *args: Any, kept_denied: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_denied = kept_denied

    def clean_wards(self) -> list[str]:
        """Codes of wards. Raises ValidationError for names that are not sure."""
        found = {line: resolve_ward(line).ward for line in lines_of(self.cleaned_data["wards"])}
        if unknown := [line for line, ward in found.items() if ward is None]:
            raise forms.ValidationError(_("Chưa rõ là xã, phường nào: %s.") % "; ".join(unknown))
        return sorted({ward.code for ward in found.values() if ward})

    def clean_classes(self) -> list[str]:
        """The classes as typed."""
        return [one for one in (clean(part) for part in self.cleaned_data["classes"].split(",")) if one]

    def clean_denied(self) -> list[str]:
        """Digests of the phones typed, or those kept unless all are taken out."""
        lines = lines_of(self.cleaned_data["denied"])
        kept = [] if self["frees_denied"].data else self.kept_denied
        return sorted({phone_digest(clean_phone(line)) for line in lines}) or kept

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        least, most = values.get("age_from"), values.get("age_to")
        if least and most and most < least:
            self.add_error("age_to", _("Tuổi “đến hết” phải từ tuổi “từ đủ” trở lên."))
        return values

    def conditions(self) -> dict[str, Any]:
        """As the service takes them; whatever is a condition is asked as well."""
        values = self.cleaned_data
        names = ("age_from", "age_to", "wards", "units", "unit_kinds", "classes", "denied", "by_email")
        kept = {name: values[name] for name in names if values.get(name)}
        needed = {"age_from": "born_on", "age_to": "born_on", "wards": "ward", "units": "unit",
                  "unit_kinds": "unit", "classes": "class_name", "denied": "phone"}  # fmt: skip
        asked = {*values["asked"], *(needed[name] for name in kept if name in needed)}
        same = {name: values[name] for name in ("names", "complaint_days", "board_stops_minutes")}
        return {"eligibility": kept, "asked": [one for one in ASKED if one in asked], **same}


def conditions_initial(contest: Contest) -> dict[str, Any]:
    """What the form shows of the conditions as they are kept."""
    eligibility = contest.eligibility
    wards = Ward.objects.filter(code__in=eligibility.get("wards", [])).order_by("code")
    return {
        "age_from": eligibility.get("age_from"), "age_to": eligibility.get("age_to"),
        "wards": "\n".join(str(ward) for ward in wards), "units": eligibility.get("units"),
        "unit_kinds": eligibility.get("unit_kinds"), "by_email": eligibility.get("by_email"),
        "classes": ", ".join(eligibility.get("classes", [])), "asked": contest.asked, "names": contest.names,
        "complaint_days": contest.complaint_days, "board_stops_minutes": contest.board_stops_minutes,
    }  # fmt: skip


class StepForm(forms.Form):
    """A decision; the reason where one is needed, and a tick for what follows from publishing."""

    reason = area(
        _lazy("Lý do"), 3, _lazy("Ghi vào nhật ký cuộc thi; đừng ghi tên hay số điện thoại của ai."), most=1_000
    )

    knows = forms.BooleanField(
        label=_lazy("Tôi biết: từ lúc công bố, không ai ôn tập được các câu này cho đến khi công bố đáp án.")
    )

    knows_unfit = forms.BooleanField(
        label=_lazy("Tôi biết: những người không đủ điều kiện kể trên không vào thi được từ lúc công bố.")
    )

    def __init__(
        self, *args: Any, with_reason: bool, with_practice: bool = False, with_unfit: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not with_reason:
            del self.fields["reason"]
        if not with_practice:
            del self.fields["knows"]
        if not with_unfit:
            del self.fields["knows_unfit"]
