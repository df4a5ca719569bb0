"""Building the index anew while the house lives on, and proving that it says what the database says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine

from luatgandan.foundation.modules.registry import Module, SearchItem, SearchSource, register
from luatgandan.foundation.search import queries
from luatgandan.foundation.search.models import Change, IndexState
from luatgandan.foundation.search.services import (
    IndexIsHeldError,
    check_at_night,
    check_index,
    follow_calendar,
    index_changes,
    note_changes,
    ready_index,
    rebuild_index,
    tend_index,
)
from luatgandan.foundation.search.services.holding import holding

from .conftest import Brittle, Shelf, texts_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_changes_during_a_rebuild_are_not_lost(shelf: Shelf, engine: Brittle) -> None:
    """One box is read by the rebuild before it changes, another was noted before and needs no second reading."""
    shelf.texts = {"a": "đất đai", "b": "hôn nhân"}
    note_changes(source="shelf", keys=["b"])
    all_items = shelf.items

    def while_people_work() -> Iterator[SearchItem]:
        for item in all_items():
            yield item
            if item.id == "shelf:a":
                shelf.texts["a"] = "thừa kế"
                note_changes(source="shelf", keys=["a"])

    shelf_source = SearchSource(label="Kệ", name="shelf", items=while_people_work, load=shelf.load)
    register(Module(name="shelf", title="Kệ", offers=(shelf_source,)))
    rebuild_index()
    assert texts_in(engine) == {"shelf:a": "thừa kế", "shelf:b": "hôn nhân"}
    assert shelf.loads == [["a"]]
    assert not Change.objects.exists()


def test_two_do_not_build_at_once(shelf: Shelf, engine: Brittle) -> None:
    with holding(now=lambda: NOW) as hold:
        assert hold
        with pytest.raises(IndexIsHeldError):
            rebuild_index(now=lambda: NOW)


def test_progress_is_told(shelf: Shelf, engine: Brittle) -> None:
    shelf.texts = {str(number): "x" for number in range(2500)}
    told: list[int] = []
    assert rebuild_index(progress=told.append) == 2500
    assert told == [1000, 2000, 2500]


def test_the_first_start_builds_and_the_second_only_catches_up(shelf: Shelf, engine: Brittle) -> None:
    shelf.texts = {"a": "đất đai"}
    assert ready_index() == 1
    built = IndexState.objects.get().built_at
    shelf.texts["b"] = "hôn nhân"
    note_changes(source="shelf", keys=["b"])
    assert ready_index() == 2
    assert IndexState.objects.get().built_at == built


def test_an_index_of_another_analysis_is_built_anew(shelf: Shelf, engine: Brittle) -> None:
    engine.rebuild([], version="of last year")
    assert queries.needs_rebuild()
    shelf.texts = {"a": "đất đai"}
    assert ready_index() == 1
    assert not queries.needs_rebuild()


def test_index_equals_database(shelf: Shelf, engine: Brittle) -> None:
    shelf.texts = {"a": "đất đai\nnhà ở", "b": "hôn nhân"}
    rebuild_index()
    report = check_index()
    assert (report.entries, report.differences.count, report.is_same) == (3, 0, True)


def test_tampering_is_found_and_mended(shelf: Shelf, engine: Brittle) -> None:
    shelf.texts = {"a": "đất đai", "b": "hôn nhân", "c": "lao động"}
    rebuild_index()
    by_id = engine._entries
    assert by_id
    stranger = replace(by_id["shelf:a#0"], id="shelf:x#0", group="shelf:x")
    false = replace(by_id["shelf:b#0"], digest="false")
    engine.rebuild([by_id["shelf:a#0"], false, stranger], version=engine.status().version)
    report = check_index()
    assert report.differences.missing == ["shelf:c#0"]
    assert report.differences.extra == ["shelf:x#0"]
    assert report.differences.differing == ["shelf:b#0"]
    assert not report.is_same
    assert check_index(repair=True).repaired == 3
    assert check_index().is_same
    assert sorted(texts_in(engine)) == ["shelf:a", "shelf:b", "shelf:c"]


def test_what_still_waits_is_no_difference(shelf: Shelf, engine: Brittle) -> None:
    shelf.texts = {"a": "đất đai"}
    rebuild_index()
    shelf.texts["a"] = "thừa kế"
    shelf.broken = {"a"}
    note_changes(source="shelf", keys=["a"])
    assert check_index().is_same


def test_what_slipped_past_the_outbox_is_mended_at_night_once(shelf: Shelf, engine: Brittle) -> None:
    shelf.texts = {"a": "đất đai"}
    rebuild_index()
    shelf.texts["a"] = "thừa kế"
    at_noon = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    at_night = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)  # 03:00 in Vietnam
    assert check_at_night(at=at_noon) is None
    with time_machine.travel(at_night, tick=False):
        report = check_at_night(at=at_night)
        assert report
        assert report.repaired == 1
        assert check_at_night(at=at_night) is None
    assert texts_in(engine) == {"shelf:a": "thừa kế"}


def test_the_calendar_changes_things(shelf: Shelf, engine: Brittle) -> None:
    turned: list[tuple[date, date]] = []

    def turning(since: date, until: date) -> list[str]:
        turned.append((since, until))
        return ["a"]

    source = SearchSource(label="Kệ", name="shelf", items=shelf.items, load=shelf.load, turning=turning)
    register(Module(name="shelf", title="Kệ", offers=(source,)))
    follow_calendar(at=NOW)
    follow_calendar(at=NOW)
    assert turned == []
    follow_calendar(at=datetime(2026, 11, 25, tzinfo=UTC))
    follow_calendar(at=datetime(2026, 11, 25, 8, tzinfo=UTC))
    assert turned == [(date(2026, 11, 22), date(2026, 11, 25))]
    assert [row.group for row in Change.objects.all()] == ["shelf:a"]


def test_what_a_crash_left_is_worked_off_every_minute(shelf: Shelf, engine: Brittle) -> None:
    shelf.texts = {"a": "đất đai"}
    rebuild_index()
    shelf.texts["a"] = "thừa kế"
    note_changes(source="shelf", keys=["a"])
    IndexState.objects.update(is_asked=True)  # asked, and died before the task was enqueued
    tend_index(at=NOW)
    assert texts_in(engine) == {"shelf:a": "thừa kế"}
    assert not IndexState.objects.get().is_asked
    assert index_changes() == 0
