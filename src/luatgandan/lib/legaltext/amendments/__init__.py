"""Amending documents: what they change, where, to what; and the changed article."""

from .applying import ChangeNotPossibleError, apply_change
from .footnotes import read_footnotes
from .reading import read_amendments
from .values import Action, Change

__all__ = ["Action", "Change", "ChangeNotPossibleError", "apply_change", "read_amendments", "read_footnotes"]
