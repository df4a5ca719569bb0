"""Whoever has joined, held against the conditions as they are now."""

from collections.abc import Iterator

from ..enums import Standing
from ..models import Contest, Entrant
from ..rules.codes import phone_digest
from ..rules.eligibility import Facts, why_not
from .taking import opens_on

CHECKED = (Standing.ACTIVE, Standing.UNFIT)
BATCH = 2_000


def facts_of(entrant: Entrant) -> Facts:
    """What the conditions ask of an entrant; unit, ward and person must be at hand."""
    phones = {entrant.phone, entrant.person.phone if entrant.person else ""} - {"", None}
    return Facts(
        born_on=entrant.born_on, ward=entrant.ward.code if entrant.ward else "",
        unit_kind=entrant.unit.kind if entrant.unit else "", class_name=entrant.class_name,
        phones={entrant.phone_digest, *map(phone_digest, phones)} - {""},
    )  # fmt: skip


def reasons_against(entrant: Entrant) -> list[str]:
    """Why an entrant does not fit the conditions; nothing of somebody who was let in all the same."""
    if entrant.is_admitted:
        return []
    return why_not(entrant.contest.eligibility, facts_of(entrant), opens_on=opens_on(entrant.contest))


def held_against_conditions(contest: Contest) -> Iterator[tuple[Entrant, list[str]]]:
    """Each who takes part, or would but for the conditions, with why not. A query for so many; lock first to write."""
    rows = contest.entrants.filter(standing__in=CHECKED).select_related("unit", "ward", "person").order_by("pk")
    day = opens_on(contest)
    for entrant in rows.iterator(chunk_size=BATCH):
        against = [] if entrant.is_admitted else why_not(contest.eligibility, facts_of(entrant), opens_on=day)
        yield entrant, against


def not_fitting(contest: Contest) -> list[tuple[Entrant, list[str]]]:
    """Those who joined before and whom the conditions do not fit now, with why."""
    return [(entrant, against) for entrant, against in held_against_conditions(contest) if against]
