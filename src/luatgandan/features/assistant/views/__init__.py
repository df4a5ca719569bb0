"""Pages of the assistant."""

from .answers import answer, opinion, proof, proof_json, proof_pdf
from .asking import ask, steps
from .register import register

__all__ = ["answer", "ask", "opinion", "proof", "proof_json", "proof_pdf", "register", "steps"]
