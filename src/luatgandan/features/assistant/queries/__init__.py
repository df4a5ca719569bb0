"""The questions one may ask the assistant."""

from .answering import Asked, answer
from .runs import Hotline, Proof, Report, hotlines, proofs, report, run_with
from .telling import article_on, articles_for, notice, step, told

__all__ = [
    "Asked",
    "Hotline",
    "Proof",
    "Report",
    "answer",
    "article_on",
    "articles_for",
    "hotlines",
    "notice",
    "proofs",
    "report",
    "run_with",
    "step",
    "told",
]
