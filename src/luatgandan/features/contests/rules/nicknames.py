"""Nicknames of a hall: a list to choose from, and what a name people make up may not be.

A machine finds the plain cases only; typed names stand on the big screen at the board alone, and the person who runs
the stage can remove anybody before.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from luatgandan.lib.vietnamese import fold

from ..models.live import LONGEST_NICKNAME

SHORTEST = 2
WHO = ("Cá linh", "Cá lóc", "Cá heo", "Tôm càng", "Cua đồng", "Rùa nước", "Chim sáo", "Cò trắng", "Vạc xám", "Le le",
       "Bói cá", "Chích chòe", "Trâu non", "Vịt xiêm", "Ong mật", "Chuồn chuồn", "Đom đóm", "Bông súng", "Bông sen",
       "Điên điển", "Lục bình", "Xoài cát", "Vú sữa", "Măng cụt", "Chôm chôm", "Dừa nước", "Thốt nốt", "Bưởi hồng",
       "Xuồng ba lá", "Cầu tre")  # fmt: skip
HOW = ("vui vẻ", "chăm chỉ", "nhanh trí", "tốt bụng", "điềm tĩnh", "can đảm", "tươi cười", "khéo léo", "thật thà",
       "hiền lành", "siêng năng", "nhẹ nhàng", "sáng dạ", "lễ phép", "kiên trì", "ham học", "mau mắn", "gọn gàng",
       "hóm hỉnh", "mạnh mẽ")  # fmt: skip
LISTED = tuple(f"{who} {how}" for who in WHO for how in HOW)
_RUDE = frozenset({
    "địt", "đụ", "đéo", "đĩ", "lồn", "cặc", "buồi", "cứt", "đm", "đmm", "dm", "dmm", "đcm", "dcm", "vcl", "vkl",
    "clgt", "cmm", "cmn", "clm", "cđm", "ngu", "chó", "fuck", "fucking", "shit", "bitch", "dick", "sex", "porn",
})  # fmt: skip
_RUDE_PHRASES = ("oc cho", "du ma", "dit me", "deo biet", "thang cho", "con cho")
_SPACED = " .-'’"
_DIGITS = re.compile(r"\d")
MOST_DIGITS = 4  # more may be a phone or an identity number


def why_not(nickname: str) -> str:
    """Why nobody may be called so, in words; empty when one may."""
    if not SHORTEST <= len(nickname) <= LONGEST_NICKNAME:
        return _("Tên dài từ %(least)d đến %(most)d ký tự.") % {"least": SHORTEST, "most": LONGEST_NICKNAME}
    if not all(_is_letter(one) or one in _SPACED for one in nickname) or not any(one.isalpha() for one in nickname):
        return _("Tên chỉ gồm chữ, số và dấu cách.")
    if len(_DIGITS.findall(nickname)) > MOST_DIGITS:
        return _("Đừng ghi số điện thoại hay số giấy tờ trong tên.")
    return _("Tên này không hợp nơi đông người. Hãy chọn tên khác.") if is_rude(nickname) else ""


def is_rude(nickname: str) -> bool:
    """Whether it holds words that have no place on a screen; letters parted by dots or blanks count as one word."""
    words = re.split(rf"[{re.escape(_SPACED)}]+", nickname.lower())
    folded = f" {' '.join(fold(word) for word in words)} "
    joined = "".join(words) if all(len(word) == 1 for word in words) else ""
    return not _RUDE.isdisjoint(words) or joined in _RUDE or any(f" {phrase} " in folded for phrase in _RUDE_PHRASES)


def _is_letter(one: str) -> bool:
    return unicodedata.category(one)[0] in "LMN"


def key_of(nickname: str) -> str:
    """What keeps nicknames apart: case and marks do not."""
    return fold(nickname)[: 2 * LONGEST_NICKNAME]


def offered(taken: Collection[str], *, start: int, count: int = 6) -> list[str]:
    """Free names of the list; `start` makes people who come together see different ones."""
    free = (name for name in _from(start) if key_of(name) not in taken)
    return [name for name, _place in zip(free, range(count), strict=False)]


def _from(start: int) -> Iterator[str]:
    """The whole list from anywhere; neighbours differ in both words (7 and 600 have no common divisor)."""
    yield from (LISTED[(start + 7 * step) % len(LISTED)] for step in range(len(LISTED)))
