"""Public pages of search."""

from .alerts import confirm, delete, pause, save, saved, unsubscribe
from .machines import atom, found, opensearch, suggest
from .searching import click, search

__all__ = [
    "atom",
    "click",
    "confirm",
    "delete",
    "found",
    "opensearch",
    "pause",
    "save",
    "saved",
    "search",
    "suggest",
    "unsubscribe",
]
