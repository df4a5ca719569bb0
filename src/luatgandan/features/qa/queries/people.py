"""Who looks again at what was published."""

from django.utils import timezone

from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.accounts.queries import people_of
from luatgandan.foundation.accounts.rules import Action

from ..models import Publication
from ..rules import ROOM


def people_for_review(publication: Publication) -> list[Person]:
    """Who looks again at a published answer whose law changed."""
    return people_of(publication.question.organisation, Action.ANSWER, room=ROOM, at=timezone.now())
