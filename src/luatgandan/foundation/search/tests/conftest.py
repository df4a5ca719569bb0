"""A room of shelves: boxes with notes in them, whose texts the tests change at will."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from luatgandan.backends import search as backend
from luatgandan.backends.search.base import Entry, SearchError
from luatgandan.backends.search.fake import FakeSearch
from luatgandan.foundation.modules import registry
from luatgandan.foundation.modules.registry import Module, SearchItem, SearchLabels, SearchSource, register
from luatgandan.foundation.modules.services import content_changed
from luatgandan.foundation.search import queries, services
from luatgandan.foundation.search.pipeline.values import SearchQuery
from luatgandan.foundation.search.services import rebuild_index

from . import things as things_to_find


@dataclass
class Shelf:
    """What people can find in the room: texts by key; a text of several lines is a box with a note for each line."""

    texts: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    loads: list[list[str]] = field(default_factory=list)
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def items(self) -> Iterator[SearchItem]:
        for key in list(self.texts):
            yield from self.of(key)

    def load(self, keys: Iterable[str]) -> list[SearchItem]:
        wanted = list(keys)
        self.loads.append(wanted)
        if self.broken & set(wanted):
            raise ValueError("this box cannot be read")
        return [item for key in wanted if key in self.texts for item in self.of(key)]

    def of(self, key: str) -> Iterator[SearchItem]:
        group = f"shelf:{key}"
        for place, line in enumerate(self.texts[key].split("\n")):
            own = group if place == 0 else f"{group}/{place}"
            yield SearchItem(id=own, kind="page", title=line, url=f"/{key}/", group=group, **self.facts.get(key, {}))


class Brittle(FakeSearch):
    """An engine that fails or dies on command."""

    fault: BaseException | None = None
    applied: int = 0

    def apply(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        if isinstance(self.fault, SearchError):
            raise self.fault
        super().apply(entries, removed)
        self.applied += 1
        if self.fault:
            raise self.fault


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """The only room that offers anything to find; the addresses of all rooms stay. What was remembered goes with it."""
    reverse("search:search")  # has the addresses read
    monkeypatch.setattr(registry, "_modules", {})
    shelf = Shelf()
    source = SearchSource(label="Kệ", name="shelf", items=shelf.items, load=shelf.load)
    register(Module(name="shelf", title="Kệ", offers=(source,)))
    yield shelf
    content_changed()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Brittle]:
    """An engine of this test's own."""
    engine = Brittle()
    backend.get_search.cache_clear()
    monkeypatch.setattr("luatgandan.backends.search.fake.FakeSearch", lambda: engine)
    yield engine
    backend.get_search.cache_clear()


def texts_in(engine: FakeSearch) -> dict[str, str]:
    """Id of each item in the index and its title."""
    ids = [one for one, _digest in engine.digests()]
    return {one.stored["id"]: one.stored["title"] for one in engine.fetch(ids)}


@pytest.fixture
def things(db: None, engine: Brittle) -> Iterator[Brittle]:
    """An index of a few laws and answers, beside whatever the rooms have (nothing, in tests)."""
    source = SearchSource(label="Đồ", name="thing", items=lambda: things_to_find.ALL, load=things_to_find.load)
    register(Module(name="things", title="Đồ", offers=(source,)))
    services.rebuild_index()
    yield engine
    registry._modules.pop("things")


TODAY = date(2026, 11, 22)
Fill = Callable[..., None]


@pytest.fixture
def fill(shelf: Shelf, engine: Brittle) -> Fill:
    """Put these things into the index."""

    def filled(*items: SearchItem) -> None:
        source = SearchSource(label="Luật", name="law", items=lambda: items, load=lambda keys: list(items))
        labels = SearchLabels(facet="document_kind", labels={"luat": "Luật"})
        register(Module(name="law", title="Luật", offers=(source, labels)))
        rebuild_index()
        content_changed()

    return filled


def find(text: str, **values: Any) -> Any:
    return queries.search(SearchQuery(text=text, **values), today=TODAY)
