"""Forms of the officers' desk: the list, one small form for each act, and questions of people who come in."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luatgandan.foundation.accounts.rules import Action, organisation_codes
from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.places.models import Ward

from ..enums import Audience, Category, Channel, Field, Redirect, Refusal, State, Visibility
from ..models import Answer, Question
from ..queries import organisation_for, question_by_code
from ..queries.citizens import code_in
from ..rules import ROOM
from ..services.sending import LONGEST_TEXT, LONGEST_TITLE
from .asking import new_key

LONGEST_NOTE = 4000
TAKEN_IN = [one for one in Channel.choices if one[0] not in {Channel.WEB, Channel.OWN}]
SPOKEN = [one for one in settings.LANGUAGES if one[0] in {"vi", "km"}]
LETTERS = {
    Redirect.COMPLAINT: _(
        "Đơn của bạn là khiếu nại nên không giải quyết ở mục hỏi đáp. Hãy gửi đơn khiếu nại đến người đã ra quyết định "
        "hoặc cơ quan quản lý trực tiếp người đó; trong đơn ghi rõ quyết định hoặc hành vi bị khiếu nại."
    ),
    Redirect.DENUNCIATION: _(
        "Nội dung bạn gửi là tố cáo. Hãy gửi đến cơ quan có thẩm quyền giải quyết tố cáo; họ tên và địa chỉ của người "
        "tố cáo được giữ bí mật theo quy định."
    ),
    Redirect.FEEDBACK: _(
        "Nội dung bạn gửi là phản ánh, kiến nghị. Hãy gửi qua kênh tiếp nhận phản ánh, kiến nghị của thành phố để được "
        "chuyển đúng nơi xử lý."
    ),
    Redirect.CRIME: _(
        "Nội dung bạn gửi có dấu hiệu tội phạm. Hãy báo ngay cho công an nơi gần nhất hoặc gọi 113; nếu đang nguy "
        "hiểm, hãy đến nơi an toàn trước."
    ),
    Redirect.PROCEDURE: _(
        "Việc bạn cần là một thủ tục hành chính. Hãy nộp hồ sơ ở bộ phận một cửa hoặc trên Cổng dịch vụ công; cán bộ "
        "một cửa hướng dẫn giấy tờ cần có."
    ),
}
"""Beginnings of the letters; the officer completes each with the address that fits."""


def words_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """A few lines of words."""
    return forms.CharField(
        label=label, required=required, help_text=hint, max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class ActForm(forms.Form):
    """What one act needs besides the question; `cleaned_data` is what its service takes."""

    def __init__(self, *args: Any, question: Question, answer: Answer | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.answer = question, answer


class NoteForm(ActForm):
    """Done with a word for the asker, or without."""

    note = words_field(_("Lời nhắn cho người hỏi (không bắt buộc)"), required=False)


class SortForm(ActForm):
    """Another field, another limit."""

    field = forms.TypedChoiceField(label=_("Lĩnh vực"), choices=Field.choices, coerce=Field)
    category = forms.TypedChoiceField(
        label=_("Mức độ"), choices=Category.choices, coerce=Category, help_text=_("Ngày hẹn tính lại theo mức độ.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"field": self.question.field, "category": self.question.category}


class TransferForm(ActForm):
    """Another unit; the table of routes names the one that fits."""

    to = forms.ModelChoiceField(label=_("Chuyển đến"), queryset=Organisation.objects.none())
    reason = words_field(_("Vì sao chuyển"), hint=_("Cán bộ của đơn vị nhận đọc."))
    note = words_field(_("Lời nhắn cho người hỏi (không bắt buộc)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.question.organisation_id
        field: Any = self.fields["to"]
        field.queryset = Organisation.objects.open().exclude(pk=own).order_by("path")
        fitting = organisation_for(field=self.question.field, place=self.question.place)
        if fitting and fitting.pk != own:
            field.initial = fitting
            field.help_text = _("Theo bảng đường đi, lĩnh vực và nơi này thuộc: %s.") % fitting.name


class MoreForm(ActForm):
    """What is missing."""

    text = words_field(_("Cần người hỏi nói thêm điều gì"), hint=_("Hạn trả lời tạm dừng đến khi người hỏi nói thêm."))


class ExtendForm(ActForm):
    """More working days."""

    days = forms.IntegerField(label=_("Thêm bao nhiêu ngày làm việc"), min_value=1)
    reason = words_field(_("Lý do"), hint=_("Người hỏi đọc lý do này."))


class RefuseForm(ActForm):
    """No answer, and why."""

    refusal = forms.TypedChoiceField(label=_("Lý do từ chối"), choices=Refusal.choices, coerce=Refusal)
    note = words_field(_("Thư cho người hỏi"), hint=_("Vì sao không trả lời, và họ có thể làm gì."))


class RedirectForm(ActForm):
    """A letter that says where to go."""

    redirect = forms.TypedChoiceField(label=_("Đây là"), choices=Redirect.choices, coerce=Redirect)
    note = words_field(_("Thư hướng dẫn"), hint=_("Ghi rõ nơi nhận, địa chỉ và cách gửi."))


class DuplicateForm(ActForm):
    """The question that was there before."""

    of = forms.CharField(label=_("Mã câu hỏi gốc"), max_length=20, help_text=_("Ví dụ: HD-7K3M-92QF."))
    note = words_field(_("Lời nhắn cho người hỏi (không bắt buộc)"), required=False)

    def clean_of(self) -> Question:
        found = question_by_code(self.cleaned_data["of"])
        if found is None:
            raise forms.ValidationError(_("Không có câu hỏi nào mang mã này. Hãy xem lại mã."))
        return found


class ReasonForm(ActForm):
    """A reason for colleagues."""

    reason = words_field(_("Lý do"), hint=_("Đồng nghiệp đọc; người hỏi không đọc."))


class WantedForm(ActForm):
    """What advisers should know before they take the question."""

    reason = words_field(_("Cần tư vấn viên giúp gì (không bắt buộc)"), required=False,
                         hint=_("Tư vấn viên đọc trước khi nhận; đừng ghi tên người hỏi."))  # fmt: skip


class ConflictForm(ActForm):
    """Which part the adviser has in the matter."""

    reason = words_field(_("Bạn liên quan thế nào"), hint=_("Đơn vị đọc. Khai rồi bạn không thấy câu hỏi này nữa."))


class SeenForm(ActForm):
    """A decision on the version that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = words_field(_("Ghi chú cho đồng nghiệp (không bắt buộc)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.answer.number if self.answer else 0


class SignForm(SeenForm):
    """The asker gets the answer with these words."""

    note = words_field(_("Lời nhắn cho người hỏi (không bắt buộc)"), required=False)


class SayForm(ActForm):
    """A word to the asker."""

    text = words_field(_("Lời nhắn"), hint=_("Người hỏi đọc được."))


class QueueFilter(forms.Form):
    """Which rows of a queue: words or code, field, state, unit."""

    q = forms.CharField(label=_("Chữ trong câu hỏi, hoặc mã"), required=False, max_length=200)
    linh_vuc = forms.ChoiceField(label=_("Lĩnh vực"), required=False, choices=[("", _("Tất cả")), *Field.choices])
    buoc = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), *State.choices])
    don_vi = forms.CharField(label=_("Đơn vị"), required=False, widget=forms.Select)

    def offer_units(self, units: list[tuple[str, str]]) -> None:
        """What may be chosen: the units that have questions."""
        widget: Any = self.fields["don_vi"].widget
        widget.choices = [("", _("Tất cả")), *units]

    def narrowed(self) -> Q:
        """The rows that fit; what is not valid counts as not given."""
        self.is_valid()
        values = self.cleaned_data
        given = {
            "field": values.get("linh_vuc"),
            "state": values.get("buoc"),
            "organisation__code": values.get("don_vi"),
        }
        fits = Q(**{name: value for name, value in given.items() if value})
        text = values.get("q")
        if text and code_in(text):
            return fits & Q(code=code_in(text))
        return fits & Q(title__icontains=text) if text else fits


