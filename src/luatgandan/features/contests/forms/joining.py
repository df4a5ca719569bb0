"""Joining: only what the contest asks for."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.forms.fields import PhoneField
from luatgandan.foundation.places.forms import WardField
from luatgandan.lib.vietnamese import clean, fold

from ..enums import Names
from ..models import Contest, Unit
from ..rules.unit_names import is_said, meant
from ..services.joining import Entry

NEAREST = 6
AGREED = _("Tôi đồng ý cho Ban Tổ chức dùng thông tin này để tổ chức cuộc thi")
UNKNOWN_UNIT = _("Không có đơn vị “%(text)s” trong danh sách của cuộc thi. Hãy xem lại tên, hoặc hỏi mã vào thi.")
MANY_UNITS = _("“%(text)s” có thể là: %(names)s. Hãy ghi đủ tên đơn vị.")


class UnitField(forms.CharField):
    """Gives a unit of the contest by its name or a part of it.

    Capitals do not matter, nor marks where none is typed; other marks are asked about.
    """

    def __init__(self, contest: Contest, **kwargs: Any) -> None:
        super().__init__(label=_("Đơn vị dự thi"), max_length=200, **kwargs)
        self.contest = contest
        self.widget.attrs["list"] = "don-vi"

    def clean(self, value: Any) -> Unit | None:
        text = clean(super().clean(value))
        if not text:
            return None
        units = Unit.objects.filter(contest=self.contest)
        near = meant(text, units.filter(folded=fold(text)))
        near = near or list(units.filter(folded__contains=fold(text))[: NEAREST + 1])
        if len(near) == 1 and is_said(text, near[0].name):
            return near[0]
        names = ", ".join(one.name for one in near[:NEAREST])
        raise ValidationError(MANY_UNITS if near else UNKNOWN_UNIT, params={"text": text, "names": names})


class JoinForm(forms.Form):
    """Name first, then what the rules of the contest need; `knows_phone`: the account has one that was verified."""

    name = forms.CharField(
        label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Ghi đúng như giấy tờ, có dấu. Người đạt giải được đối chiếu."),
    )  # fmt: skip
    born_on = forms.DateField(
        label=_("Ngày sinh"), widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d")
    )
    ward = WardField(label=_("Xã, phường nơi ở"))
    class_name = forms.CharField(label=_("Lớp"), max_length=20, help_text=_("Ví dụ: 10A1"))
    phone = PhoneField(label=_("Số điện thoại để liên hệ"), help_text=_("Ban Tổ chức gọi khi bạn đạt giải."))
    email = forms.EmailField(
        label=_("Thư điện tử để liên hệ"), widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    shows_name = forms.BooleanField(
        label=_("Hiện đủ họ tên của tôi trong kết quả"), required=False,
        help_text=_("Không chọn thì tên được che bớt. Người dưới 16 tuổi cần cha mẹ hoặc người giám hộ đồng ý nữa."),
    )  # fmt: skip
    agrees = forms.BooleanField(label=AGREED, error_messages={"required": _("Hãy đọc và đánh dấu đồng ý để dự thi.")})

    def __init__(
        self, *args: Any, contest: Contest, unit: Unit | None = None, knows_phone: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        asked, conditions = set(contest.asked), contest.eligibility
        wanted = {
            "born_on": "born_on" in asked or conditions.get("age_from") or conditions.get("age_to"),
            "ward": "ward" in asked or conditions.get("wards"),
            "class_name": "class_name" in asked or conditions.get("classes"),
            "phone": "phone" in asked or (conditions.get("denied") and not knows_phone),
            "email": "email" in asked,
            "shows_name": contest.names == Names.FULL,
        }
        for name, is_wanted in wanted.items():
            if not is_wanted:
                del self.fields[name]
        needs_unit = bool(conditions.get("units") or conditions.get("unit_kinds"))
        if unit is None and (needs_unit or ("unit" in asked and contest.units.exists())):
            hint = "" if needs_unit else _("Không thuộc đơn vị nào thì để trống.")
            self.fields["unit"] = UnitField(contest, required=needs_unit, help_text=hint)
            self.order_fields(["name", "born_on", "ward", "unit", "class_name", "phone", "email"])

    def clean_born_on(self) -> date | None:
        """Raises ValidationError for a day to come."""
        born_on: date | None = self.cleaned_data["born_on"]
        if born_on and born_on > timezone.localdate():
            raise ValidationError(gettext("Ngày sinh phải trước hôm nay."))
        return born_on

    def clean_name(self) -> str:
        return clean(self.cleaned_data["name"])

    def entry(self) -> Entry:
        """What was filled in, as a value."""
        typed = self.cleaned_data
        return Entry(
            name=typed["name"], born_on=typed.get("born_on"), ward=typed.get("ward"),
            unit=self.unit or typed.get("unit"), class_name=clean(typed.get("class_name", "")),
            phone=typed.get("phone", ""), email=typed.get("email", "").lower(), language=get_language() or "vi",
            agrees=typed["agrees"], shows_name=typed.get("shows_name", False),
        )  # fmt: skip


class CodeForm(forms.Form):
    """A personal code of a roster; the box is needed until it was ticked once."""

    code = forms.CharField(
        label=_("Mã dự thi của bạn"), max_length=20,
        help_text=_("Mã riêng do trường hoặc đơn vị phát, ví dụ 7K3M-92QF."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    agrees = forms.BooleanField(label=AGREED, required=False, help_text=_("Chỉ cần đánh dấu lần đầu vào thi."))


class UnitCodeForm(forms.Form):
    """The code that a whole class or unit types."""

    code = forms.CharField(
        label=_("Mã vào thi của lớp hoặc đơn vị"), max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class PredictionForm(forms.Form):
    """The question after the questions."""

    prediction = forms.IntegerField(
        min_value=0, max_value=100_000_000, widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": "0"}),
        help_text=_("Chỉ được ghi khi bạn nộp bài. Hết giờ mà chưa nộp thì bài không có số dự đoán."),
    )  # fmt: skip

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["prediction"].label = label
