"""Forms of the desk about rounds: when, what is asked, how it is ranked; a later end; prizes; a void question."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from luatgandan.features.questionbank.enums import Difficulty, Field
from luatgandan.features.questionbank.models import Bank
from luatgandan.foundation.ui.forms import area, number

from ..enums import Counted, Criterion, PredictionBase, PrizeKind, RoundKind
from ..formats.checking import faults
from ..models import Prize, Round
from ..papers.values import Quota, Rules
from ..rules.templates import HALF
from .desk import day

QUOTA_ROWS, CHAIN_ROWS = 8, 5
MOST_QUESTIONS = 200  # of a paper: one page, which a weak phone must hold
_TIME = re.compile(r"^(\d{1,2})\s*[:hg.]\s*(\d{2})?$", re.IGNORECASE)
_WHOLE_DAY = time(0, 0)


def moment(day: date, text: str) -> datetime:
    """A moment here; "24:00" is 0 o'clock of the day after. Raises ValidationError."""
    found = _TIME.match(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if (hour, minute) == (24, 0):
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), _WHOLE_DAY))
    if hour > 23 or minute > 59:
        raise forms.ValidationError(_("“%s” không phải giờ. Ghi như 07:00 hoặc 24:00.") % text)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def typed_moment(name: str, at: datetime, *, is_end: bool = False) -> dict[str, Any]:
    """How a form shows a moment; an end at 0 o'clock reads as 24:00 of the day before, as rules of contests say it."""
    here = timezone.localtime(at)
    if is_end and here.time() == _WHOLE_DAY:
        return {f"{name}_on": here.date() - timedelta(days=1), f"{name}_time": "24:00"}
    return {f"{name}_on": here.date(), f"{name}_time": f"{here:%H:%M}"}


def read_moment(form: forms.Form, name: str, values: dict[str, Any]) -> None:
    """Put the moment of a day and a time of a form beside them; what cannot be read is an error of the form."""
    if values.get(f"{name}_on") is None or not values.get(f"{name}_time"):
        return
    try:
        values[f"{name}_at"] = moment(values[f"{name}_on"], values[f"{name}_time"])
    except forms.ValidationError as error:
        form.add_error(f"{name}_time", error)


def clock(label: Any, hint: Any = "") -> forms.CharField:
    """A time of the day."""
    return forms.CharField(label=label, help_text=hint, max_length=8)


ATTEMPTS_HINT = _lazy(
    "0: không giới hạn. Quá một lượt thì điểm chỉ báo sau khi vòng đóng, không báo ngay được, vì thi lại sẽ dò ra đáp "
    "án. Muốn báo điểm ngay: cho mỗi người một lượt, hoặc mở cuộc thi luyện tập."
)
END_HINT = _lazy("Giờ Cần Thơ. Đến đúng giờ này là hết nhận bài; ghi 24:00 để nhận đến hết ngày.")


