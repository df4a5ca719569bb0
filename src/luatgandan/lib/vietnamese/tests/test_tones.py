"""One spelling for what is rightly, or by a slip, written in several ways."""

import unicodedata

import pytest

from luatgandan.lib.vietnamese.fold import fold
from luatgandan.lib.vietnamese.syllables import SYLLABLES, TONES, is_syllable
from luatgandan.lib.vietnamese.tones import one_spelling, place_tone, split_tone


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("hoà", "hòa"), ("thuỷ", "thủy"), ("oà", "òa"), ("loè", "lòe"), ("quý", "quý"), ("qúy", "quý"), ("quí", "quý"),
        ("đựơc", "được"), ("nghiã", "nghĩa"), ("cuả", "của"), ("lí", "lý"), ("kĩ", "kỹ"), ("tỉ", "tỷ"), ("sỹ", "sĩ"),
        ("giấy", "giấy"), ("gì", "gì"), ("gìn", "gìn"), ("giá", "giá"), ("giếng", "giếng"), ("khuỷu", "khuỷu"),
        ("toán", "toán"), ("khoản", "khoản"), ("ngoài", "ngoài"), ("thuở", "thuở"), ("rượu", "rượu"), ("y", "y"),
        ("tuyến", "tuyến"), ("hoặc", "hoặc"), ("li", "ly"), ("qui", "quy"),
    ],
)  # fmt: skip
def test_one_spelling(written: str, expected: str) -> None:
    assert one_spelling(written) == expected


@pytest.mark.parametrize("foreign", ["café", "naïve", "laptop", "dượć", "5a", "ខ្មែរ", ""])
def test_what_is_no_syllable_stays(foreign: str) -> None:
    assert one_spelling(foreign) == unicodedata.normalize("NFC", foreign)


def test_every_syllable_keeps_its_letters_and_tone_and_has_one_spelling_only() -> None:
    made = {place_tone(base, tone) for base in SYLLABLES for tone in TONES}
    right = [word for word in made if is_syllable(word)]
    assert len(right) > 14_000
    for word in right:
        once = one_spelling(word)
        assert one_spelling(once) == once
        assert split_tone(once)[1] == split_tone(word)[1]
        assert fold(once).replace("y", "i") == fold(word).replace("y", "i")
