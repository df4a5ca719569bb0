"""Comparing the index with what the rooms give."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from luatgandan.backends.search import get_search
from luatgandan.foundation.modules.registry import SearchItem

from ..pipeline.building import all_entries
from ..queries.index import group_of, source_of, sources
from .holding import Hold


@dataclass
class Differences:
    """Ids of entries that the index lacks, has too many, or has otherwise than they should be."""

    entries: int = 0
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many in all."""
        return len(self.missing) + len(self.extra) + len(self.differing)


def stale_groups(found: Differences) -> set[str]:
    """The groups that must be indexed anew."""
    return {group_of(one) for one in (*found.missing, *found.extra, *found.differing)}


def compare(names: Collection[str], hold: Hold | None = None) -> Differences:
    """All entries of these sources in the index beside what the sources give now. Memory grows with the ids only."""
    wanted = frozenset(names)
    standing = {one: digest for one, digest in get_search().digests() if source_of(one) in wanted}
    return _compared(items_of(wanted), standing, hold)


def compare_groups(groups: Collection[str]) -> Differences:
    """The same for some groups only."""
    wanted = frozenset(groups)
    standing = {one: digest for one, digest in get_search().digests() if group_of(one) in wanted}
    return _compared(_loaded(wanted), standing, None)


def items_of(names: Collection[str]) -> Iterator[SearchItem]:
    """Everything these sources give, one after another."""
    for source in sources():
        if source.name in names:
            yield from source.items()


def _loaded(groups: Collection[str]) -> Iterator[SearchItem]:
    for source in sources():
        keys = [key for name, _colon, key in (one.partition(":") for one in groups) if name == source.name]
        if keys:
            yield from source.load(keys)


def _compared(items: Iterable[SearchItem], standing: dict[str, str], hold: Hold | None) -> Differences:
    found = Differences()
    for entry in all_entries(hold.through(items) if hold else items):
        found.entries += 1
        digest = standing.pop(entry.id, None)
        if digest is None:
            found.missing.append(entry.id)
        elif digest != entry.digest:
            found.differing.append(entry.id)
    found.extra += standing
    return found
