"""All finds of a text, or of the fields of a record taken together."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from .addresses import find_addresses
from .finds import Find, Taken
from .names import find_names
from .numbers import find_numbers
from .pseudonyms import with_proposals

BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class PartFind:
    """A find and the part (field, file) of the record it stands in; its places count from the start of that part."""

    part: str
    find: Find


def find_personal_data(text: str) -> list[Find]:
    """Numbers, addresses and names in reading order, none overlapping, each with a proposal.

    `text` must be NFC: places count its characters.
    """
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("text must be NFC")
    taken = Taken(len(text))
    return with_proposals(text, [find for find in _all(text) if taken.take(find)])


def _all(text: str) -> Iterator[Find]:
    yield from find_numbers(text)
    yield from find_addresses(text)
    yield from find_names(text)


def find_in_parts(
    parts: Mapping[str, str], *, finder: Callable[[str], list[Find]] = find_personal_data
) -> list[PartFind]:
    """The finds of several texts that speak of the same people, so that a person gets one letter in all of them."""
    finds = iter(finder(BETWEEN.join(parts.values())))
    found: list[PartFind] = []
    begin = 0
    find = next(finds, None)
    for name, text in parts.items():
        end = begin + len(text)
        while find is not None and find.start < end:
            found.append(PartFind(name, replace(find, start=find.start - begin, end=find.end - begin)))
            find = next(finds, None)
        begin = end + len(BETWEEN)
    return found
