"""The acts of contests; every refusal is a `ContestError` in words."""

from .errors import ContestError, NotAllowedError, WrongPhaseError
from .log import write_log
from .ranking import rank_round
from .scoring import score_attempt, score_round
from .sealing import LackingError, end_round, reveal_round, seal_for_rehearsal, seal_round, try_to_seal
from .voiding import UnknownQuestionError, note_doubts, rescore_round, void_question

__all__ = [
    "ContestError",
    "LackingError",
    "NotAllowedError",
    "UnknownQuestionError",
    "WrongPhaseError",
    "end_round",
    "note_doubts",
    "rank_round",
    "rescore_round",
    "reveal_round",
    "score_attempt",
    "score_round",
    "seal_for_rehearsal",
    "seal_round",
    "try_to_seal",
    "void_question",
    "write_log",
]
