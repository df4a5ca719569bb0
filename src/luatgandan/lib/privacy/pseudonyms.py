"""What to write instead of names: the same letter for the same person everywhere, as courts do ("Trần Văn T", "T1")."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .finds import UPPER, Find, FindKind

_IN_USE = re.compile(rf"(?<!\w)[{UPPER}]\d{{0,2}}(?!\w)")


@dataclass(slots=True)
class Person:
    """One full name and the letter that stands for its given name."""

    words: tuple[str, ...]
    letter: str


def with_proposals(text: str, finds: Iterable[Find]) -> list[Find]:
    """Names with what to write instead; other finds bring their own. Judges and officials get letters too, in case."""
    ordered = sorted(finds, key=lambda find: find.start)
    people = _people(text, ordered)
    named: list[Find] = []
    latest: dict[str, Person] = {}
    for find in ordered:
        if find.kind is FindKind.NAME:
            find = replace(find, proposal=_pseudonym(find, people, latest))
        named.append(find)
    return _public_everywhere(named)


def _words(find: Find) -> tuple[str, ...]:
    return tuple(word.capitalize() for word in find.text.split())


def _people(text: str, finds: list[Find]) -> list[Person]:
    """Longest names first met stand for people; shorter forms that end like one of them are that person."""
    letters = set(_IN_USE.findall(text))
    people: list[Person] = []
    names = dict.fromkeys(_words(find) for find in finds if find.kind is FindKind.NAME)
    for words in sorted(names, key=lambda words: -len(words)):
        if not any(one.words[-len(words) :] == words for one in people):
            people.append(Person(words, _free_letter(words[-1][0], letters)))
    return people


def _free_letter(first: str, letters: set[str]) -> str:
    letter, count = first.upper(), 0
    while letter in letters:
        count += 1
        letter = f"{first.upper()}{count}"
    letters.add(letter)
    return letter


def _pseudonym(find: Find, people: list[Person], latest: dict[str, Person]) -> str:
    """Family and middle names stay, the given name becomes a letter; of two with one given name the one named last."""
    words = _words(find)
    fitting = [one for one in people if one.words[-len(words) :] == words]
    full = next((one for one in fitting if one.words == words), None)
    person = full or latest.get(words[-1]) or fitting[0]
    if person not in fitting:
        person = fitting[0]
    if full or len(words) > 1:
        latest[words[-1]] = person
    return " ".join([*words[:-1], person.letter])


def _public_everywhere(finds: list[Find]) -> list[Find]:
    """A judge's name is public in the signature too."""
    public = {_words(find) for find in finds if find.is_public and find.kind is FindKind.NAME}
    return [
        replace(find, is_public=True) if find.kind is FindKind.NAME and _words(find) in public else find
        for find in finds
    ]


def replaced(text: str, changes: Iterable[tuple[Find, str]]) -> str:
    """`text` with each find replaced by its words; finds must not overlap."""
    parts, end = [], 0
    for find, words in sorted(changes, key=lambda change: change[0].start):
        parts += [text[end : find.start], words]
        end = find.end
    return "".join([*parts, text[end:]])
