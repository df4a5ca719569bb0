"""What follows when places change."""

from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.search.services import note_changes, note_source
from luatgandan.lib.events import receives

from .events import PlacesChanged
from .queries.search_items import PLACES


@receives(PlacesChanged)
def forget_public_pages(event: PlacesChanged) -> None:
    """Names of wards stand on many pages."""
    content_changed()


@receives(PlacesChanged, inside=True)
def note_for_search(event: PlacesChanged) -> None:
    """Their names are found by searching."""
    if event.codes:
        note_changes(source=PLACES, keys=event.codes)
    else:
        note_source(source=PLACES)
