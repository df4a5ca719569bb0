"""What a question rests on: addresses as people write them, and the words of the law on a day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from luatgandan.features.library.models import Document
from luatgandan.features.library.queries.choosing import named
from luatgandan.features.library.queries.history import words_on
from luatgandan.features.library.queries.records import document_bearing
from luatgandan.lib.legaltext import Address, BadAddressError
from luatgandan.lib.legaltext.address import label_of
from luatgandan.lib.legaltext.facts import facts

from ..linting import Cited
from ..models import ItemVersion

Place = tuple[int, str]
IN_FORCE = ("in_force", "partly_expired")
_PARTS = {
    "article": re.compile(r"\bđiều\s+(\d+[a-zđ]?)\b", re.I),
    "clause": re.compile(r"\bkhoản\s+(\d+[a-zđ]?)\b", re.I),
    "point": re.compile(r"\bđiểm\s+([a-zđ]{1,2}\d{0,2})\b", re.I),
}


def address_in(text: str) -> Address | None:
    """The address in "Điều 9 khoản 2" or "điểm a khoản 2 Điều 9"; None when there is no article."""
    found = {name: match[1].lower() for name, pattern in _PARTS.items() if (match := pattern.search(text))}
    try:
        return Address(**found) if "article" in found else None
    except BadAddressError:
        return None


def places_of(cites: Iterable[tuple[str, str]]) -> tuple[list[Place], list[str]]:
    """Provisions of (number of the document, address), and those that the library does not know, as written."""
    found: dict[Place, None] = {}
    unknown = []
    for number, where in cites:
        document, address = document_bearing(number), address_in(where)
        if document is None or address is None:
            unknown.append(f"{where}, {number}")
        else:
            found[document.pk, address.eid] = None
    return list(found), unknown


def places_in(text: str) -> tuple[list[Place], list[str]]:
    """Provisions named line by line ("khoản 2 Điều 9 Luật số 36/2024/QH15"), and the lines that name none we know."""
    found: dict[Place, None] = {}
    unknown = []
    for line in filter(None, map(str.strip, text.splitlines())):
        numbers = [one.value for one in facts(line) if one.kind == "document"]
        keys = places_of((number, line) for number in numbers)[0] or named(line)
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
            is_in_force=str(document.validity_on(today)) in IN_FORCE,
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
