"""Who is told of a question: those who hold a role at its unit; where nobody does, one floor up."""

from datetime import datetime

from django.utils import timezone

from luatgandan.foundation.accounts.models import Person, RoleAssignment
from luatgandan.foundation.accounts.rules import ANY_ROOM, MATRIX, Action
from luatgandan.foundation.organisations.models import Organisation

from ..models import Publication
from ..rules import ROOM


def people_of(organisation: Organisation | None, action: str, *, at: datetime) -> list[Person]:
    """Whoever may do this at the organisation itself, else at the nearest one above that has somebody."""
    roles = [role for role, actions in MATRIX.items() if action in actions]
    while organisation is not None:
        live = RoleAssignment.objects.live(at).filter(
            role__in=roles, room__in=(ANY_ROOM, ROOM), organisation=organisation
        )
        found = list(Person.objects.filter(is_active=True, role_assignments__in=live).distinct())
        if found:
            return found
        organisation = organisation.parent
    return []


def people_for_review(publication: Publication) -> list[Person]:
    """Who looks again at a published answer whose law changed."""
    return people_of(publication.question.organisation, Action.ANSWER, at=timezone.now())
