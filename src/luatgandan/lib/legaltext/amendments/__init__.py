"""Amending documents: what they change, where, to what; notes of consolidated texts."""

from .footnotes import read_footnotes
from .reading import EXCEPT, read_amendments
from .values import Action, Change

__all__ = ["EXCEPT", "Action", "Change", "read_amendments", "read_footnotes"]
