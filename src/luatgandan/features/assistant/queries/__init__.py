"""The questions one may ask the assistant."""

from .answering import Asked, answer
from .following import data_of
from .remembering import asked_by, asked_data
from .running import is_model_on, is_on, state, what_is_wrong
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
    "asked_by",
    "asked_data",
    "data_of",
    "hotlines",
    "is_model_on",
    "is_on",
    "notice",
    "proofs",
    "report",
    "run_with",
    "state",
    "step",
    "told",
    "what_is_wrong",
]
