"""Tables to take away from the desk."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from luatgandan.lib.cells import safe_cell

from ..models import Entrant


def codes_workbook(rows: Iterable[tuple[Entrant, str]]) -> bytes:
    """Personal codes for handing out: one line a person."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Mã dự thi"))
    sheet.append([_("Đơn vị"), _("Lớp"), _("Họ và tên"), _("Mã dự thi"), _("Mã riêng để vào thi")])
    for one, code in rows:
        unit = one.unit.name if one.unit else ""
        sheet.append([safe_cell(unit), safe_cell(one.class_name), safe_cell(one.name), one.code, code])
    file = BytesIO()
    book.save(file)
    return file.getvalue()
