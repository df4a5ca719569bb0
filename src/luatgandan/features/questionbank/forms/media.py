"""Pictures, sounds and films in the editor of a question: a row each, with the words that stand for them."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ..formats.lettered import LETTERS
from ..formats.media import CAPTIONS, MEDIA, MOST_MEDIA, accepted
from ..formats.values import PICTURE, Content, Medium
from ..models import MediaFile
from ..queries import kept_files
from ..rules.addresses import signed, unsigned

PREFIX = "media"
ON_STEM = ""


def _words(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 2})
    )


def _file(label: Any, hint: Any, *kinds: str) -> forms.FileField:
    return forms.FileField(
        label=label, help_text=hint, required=False, widget=forms.FileInput(attrs={"accept": accepted(*kinds)})
    )


class MediumForm(forms.Form):
    """One picture, sound or film. What was uploaded before travels as a signed name (`kept_…`).

    `refused`: by field why an upload was not kept.
    """

    kept_file = forms.CharField(required=False, widget=forms.HiddenInput)
    kept_captions = forms.CharField(required=False, widget=forms.HiddenInput)
    file = _file(_lazy("Hình, âm thanh, phim"), _lazy("Hình đến 10 MB, âm thanh đến 8 MB, phim đến 40 MB."), *MEDIA)
    option = forms.ChoiceField(
        label=_lazy("Đi kèm"), required=False,
        choices=[(ON_STEM, _lazy("Câu hỏi")), *((one, _lazy("Phương án %s") % one) for one in LETTERS)],
    )  # fmt: skip
    alt = _words(
        _lazy("Lời mô tả hình (bắt buộc với hình)"),
        _lazy("Tả điều người nhìn thấy hình biết được, đừng nói đáp án."),
    )
    transcript = _words(_lazy("Bản ghi lời (bắt buộc với âm thanh; với phim nếu không có phụ đề)"))
    captions = _file(_lazy("Phụ đề của phim (.vtt)"), "", CAPTIONS)
    khmer_alt = _words(_lazy("Lời mô tả bằng tiếng Khmer (không bắt buộc)"))
    khmer_transcript = _words(_lazy("Bản ghi lời bằng tiếng Khmer (không bắt buộc)"))
    removed = forms.BooleanField(label=_lazy("Bỏ tệp này"), required=False)

    def __init__(self, *args: Any, refused: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused = refused or {}

    def clean_file(self) -> None:
        """Raises ValidationError for what was refused."""
        self._refuse("file")

    def clean_captions(self) -> None:
        """As `clean_file`."""
        self._refuse("captions")

    def _refuse(self, field: str) -> None:
        """Only what was refused still stands here: the others were kept before."""
        if self.cleaned_data[field]:
            raise forms.ValidationError(self.refused.get(self.add_prefix(field)) or _("Hãy chọn lại tệp."))

    @property
    def sha256(self) -> str:
        """The file of this row; empty for a row without one, or one that is taken out."""
        return "" if self.cleaned_data.get("removed") else unsigned(self.cleaned_data.get("kept_file", ""))

    def medium(self, files: dict[str, MediaFile], option: str) -> Medium | None:
        """The row as a part of the question; None for a row without a file."""
        file = files.get(self.sha256)
        if file is None:
            return None
        values = self.cleaned_data
        captions = files.get(unsigned(values["kept_captions"]))
        return Medium(
            **file.facts, alt=values["alt"], transcript=values["transcript"], option=option,
            captions=captions.sha256 if captions and captions.kind == CAPTIONS else "",
        )  # fmt: skip


class MediaForms(forms.BaseFormSet[MediumForm]):
    """All of a question: those it has and an empty row."""

    def read(self, option_at: Callable[[str], str]) -> tuple[tuple[Medium, ...], dict[str, dict[str, str]]]:
        """The media, and their alternatives in Khmer; `option_at` gives the id of the option of a letter."""
        files = kept_files(
            {one.sha256 for one in self} | {unsigned(one.cleaned_data.get("kept_captions", "")) for one in self}
        )
        media, khmer = [], {}
        for one in self:
            letter = one.cleaned_data.get("option", ON_STEM)
            medium = one.medium(files, option_at(letter) if letter else "")
            if medium is None:
                continue
            if letter and not medium.option:
                one.add_error("option", _("Không có phương án %s.") % letter)
            if not medium.has_alternative:
                one.add_error("alt" if medium.kind == PICTURE else "transcript", _("Hãy viết lời thay cho tệp này."))
            media.append(medium)
            told = {"alt": one.cleaned_data["khmer_alt"], "transcript": one.cleaned_data["khmer_transcript"]}
            khmer |= {medium.sha256: {name: text for name, text in told.items() if text}} if any(told.values()) else {}
        return tuple(media), khmer


MediaFormSet = forms.formset_factory(
    MediumForm, formset=MediaForms, extra=1, max_num=MOST_MEDIA, absolute_max=MOST_MEDIA + 1, validate_max=False
)


def media_initial(content: Content, khmer: dict[str, Any]) -> list[dict[str, str]]:
    """The rows of a version."""
    told = khmer.get("media") or {}
    letters = {one.id: LETTERS[place] for place, one in enumerate(content.options[: len(LETTERS)])}
    return [
        {
            "kept_file": signed(f"{one.sha256}.{one.suffix}"),
            "kept_captions": signed(f"{one.captions}.vtt") if one.captions else "",
            "option": letters.get(one.option, ON_STEM), "alt": one.alt, "transcript": one.transcript,
            **{f"khmer_{name}": text for name, text in told.get(one.sha256, {}).items()},
        }
        for one in content.media
    ]  # fmt: skip
