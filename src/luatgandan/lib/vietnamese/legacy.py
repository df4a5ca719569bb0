"""Vietnamese before Unicode: the 8-bit letters of TCVN3 (ABC) and VNI fonts.

Old files hold ordinary Western letters that only look Vietnamese in such a font: "C¨n cø" in .VnTime, "Caên cöù" in
VNI-Times. Which table applies is known from the font of each run, never from the text as a whole.
Sources: TCVN 5712:1993 (VN3); the key tables of VNI Software. Capital TCVN3 fonts (.VnTimeH) draw small letters as
capitals, so their text is turned to upper case.
"""

import re
from enum import StrEnum


class Charset(StrEnum):
    """How the letters of a run are to be read."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    TCVN3_CAPITAL = "tcvn3-capital"
    VNI = "vni"


_TCVN3_CODES = (
    "µ¸¶·¹" "¨»¾¼½Æ" "©ÇÊÈÉË" "®" "ÌÐÎÏÑ" "ªÒÕÓÔÖ" "×ÝØÜÞ" "ßãáâä" "«åèæçé" "¬êíëìî" "ïóñòô" "\u00adõøö÷ù" "úýûüþ"
    "¡¢§£¤¥¦"
)  # fmt: skip
_TCVN3_LETTERS = (
    "àáảãạ" "ăằắẳẵặ" "âầấẩẫậ" "đ" "èéẻẽẹ" "êềếểễệ" "ìíỉĩị" "òóỏõọ" "ôồốổỗộ" "ơờớởỡợ" "ùúủũụ" "ưừứửữự" "ỳýỷỹỵ" "ĂÂĐÊÔƠƯ"
)  # fmt: skip
_TCVN3 = dict(zip(map(ord, _TCVN3_CODES), _TCVN3_LETTERS, strict=True)) | {
    0x3BC: "à",
    0x2212: "ư",
}  # as PDF writers name µ and the soft hyphen
_MARKS = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = {
    "â": "\u0302",
    "à": "\u0302\u0300",
    "á": "\u0302\u0301",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_BREVES = {
    "ê": "\u0306",
    "è": "\u0306\u0300",
    "é": "\u0306\u0301",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}
_PAIRS = {
    **{letter + code: letter + mark for letter in "aeouy" for code, mark in _MARKS.items()},
    **{letter + code: _SINGLE[letter] + mark for letter in "ôö" for code, mark in _MARKS.items()},
    **{letter + code: letter + mark for letter in "aeo" for code, mark in _HATS.items()},
    **{"a" + code: "a" + mark for code, mark in _BREVES.items()},
}
_VNI = _PAIRS | _SINGLE
_VNI |= {code.upper(): letter.upper() for code, letter in _VNI.items()} | {
    code[0].upper() + code[1]: letter[0].upper() + letter[1:] for code, letter in _PAIRS.items()
}
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
# Letters that no 8-bit font has: the run was typed in Unicode, whatever its font says.
_UNICODE_ONLY = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_PRIVATE = {0xF000 + code: code for code in range(0x20, 0x100)}


def charset_of_font(font: str) -> Charset:
    """The charset that a font's name stands for."""
    name = font.strip().lower()
    if name.startswith((".vn", "vntime", ".vntime")) and not name.startswith("vntimes new"):
        return Charset.TCVN3_CAPITAL if name.rstrip().endswith("h") and len(name) > 4 else Charset.TCVN3
    if name.startswith(("vni-", "vni ", "vni_")):
        return Charset.VNI
    return Charset.UNICODE


def to_unicode(text: str, charset: Charset) -> str:
    """The text of one run in Unicode (decomposed marks may remain: normalise to NFC after joining runs)."""
    if charset is Charset.UNICODE or _UNICODE_ONLY.search(text):
        return text
    text = text.translate(_PRIVATE)
    if charset is Charset.VNI:
        return _VNI_CODE.sub(lambda found: _VNI[found.group()], text)
    text = text.translate(_TCVN3)
    return text.upper() if charset is Charset.TCVN3_CAPITAL else text
