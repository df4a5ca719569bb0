"""How many documents rest on each document: what many cite is found first."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from luatgandan.foundation.search.services import note_changes

from ..enums import Proposal
from ..models import Citation, Document, ProvisionVersion, Relation
from ..queries.search_items import DOCUMENTS

BATCH = 500
SMALL = 0.1  # a change by so little is not worth indexing a document anew


@transaction.atomic
def weigh_documents() -> int:
    """Count anew, for all documents, who cites them; returns how many got another number."""
    citing = _citing()
    changed = [one for one in Document.objects.only("pk", "cited") if _differs(one.cited, len(citing.get(one.pk, ())))]
    for one in changed:
        one.cited = len(citing.get(one.pk, ()))
    Document.objects.bulk_update(changed, ["cited"], batch_size=BATCH)
    note_changes(source=DOCUMENTS, keys=[one.pk for one in changed])
    return len(changed)


def _differs(known: int, counted: int) -> bool:
    return abs(counted - known) > SMALL * known


def _citing() -> dict[int, set[int]]:
    """For each document those that bear on it or cite it in their words. Three queries."""
    found: dict[int, set[int]] = defaultdict(set)
    relations = Relation.objects.exclude(state=Proposal.REJECTED).exclude(target=None)
    _add(found, relations.values_list("target", "document").iterator())
    kind = ContentType.objects.get_for_model(ProvisionVersion)
    document_of = dict(ProvisionVersion.objects.values_list("pk", "provision__document").iterator())
    rows = Citation.objects.filter(content_type=kind, document__isnull=False).values_list("document", "object_id")
    _add(found, ((cited, document_of.get(version, cited)) for cited, version in rows.iterator()))
    return found


def _add(found: dict[int, set[int]], pairs: Iterable[tuple[int | None, int]]) -> None:
    for cited, citing in pairs:
        if cited and cited != citing:
            found[cited].add(citing)