class RoundForm(forms.Form):
    """All of one round."""

    title = forms.CharField(label=_lazy("Tên vòng"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_lazy("Loại vòng"), choices=RoundKind.choices)
    takes_from_earlier = number(
        _lazy("Số người vào chung kết từ mỗi vòng trước"), 10_000, _lazy("Chỉ dùng cho chung kết."), required=False
    )
    starts_on = day(_lazy("Mở ngày"))
    starts_time = clock(_lazy("Mở lúc"))
    ends_on = day(_lazy("Đóng ngày"))
    ends_time = clock(_lazy("Đóng lúc"), END_HINT)
    banks = forms.ModelMultipleChoiceField(
        label=_lazy("Lấy câu hỏi từ ngân hàng"), queryset=Bank.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_lazy("Không chọn: ngân hàng của đơn vị và ngân hàng dùng chung."),
    )  # fmt: skip
    minutes = number(_lazy("Thời gian làm bài (phút)"), 300, least=1)
    grace_seconds = number(
        _lazy("Nhận thêm câu trả lời gửi trễ vì mất mạng (giây)"), 600, _lazy("Chỉ nhận câu đã trả lời trong giờ.")
    )
    showing_seconds = number(
        _lazy("Đồng hồ chạy chậm nhất sau khi bấm “Bắt đầu” (giây)"), 60,
        _lazy("Đồng hồ chạy từ lúc đề hiện ra; máy chủ bận cũng không ai thiệt. 0: chạy ngay khi bấm."),
    )  # fmt: skip
    attempts = number(_lazy("Số lượt mỗi người trong vòng"), 1_000, ATTEMPTS_HINT)
    per_day = number(_lazy("Số lượt mỗi người trong ngày"), 100, _lazy("0: không giới hạn riêng."))
    counted = forms.TypedChoiceField(label=_lazy("Tính lượt nào"), choices=Counted.choices, coerce=Counted)
    prediction = forms.TypedChoiceField(
        label=_lazy("Câu dự đoán"), choices=PredictionBase.choices, coerce=PredictionBase, required=False,
        empty_value=PredictionBase.NONE,
    )  # fmt: skip
    is_partial = forms.BooleanField(label=_lazy("Đúng một phần được một phần điểm"), required=False)
    is_shuffled = forms.BooleanField(label=_lazy("Đảo thứ tự phương án cho từng người"), required=False)

    def __init__(self, *args: Any, banks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["banks"]
        field.queryset = banks
        for place in range(QUOTA_ROWS):
            self.fields[f"count_{place}"] = number(_("Số câu, dòng %d") % (place + 1), 200, required=False)
            self.fields[f"field_{place}"] = forms.ChoiceField(
                label=_("Lĩnh vực, dòng %d") % (place + 1), choices=[("", _("Mọi lĩnh vực")), *Field.choices],
                required=False,
            )  # fmt: skip
            self.fields[f"difficulty_{place}"] = forms.TypedChoiceField(
                label=_("Độ khó, dòng %d") % (place + 1), choices=[("", _("Mọi độ khó")), *Difficulty.choices],
                coerce=int, empty_value=None, required=False,
            )  # fmt: skip
        for place in range(CHAIN_ROWS):
            self.fields[f"chain_{place}"] = forms.ChoiceField(
                label=_("Tiêu chí %d") % (place + 1), choices=[("", "–"), *Criterion.choices], required=False
            )

    def quota_rows(self) -> Iterator[tuple[Any, Any, Any]]:
        """Bound fields of each row of quotas."""
        for place in range(QUOTA_ROWS):
            yield self[f"count_{place}"], self[f"field_{place}"], self[f"difficulty_{place}"]

    def chain_fields(self) -> list[Any]:
        """Bound fields of the chain, in order."""
        return [self[f"chain_{place}"] for place in range(CHAIN_ROWS)]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name in ("starts", "ends"):
            read_moment(self, name, values)
        starts_at, ends_at = values.get("starts_at"), values.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_on", _("Giờ đóng phải sau giờ mở."))
        values["quotas"] = self._quotas(values)
        if sum(one.count for one in values["quotas"]) > MOST_QUESTIONS:
            self.add_error(None, _("Một đề nhiều nhất %d câu.") % MOST_QUESTIONS)
        if values.get("kind") == RoundKind.FINAL and not values.get("takes_from_earlier"):
            self.add_error("takes_from_earlier", _("Chung kết cần số người lấy từ mỗi vòng trước."))
        self._check_chain(values)
        return values

    @staticmethod
    def _quotas(values: dict[str, Any]) -> tuple[Quota, ...]:
        rows = range(QUOTA_ROWS)
        return tuple(
            Quota(count=values[f"count_{place}"], field=values.get(f"field_{place}", ""),
                  difficulty=values.get(f"difficulty_{place}") or 0)
            for place in rows
            if values.get(f"count_{place}")
        )  # fmt: skip

    def _check_chain(self, values: dict[str, Any]) -> None:
        chain = [values[f"chain_{place}"] for place in range(CHAIN_ROWS) if values.get(f"chain_{place}")]
        values["chain"] = tuple(Criterion(one) for one in chain)
        if not self.errors:
            for told in faults(self.rules()):
                self.add_error(None, told)

    def rules(self) -> Rules:
        """The rules as a value."""
        values = self.cleaned_data
        names = ("quotas", "minutes", "grace_seconds", "attempts", "per_day", "counted", "prediction", "chain",
                 "is_partial", "is_shuffled", "showing_seconds")  # fmt: skip
        return Rules(**{name: values[name] for name in names})

    def values(self) -> dict[str, Any]:
        """The rest of the round, as the service takes it."""
        values = self.cleaned_data
        return {
            "title": values["title"], "kind": values["kind"], "starts_at": values["starts_at"],
            "ends_at": values["ends_at"], "takes_from_earlier": values["takes_from_earlier"] or 0,
            "banks": sorted(bank.pk for bank in values["banks"]),
        }  # fmt: skip


def round_initial(round: Round) -> dict[str, Any]:
    """What the form shows of a round."""
    rules = round.rules
    shown: dict[str, Any] = {
        "title": round.title, "kind": round.kind, "takes_from_earlier": round.takes_from_earlier or None,
        "banks": round.banks, "minutes": rules.minutes, "grace_seconds": rules.grace_seconds,
        "attempts": rules.attempts, "per_day": rules.per_day, "counted": rules.counted,
        "prediction": rules.prediction, "showing_seconds": rules.showing_seconds, "is_partial": rules.is_partial,
        "is_shuffled": rules.is_shuffled,
        **typed_moment("starts", round.starts_at), **typed_moment("ends", round.ends_at, is_end=True),
    }  # fmt: skip
    for place, quota in enumerate(rules.quotas):
        shown |= {f"count_{place}": quota.count, f"field_{place}": quota.field}
        shown[f"difficulty_{place}"] = quota.difficulty or ""
    return shown | {f"chain_{place}": one for place, one in enumerate(rules.chain)}


class ExtendForm(forms.Form):
    """A later end, with the reason for everybody."""

    ends_on = day(_lazy("Đóng ngày"))
    ends_time = clock(_lazy("Đóng lúc"), END_HINT)
    reason = area(_lazy("Lý do gia hạn"), 3, _lazy("Hiện trên trang cuộc thi cho mọi người đọc."), most=500)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        read_moment(self, "ends", values)
        return values


class OutageForm(forms.Form):
    """When a round could not be sat, why, and until when it goes on."""

    from_on = day(_lazy("Sự cố từ ngày"))
    from_time = clock(_lazy("Từ lúc"))
    to_on = day(_lazy("Sự cố hết ngày"))
    to_time = clock(_lazy("Hết lúc"))
    ends_on = day(_lazy("Giờ đóng mới, ngày"))
    ends_time = clock(
        _lazy("Giờ đóng mới, lúc"),
        _lazy("Để trống nếu vòng còn đủ giờ. Vòng đã đóng thì bắt buộc; ai cũng thi được đến giờ này."),
    )
    reason = area(_lazy("Lý do"), 3, _lazy("Hiện trên trang cuộc thi cho mọi người đọc."), most=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = self.fields["ends_time"].required = False

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name in ("from", "to", "ends"):
            read_moment(self, name, values)
        return values

    def values(self) -> dict[str, Any]:
        """As the service takes it."""
        values = self.cleaned_data
        return {name: values.get(name) for name in ("from_at", "to_at", "ends_at", "reason")}


class PrizeForm(forms.ModelForm[Prize]):
    """One line of the prizes."""

    amount = number(_lazy("Tiền thưởng (đồng)"), 2_000_000_000, required=False)
    quantity = number(_lazy("Số giải"), 10_000, least=1)

    class Meta:
        model = Prize
        fields = ("title", "kind", "round", "quantity", "amount", "least_score", "least_entrants")

    def __init__(self, *args: Any, rounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["round"]
        field.label, field.queryset = _("Của vòng"), rounds
        field.empty_label, field.required = _("Cả cuộc thi"), False
        self.fields["least_score"].help_text = _("Giải tập thể: điểm trung bình của đơn vị. 0: không đặt mức.")
        if self.instance.pk is None:
            self.initial["least_score"] = HALF

    def clean_amount(self) -> int:
        """No amount is none."""
        return self.cleaned_data["amount"] or 0

    def clean_least_score(self) -> int:
        """A part of a hundred."""
        share: int = self.cleaned_data["least_score"]
        if share > 100:
            raise forms.ValidationError(_("Nhiều nhất 100 phần trăm."))
        return share

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("kind") == PrizeKind.PERSON and values.get("round") is None:
            self.add_error("round", _("Giải cá nhân theo thứ hạng cần chọn một vòng."))
        if values.get("kind") == PrizeKind.BY_HEADCOUNT and (values.get("least_entrants") or 0) < 2:
            self.add_error(
                "least_entrants", _("Giải theo tỷ lệ cần số người ít nhất, ví dụ 10: đơn vị một người luôn đạt 100%.")
            )
        return values


class VoidForm(forms.Form):
    """Which question no longer counts, and why."""

    code = forms.ChoiceField(label=_lazy("Câu hỏi"))
    reason = area(_lazy("Lý do"), 3, _lazy("Hiện cho mọi người. Mọi người dự thi được điểm câu này."), most=1_000)
    confirms = forms.BooleanField(label=_lazy("Tôi đã xem kỹ: hủy rồi không lấy lại được, thứ hạng được tính lại."))

    def __init__(self, *args: Any, questions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["code"]
        field.choices = questions
