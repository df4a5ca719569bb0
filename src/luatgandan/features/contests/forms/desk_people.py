"""Forms of the desk about who takes part: papers, units, rosters, entrants, rehearsal, the log."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luatgandan.foundation.organisations.enums import OrganisationKind
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.places.forms import DayInput, WardField
from luatgandan.foundation.ui.forms import area, number
from luatgandan.lib.lines import lines_of
from luatgandan.lib.uploads import extensions
from luatgandan.lib.vietnamese import clean, fold

from ..enums import DocumentKind, LogKind, Standing
from ..models import Contest
from ..services.correcting import Known
from ..services.documents import KINDS
from .joining import UnitField

LONGEST_UNIT, MOST_SEATS, MOST_EXTRA = 200, 100, 200
MOST_HEADCOUNT = 1_000_000


def file_field(label: Any, hint: Any = "", accept: str = ".xlsx,.csv") -> forms.FileField:
    """A file with the endings we read."""
    return forms.FileField(label=label, help_text=hint, widget=forms.FileInput(attrs={"accept": accept}))


class DocumentForm(forms.Form):
    """One paper."""

    kind = forms.ChoiceField(label=_lazy("Loại văn bản"))
    title = forms.CharField(label=_lazy("Trích yếu"), max_length=300)
    number = forms.CharField(label=_lazy("Số, ký hiệu"), max_length=60, required=False)
    signed_on = forms.DateField(label=_lazy("Ngày ký"), widget=DayInput(), required=False)
    upload = file_field(
        _lazy("Tệp"), _lazy("PDF hoặc văn bản. Thông tin ẩn về người soạn được gỡ bỏ."),
        ",".join(f".{one}" for one in extensions(KINDS)),
    )  # fmt: skip
    is_public = forms.BooleanField(label=_lazy("Cho mọi người xem trên trang cuộc thi"), required=False, initial=True)

    def __init__(self, *args: Any, kinds: Iterable[DocumentKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(one.value, one.label) for one in kinds]


class UnitFilter(forms.Form):
    """Which units."""

    q = forms.CharField(label=_lazy("Tên hoặc mã vào thi"), required=False, max_length=100)

    def narrow(self, rows: Any) -> Any:
        """The rows that fit; what is not valid counts as not given."""
        text = clean(self.cleaned_data.get("q") or "") if self.is_valid() else ""
        return rows.filter(Q(folded__contains=fold(text)) | Q(join_code__iexact=text)) if text else rows


class UnitNamesForm(forms.Form):
    """Names of units, one a line."""

    names = area(_lazy("Tên các đơn vị"), 6, _lazy("Mỗi dòng một đơn vị, một trường hoặc một lớp."), most=50_000)

    def clean_names(self) -> list[str]:
        """The names; too long ones are refused."""
        names = [clean(line) for line in lines_of(self.cleaned_data["names"])]
        if long := [one for one in names if len(one) > LONGEST_UNIT]:
            raise forms.ValidationError(_("Tên quá dài: %s…") % long[0][:60])
        return names


class UnitTreeForm(forms.Form):
    """Organisations below one, of some kinds."""

    below = forms.ModelChoiceField(
        label=_lazy("Các đơn vị thuộc"), queryset=Organisation.objects.none(), empty_label=None
    )
    kinds = forms.MultipleChoiceField(
        label=_lazy("Loại"), choices=OrganisationKind.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["below"]
        field.queryset = Organisation.objects.open().order_by("path")
        field.initial = contest.organisation_id

    def organisations(self) -> Any:
        """What is meant."""
        values = self.cleaned_data
        rows = Organisation.objects.open().filter(path__startswith=values["below"].path, kind__in=values["kinds"])
        return rows.select_related("ward").order_by("folded")


class UnitFileForm(forms.Form):
    """A table of units."""

    file = file_field(_lazy("Tệp danh sách đơn vị"), _lazy("Cột “Tên đơn vị”; có thể có “Loại”, “Số người”."))


class UnitForm(forms.Form):
    """One unit."""

    name = forms.CharField(label=_lazy("Tên đơn vị"), max_length=LONGEST_UNIT)
    kind = forms.ChoiceField(label=_lazy("Loại"), choices=OrganisationKind.choices)
    headcount = number(
        _lazy("Số người của đơn vị"), MOST_HEADCOUNT,
        _lazy("Để xét giải theo tỷ lệ. Từ khi vòng đầu mở, đổi số này cần lý do và người thứ hai duyệt."),
        required=False, least=1,
    )  # fmt: skip
    reason = forms.CharField(
        label=_lazy("Lý do"), max_length=500, required=False,
        help_text=_lazy(
            "Cần khi đổi số người từ lúc vòng đầu mở, và khi sửa tên sau khi xếp hạng; hiện trên trang cuộc thi."
        ),
    )  # fmt: skip


class RosterForm(forms.Form):
    """A table of people."""

    file = file_field(
        _lazy("Tệp danh sách dự thi"),
        _lazy(
            "Cột “Họ và tên”; có thể có “Ngày sinh”, “Lớp”, “Đơn vị”, “Số điện thoại”, “Xã, phường”. Xem báo cáo trước "
            "khi ghi."
        ),
    )  # fmt: skip


class EntrantFilter(forms.Form):
    """Which entrants."""

    q = forms.CharField(label=_lazy("Tên, mã dự thi hoặc đơn vị"), required=False, max_length=100)
    lop = forms.CharField(label=_lazy("Lớp"), required=False, max_length=20)
    tu_cach = forms.ChoiceField(
        label=_lazy("Tư cách"), required=False, choices=[("", _lazy("Tất cả")), *Standing.choices]
    )

    def narrow(self, rows: Any) -> Any:
        """The rows that fit; what is not valid counts as not given."""
        self.is_valid()
        values = self.cleaned_data
        if values.get("tu_cach"):
            rows = rows.filter(standing=values["tu_cach"])
        if values.get("lop"):
            rows = rows.filter(class_name__iexact=values["lop"])
        if text := clean(values.get("q") or ""):
            rows = rows.filter(
                Q(folded__contains=fold(text)) | Q(code__iexact=text) | Q(unit__folded__contains=fold(text))
            )
        return rows


class ExtraForm(forms.Form):
    """More time."""

    percent = number(
        _lazy("Thêm giờ (phần trăm)"), MOST_EXTRA,
        _lazy("Ví dụ 50: bài 15 phút làm trong 22 phút rưỡi. Có hiệu lực từ lượt thi sau. Hãy nói trước với người này: "
              "tệp kiểm tra công bố sau cuộc thi ghi giờ làm bài theo mã dự thi, nên ai biết mã có thể biết người này "
              "được thêm giờ."),
    )  # fmt: skip


class CorrectForm(forms.Form):
    """What is right of an entrant."""

    name = forms.CharField(label=_lazy("Họ và tên"), max_length=120)
    born_on = forms.DateField(label=_lazy("Ngày sinh"), widget=DayInput(), required=False)
    class_name = forms.CharField(label=_lazy("Lớp"), max_length=20, required=False)
    ward = WardField(label=_lazy("Xã, phường nơi ở"), required=False)
    reason = area(_lazy("Lý do"), 3, _lazy("Người dự thi đọc được ở trang của mình."), most=500)
    is_unfit_known = forms.BooleanField(
        label=_lazy("Vẫn sửa, dù với thông tin này người dự thi không đủ điều kiện"), required=False
    )

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(contest, required=False)
        self.order_fields(["name", "born_on", "class_name", "unit", "ward"])

    def clean_name(self) -> str:
        """As names are kept."""
        return clean(self.cleaned_data["name"])

    def clean_born_on(self) -> date | None:
        """A day that has been."""
        day: date | None = self.cleaned_data["born_on"]
        if day and day >= timezone.localdate():
            raise forms.ValidationError(_("Ngày sinh phải trước hôm nay."))
        return day

    def known(self) -> Known:
        """As the service takes it."""
        values = self.cleaned_data
        return Known(**{name: values[name] for name in ("name", "born_on", "class_name", "unit", "ward")})


class SeatsForm(forms.Form):
    """How many seats for a rehearsal."""

    count = number(_lazy("Số mã thi thử cần thêm"), MOST_SEATS, least=1)


class LogFilter(forms.Form):
    """Which lines of the log."""

    viec = forms.ChoiceField(label=_lazy("Việc"), required=False, choices=[("", _lazy("Tất cả")), *LogKind.choices])
    ma = forms.CharField(label=_lazy("Mã dự thi"), required=False, max_length=12)

    def narrow(self, rows: Any) -> Any:
        """The lines that fit."""
        self.is_valid()
        values = self.cleaned_data
        if values.get("viec"):
            rows = rows.filter(kind=values["viec"])
        if code := (values.get("ma") or "").strip().upper():
            rows = rows.filter(attempt__entrant__code=code) | rows.filter(detail__entrant=code)
        return rows
