"""What the room of contests keeps."""

from .contests import Contest, Document, LogEntry, Round, Sealed, Unit, Voided
from .live import Player, PlayerAnswer, Stage, StageQuestion
from .results import Award, Complaint, Prize, Signal
from .taking import Attempt, Correction, Device, Entrant, Finalist, Outage, Response

__all__ = [
    "Attempt",
    "Award",
    "Complaint",
    "Contest",
    "Correction",
    "Device",
    "Document",
    "Entrant",
    "Finalist",
    "LogEntry",
    "Outage",
    "Player",
    "PlayerAnswer",
    "Prize",
    "Response",
    "Round",
    "Sealed",
    "Signal",
    "Stage",
    "StageQuestion",
    "Unit",
    "Voided",
]
