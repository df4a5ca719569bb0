"""Forms of the desk about results: verifying, judging, answering."""

from django import forms
from django.utils.translation import gettext_lazy as _


class VerifyForm(forms.Form):
    """The citizen number of a winner, compared with the papers the winner brought."""

    number = forms.CharField(
        label=_("Số căn cước công dân (số định danh)"),
        max_length=20,
        help_text=_("12 chữ số, theo thẻ người đạt giải đưa. Hệ thống chỉ giữ 4 số cuối và một mã băm, không giữ số."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    compared = forms.BooleanField(label=_("Tôi đã so họ tên, ngày sinh trên thẻ với thông tin dự thi và thấy khớp"))


class UnitVerifyForm(forms.Form):
    """A unit has no citizen number."""

    compared = forms.BooleanField(label=_("Tôi đã đối chiếu tên và số người của đơn vị"))


class ReasonForm(forms.Form):
    """A written reason."""

    reason = forms.CharField(label=_("Lý do"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    """The answer to a complaint; the entrant reads it."""

    answer = forms.CharField(
        label=_("Trả lời"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Người khiếu nại đọc được. Nói rõ đã xem lại gì và kết luận."),
    )  # fmt: skip


class JudgeForm(forms.Form):
    """What a person makes of something odd."""

    verdict = forms.ChoiceField(
        label=_("Kết luận"),
        choices=[("cleared", _("Không có vấn đề")), ("upheld", _("Có vi phạm thể lệ"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Căn cứ của kết luận"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))

    @property
    def is_upheld(self) -> bool:
        """Whether the rules were broken."""
        return bool(self.cleaned_data["verdict"] == "upheld")


class DecideForm(forms.Form):
    """The last step, which cannot be taken back."""

    sure = forms.BooleanField(label=_("Tôi đã đọc danh sách và quyết định trao giải theo danh sách này"))
