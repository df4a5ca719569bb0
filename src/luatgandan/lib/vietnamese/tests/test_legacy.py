"""TCVN3 and VNI letters."""

import unicodedata

import pytest

from luatgandan.lib.vietnamese.legacy import Charset, charset_of_font, to_unicode
from luatgandan.lib.vietnamese.syllables import share_valid


@pytest.mark.parametrize(
    ("font", "charset"),
    [
        (".VnTime", Charset.TCVN3),
        (".VnArial Narrow", Charset.TCVN3),
        (".VnTimeH", Charset.TCVN3_CAPITAL),
        (".VNARIALH", Charset.TCVN3_CAPITAL),
        ("VNI-Times", Charset.VNI),
        ("Times New Roman", Charset.UNICODE),
        ("", Charset.UNICODE),
    ],
)
def test_fonts_name_their_charset(font: str, charset: Charset) -> None:
    assert charset_of_font(font) is charset


@pytest.mark.parametrize(
    ("charset", "old", "text"),
    [
        (Charset.TCVN3, "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        (Charset.TCVN3, "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        (Charset.TCVN3, "ng\u00adêi cã c«ng víi c¸ch m¹ng", "người có công với cách mạng"),
        (Charset.TCVN3_CAPITAL, "quyÕt ®Þnh cña bé tr\u00adëng", "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG"),
        (Charset.VNI, "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (Charset.VNI, "ñöôïc nhöõng Chæ thò Myõ kyû luaät", "được những Chỉ thị Mỹ kỷ luật"),
        (Charset.UNICODE, "Céng", "Céng"),
    ],
)
def test_old_letters_become_unicode(charset: Charset, old: str, text: str) -> None:
    assert unicodedata.normalize("NFC", to_unicode(old, charset)) == text


@pytest.mark.parametrize("charset", [Charset.TCVN3, Charset.TCVN3_CAPITAL, Charset.VNI])
def test_text_that_is_unicode_already_stays(charset: Charset) -> None:
    assert to_unicode("Quyết định được ban hành", charset) == "Quyết định được ban hành"


def test_letters_of_symbol_fonts_stand_in_the_private_area() -> None:
    assert to_unicode("\uf0a7i\uf0d2u", Charset.TCVN3) == "Điều"


def test_old_letters_are_no_valid_syllables_before_conversion() -> None:
    old = "C¨n cø LuËt Tæ chøc ChÝnh phñ; §iÒu 1. NghÞ ®Þnh nµy"
    assert share_valid(old) == (0, 11)
    assert share_valid(to_unicode(old, Charset.TCVN3)) == (11, 11)
