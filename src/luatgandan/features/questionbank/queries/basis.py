"""What a question rests on: addresses as people write them, and the words of the law on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luatgandan.features.library.enums import Validity
from luatgandan.features.library.models import Document
from luatgandan.features.library.queries.choosing import named
from luatgandan.features.library.queries.history import is_repealed_on, words_on
from luatgandan.lib.legaltext.address import label_of

from ..linting import Cited
from ..models import ItemVersion

Place = tuple[int, str]


def places_of(cites: Iterable[tuple[str, str]]) -> tuple[list[Place], list[str]]:
    """Provisions of (number of the document, address), and those that the library does not know, as written."""
    return places_in("\n".join(f"{where}, {number}" for number, where in cites))


def places_in(text: str) -> tuple[list[Place], list[str]]:
    """Provisions named line by line ("khoản 2 Điều 9 Luật số 36/2024/QH15"), and the lines that name none we know."""
    found: dict[Place, None] = {}
    unknown = []
    for line in filter(None, map(str.strip, text.splitlines())):
        keys = named(line)
        found |= dict.fromkeys(keys)
        unknown += [] if keys else [line]
    return list(found), unknown


@dataclass(frozen=True, kw_only=True)
class Basis:
    """One provision under a question: `words` as they read on its day."""

    place: Place
    label: str
    name: str
    number: str
    url: str
    words: str
    is_in_force: bool

    @property
    def written(self) -> str:
        """The address as the editor takes it back."""
        return f"{self.label}, {self.number}"


def basis_of(places: Sequence[Place], *, day_of_law: date, today: date) -> list[Basis]:
    """In the order given; a document that left the library is left out."""
    documents = Document.objects.in_bulk([document for document, _eid in places])
    return [
        Basis(
            place=(key, eid), label=label_of(eid), name=document.name, number=document.number,
            url=document.provision_url(eid), words=words_on(key, eid, day_of_law),
            is_in_force=document.validity_on(today) in (Validity.IN_FORCE, Validity.PARTLY_EXPIRED)
            and not is_repealed_on(key, eid, today),
        )
        for key, eid in places
        if (document := documents.get(key))
    ]  # fmt: skip


def places_of_version(version: ItemVersion) -> list[Place]:
    """The stored addresses of a version."""
    return [(one["document"], one["eid"]) for one in version.basis]


def cited(basis: Iterable[Basis]) -> list[Cited]:
    """As the linter reads it."""
    return [Cited(label=f"{one.label} {one.name}", words=one.words, is_in_force=one.is_in_force) for one in basis]
