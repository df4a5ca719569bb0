"""Pages of the assistant."""

from .answers import answer, hand_over, opinion, proof, proof_json, proof_pdf
from .asking import ask, steps
from .following import follow
from .register import register
from .remembering import forget
from .running import state

__all__ = [
    "answer",
    "ask",
    "follow",
    "forget",
    "hand_over",
    "opinion",
    "proof",
    "proof_json",
    "proof_pdf",
    "register",
    "state",
    "steps",
]
