"""Terms that documents define, kept to explain them wherever the document uses them."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from luatgandan.lib.legaltext.provisions import provision_of
from luatgandan.lib.legaltext.terms import read_terms
from luatgandan.lib.legaltext.tree import Node, Parsed
from luatgandan.lib.vietnamese import fold

from ..models import DefinedTerm

LONGEST = 200


@transaction.atomic
def record_terms(*, articles: Mapping[int, Sequence[Node]]) -> int:
    """Replace the terms that these articles define, by the id of their document; returns how many stand now."""
    rows: dict[tuple[int, str, str], DefinedTerm] = {}
    for document_id, nodes in articles.items():
        for row in _rows(document_id, nodes):
            rows[(row.document_id, row.eid, row.key)] = row
    DefinedTerm.objects.filter(pk__in=list(_standing(articles))).delete()
    DefinedTerm.objects.bulk_create(rows.values(), batch_size=500)
    return len(rows)


def _standing(articles: Mapping[int, Sequence[Node]]) -> Iterable[int]:
    """The ids of what was recorded of these articles before; once it was without a place."""
    again = {(document_id, node.eid) for document_id, nodes in articles.items() for node in nodes}
    known = DefinedTerm.objects.filter(document__in=articles).values_list("pk", "document", "eid")
    return (pk for pk, document_id, eid in known if not eid or (document_id, provision_of(eid)) in again)


def _rows(document_id: int, nodes: Sequence[Node]) -> Iterable[DefinedTerm]:
    for one in read_terms(Parsed(body=tuple(nodes))):
        for term in (one.term, *one.aliases):
            if len(term) <= LONGEST:
                key = fold(term)[:LONGEST]
                yield DefinedTerm(document_id=document_id, term=term, key=key, meaning=one.meaning, eid=one.eid)
