"""Reading contests."""

from .banks import bank_questions, doubtful_codes
from .papers import (
    Paper,
    WrongPaperError,
    answers_of,
    draw_paper,
    is_receipt_true,
    paper_of,
    receipt_of,
    sealed_questions,
    voided_codes,
)

__all__ = [
    "Paper",
    "WrongPaperError",
    "answers_of",
    "bank_questions",
    "doubtful_codes",
    "draw_paper",
    "is_receipt_true",
    "paper_of",
    "receipt_of",
    "sealed_questions",
    "voided_codes",
]