class IntakeForm(forms.Form):
    """A question of somebody at the counter, on the phone, at a pagoda or a meeting."""

    form_key = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=new_key)
    unit = forms.ModelChoiceField(label=_("Đơn vị ghi nhận"), queryset=Organisation.objects.none())
    channel = forms.TypedChoiceField(label=_("Kênh tiếp nhận"), choices=TAKEN_IN, coerce=Channel)
    title = forms.CharField(label=_("Câu hỏi ngắn gọn"), max_length=LONGEST_TITLE, required=False)
    text = forms.CharField(
        label=_("Lời của người hỏi"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8})
    )
    name = forms.CharField(label=_("Tên người hỏi"), max_length=120, required=False)
    audience = forms.TypedChoiceField(label=_("Người hỏi là"), choices=Audience.choices, coerce=Audience)
    place = forms.ModelChoiceField(label=_("Xã, phường"), queryset=Ward.objects.all(), required=False)
    field = forms.TypedChoiceField(label=_("Lĩnh vực"), choices=Field.choices, coerce=Field, initial=Field.OTHER)
    visibility = forms.TypedChoiceField(
        label=_("Ai được đọc"), choices=Visibility.choices, coerce=Visibility, initial=Visibility.ANONYMISED
    )
    language = forms.ChoiceField(
        label=_("Tiếng của người hỏi"), choices=SPOKEN, initial="vi",
        help_text=_("Phiếu hẹn và tin báo dùng tiếng này."),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units_of(person, Action.CREATE)


def units_of(person: Any, action: str) -> Any:
    """The open units for which the person may do this."""
    codes = organisation_codes(person, action, room=ROOM)
    units = Organisation.objects.open().order_by("path")
    return units if codes is None else units.filter(code__in=codes)
