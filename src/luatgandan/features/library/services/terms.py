"""Terms that documents define, kept to explain them wherever the document uses them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from luatgandan.lib.legaltext.terms import read_terms
from luatgandan.lib.legaltext.tree import Node, Parsed
from luatgandan.lib.vietnamese import fold

from ..models import DefinedTerm

LONGEST = 200


@transaction.atomic
def record_terms(*, articles: Mapping[int, Sequence[Node]]) -> int:
    """Replace the terms that these articles define, by the id of their document; returns how many stand now."""
    rows = {}
    for document_id, nodes in articles.items():
        if not nodes:
            continue
        inside = reduce(or_, (Q(eid=node.eid) | Q(eid__startswith=f"{node.eid}__") for node in nodes))
        DefinedTerm.objects.filter(inside, document=document_id).delete()
        for row in _rows(document_id, nodes):
            rows[(row.document_id, row.eid, row.key)] = row
    DefinedTerm.objects.bulk_create(rows.values(), batch_size=500, ignore_conflicts=True)
    return len(rows)


def _rows(document_id: int, nodes: Sequence[Node]) -> Iterable[DefinedTerm]:
    for one in read_terms(Parsed(body=tuple(nodes))):
        for term in (one.term, *one.aliases):
            if len(term) <= LONGEST:
                key = fold(term)[:LONGEST]
                yield DefinedTerm(document_id=document_id, term=term, key=key, meaning=one.meaning, eid=one.eid)
