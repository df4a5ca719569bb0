"""What people type: questions, and at the desk drafts, prompts, entries of the register, marks in the practice room."""

from .asking import AskForm, ConsentForm, ForgetForm, OpinionForm
from .desk import MarksForm, PromptForm, ReportForm, TaskForm, UseForm
from .drafts import DraftFilter, DraftForm, HandOverForm, LineForm, LookupForm

__all__ = [
    "AskForm",
    "ConsentForm",
    "DraftFilter",
    "DraftForm",
    "ForgetForm",
    "HandOverForm",
    "LineForm",
    "LookupForm",
    "MarksForm",
    "OpinionForm",
    "PromptForm",
    "ReportForm",
    "TaskForm",
    "UseForm",
]
