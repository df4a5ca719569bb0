"""Laws that bear on each other: how they are made and what is told of them."""

from datetime import date
from typing import Any

from luatgandan.features.library import queries
from luatgandan.features.library.enums import RelationKind, Validity
from luatgandan.features.library.models import Document
from luatgandan.features.library.services import Related
from luatgandan.lib.legaltext import number_key

TODAY = date(2026, 11, 22)


def make(number: str, **fields: Any) -> Document:
    """A law in force since 2015 unless told otherwise."""
    values = {
        "slug": number_key(number),
        "number": number,
        "number_key": number_key(number),
        "kind": "luat",
        "title": f"Luật thử {number}",
        "issuer": "Quốc hội",
        "issued_on": date(2014, 11, 26),
        "effective_on": date(2015, 7, 1),
        "stated_validity": Validity.UNKNOWN,
    }
    return Document.objects.create(**{**values, **fields})


def fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def replaces(target: Document, **fields: Any) -> Related:
    return Related(kind=RelationKind.REPLACES, target=target, **fields)


def codes(document: Document) -> list[str]:
    return [one.code for one in queries.warnings(fresh(document), queries.relations_of(document), on=TODAY)]
