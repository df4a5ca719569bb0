"""Khmer words: written without spaces, found by khmercut where it is installed, else by orthographic clusters."""

import re
import unicodedata
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import cast

METHOD = "words" if find_spec("khmercut") and find_spec("pycrfsuite") else "clusters"
_RUN = re.compile(r"[\u1780-\u17d3\u17d7\u17dc\u17dd\u200b-\u200d]+")
_ANY = re.compile(r"[\u1780-\u17b3]")
# A consonant or independent vowel with what hangs on it: subscripts, vowels, signs.
_CLUSTER = re.compile(r"[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*|[\u17d7\u17dc]")
_LONGEST = 400  # letters cut at once


def holds(text: str) -> bool:
    """Whether `text` has Khmer letters."""
    return _ANY.search(text) is not None


def spaced(text: str) -> str:
    """`text` with spaces around each Khmer word."""
    return _RUN.sub(lambda run: f" {' '.join(words(run[0]))} ", text)


def words(run: str) -> list[str]:
    """The words of one run of Khmer letters; zero-width spaces that a writer put between words are kept to."""
    return [word for piece in re.split("[\u200b-\u200d]+", run) for word in _cut(piece) if word]


def _cut(piece: str) -> list[str]:
    if METHOD == "clusters" or len(piece) < 2:
        return _CLUSTER.findall(piece)
    return [word for start in range(0, len(piece), _LONGEST) for word in _words(piece[start : start + _LONGEST])]


@lru_cache(maxsize=20_000)
def _words(piece: str) -> tuple[str, ...]:
    tokenize = import_module("khmercut").tokenize  # it is optional, and its model is loaded on first use
    return tuple(word for word in cast(list[str], tokenize(piece)) if _ANY.search(unicodedata.normalize("NFC", word)))
