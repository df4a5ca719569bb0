"""Forms of live stages: a new one, which questions, coming in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luatgandan.features.questionbank.enums import Difficulty, Field
from luatgandan.foundation.accounts.rules import Action, organisation_codes
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.ui.forms import number
from luatgandan.lib.vietnamese import clean

from ..enums import Nicknames
from ..models import Stage
from ..models.live import MOST_SEATS
from ..rules import ROOM, nicknames
from ..services.live import MOST_QUESTIONS

LEAST_SECONDS, MOST_SECONDS = 10, 300


class StageForm(forms.ModelForm[Stage]):
    """A new stage."""

    seconds = number(
        _lazy("Giây cho mỗi câu"), MOST_SECONDS, _lazy("Người lớn tuổi, người đọc chậm cần ít nhất 30 giây."),
        least=LEAST_SECONDS,
    )  # fmt: skip
    seats = number(_lazy("Số chỗ"), MOST_SEATS, _lazy("Đủ số này thì không ai vào thêm được."), least=2)

    class Meta:
        model = Stage
        fields = ("organisation", "title", "nicknames", "seconds", "seats")
        widgets = {"nicknames": forms.RadioSelect}

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = organisation_codes(person, Action.CREATE, room=ROOM)
        units = Organisation.objects.open().order_by("path")
        field: Any = self.fields["organisation"]
        field.queryset, field.empty_label = units if codes is None else units.filter(code__in=codes), None
        for name in ("seconds", "seats"):
            self.fields[name].initial = Stage._meta.get_field(name).default


class DrawForm(forms.Form):
    """Questions by lot."""

    count = number(_lazy("Số câu"), MOST_QUESTIONS, least=1)
    field = forms.ChoiceField(
        label=_lazy("Lĩnh vực"), required=False, choices=[("", _lazy("Mọi lĩnh vực")), *Field.choices]
    )
    difficulty = forms.TypedChoiceField(
        label=_lazy("Độ khó"), required=False, coerce=int, empty_value=0,
        choices=[("", _lazy("Mọi độ khó")), *Difficulty.choices],
    )  # fmt: skip


class PickFilter(forms.Form):
    """Which questions of the banks to choose from."""

    q = forms.CharField(label=_lazy("Chữ trong câu hỏi"), required=False, max_length=100)
    field = forms.ChoiceField(
        label=_lazy("Lĩnh vực"), required=False, choices=[("", _lazy("Mọi lĩnh vực")), *Field.choices]
    )

    def narrow(self, rows: Any) -> Any:
        """The rows that fit; what is not valid counts as not given."""
        self.is_valid()
        field, text = self.cleaned_data.get("field"), clean(self.cleaned_data.get("q") or "")
        rows = rows.filter(field=field) if field else rows
        return rows.filter(approved__stem__icontains=text) if text else rows


class StageCodeForm(forms.Form):
    """The six digits of the screen."""

    ma = forms.CharField(label=_lazy("Mã trên màn hình lớn"), max_length=20)

    def clean_ma(self) -> str:
        """Digits alone, however they were typed."""
        digits = "".join(one for one in self.cleaned_data["ma"] if one.isdecimal() and one.isascii())
        if len(digits) != 6:
            raise forms.ValidationError(_("Mã gồm đúng 6 chữ số, ví dụ 482 915."))
        return digits


class NicknameForm(forms.Form):
    """Under which name to come in: one of the offered, or one's own."""

    nickname = forms.CharField(max_length=200, error_messages={"required": _lazy("Hãy chọn hoặc đặt một tên.")})

    def __init__(self, *args: Any, stage: Stage, taken: set[str], start: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["nickname"]
        if stage.nicknames == Nicknames.LISTED:
            field.label, self.offered = _("Chọn tên của bạn"), nicknames.offered(taken, start=start)
        else:
            field.label, self.offered = _("Tên hiện trên bảng điểm"), []
            field.help_text = _("Từ 2 đến 24 ký tự. Đừng ghi họ tên đầy đủ, số điện thoại.")

    def clean_nickname(self) -> str:
        """As it is kept."""
        return clean(self.cleaned_data["nickname"])
