"""The acts of contests; every refusal is a `ContestError` in words."""

from .errors import ContestError, NotAllowedError, WrongPhaseError
from .log import write_log
from .scoring import score_attempt, score_round
from .sealing import LackingError, seal_for_rehearsal, seal_round

__all__ = [
    "ContestError",
    "LackingError",
    "NotAllowedError",
    "WrongPhaseError",
    "score_attempt",
    "score_round",
    "seal_for_rehearsal",
    "seal_round",
    "write_log",
]
