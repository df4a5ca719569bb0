"""Who answers: by the table of routes, the closest fit first; else who coordinates."""

from django.conf import settings
from django.db.models import Q

from luatgandan.foundation.organisations.models import Organisation
from luatgandan.foundation.places.models import Ward

from ..models import Route
from .clock import settings_now


def organisation_for(*, field: str, place: Ward | None) -> Organisation | None:
    """Field and place beat place alone, place beats field, field beats nothing; without a route the coordinator."""
    fits = Q(field__in=["", field]) & (Q(place=None) | Q(place=place))
    routes = Route.objects.filter(fits, organisation__valid_to=None).select_related("organisation")
    best = max(routes, key=lambda one: (one.place_id is not None, one.field != ""), default=None)
    return best.organisation if best else coordinator()


def coordinator() -> Organisation | None:
    """Who gets what nobody else answers: as set at the desk, else whoever runs the portal."""
    chosen = settings_now().coordinator
    return chosen or Organisation.objects.filter(code=settings.ROOT_ORGANISATION).first()
