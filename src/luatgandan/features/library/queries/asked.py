"""What people ask that an article answers: the words of what rooms have published and rest on it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from luatgandan.foundation.modules.registry import offers
from luatgandan.lib.legaltext.provisions import provision_of

from ..enums import Origin
from ..models import Citation, Review
from ..registry import CitingSource


class Asked(NamedTuple):
    """Words of people, and the day whose law answered them."""

    words: str
    as_of: date

    def stood(self, valid_from: date | None, valid_to: date | None) -> bool:
        """Whether the words of the law that are valid so long are those that answered."""
        return (valid_from or date.min) <= self.as_of < (valid_to or date.max)


def asked_of(documents: Collection[int]) -> Mapping[int, Mapping[str, list[Asked]]]:
    """For each document and the eId of its article. One query and one for each room that cites these."""
    rooms = {ContentType.objects.get_for_model(apps.get_model(one.model)).pk: one for one in _asking()}
    rows = Citation.objects.filter(document__in=documents, content_type__in=rooms, origin=Origin.ROOM).exclude(eid="")
    cited = list(rows.order_by("pk").values_list("content_type", "object_id", "part", "document", "eid", "as_of"))
    words = {
        kind: _words(rooms[kind], {row[1] for row in cited if row[0] == kind}) for kind in {row[0] for row in cited}
    }
    found: dict[int, dict[str, list[Asked]]] = defaultdict(lambda: defaultdict(list))
    for kind, key, part, document, eid, as_of in cited:
        one = Asked(words[kind].get((key, part), ""), as_of)
        if document and one.words and one not in found[document][provision_of(eid)]:
            found[document][provision_of(eid)].append(one)
    return found


def _words(room: CitingSource, keys: Collection[int]) -> Mapping[tuple[int, str], str]:
    return room.asked(keys) if room.asked else {}


def found_by(model: str, keys: Collection[int]) -> list[int]:
    """The documents that are found by the words of these things of a kind. One query, or none."""
    if not is_asked(model):
        return []
    kind = ContentType.objects.get_for_model(apps.get_model(model))
    rows = Citation.objects.filter(content_type=kind, object_id__in=keys, document__isnull=False)
    return sorted({key for key in rows.values_list("document", flat=True) if key is not None})


def turning(since: date, until: date) -> set[int]:
    """Documents found by the words of what is hidden since the grace of its review is over."""
    rows = Review.objects.filter(grace_until__gte=since, grace_until__lte=until)
    due: dict[int, set[int]] = defaultdict(set)
    for kind, key in rows.values_list("content_type", "object_id"):
        due[kind].add(key)
    kinds = {ContentType.objects.get_for_model(apps.get_model(one.model)).pk: one.model for one in _asking()}
    return {document for kind, model in kinds.items() for document in found_by(model, due[kind])}


def is_asked(model: str) -> bool:
    """Whether the law is found by the words of things of this kind ("portal.topicpage")."""
    return any(one.model.lower() == model.lower() for one in _asking())


def _asking() -> list[CitingSource]:
    return [one for one in offers(CitingSource) if one.asked and one.is_public]
