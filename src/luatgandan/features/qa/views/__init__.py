"""Pages of questions and answers for everybody and for askers."""

from .asking import ask, status
from .feeds import AnswersAtom
from .opendata import catalogue, data, data_file
from .own import add_files, do, file, own, sent
from .promises import promises
from .public import board, question

__all__ = [
    "AnswersAtom",
    "add_files",
    "ask",
    "board",
    "catalogue",
    "data",
    "data_file",
    "do",
    "file",
    "own",
    "promises",
    "question",
    "sent",
    "status",
]
