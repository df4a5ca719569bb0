"""What reading a file gives: one row for each question, good or not, with what was wrong in words for the person."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from .values import Entry

MOST_ITEMS = 1_500  # a file is read, and then written, while a person waits
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # databases do not take them


class RowError(ValueError):
    """Why a question cannot be taken, in words for the person."""


class ItemFileError(RowError):
    """Why nothing can be read from a file, in words for the person."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One question of a file: its place in it, and the question or what is wrong with it."""

    number: int
    entry: Entry | None
    problem: str = ""


def _words(value: Any) -> Iterator[str]:
    """Every text in plain values, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _words([*value, *value.values()])
    elif isinstance(value, Iterable):
        for one in value:
            yield from _words(one)


def row_of(number: int, make: Callable[..., Entry], *given: Any) -> Row:
    """The row that `make` gives of what is given; a question that cannot be made is told and left out."""
    try:
        entry = make(*given)
        if any(map(_UNSEEN.search, _words(asdict(replace(entry, files={}))))):
            raise RowError(_("Câu có ký tự điều khiển (như NUL) không hiện được và không lưu được."))
        return Row(number=number, entry=entry)
    except RecursionError:
        return Row(number=number, entry=None, problem=_("Các thẻ lồng nhau quá sâu."))
    except RowError as refusal:
        return Row(number=number, entry=None, problem=str(refusal))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        return Row(number=number, entry=None, problem=_("Thiếu phần bắt buộc hoặc sai cấu trúc."))
