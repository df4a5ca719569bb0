"""Forms of the library: filters, days, decisions (filters.py), records of the repository (records.py)."""

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
from .records import DecideForm, DeskRecordFilter, RecordFilter, RecordForm, ReturnForm, WithdrawForm

__all__ = [
    "ChangeFilter",
    "CompareForm",
    "DayField",
    "DayForm",
    "DecideForm",
    "DeskFilter",
    "DeskRecordFilter",
    "DocumentFilter",
    "GlossarySearch",
    "RecordFilter",
    "RecordForm",
    "RelationDecision",
    "ReturnForm",
    "ReviewDecision",
    "ReviewFilter",
    "WithdrawForm",
    "read_day",
]
