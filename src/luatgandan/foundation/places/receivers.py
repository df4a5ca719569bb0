"""What follows when places change."""

from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.events import receives

from .events import PlacesChanged


@receives(PlacesChanged)
def forget_public_pages(event: PlacesChanged) -> None:
    """Names of wards stand on many pages."""
    content_changed()
