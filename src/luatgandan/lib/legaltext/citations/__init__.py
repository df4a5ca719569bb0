"""Citations in running text: which units of which documents a text names, and where."""

from .finder import find, read
from .names import BUILT_IN, Names
from .values import WITHOUT_NUMBER, Context, DocumentRef, Mention, Place, Rank

__all__ = ["BUILT_IN", "WITHOUT_NUMBER", "Context", "DocumentRef", "Mention", "Names", "Place", "Rank", "find", "read"]
