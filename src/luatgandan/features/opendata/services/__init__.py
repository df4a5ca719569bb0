"""The acts of the room."""

from .harvesting import Tally, harvest, harvest_all
from .stamping import stamp_all, stamp_source

__all__ = ["Tally", "harvest", "harvest_all", "stamp_all", "stamp_source"]
