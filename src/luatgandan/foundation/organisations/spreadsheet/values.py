"""Cleaning one cell. Each function gives the value and what a person should know; a `CellError` stops the row."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luatgandan.lib.vietnamese import clean, fold

from ..enums import OrganisationKind
from ..models import CODE_LENGTH, CODE_PATTERN
from .reading import Formula

MAX_HEADCOUNT = 1_000_000
_EXCEL_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_GROUPED = re.compile(r"^\d{1,3}([.,\s]\d{3})+$")
_KIND_WORDS = {
    OrganisationKind.CITY: ("uy ban nhan dan thanh pho", "uy ban nhan dan tinh", "ubnd thanh pho", "ubnd tinh",
                            "ubnd tp"),
    OrganisationKind.WARD_COMMITTEE: ("uy ban nhan dan", "ubnd", "hdnd"),
    OrganisationKind.POLICE: ("cong an",),
    OrganisationKind.COURT: ("toa an",),
    OrganisationKind.SCHOOL: ("truong", "dai hoc", "cao dang", "hoc vien", "mam non", "mau giao",
                              "tieu hoc", "thcs", "thpt"),
    OrganisationKind.PAGODA: ("chua", "tu vien", "thien vien"),
    OrganisationKind.CENTRE: ("trung tam",),
    OrganisationKind.UNION: ("hoi ", "doan ", "mat tran", "lien doan", "lien hiep", "doan the", "uy ban mttq", "hoi"),
    OrganisationKind.DEPARTMENT: ("so ", "so", "thanh tra", "van phong uy ban", "ban quan ly", "so ban nganh"),
}  # fmt: skip


class CellError(ValueError):
    """The value cannot be used; the message says why and what to write instead."""


def computed(value: Any) -> tuple[Any, list[str]]:
    """A formula gives what Excel last computed."""
    if not isinstance(value, Formula):
        return value, []
    if value.value is None:
        raise CellError(_("ô là công thức chưa có kết quả; chép ô rồi dán lại dạng giá trị (Paste Values)"))
    return value.value, [_("ô là công thức; đã lấy kết quả “%(value)s”") % {"value": value.value}]


def text(value: Any, limit: int) -> tuple[str, list[str]]:
    """A text in normal form; numbers typed as text stay whole."""
    if value is None:
        return "", []
    if isinstance(value, bool):
        raise CellError(_("ô là giá trị đúng/sai; ghi bằng chữ"))
    if isinstance(value, datetime):
        raise CellError(_("Excel đã đổi ô thành ngày tháng; định dạng ô là Văn bản rồi ghi lại"))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    raw = str(value)
    if raw in _EXCEL_ERRORS:
        raise CellError(_("ô đang báo lỗi %(value)s; sửa công thức hoặc ghi thẳng giá trị") % {"value": raw})
    tidy = clean(raw)
    if len(tidy) > limit:
        raise CellError(_("dài %(length)d chữ, tối đa %(limit)d; viết gọn lại") % {"length": len(tidy), "limit": limit})
    return tidy, [_("đã chuẩn hóa dấu tiếng Việt và khoảng trắng")] if tidy != raw.strip() else []


def code(value: Any) -> tuple[str, list[str]]:
    """A code in small letters; blank stays blank."""
    tidy, notes = text(value, CODE_LENGTH)
    lower = tidy.lower().replace("_", "-")
    if lower and not re.match(CODE_PATTERN, lower):
        raise CellError(
            _("mã “%(value)s” chỉ được gồm chữ không dấu, chữ số và gạch nối; sửa lại hoặc để trống") % {"value": tidy}
        )
    if lower != tidy:
        notes.append(_("mã được viết là “%(code)s”") % {"code": lower})
    return lower, notes


def headcount(value: Any) -> tuple[int | None, list[str]]:
    """A whole number of people. "1.234" is 1234; the number 1.234 could be either and is asked about."""
    if isinstance(value, bool):
        raise CellError(_("ô là giá trị đúng/sai; ghi số người"))
    if isinstance(value, int | float):
        if value != int(value):
            shown = f"{value:g}".replace(".", ",")
            raise CellError(
                _("“%(value)s” không phải số nguyên; nếu là số hàng nghìn thì gõ liền, ví dụ 1234") % {"value": shown}
            )
        return _in_range(int(value), str(int(value))), []
    tidy, notes = text(value, 40)
    if not tidy:
        return None, notes
    bare = re.sub(r"\s*(người|nguoi)$", "", tidy, flags=re.IGNORECASE)
    if _GROUPED.match(bare):
        number = int(re.sub(r"[.,\s]", "", bare))
        notes.append(_("“%(text)s” được hiểu là %(number)d") % {"text": tidy, "number": number})
        return _in_range(number, tidy), notes
    if not re.fullmatch(r"-?\d+", bare):
        raise CellError(_("“%(value)s” không phải số; ghi số nguyên, ví dụ 25") % {"value": tidy})
    return _in_range(int(bare), tidy), notes


def _in_range(number: int, shown: str) -> int:
    if number < 0:
        raise CellError(_("“%(value)s” là số âm; số người từ 0 trở lên") % {"value": shown})
    if number > MAX_HEADCOUNT:
        raise CellError(_("“%(value)s” lớn quá một triệu người; kiểm tra lại") % {"value": shown})
    return number


def day(value: Any) -> tuple[date | None, list[str]]:
    """A date as Excel keeps it or as dd/mm/yyyy."""
    if isinstance(value, datetime):
        return value.date(), []
    if isinstance(value, date):
        return value, []
    tidy, notes = text(value, 40)
    if not tidy:
        return None, notes
    parts = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", tidy)
    try:
        if parts:
            return date(int(parts[3]), int(parts[2]), int(parts[1])), notes
    except ValueError:
        pass
    raise CellError(_("“%(value)s” không phải ngày; ghi ngày/tháng/năm, ví dụ 31/12/2025") % {"value": tidy})


def phone(value: Any) -> tuple[str, list[str]]:
    """A telephone number; Excel's habit of dropping the first 0 is mended."""
    tidy, notes = text(value, 60)
    digits = re.sub(r"[\s.\-()]", "", tidy).replace("+84", "0", 1)
    if not digits:
        return "", notes
    if isinstance(value, int | float) and len(digits) in (9, 10) and not digits.startswith("0"):
        digits = f"0{digits}"
        notes.append(_("đã thêm số 0 ở đầu: %(phone)s") % {"phone": digits})
    if not re.fullmatch(r"0\d{9,10}|1\d{2,9}", digits):
        raise CellError(_("“%(value)s” không giống số điện thoại; ghi một số, ví dụ 02923 123 456") % {"value": tidy})
    return digits, notes


