"""Words we know of: abbreviations, everyday words with their legal terms, and phrases that only ask.

Abbreviations, Southern words, Khmer words with their Vietnamese terms and phrases that only ask stand in `data/`;
everyday words come from the rooms, through the caller.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from itertools import chain

from luatgandan.lib.vietnamese import fold
from luatgandan.lib.vietnamese.syllables import is_syllable

from . import khmer
from .tokens import tokenise
from .values import Expansion

EVERYDAY, ABBREVIATION, TRANSLATION = "everyday", "abbreviation", "translation"
_LONGEST = 8  # syllables of a phrase


@dataclass(frozen=True, slots=True)
class _Phrase:
    marked: tuple[str, ...]
    terms: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Phrases:
    """Phrases by their folded syllables, for finding them in a query in any state of marks."""

    table: dict[tuple[str, ...], tuple[_Phrase, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, Sequence[str], str]]) -> "Phrases":
        """From (phrase, terms, reason)."""
        table: dict[tuple[str, ...], tuple[_Phrase, ...]] = {}
        for text, terms, reason in rows:
            marked, folded = (tuple(tokens.split()) for tokens in tokenise(text))
            if 0 < len(folded) <= _LONGEST:
                table[folded] = (*table.get(folded, ()), _Phrase(marked, tuple(terms), reason))
        return cls(table)

    def find(self, marked: Sequence[str], folded: Sequence[str]) -> list[tuple[int, int, _Phrase]]:
        """(start, end, phrase) of the longest phrases, left to right, none within another."""
        found, at = [], 0
        while at < len(folded):
            match = next(iter(self._at(at, marked, folded)), None)
            if match:
                found.append(match)
            at = match[1] if match else at + 1
        return found

    def _at(self, start: int, marked: Sequence[str], folded: Sequence[str]) -> Iterable[tuple[int, int, _Phrase]]:
        for end in range(min(len(folded), start + _LONGEST), start, -1):
            for phrase in self.table.get(tuple(folded[start:end]), ()):
                if _fits(marked[start:end], phrase):
                    yield start, end, phrase


def _fits(typed: Sequence[str], phrase: _Phrase) -> bool:
    """Marks that were typed must be right; they may be missing, but not from one syllable alone: "lan" is no "lẫn"."""
    is_sure = len(typed) > 1 or phrase.reason in ("", ABBREVIATION)
    return all(
        one == meant or (is_sure and one == fold(one) == fold(meant))
        for one, meant in zip(typed, phrase.marked, strict=True)
    )


@dataclass(frozen=True)
class Glossary:
    """Everyday words and abbreviations with the terms to search beside them. Made once, used for every query."""

    phrases: Phrases = field(default_factory=Phrases)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]] = ()) -> "Glossary":
        """From rows of (everyday words divided by "|", legal terms divided by ";", reason).

        Abbreviations and Southern words of ours come after them.
        """
        southern = ((forms, term, EVERYDAY) for forms, term in _table("southern.tsv"))
        short = ((form, term, ABBREVIATION) for form, term in _table("abbreviations.tsv"))
        all_rows = chain(rows, southern, short)
        return cls(Phrases.of((form, _terms(term), why) for forms, term, why in all_rows for form in forms.split("|")))

    def expansions(self, text: str, marked: Sequence[str], folded: Sequence[str]) -> tuple[Expansion, ...]:
        """The terms to search beside the words of a query; `text` still has its capitals."""
        found = {one.term: one for one in _translated(text)}
        for start, end, phrase in self.phrases.find(marked, folded):
            typed = " ".join(marked[start:end])
            if phrase.reason == ABBREVIATION and not _is_meant(typed, text):
                continue
            for term in phrase.terms:
                if not _holds(marked, term):
                    found.setdefault(term, Expansion(typed=typed, term=term, reason=phrase.reason))
        return tuple(found.values())


def _holds(typed: Sequence[str], term: str) -> bool:
    """Whether a term stands in the words already, with its marks or without any."""
    meant = list(zip(*(tokens.split() for tokens in tokenise(term)), strict=True))
    runs = (typed[at : at + len(meant)] for at in range(len(typed) - len(meant) + 1))
    return any(all(one in forms for one, forms in zip(run, meant, strict=True)) for run in runs)


def _terms(text: str) -> tuple[str, ...]:
    return tuple(term for part in text.split(";") if (term := part.strip()))


def _is_meant(typed: str, text: str) -> bool:
    """Whether an abbreviation is one: "ai", "ca" are words unless they are in capitals."""
    return not is_syllable(typed) or (typed.upper() in text.split() and not text.isupper())


def _translated(text: str) -> Iterator[Expansion]:
    """The Vietnamese terms for Khmer words, the longest words first, however they are divided."""
    if not khmer.holds(text):
        return
    for word, terms in sorted(_table("khmer.tsv"), key=lambda row: -len(row[0])):
        if word in text:
            text = text.replace(word, " ")
            yield from (Expansion(typed=word, term=term, reason=TRANSLATION) for term in _terms(terms))


@lru_cache(maxsize=3)
def _table(name: str) -> tuple[tuple[str, str], ...]:
    """The two columns of a file of ours."""
    rows = (line.split("\t") for line in _lines(name))
    return tuple((first, second) for first, second in rows)


@lru_cache(maxsize=1)
def asking() -> Phrases:
    """Phrases with which people ask ("cho tôi hỏi", "như thế nào")."""
    return Phrases.of((line, (), "") for line in _lines("stop_phrases.txt"))


@lru_cache(maxsize=1)
def foreign() -> frozenset[str]:
    """Words of other languages that look like keys of Telex or VNI."""
    return frozenset(word for line in _lines("foreign.txt") for word in line.split())


def _lines(name: str) -> list[str]:
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
