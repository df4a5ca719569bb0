"""Pages of questions and answers for everybody and for askers."""

from .asking import ask, status
from .beside import beside, enough
from .feeds import AnswersAtom
from .following import follow
from .opendata import catalogue, data, data_file
from .own import add_files, do, erase, file, own, own_data, sent
from .promises import promises
from .public import board, public_file, question

__all__ = [
    "AnswersAtom",
    "add_files",
    "ask",
    "beside",
    "board",
    "catalogue",
    "data",
    "data_file",
    "do",
    "enough",
    "erase",
    "file",
    "follow",
    "own",
    "own_data",
    "promises",
    "public_file",
    "question",
    "sent",
    "status",
]
