"""Pages of contests for everybody and for entrants."""

from .contests import contest, contests, document
from .joining import enter, join, leave, mine, type_code, unit
from .practice import practice, practice_paper, practice_question
from .receipts import receipt
from .saving import save
from .taking import hand_in, paper, start

__all__ = [
    "contest",
    "contests",
    "document",
    "enter",
    "hand_in",
    "join",
    "leave",
    "mine",
    "paper",
    "practice",
    "practice_paper",
    "practice_question",
    "receipt",
    "save",
    "start",
    "type_code",
    "unit",
]
