"""Forms of the library: filters, days, decisions (filters.py), files of laws (files.py), records (records.py)."""

from .decisions import DecideForm, ReturnForm, WithdrawForm
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
from .records import DeskRecordFilter, PrecedentForm, RecordFilter, RecordForm
from .relations import RelationForm

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
    "RelationForm",
    "ReturnForm",
    "ReviewDecision",
    "ReviewFilter",
    "UploadForm",
    "WithdrawForm",
    "read_day",
]
