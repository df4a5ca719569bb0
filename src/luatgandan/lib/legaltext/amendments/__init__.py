"""Amending documents: what they change, where, to what; notes of consolidated texts."""

from .footnotes import read_footnotes
from .reading import read_amendments
from .values import Action, Change

__all__ = ["Action", "Change", "read_amendments", "read_footnotes"]
