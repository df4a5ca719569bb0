"""Loading the starter records of the library: documents people need most, and the citizens' glossary."""

import csv
from pathlib import Path

from django.db import transaction

from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.legaltext import document_slug, number_key
from luatgandan.lib.vietnamese import clean, slug

from ..enums import Origin, RelationKind, Validity
from ..models import Document, Term
from .relations import Related, relate

STARTER = Path(__file__).parents[1] / "starter"
LATER = {(RelationKind.AMENDS, True), (RelationKind.REPLACES, True)}


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of a starter table (tab-separated, header row); empty when the file is not there."""
    path = STARTER / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{key: clean(value or "") for key, value in row.items() if key} for row in reader]


@transaction.atomic
def load_documents() -> int:
    """Load the records of the documents people need most that are missing; what stands belongs to the editors.

    Returns how many documents stand.
    """
    rows = _rows("documents.tsv")
    for row in rows:
        Document.objects.get_or_create(
            number=row["number"], issuer=row["issuer"], issued_on=row["issued_on"], defaults=_document_fields(row)
        )
    by_number = {document.number: document for document in Document.objects.all()}
    for row in rows:
        relate(document=by_number[row["number"]], relations=_later_documents(row), origin=Origin.PORTAL, sorts=LATER)
    content_changed()
    return Document.objects.count()


def _later_documents(row: dict[str, str]) -> list[Related]:
    """What the record says that later documents did to this one."""
    amending = [number.strip() for number in row["amended_by"].split("|") if number.strip()]
    stated = [(RelationKind.AMENDS, number) for number in amending]
    stated += [(RelationKind.REPLACES, row["replaced_by"])] if row["replaced_by"] else []
    return [Related(kind=kind, number=number, is_passive=True) for kind, number in stated]


def _document_fields(row: dict[str, str]) -> dict[str, object]:
    same = ("kind", "title", "short_name", "aliases", "field", "official_url", "to_confirm")
    return {
        **{name: row[name] for name in same},
        "slug": document_slug(row["kind"], row["number"]),
        "number_key": number_key(row["number"]),
        "effective_on": row["effective_on"] or None,
        "expired_on": row["expired_on"] or None,
        "stated_validity": row["status"] or Validity.UNKNOWN,
        "source_note": row["source"],
    }


@transaction.atomic
def load_glossary() -> int:
    """Load the words of the citizens' glossary that are missing; returns how many words stand."""
    documents = {document.number: document for document in Document.objects.all()}
    same = ("everyday", "variants", "legal_term", "field", "meaning", "article", "note")
    for row in _rows("glossary.tsv"):
        Term.objects.get_or_create(
            slug=slug(row["everyday"]),
            defaults={**{name: row[name] for name in same}, "document": documents.get(row["document"])},
        )
    content_changed()
    return Term.objects.count()
