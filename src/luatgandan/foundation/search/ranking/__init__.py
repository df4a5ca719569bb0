"""Ranking of what an engine found: columns of numbers about each document, and a model that was learnt from labels."""

from .profile import BadProfileError, Model, Profile, load_profile
from .ranking import Ranked, Table, Unit, features, rank

__all__ = ["BadProfileError", "Model", "Profile", "Ranked", "Table", "Unit", "features", "load_profile", "rank"]
