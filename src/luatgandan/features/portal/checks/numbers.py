"""Vietnamese numbers in running text: "5.000.000", "2,5 triệu", "mười lăm"; in "một năm", năm is no five."""

import re
from fractions import Fraction

Tokens = list[str]
Parsed = tuple[Fraction, int]

DIGITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
AFTER_TENS = {"mốt": 1, "tư": 4, "lăm": 5, **{word: value for word, value in DIGITS.items() if word != "năm"}}
SCALES = {
    "trăm": 100,
    "nghìn": 1_000,
    "ngàn": 1_000,
    "triệu": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
}
BIG_SCALES = {word: value for word, value in SCALES.items() if value > 100}
# "năm" is five only before one of these, since it is above all the word for "year"
COUNTED = {"mươi", "phần", "ngày", "tháng", "năm", "tuần", "giờ", "phút", "tuổi", "lần", "đồng", *SCALES}
BEFORE_YEAR = {"hằng", "hàng", "mỗi", "từng", "cả", "nửa", "đầu", "cuối", "trong"}
_FIGURE = re.compile(r"^(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)$")
_GROUPED = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$")


def figure(token: str) -> Fraction | None:
    """The value of a number written in figures, with Vietnamese thousands and decimals; None when it is none."""
    if not _FIGURE.match(token):
        return None
    plain = token.replace(".", "").replace(",", ".") if _GROUPED.match(token) else token.replace(",", ".")
    return Fraction(plain)


def read_number(tokens: Tokens, at: int) -> Parsed | None:
    """The number that begins at token `at`, in figures or words, with scales, and the index after it."""
    total, limit, i = Fraction(0), 10**12, at
    while (part := _small(tokens, i)) is not None:
        value, after = part
        scale, after = _scale(tokens, after)
        if scale >= limit:
            break
        half, after = _half(tokens, after, scale)
        total, limit, i = total + value * scale + half, scale, after
        if scale == 1:
            break
    return (total, i) if i > at else None


def _scale(tokens: Tokens, at: int) -> tuple[int, int]:
    scale, i = 1, at
    while i < len(tokens) and tokens[i] in SCALES:
        scale, i = scale * SCALES[tokens[i]], i + 1
    return scale, i


def _half(tokens: Tokens, at: int, scale: int) -> tuple[Fraction, int]:
    """ "rưỡi" after a scale: half of that scale."""
    if scale > 1 and at < len(tokens) and tokens[at] == "rưỡi":
        return Fraction(scale, 2), at + 1
    return Fraction(0), at


def _small(tokens: Tokens, at: int) -> Parsed | None:
    """A number below a thousand in words, or any number in figures."""
    if at >= len(tokens):
        return None
    if (value := figure(tokens[at])) is not None:
        return value, at + 1
    hundreds, i = _hundreds(tokens, at)
    tens, after = _tens(tokens, i, after_hundred=hundreds > 0)
    return (Fraction(hundreds + tens), after) if after > at else None


def _hundreds(tokens: Tokens, at: int) -> tuple[int, int]:
    digit = _digit(tokens, at)
    if digit and tokens[at + 1 : at + 2] == ["trăm"]:
        return digit * 100, at + 2
    return 0, at


def _tens(tokens: Tokens, at: int, *, after_hundred: bool) -> tuple[int, int]:
    word = tokens[at] if at < len(tokens) else ""
    if word == "mười":
        return _ones(tokens, at + 1, 10)
    if word in DIGITS and tokens[at + 1 : at + 2] == ["mươi"]:
        return _ones(tokens, at + 2, DIGITS[word] * 10)
    if after_hundred and word in {"linh", "lẻ"}:
        digit = DIGITS.get(tokens[at + 1], 0) if at + 1 < len(tokens) else 0
        return (digit, at + 2) if digit else (0, at)
    digit = 0 if after_hundred else _digit(tokens, at)
    return (digit, at + 1) if digit else (0, at)


def _ones(tokens: Tokens, at: int, tens: int) -> tuple[int, int]:
    """What follows the tens; "mười năm" is ten years, fifteen is "mười lăm"."""
    word = tokens[at] if at < len(tokens) else ""
    return (tens + AFTER_TENS[word], at + 1) if word in AFTER_TENS else (tens, at)


def _digit(tokens: Tokens, at: int) -> int:
    word = tokens[at]
    if word != "năm":
        return DIGITS.get(word, 0)
    before = tokens[at - 1] if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    return 5 if after in COUNTED and before not in BEFORE_YEAR else 0
