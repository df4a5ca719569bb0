"""Pages of contests for everybody and for entrants."""

from .certificates import certificate, certificate_file
from .contests import contest, contests, document
from .joining import enter, join, leave, mine, type_code, unit, withdraw
from .outcome import complain, learn_next
from .practice import practice, practice_paper, practice_question
from .receipts import receipt
from .results import board, finalists, proof, statistics, winners
from .saving import save
from .taking import hand_in, paper, start

__all__ = [
    "board",
    "certificate",
    "certificate_file",
    "complain",
    "contest",
    "contests",
    "document",
    "enter",
    "finalists",
    "hand_in",
    "join",
    "learn_next",
    "leave",
    "mine",
    "paper",
    "practice",
    "practice_paper",
    "practice_question",
    "proof",
    "receipt",
    "save",
    "start",
    "statistics",
    "type_code",
    "unit",
    "winners",
    "withdraw",
]
