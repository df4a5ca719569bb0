"""What an answer rests on, as readers see it: where in the library, and whether it is in force."""

from dataclasses import dataclass
from datetime import date

from luatgandan.features.library.models import Document
from luatgandan.lib.legaltext.address import label_of

from ..models import Answer


@dataclass(frozen=True, kw_only=True)
class Basis:
    """One provision; `validity` is that of its document."""

    label: str
    name: str
    url: str
    validity: str
    says: str


def basis_of(answer: Answer, *, on: date) -> list[Basis]:
    """In the order of the answer; a document that left the library is left out."""
    documents = Document.objects.in_bulk([one["document"] for one in answer.basis])
    return [
        Basis(
            label=label_of(one["eid"]),
            name=document.name,
            url=document.provision_url(one["eid"]),
            validity=str(document.validity_on(on)),
            says=one.get("says", ""),
        )
        for one in answer.basis
        if (document := documents.get(one["document"]))
    ]
