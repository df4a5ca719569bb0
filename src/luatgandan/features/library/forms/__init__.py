"""Forms of the library: filters, days, decisions (filters.py), files of laws (files.py), records (records.py)."""

from .files import ACCEPTED, AssignForm, EditForm, FileFilter, UploadForm
from .filters import (
    ChangeFilter,
    CompareForm,
    DayField,
    DayForm,
    DeskFilter,
    DocumentFilter,
    GlossarySearch,
    RelationDecision,
    ReviewDecision,
    ReviewFilter,
    read_day,
)
from .records import DecideForm, DeskRecordFilter, PrecedentForm, RecordFilter, RecordForm, ReturnForm, WithdrawForm

__all__ = [
    "ACCEPTED",
    "AssignForm",
    "ChangeFilter",
    "CompareForm",
    "DayField",
    "DayForm",
    "DecideForm",
    "DeskFilter",
    "DeskRecordFilter",
    "DocumentFilter",
    "EditForm",
    "FileFilter",
    "GlossarySearch",
    "PrecedentForm",
    "RecordFilter",
    "RecordForm",
    "RelationDecision",
    "ReturnForm",
    "ReviewDecision",
    "ReviewFilter",
    "UploadForm",
    "WithdrawForm",
    "read_day",
]
