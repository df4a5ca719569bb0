"""One row of a roster: repaired where that is safe, refused with what to mend where it is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from luatgandan.foundation.accounts.forms.fields import clean_phone
from luatgandan.foundation.organisations.spreadsheet import values as cells
from luatgandan.foundation.places.models import Ward
from luatgandan.foundation.places.queries import resolve_ward

from .tables import NEXT

COLUMNS = {
    "name": frozenset({"ho va ten", "ho ten", "ten", "ho va ten nguoi du thi"}),
    "family": frozenset(
        {
            "ho",
            "ho va",
            "ho dem",
            "ho va dem",
            "ho va ten dem",
            "ho ten dem",
            "ho lot",
            "ho va ten lot",
            "ho chu lot",
            "ho va chu lot",
        }
    ),
    "born_on": frozenset({"ngay sinh", "ngay thang nam sinh"}),
    "class_name": frozenset({"lop"}),
    "unit": frozenset({"don vi", "don vi du thi", "truong", "ten don vi"}),
    "phone": frozenset({"so dien thoai", "dien thoai", "sdt"}),
    "ward": frozenset({"xa, phuong", "xa phuong", "phuong xa", "phuong, xa", "xa/phuong", "phuong/xa", "noi o"}),
}
NEEDED = ("name",)
LONGEST_NAME, LONGEST_CLASS, LONGEST_UNIT, LONGEST_PLACE = 120, 20, 200, 200
OLDEST = 120


@dataclass(frozen=True, kw_only=True)
class RosterRow:
    """What one row says; `faults` keep it out, `notes` say what was repaired. `phone` in E.164."""

    number: int
    name: str = ""
    born_on: date | None = None
    class_name: str = ""
    unit: str = ""
    phone: str = ""
    ward: Ward | None = None
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Reading:
    """The row while its cells are read."""

    cells: Mapping[str, Any]
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, label: str, reader: Any, name: str, *more: Any) -> Any:
        """One cell by its reader, with what it says."""
        try:
            value, notes = reader(self.cells.get(name), *more)
        except (cells.CellError, ValidationError) as refusal:
            told = refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)
            self.faults.append(f"{label}: {told}")
            return None
        self.notes += [f"{label}: {note}" for note in notes]
        return value


def read_row(number: int, row: Mapping[str, Any], *, today: date) -> RosterRow:
    """A row of the table as a value."""
    reading = _Reading({**row, "name": [row.get(one) for one in ("family", "name", "name" + NEXT)]})
    name = reading.take(_("họ tên"), _name, "name")
    born_on = reading.take(_("ngày sinh"), _birthday, "born_on", today)
    return RosterRow(
        number=number, name=name or "", born_on=born_on,
        class_name=reading.take(_("lớp"), cells.text, "class_name", LONGEST_CLASS) or "",
        unit=reading.take(_("đơn vị"), cells.text, "unit", LONGEST_UNIT) or "",
        phone=reading.take(_("điện thoại"), _phone, "phone") or "", ward=reading.take(_("xã, phường"), _ward, "ward"),
        faults=tuple(reading.faults), notes=tuple(reading.notes),
    )  # fmt: skip


def _name(parts: Sequence[Any]) -> tuple[str, list[str]]:
    """Class lists of schools have it in two columns: family and middle names, and the given name."""
    filled = [str(one).strip() for one in parts if str(one or "").strip()]
    name, notes = cells.text(" ".join(filled), LONGEST_NAME)
    if len(filled) > 1:
        notes.append(_("ghép từ hai cột thành “%s”") % name)
    if name and " " not in name:
        notes.append(_("chỉ có một chữ, có thể thiếu họ"))
    if not name or any(letter.isdigit() for letter in name):
        raise cells.CellError(_("trống, hoặc không phải tên người"))
    if name.isupper():
        name = name.title()
        notes.append(_("viết hoa toàn bộ, đã viết lại “%s”") % name)
    return name, notes


def _birthday(value: Any, today: date) -> tuple[date | None, list[str]]:
    born_on, notes = cells.day(value)
    if born_on and not (today.year - OLDEST <= born_on.year and born_on <= today):
        raise cells.CellError(_("năm %d không thể là năm sinh") % born_on.year)
    return born_on, notes


def _phone(value: Any) -> tuple[str, list[str]]:
    """Excel drops the first 0 and adds ".0"; `clean_phone` takes numbers with and without it."""
    text, notes = cells.text(value, LONGEST_PLACE)
    if not text:
        return "", notes
    phone = clean_phone(text)
    digits = "".join(letter for letter in text if letter.isdigit())
    if not digits.startswith(("0", "84")):
        notes.append(_("đã thêm số 0 ở đầu"))
    return phone, notes


def _ward(value: Any) -> tuple[Ward | None, list[str]]:
    text, notes = cells.text(value, LONGEST_PLACE)
    if not text:
        return None, notes
    found = resolve_ward(text)
    if found.ward is None:
        names = ", ".join(str(one.ward) for one in found.choices[:3])
        told = _("“%(text)s” chưa rõ là nơi nào; có thể là %(names)s") if names else _("không có nơi tên “%(text)s”")
        raise cells.CellError(told % {"text": text, "names": names})
    if found.reason:
        notes.append(_("“%(text)s” nay là %(ward)s") % {"text": text, "ward": found.ward})
    return found.ward, notes
