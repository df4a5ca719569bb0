"""Reading contests."""

from .banks import bank_questions, doubtful_codes, has_worked_on
from .contests import (
    cancellation,
    current_contests,
    hidden_contest,
    past_contests,
    practice_contests,
    public_contest,
    public_documents,
    sitemap,
    unit_by_code,
    view_of,
)
from .finals import is_in_final
from .fitting import reasons_against
from .notices import notices
from .own import marked_paper, may_sit_again, own_rounds, receipt_view, stored_answers, units_listed
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
from .rounds import asked_elsewhere, rounds_over, rounds_stale, rounds_to_look_at, rounds_to_seal, rounds_untold
from .shown import shown_paper
from .taking import (
    attempt_of,
    closes_at,
    entrant_by_login,
    entrant_of_person,
    expired,
    is_running,
    opens_on,
    public_round,
    rounds_expired,
)

__all__ = [
    "Paper",
    "WrongPaperError",
    "answers_of",
    "asked_elsewhere",
    "attempt_of",
    "bank_questions",
    "cancellation",
    "closes_at",
    "current_contests",
    "doubtful_codes",
    "draw_paper",
    "entrant_by_login",
    "entrant_of_person",
    "expired",
    "has_worked_on",
    "hidden_contest",
    "is_in_final",
    "is_receipt_true",
    "is_running",
    "marked_paper",
    "may_sit_again",
    "notices",
    "opens_on",
    "own_rounds",
    "paper_of",
    "past_contests",
    "practice_contests",
    "public_contest",
    "public_documents",
    "public_round",
    "reasons_against",
    "receipt_of",
    "receipt_view",
    "rounds_expired",
    "rounds_over",
    "rounds_stale",
    "rounds_to_look_at",
    "rounds_to_seal",
    "rounds_untold",
    "sealed_questions",
    "shown_paper",
    "sitemap",
    "stored_answers",
    "unit_by_code",
    "units_listed",
    "view_of",
    "voided_codes",
]
