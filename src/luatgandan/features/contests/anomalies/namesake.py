"""Several entries of one name and birthday: perhaps one person under several numbers, perhaps two people."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..enums import SignalKind
from .values import Oddity

ALONE, NEAR = 0.4, 0.9  # strength: a common name may be two people's; less so from one unit or ward
Person = tuple[str, date]
Entry = tuple[str, str, Sequence[int]]


def namesakes(people: Mapping[Person, Sequence[Entry]]) -> Iterator[Oddity]:
    """`people`: (code, unit or ward, attempts in the round) by folded name and birthday. One oddity for each group."""
    for entries in people.values():
        codes = sorted({code for code, _place, _attempts in entries})
        attempts = sorted({one for _code, _place, mine in entries for one in mine})
        if len(codes) < 2 or not attempts:
            continue
        places = [place for _code, place, _attempts in entries]
        is_near = any(place and places.count(place) > 1 for place in places)
        yield Oddity(
            kind=SignalKind.NAMESAKE, key=".".join(codes)[:64], strength=NEAR if is_near else ALONE,
            attempts=tuple(attempts), evidence={"people": len(codes), "codes": codes},
        )  # fmt: skip
