"""What several words say only together: groups divided by "+", of each of which one form must be in the question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from luatgandan.foundation.search.pipeline.tokens import tokenise

Span = tuple[int, int]
_Form = tuple[str, ...]  # its syllables
_LONGEST = 5  # syllables of a form


@dataclass(frozen=True)
class Together:
    """A row of such a table: its groups of forms, and what it says."""

    groups: tuple[tuple[_Form, ...], ...]
    says: str

    def find(self, spans: dict[_Form, Span]) -> set[Span]:
        """The places of its forms; none where a group has no form there."""
        places = [{spans[form] for form in group if form in spans} for group in self.groups]
        return set().union(*places) if all(places) else set()


def together(rows: Iterable[tuple[str, str]], marked: Sequence[str], folded: Sequence[str]) -> list[tuple[Span, str]]:
    """The places of forms with what their rows (groups, what they say) say.

    Where no marks were typed, single syllables are not enough: "bao" is "bão" and "bao nhiêu".
    """
    is_plain = list(marked) == list(folded)
    spans = _spans(folded if is_plain else marked)
    found = [(one.find(spans), one.says) for one in _table(tuple(rows), is_plain=is_plain)]
    return [
        (place, says)
        for places, says in found
        if not is_plain or any(end - start > 1 for start, end in places)
        for place in sorted(places)
    ]


def _spans(said: Sequence[str]) -> dict[_Form, Span]:
    """Where each run of syllables stands."""
    return {
        tuple(said[start:end]): (start, end)
        for start in range(len(said))
        for end in range(start + 1, min(len(said), start + _LONGEST) + 1)
    }


@cache
def _table(rows: tuple[tuple[str, str], ...], *, is_plain: bool) -> tuple[Together, ...]:
    return tuple(Together(_groups(groups, is_plain), says) for groups, says in rows)


def _groups(text: str, is_plain: bool) -> tuple[tuple[_Form, ...], ...]:
    return tuple(tuple(_form(form, is_plain) for form in group.split("|")) for group in text.split(" + "))


def _form(text: str, is_plain: bool) -> _Form:
    marked, folded = tokenise(text)
    return tuple((folded if is_plain else marked).split())
