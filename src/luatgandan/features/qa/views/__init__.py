"""Pages of questions and answers for everybody and for askers."""

from .feeds import AnswersAtom
from .public import board, question

__all__ = ["AnswersAtom", "board", "question"]
