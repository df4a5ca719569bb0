"""How documents bear on each other, and what they state about their own effect."""

from enum import StrEnum


class RelationKind(StrEnum):
    """How a document bears on another: the pairs of the national portal, named from the acting side."""

    GUIDES = "guides"
    DETAILS_AND_GUIDES = "details_and_guides"
    CONSOLIDATES = "consolidates"
    AMENDS = "amends"
    CORRECTS = "corrects"
    REPLACES = "replaces"
    ABROGATES = "abrogates"
    REFERS_TO = "refers_to"
    BASED_ON = "based_on"
    EXPLAINS = "explains"
    SUSPENDS = "suspends"
    TEMPORARILY_SUSPENDS = "temporarily_suspends"
    PUBLISHES = "publishes"
    RELATED_TO = "related_to"


class Effect(StrEnum):
    """What a document states about its own effect."""

    TAKES_EFFECT = "takes_effect"
    EXPIRES = "expires"
