"""Reading organisations from a spreadsheet: open it safely, find the columns, check every row, say what was found."""

from .checking import Draft, Report, RowReport, check
from .reading import Sheet, SheetError, read_sheet
from .writing import report_workbook, template_workbook

__all__ = [
    "Draft",
    "Report",
    "RowReport",
    "Sheet",
    "SheetError",
    "check",
    "read_sheet",
    "report_workbook",
    "template_workbook",
]
