"""One contract for every engine: building, changing, comparing an index."""

from collections.abc import Iterator

import pytest

from luatgandan.backends.search import (
    Entry,
    IndexUnavailableError,
    Plan,
    SearchEngine,
)

from .entries import ENTRIES, Make, entry, look, marked


def test_without_an_index_it_says_so(make: Make) -> None:
    engine = make()
    with pytest.raises(IndexUnavailableError):
        engine.search(Plan(clauses=(marked("đường"),)))
    with pytest.raises(IndexUnavailableError):
        engine.apply([ENTRIES[0]])
    status = engine.status()
    assert (status.is_ready, status.entries) == (False, 0)
    assert status.problem


def test_status_tells_what_was_built(engine: SearchEngine) -> None:
    status = engine.status()
    assert (status.is_ready, status.entries, status.version, status.problem) == (True, 4, "7", "")
    assert status.size_bytes > 100


def test_changes_are_seen_at_once_by_all(engine: SearchEngine, make: Make) -> None:
    other = make()
    assert look(other, marked("mới")) == []
    engine.apply([entry("5", "đường mới", group="e")])
    assert look(engine, marked("mới")) == ["5"]
    assert look(other, marked("mới")) == ["5"]
    assert other.status().entries == 5


def test_an_entry_is_replaced(engine: SearchEngine) -> None:
    engine.apply([entry("3", "cầu mới", group="b")])
    assert look(engine, marked("làng")) == ["4"]
    assert look(engine, marked("cầu")) == ["3"]
    assert engine.status().entries == 4


def test_whole_groups_go_before_entries_come(engine: SearchEngine) -> None:
    engine.apply([entry("1", "chỉ còn một đoạn", group="a")], removed=["a", "none"])
    assert sorted(dict(engine.digests())) == ["1", "3", "4"]
    assert look(engine, marked("đoạn")) == ["1"]


def test_digests_are_those_of_all_entries(engine: SearchEngine) -> None:
    assert dict(engine.digests()) == {one.id: one.digest for one in ENTRIES}


def test_a_rebuild_replaces_everything_for_all(engine: SearchEngine, make: Make) -> None:
    other = make()
    assert look(other, marked("đường")) == ["1", "3"]
    assert engine.rebuild(iter([entry("9", "đường khác")]), version="8") == 1
    assert look(other, marked("đường")) == ["9"]
    assert other.status().version == "8"


def test_a_rebuild_that_fails_leaves_the_old_index(engine: SearchEngine, make: Make) -> None:
    def broken() -> Iterator[Entry]:
        yield entry("9", "đường khác")
        raise LookupError("the database went away")

    with pytest.raises(LookupError):
        engine.rebuild(broken(), version="8")
    for one in (engine, make()):
        assert look(one, marked("đường")) == ["1", "3"]
        assert one.status().version == "7"


def test_a_change_that_fails_changes_nothing(engine: SearchEngine) -> None:
    def broken() -> Iterator[Entry]:
        yield entry("9", "đường khác", group="a")
        raise LookupError("the database went away")

    with pytest.raises(LookupError):
        engine.apply(broken(), removed=["a"])
    assert look(engine, marked("đường")) == ["1", "3"]
    engine.apply([entry("9", "đường khác")])
    assert sorted(look(engine, marked("đường"))) == ["1", "3", "9"]


def test_an_empty_index_is_an_index(make: Make) -> None:
    engine = make()
    assert engine.rebuild([], version="7") == 0
    assert look(engine, marked("đường")) == []
    assert engine.status().is_ready
    engine.apply([ENTRIES[0]])
    assert look(engine, marked("đường")) == ["1"]
