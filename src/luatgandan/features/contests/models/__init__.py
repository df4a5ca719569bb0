"""What the room of contests keeps."""

from .contests import Contest, Document, LogEntry, Round, Sealed, Unit, Voided
from .results import Award, Complaint, Prize, Signal
from .taking import Attempt, Device, Entrant, Response

__all__ = [
    "Attempt",
    "Award",
    "Complaint",
    "Contest",
    "Device",
    "Document",
    "Entrant",
    "LogEntry",
    "Prize",
    "Response",
    "Round",
    "Sealed",
    "Signal",
    "Unit",
    "Voided",
]
