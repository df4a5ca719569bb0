"""What is said about a sheet: row by row, cell by cell."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .columns import TITLES
from .reading import Sheet

CREATE, UPDATE, SAME, ERROR = "create", "update", "same", "error"


@dataclass(kw_only=True)
class Remark:
    """What is to be said about one cell: `column` is the title of the column, empty for the whole row."""

    column: str
    text: str
    is_error: bool


@dataclass(kw_only=True)
class Draft:
    """What a row says, cleaned. `details` holds only what the row gives: blanks never erase."""

    code: str = ""
    name: str = ""
    kind: str = ""
    is_kind_given: bool = False
    is_dated: bool = False
    parent: str = ""
    parent_code: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(kw_only=True)
class RowReport:
    """One row: its number as Excel shows it, its cells, what is to be said, what would happen."""

    number: int
    cells: tuple[Any, ...]
    draft: Draft
    action: str = SAME
    remarks: list[Remark] = field(default_factory=list)

    @property
    def has_error(self) -> bool:
        return self.action == ERROR

    def error(self, column: str, text: str) -> None:
        self.remarks.append(Remark(column=TITLES.get(column, column), text=text, is_error=True))
        self.action = ERROR

    def notes(self, column: str, texts: list[str]) -> None:
        self.remarks += [Remark(column=TITLES[column], text=text, is_error=False) for text in texts]

    @property
    def result(self) -> str:
        """The words of the column "Kết quả"."""
        head = {
            CREATE: _("Thêm mới (%(code)s)") % {"code": self.draft.code},
            UPDATE: _("Cập nhật (%(code)s)") % {"code": self.draft.code},
            SAME: _("Không đổi (%(code)s)") % {"code": self.draft.code},
            ERROR: _("Lỗi"),
        }[self.action]
        remarks = sorted(self.remarks, key=lambda remark: not remark.is_error)
        said = "; ".join(f"{remark.column}: {remark.text}" if remark.column else remark.text for remark in remarks)
        return f"{head}. {said}" if said else head


@dataclass(kw_only=True)
class Report:
    """All rows with their findings."""

    sheet: Sheet
    rows: list[RowReport]
    remarks: list[str]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows would be created, updated, stay the same, or have errors."""
        found = Counter(row.action for row in self.rows)
        return {action: found[action] for action in (CREATE, UPDATE, SAME, ERROR)}

    @property
    def talking(self) -> list[RowReport]:
        """Rows about which something is to be said, errors first, then by number."""
        return sorted((row for row in self.rows if row.remarks), key=lambda row: (not row.has_error, row.number))

    @property
    def digest(self) -> str:
        """A fingerprint of what would be done: two equal ones mean that nothing changed between check and apply."""
        plan = [(row.number, row.action, row.draft) for row in self.rows]
        return hashlib.sha256(repr(plan).encode()).hexdigest()
