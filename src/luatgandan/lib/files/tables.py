"""Tables that are tables, and tables that only hold two blocks side by side.

The head of a document (agency beside the name of the country) and its end (recipients beside the signature) are drawn
as tables without borders. Those are read cell by cell as ordinary lines; a Line with rows is a real table.
"""

import re
from collections.abc import Sequence

from luatgandan.lib.legaltext.lines import Line

from .tidy import table_line

Cell = Sequence[Line]
_HEAD = re.compile(
    r"CỘNG\s+HÒ?[AÀ]\s*XÃ\s+HỘI|CỘNG\s+HOÀ\s+XÃ|Độc\s+lập\s*[-–]\s*Tự\s+do|ĐẢNG CỘNG SẢN VIỆT NAM|^\s*Nơi nhận|"
    r"^\s*(?:TM|KT|TUQ|TL|Q)\.|^\s*(?:CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|THỦ TƯỚNG|XÁC THỰC VĂN BẢN HỢP NHẤT)",
    re.MULTILINE | re.IGNORECASE,
)
_MOST_ROWS, _MOST_COLUMNS, _LONG_TEXT = 6, 3, 6000


def table_lines(rows: Sequence[Sequence[Cell]], *, is_bordered: bool | None = None) -> list[Line]:
    """The lines of a table whose cells are lines: one Line with rows, or the cells' own lines for a layout table."""
    rows = [row for row in rows if any(line.text for cell in row for line in cell)]
    if not rows:
        return []
    if is_layout(rows, is_bordered):
        return [line for row in rows for cell in row for line in cell]
    page = next((line.page for row in rows for cell in row for line in cell), 0)
    whole = table_line([[" ".join(line.text for line in cell) for cell in row] for row in rows], page=page)
    return [whole] if whole else []


def is_layout(rows: Sequence[Sequence[Cell]], is_bordered: bool | None = None) -> bool:
    """True when the table only places text: a single cell, or the blocks at the head and the end of a document."""
    columns = max(len(row) for row in rows)
    if len(rows) == 1 and columns == 1:
        return True
    if is_bordered or len(rows) > _MOST_ROWS or columns > _MOST_COLUMNS:
        return False
    text = "\n".join(line.text for row in rows for cell in row for line in cell)
    return len(text) < _LONG_TEXT and bool(_HEAD.search(text))
