"""Reading organisations from a spreadsheet: open it safely, find the columns, check every row, say what was found."""

from .checking import Progress, check
from .reading import Sheet, SheetError, read_sheet
from .report import CREATE, UPDATE, Draft, Report, RowReport
from .writing import report_workbook, template_workbook

__all__ = [
    "CREATE",
    "UPDATE",
    "Draft",
    "Progress",
    "Report",
    "RowReport",
    "Sheet",
    "SheetError",
    "check",
    "read_sheet",
    "report_workbook",
    "template_workbook",
]
