"""The tree now and on any day, and who carries on for whom."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.db.models.expressions import RawSQL

from ..enums import ChangeKind
from ..models import Organisation, OrganisationChange, OrganisationQuerySet, OrganisationState, valid_on

# The subtree on a day from the states of that day; the tables of history are small, the walk is the database's.
_SUBTREE_ON = """
WITH RECURSIVE below(id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT state.organisation_id FROM organisations_organisationstate AS state
    JOIN below ON state.parent_id = below.id
    WHERE (state.valid_from IS NULL OR state.valid_from <= %s) AND (state.valid_to IS NULL OR state.valid_to > %s)
)
SELECT id FROM below
"""


@dataclass(frozen=True, kw_only=True)
class Node:
    """One organisation in the tree of a day: the name it had then, `depth` 0 for roots."""

    organisation: Organisation
    name: str
    depth: int


def organisations_on(day: date) -> OrganisationQuerySet:
    """Those that stood on that day, as a query set."""
    return Organisation.objects.valid_on(day)


def as_of(day: date) -> list[Node]:
    """The whole tree of one day, parents before children, by name. One query."""
    states = OrganisationState.objects.filter(valid_on(day)).select_related("organisation").order_by("name")
    below: dict[int | None, list[OrganisationState]] = defaultdict(list)
    for state in states:
        below[state.parent_id].append(state)

    def walk(parent: int | None, depth: int) -> Iterator[Node]:
        for state in below[parent]:
            yield Node(organisation=state.organisation, name=state.name, depth=depth)
            yield from walk(state.organisation_id, depth + 1)

    return list(walk(None, 0))


def tree_today() -> list[Organisation]:
    """All open organisations, parents before children. One query."""
    return list(Organisation.objects.open().select_related("ward"))


def subtree(organisation: Organisation, *, at: date | None = None) -> OrganisationQuerySet:
    """The organisation and all below it: open ones today, or those of a day in the past. One query."""
    if at is None:
        return Organisation.objects.open().within(organisation)
    return organisations_on(at).filter(pk__in=RawSQL(_SUBTREE_ON, [organisation.pk, at, at]))  # noqa: S611 - constant


def is_within(organisation: Organisation, ancestor: Organisation) -> bool:
    """Whether one is the other or hangs below it today. No query."""
    return organisation.path.startswith(ancestor.path)


def subtree_codes(code: str) -> set[str]:
    """The codes at and below `code`, closed ones too: whoever is responsible for a unit keeps its past. One query."""
    return set(Organisation.objects.filter(path__contains=f"/{code}/").values_list("code", flat=True))


def successors(organisation: Organisation, at: date) -> list[Organisation]:
    """Who does its work on day `at`: itself while it stands, else those it went into; empty when nobody does."""
    found: dict[int, Organisation] = {}
    seen: set[int] = set()
    waiting = [organisation]
    while waiting:
        seen |= {one.pk for one in waiting}
        standing = [one for one in waiting if one.valid_to is None or one.valid_to > at]
        found |= {one.pk: one for one in standing}
        ended = [one for one in waiting if one.pk not in found]
        followers = Organisation.objects.filter(
            changes_to__kind__in=(ChangeKind.MERGED, ChangeKind.SPLIT),
            changes_to__on__lte=at,
            changes_to__from_organisations__in=ended,
        )
        waiting = [one for one in followers.distinct() if one.pk not in seen] if ended else []
    return sorted(found.values(), key=lambda one: one.path)


def history(organisation: Organisation) -> QuerySet[OrganisationChange]:
    """All changes it took part in, oldest first, with both sides."""
    sides = Organisation.objects.only("pk", "code", "name", "valid_to")
    took_part = OrganisationChange.objects.filter(from_organisations=organisation) | OrganisationChange.objects.filter(
        to_organisations=organisation
    )
    return (
        took_part.distinct()
        .order_by("on", "pk")
        .prefetch_related(Prefetch("from_organisations", sides), Prefetch("to_organisations", sides))
    )


def names_before(organisation: Organisation) -> list[OrganisationState]:
    """Spans in which it bore another name than now, newest first."""
    states = organisation.states.exclude(name=organisation.name).exclude(valid_to=None)
    return list(states.order_by("-valid_to"))
