"""Statistics of units as tables to take along: CSV and a spreadsheet."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from luatgandan.lib.cells import safe_cell

from .statistics import UnitYear


def table_of(units: Sequence[UnitYear]) -> list[list[Any]]:
    """A head and a row per unit; shares in per cent, empty where nothing was counted."""
    head = [
        _("Mã đơn vị"), _("Đơn vị"), _("Nhận"), _("Trả lời"), _("Trung vị ngày làm việc"), _("Trễ hẹn (%)"),
        _("Hài lòng (1–5)"), _("Lĩnh vực hỏi nhiều"),
    ]  # fmt: skip
    return [head, *(_row(one) for one in units)]


def statistics_csv(units: Sequence[UnitYear]) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read Vietnamese."""
    text = StringIO()
    csv.writer(text).writerows(table_of(units))
    return text.getvalue().encode("utf-8-sig")


def statistics_workbook(units: Sequence[UnitYear]) -> bytes:
    """One sheet."""
    book, content = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet(_("Hỏi đáp"))
    for row in table_of(units):
        sheet.append(row)
    book.save(content)
    return content.getvalue()


def _row(one: UnitYear) -> list[Any]:
    late = round(100 * one.late_share, 1) if one.answered else None
    score = round(one.score, 2) if one.score is not None else None
    topics = "; ".join(f"{name}: {count}" for name, count in one.topics)
    return [one.code, safe_cell(one.name), one.received, one.answered, one.days, late, score, topics]
