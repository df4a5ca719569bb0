"""Facts about organisations. Who holds roles or records there decides what follows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OrganisationCreated:
    """A new organisation stands in the tree."""

    organisation_id: int


@dataclass(frozen=True)
class OrganisationRenamed:
    """The name changed; the code did not."""

    organisation_id: int


@dataclass(frozen=True)
class OrganisationMoved:
    """It and all below it hang elsewhere in the tree: rights by subtree follow."""

    organisation_id: int


@dataclass(frozen=True)
class OrganisationsMerged:
    """The sources are closed; `target_id` carries on their work."""

    source_ids: tuple[int, ...]
    target_id: int


@dataclass(frozen=True)
class OrganisationSplit:
    """The source is closed; the targets share its work."""

    source_id: int
    target_ids: tuple[int, ...]


@dataclass(frozen=True)
class OrganisationClosed:
    """It is closed and nobody carries on its work."""

    organisation_id: int


@dataclass(frozen=True)
class OrganisationsChanged:
    """Details of these organisations changed (telephone, headcount); all when `ids` is empty (import, starter)."""

    ids: tuple[int, ...] = ()
