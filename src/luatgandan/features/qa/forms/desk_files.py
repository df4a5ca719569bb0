"""The public copy of a file: its name, what takes the place of the file, and the word of a person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luatgandan.lib.uploads import extensions

from ..services.attaching import KINDS
from ..services.copying import LONGEST_NAME


class CopyForm(forms.Form):
    """What everybody may get of one file."""

    name = forms.CharField(
        label=_("Tên công khai"), max_length=LONGEST_NAME,
        help_text=_("Nói đây là giấy gì, không ghi tên người. Ví dụ: Biên bản xử phạt."),
    )  # fmt: skip
    upload = forms.FileField(
        label=_("Bản đã che (không bắt buộc)"), required=False,
        help_text=_("Khi tệp có mặt người, tên, chữ ký, số giấy tờ: che trên máy của bạn rồi chọn bản đã che ở đây."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{one}" for one in extensions(KINDS))}),
    )  # fmt: skip
    is_kept = forms.BooleanField(
        label=_("Các chỗ máy thấy trong lời của tệp không cho biết ai; giữ lại"), required=False
    )
    is_confirmed = forms.BooleanField(
        label=_("Tôi đã mở tệp sẽ đăng và xem hết: không có mặt người, tên, chữ ký, địa chỉ, số giấy tờ, biển số nào "
                "cho biết ai"),
        required=False,
    )  # fmt: skip
