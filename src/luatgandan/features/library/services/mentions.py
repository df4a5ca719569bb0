"""Citations that documents themselves make: found in the words of provisions, kept in the one table of citations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import prefetch_related_objects

from luatgandan.lib.legaltext import Address, BadAddressError, number_key
from luatgandan.lib.legaltext.citations import Context, DocumentRef, Mention, Place, read
from luatgandan.lib.legaltext.flat import flatten
from luatgandan.lib.legaltext.tree import Level

from ..enums import Origin
from ..models import Citation, Document, ProvisionVersion

BATCH = 500
LEGAL_BEGINNING = date(1945, 9, 2)  # stands for "as issued" where a version has no first day


@dataclass(frozen=True, slots=True)
class _Found:
    """One cited place in the words of one version; offsets count in its flat text."""

    version: ProvisionVersion
    document: DocumentRef
    place: Place
    start: int
    end: int

    @property
    def is_own_article(self) -> bool:
        """Whether it only points about inside its own article: true of every second sentence, and no news."""
        return self.document.is_present and self.place.eid.partition("__")[0] == self.version.provision.eid

    @property
    def number(self) -> str:
        """The number of the document cited; empty when the text names it too vaguely."""
        return self.document.number


@transaction.atomic
def record_mentions(*, versions: Sequence[ProvisionVersion]) -> int:
    """Replace the citations that the words of `versions` make; returns how many stand.

    The versions of one document must come in reading order: short names agreed in one article hold in later ones.
    """
    kind = ContentType.objects.get_for_model(ProvisionVersion)
    for piece in _pieces(versions):
        Citation.objects.filter(content_type=kind, object_id__in=[one.pk for one in piece]).delete()
    found = [one for one in _all_found(versions) if not one.is_own_article]
    targets = _targets({number_key(one.number) for one in found if one.number})
    rows = [row for one in found if (row := _row(one, kind, targets))]
    Citation.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _pieces(versions: Sequence[ProvisionVersion]) -> Iterator[Sequence[ProvisionVersion]]:
    for start in range(0, len(versions), BATCH):
        yield versions[start : start + BATCH]


def _all_found(versions: Iterable[ProvisionVersion]) -> Iterator[_Found]:
    contexts: dict[int, Context] = {}
    prefetch_related_objects(list(versions), "provision__document")
    for version in versions:
        document = version.provision.document
        context = contexts.get(document.pk) or _context(document)
        mentions, contexts[document.pk] = _mentions(version, context)
        for mention in mentions:
            yield from _places(version, mention)


def _context(document: Document) -> Context:
    return Context(kind=str(document.get_kind_display()), number=document.number, issued_on=document.issued_on)


def _mentions(version: ProvisionVersion, context: Context) -> tuple[list[Mention], Context]:
    """The citations in the own words of each inner unit, offsets in the flat text; and what is known after them."""
    mentions = []
    for unit in flatten(version.node).places:
        words = unit.node.text
        if not words or unit.node.level is Level.QUOTED:
            continue
        found, names = read(words, context.at(_place_of(unit.eid)))
        context = context.knowing(names)
        mentions += [_moved(mention, unit.start) for mention in found]
    return mentions, context


def _moved(mention: Mention, by: int) -> Mention:
    spans = tuple((start + by, end + by) for start, end in mention.spans)
    return replace(mention, start=mention.start + by, end=mention.end + by, spans=spans)


def _place_of(eid: str) -> Place:
    try:
        address = Address.from_eid(eid)
    except BadAddressError:
        return Place()
    return Place(article=address.article, clause=address.clause, point=address.point)


def _places(version: ProvisionVersion, mention: Mention) -> Iterator[_Found]:
    if not mention.places:
        yield _Found(version, mention.document, Place(), mention.start, mention.end)
        return
    spans = (
        mention.spans
        if len(mention.spans) == len(mention.places)
        else ((mention.start, mention.end),) * len(mention.places)
    )
    for place, (start, end) in zip(mention.places, spans, strict=True):
        yield _Found(version, mention.document, place, start, end)


def _targets(keys: set[str]) -> Mapping[str, Document]:
    """The documents that numbers mean; numbers that several documents bear mean none for sure."""
    found: dict[str, list[Document]] = defaultdict(list)
    for one in Document.objects.filter(number_key__in=keys):
        found[one.number_key].append(one)
    return {key: several[0] for key, several in found.items() if len(several) == 1}


def _row(found: _Found, kind: ContentType, targets: Mapping[str, Document]) -> Citation | None:
    version, own = found.version, found.version.provision.document
    target = own if found.document.is_present else targets.get(number_key(found.number)) if found.number else None
    if not target and not found.number:
        return None
    if target == own and not found.place.eid:
        return None
    place = found.place
    return Citation(
        content_type=kind,
        object_id=version.pk,
        origin=Origin.TEXT,
        label=f"{version.provision.label} {own.name}"[:300],
        url=version.provision.get_absolute_url()[:500],
        document=target,
        number="" if target else found.number[:80],
        number_key="" if target else number_key(found.number)[:80],
        article=place.article[:10] if place.address else "",
        clause=place.clause[:10] if place.address else "",
        point=place.point[:10] if place.address else "",
        eid=place.eid[:120],
        start=found.start,
        end=found.end,
        as_of=version.valid_from or own.effective_on or own.issued_on or LEGAL_BEGINNING,
    )
