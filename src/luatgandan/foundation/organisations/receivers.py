"""What follows when organisations change: public pages that name them are made anew."""

from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.search.services import note_changes, note_source
from luatgandan.lib.events import receives

from . import events
from .queries.search_items import ORGANISATIONS


@receives(events.OrganisationCreated)
@receives(events.OrganisationRenamed)
@receives(events.OrganisationMoved)
@receives(events.OrganisationsMerged)
@receives(events.OrganisationSplit)
@receives(events.OrganisationClosed)
@receives(events.OrganisationsChanged)
def forget_public_pages(event: object) -> None:
    """Names and telephones of organisations stand on many pages."""
    content_changed()


@receives(events.OrganisationRenamed, inside=True)
@receives(events.OrganisationMoved, inside=True)
@receives(events.OrganisationsMerged, inside=True)
@receives(events.OrganisationSplit, inside=True)
def note_family_for_search(event: object) -> None:
    """Its name stands at those below it too."""
    note_source(source=ORGANISATIONS)


@receives(events.OrganisationCreated, inside=True)
@receives(events.OrganisationClosed, inside=True)
def note_for_search(event: events.OrganisationCreated | events.OrganisationClosed) -> None:
    note_changes(source=ORGANISATIONS, keys=[event.organisation_id])


@receives(events.OrganisationsChanged, inside=True)
def note_details_for_search(event: events.OrganisationsChanged) -> None:
    if event.ids:
        note_changes(source=ORGANISATIONS, keys=event.ids)
    else:
        note_source(source=ORGANISATIONS)
