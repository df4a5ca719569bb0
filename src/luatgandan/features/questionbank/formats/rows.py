"""What reading a file gives: one row for each question, good or not, with what was wrong in words for the person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .values import Entry

MOST_ITEMS = 5_000


class ItemFileError(ValueError):
    """Why nothing can be read from a file, in words for the person."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One question of a file: its place in it, and the question or what is wrong with it."""

    number: int
    entry: Entry | None
    problem: str = ""


def row_of(number: int, make: Callable[..., Entry], *given: Any) -> Row:
    """The row that `make` gives of what is given; a question that cannot be made is told and left out."""
    try:
        return Row(number=number, entry=make(*given))
    except RecursionError:
        return Row(number=number, entry=None, problem=_("Các thẻ lồng nhau quá sâu."))
    except ValueError as refusal:
        return Row(number=number, entry=None, problem=str(refusal))
    except (KeyError, TypeError, AttributeError, IndexError):
        return Row(number=number, entry=None, problem=_("Thiếu phần bắt buộc hoặc sai cấu trúc."))
