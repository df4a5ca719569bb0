"""What looks odd in a round, as scores with evidence for people to look at. Nobody is disqualified by these."""

from .alike import AlikePapers
from .burst import WINDOW, hurried_burst
from .device import shared_devices
from .namesake import namesakes
from .speed import hasty_papers
from .values import Oddity, Trace

__all__ = [
    "WINDOW",
    "AlikePapers",
    "Oddity",
    "Trace",
    "hasty_papers",
    "hurried_burst",
    "namesakes",
    "shared_devices",
]
