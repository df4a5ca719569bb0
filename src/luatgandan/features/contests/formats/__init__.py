"""How attempts are ranked: one file per criterion, each with a key for Python and expressions for the database."""

from .checking import faults
from .ranking import actual_of, choosing_of, counted_runs, key_of, ordering_of, places

__all__ = ["actual_of", "choosing_of", "counted_runs", "faults", "key_of", "ordering_of", "places"]
