"""Pages of the assistant."""

from .answers import answer, hand_over, opinion, proof, proof_json, proof_pdf
from .asking import ask, steps
from .following import confirm, follow, stop
from .register import register
from .running import state

__all__ = [
    "answer",
    "ask",
    "confirm",
    "follow",
    "hand_over",
    "opinion",
    "proof",
    "proof_json",
    "proof_pdf",
    "register",
    "state",
    "steps",
    "stop",
]
