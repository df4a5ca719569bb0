"""What follows when organisations change: public pages that name them are made anew."""

from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import receives

from . import events


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
