"""Tables as schools and agencies send them: units, and who takes part."""

from .tables import TableError, read_table

__all__ = ["TableError", "read_table"]
