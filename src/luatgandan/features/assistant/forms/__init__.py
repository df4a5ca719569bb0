"""What people type: questions, and at the desk drafts, prompts, entries of the register, marks in the practice room."""

from .asking import AskForm, OpinionForm

__all__ = ["AskForm", "OpinionForm"]
