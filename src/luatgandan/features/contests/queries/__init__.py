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
from .rounds import rounds_over, rounds_to_seal

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
    "rounds_over",
    "rounds_to_seal",
    "sealed_questions",
    "voided_codes",
]
