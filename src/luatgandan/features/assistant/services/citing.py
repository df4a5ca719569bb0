"""What answers, drafts and tasks cite, so that it is known when the law under them changes."""

from collections.abc import Iterable

from luatgandan.features.library.models import Document
from luatgandan.features.library.services import Cited

from ..queries.addressing import nearest_address
from ..queries.retrieving import Key


def cited_at(keys: Iterable[Key], *, label: str, url: str = "") -> list[Cited]:
    """The provisions at these addresses, each once; those of documents that are not here are left out."""
    wanted = list(dict.fromkeys(keys))
    documents = Document.objects.in_bulk([document for document, _eid in wanted])
    return [
        Cited(document=documents[document], address=address, label=label, url=url)
        for document, eid in wanted
        if document in documents and (address := nearest_address(eid))
    ]
