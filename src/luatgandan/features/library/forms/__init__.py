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
from .records import DecideForm, RecordFilter, RecordForm, ReturnForm, WithdrawForm

__all__ = [
    "ChangeFilter",
    "CompareForm",
    "DayField",
    "DayForm",
    "DecideForm",
    "DeskFilter",
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
