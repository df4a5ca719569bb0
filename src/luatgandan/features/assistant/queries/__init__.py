"""The questions one may ask the assistant."""

from .answering import Asked, answer
from .runs import Hotline, Proof, Report, hotlines, proofs, report, run_with
from .telling import step, told

__all__ = ["Asked", "Hotline", "Proof", "Report", "answer", "hotlines", "proofs", "report", "run_with", "step", "told"]