def email(value: Any) -> tuple[str, list[str]]:
    """An e-mail address."""
    tidy, notes = text(value, 254)
    if tidy:
        try:
            validate_email(tidy)
        except ValidationError:
            raise CellError(_("“%(value)s” không phải địa chỉ thư điện tử") % {"value": tidy}) from None
    return tidy, notes


def kind(value: Any, name: str) -> tuple[str, list[str]]:
    """The kind by its code, its label or usual words; a blank is guessed from the name and said so."""
    tidy, notes = text(value, 80)
    plain = fold(tidy)
    if known := _kind_names(get_language() or "").get(plain):
        return known, notes
    if tidy:
        guessed = _kind_by_words(plain)
        if guessed is None:
            raise CellError(
                _("không có loại “%(value)s”; các loại: %(known)s")
                % {"value": tidy, "known": "; ".join(str(one.label) for one in OrganisationKind)}
            )
        return guessed.value, notes
    guessed = _kind_by_words(fold(name)) or OrganisationKind.OTHER
    return guessed.value, [*notes, _("loại được hiểu theo tên: %(kind)s") % {"kind": guessed.label}]


@lru_cache(maxsize=8)
def _kind_names(language: str) -> dict[str, str]:
    """Kinds by code and by folded label in the language of the page."""
    return {one.value: one.value for one in OrganisationKind} | {
        fold(str(one.label)): one.value for one in OrganisationKind
    }


def _kind_by_words(plain: str) -> OrganisationKind | None:
    for one, words in _KIND_WORDS.items():
        if any(plain == word.strip() or plain.startswith(word.strip() + " ") for word in words):
            return one
    return None
