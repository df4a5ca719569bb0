"""What is noted comes into the index: all of it, newest first, whatever breaks on the way."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from django.db import transaction
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend

from luatgandan.backends.search.base import IndexUnavailableError, SearchError
from luatgandan.foundation.modules.registry import Module, SearchItem, SearchSource, register
from luatgandan.foundation.search import queries, tasks
from luatgandan.foundation.search.models import Change, IndexState
from luatgandan.foundation.search.services import index_changes, note_changes, note_source, rebuild_index
from luatgandan.foundation.search.services.holding import LEASE, holding
from luatgandan.foundation.search.services.indexing import pause

from .conftest import Brittle, Shelf, texts_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


class Clock:
    """Time that moves when it is told to."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def filled(shelf: Shelf, engine: Brittle) -> Shelf:
    """Two boxes in the index."""
    shelf.texts = {"a": "đất đai\nnhà ở", "b": "hôn nhân"}
    rebuild_index()
    return shelf


def test_changes_come_into_the_index_and_leave_the_outbox(filled: Shelf, engine: Brittle) -> None:
    filled.texts |= {"a": "thừa kế", "c": "lao động"}
    note_changes(source="shelf", keys=["a", "c"])
    assert index_changes() == 2
    assert texts_in(engine) == {"shelf:a": "thừa kế", "shelf:b": "hôn nhân", "shelf:c": "lao động"}
    assert not Change.objects.exists()


def test_what_is_gone_leaves_the_index_with_all_its_parts(filled: Shelf, engine: Brittle) -> None:
    del filled.texts["a"]
    note_changes(source="shelf", keys=["a"])
    index_changes()
    assert texts_in(engine) == {"shelf:b": "hôn nhân"}


def test_a_room_that_is_gone_leaves_the_index(filled: Shelf, engine: Brittle, shelf: Shelf) -> None:
    note_changes(source="cellar", keys=["1"])
    assert index_changes() == 1
    assert not Change.objects.exists()


def test_an_act_that_is_undone_notes_nothing(filled: Shelf) -> None:
    with transaction.atomic():
        note_changes(source="shelf", keys=["a"])
        transaction.set_rollback(True)
    assert not Change.objects.exists()


def test_many_changes_of_one_group_are_read_once(filled: Shelf) -> None:
    for _ in range(7):
        note_changes(source="shelf", keys=["b", "a", "b"])
    filled.loads.clear()
    index_changes()
    assert filled.loads == [["a", "b"]]


def test_what_was_just_done_does_not_wait_behind_an_import(
    filled: Shelf, engine: Brittle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("luatgandan.foundation.search.services.indexing.BATCH", 2)
    for key in ("e", "d", "c", "b"):
        note_changes(source="shelf", keys=[key])
    filled.loads.clear()
    index_changes()
    assert filled.loads == [["b", "c"], ["d", "e"]]


def test_of_a_whole_source_too_what_was_noted_last_comes_first(filled: Shelf, engine: Brittle) -> None:
    """What is hidden by an act leaves the index before the law is read that the same act bears on."""
    law: list[list[str]] = []

    def load(keys: Iterable[str]) -> list[SearchItem]:
        law.append(sorted(texts_in(engine)))
        return []

    source = SearchSource(label="Luật", name="law", items=lambda: (), load=load)
    register(Module(name="law", title="Luật", offers=(source,)))
    del filled.texts["b"]
    note_changes(source="law", keys=["1"])
    note_source(source="shelf")
    assert index_changes() == 2
    assert law == [["shelf:a", "shelf:a/1"]], "the law was read when the box had left"


def test_a_crash_after_the_commit_of_the_act_loses_nothing(filled: Shelf, engine: Brittle) -> None:
    """The process dies before anything was enqueued: the row alone brings the change in."""
    with transaction.atomic():
        filled.texts["b"] = "ly hôn"
        note_changes(source="shelf", keys=["b"])
    assert texts_in(engine)["shelf:b"] == "hôn nhân"
    index_changes()
    assert texts_in(engine)["shelf:b"] == "ly hôn"


def test_a_crash_between_engine_and_outbox_repeats_the_work(filled: Shelf, engine: Brittle) -> None:
    filled.texts["b"] = "ly hôn"
    note_changes(source="shelf", keys=["b"])
    engine.fault = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        index_changes()
    assert Change.objects.count() == 1
    engine.fault = None
    assert index_changes() == 1
    assert texts_in(engine)["shelf:b"] == "ly hôn"
    assert engine.applied == 2


def test_a_failing_engine_keeps_the_rows_and_rests_longer_each_time(filled: Shelf, engine: Brittle) -> None:
    clock = Clock()
    filled.texts["b"] = "ly hôn"
    note_changes(source="shelf", keys=["b"])
    engine.fault = SearchError("the disk is full")
    assert index_changes(now=clock) == 0
    first = IndexState.objects.get()
    assert (first.problem, first.retry_at) == ("the disk is full", NOW + timedelta(seconds=2))
    clock.at += timedelta(seconds=3)
    index_changes(now=clock)
    assert IndexState.objects.get().retry_at == clock.at + timedelta(seconds=4)
    assert queries.standing().waiting == 1
    engine.fault = None
    assert index_changes(now=clock) == 0, "it rests still"
    clock.at += timedelta(seconds=5)
    assert index_changes(now=clock) == 1
    assert queries.standing().problem == ""


def test_pauses_have_an_end() -> None:
    assert pause(1000) == timedelta(minutes=15)


def test_one_broken_thing_does_not_stop_the_others(filled: Shelf, engine: Brittle) -> None:
    clock = Clock()
    filled.texts |= {"a": "thừa kế", "b": "ly hôn"}
    filled.broken = {"a"}
    note_changes(source="shelf", keys=["a", "b"])
    index_changes(now=clock)
    assert texts_in(engine) == {"shelf:a": "đất đai", "shelf:a/1": "nhà ở", "shelf:b": "ly hôn"}
    left = Change.objects.get()
    assert (left.key, left.attempts, left.due_at) == ("a", 1, NOW + timedelta(seconds=2))
    assert queries.late_changes() == 1
    filled.broken = set()
    clock.at += timedelta(seconds=2)
    index_changes(now=clock)
    assert texts_in(engine)["shelf:a"] == "thừa kế"


def test_a_whole_source_is_compared_and_only_what_differs_is_indexed(filled: Shelf, engine: Brittle) -> None:
    filled.texts = {"a": "đất đai\nnhà ở", "c": "lao động"}
    note_source(source="shelf")
    filled.loads.clear()
    index_changes()
    assert filled.loads == [["b", "c"]]
    assert texts_in(engine) == {"shelf:a": "đất đai", "shelf:a/1": "nhà ở", "shelf:c": "lao động"}


def test_only_one_writes_at_a_time(filled: Shelf) -> None:
    clock = Clock()
    note_changes(source="shelf", keys=["a"])
    with holding(now=clock) as hold:
        assert hold
        assert index_changes(now=clock) == 0
        clock.at += LEASE
        assert index_changes(now=clock) == 1, "a holder that died is followed"


def test_one_task_for_all_that_waits(filled: Shelf, django_capture_on_commit_callbacks: Any) -> None:
    waiting = cast(DummyBackend, task_backends["prompt"]).results
    waiting.clear()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(5):
            note_changes(source="shelf", keys=["a"])
    assert [one.task.func for one in waiting] == [tasks.index_changes.func]
    index_changes()
    with django_capture_on_commit_callbacks(execute=True):
        note_changes(source="shelf", keys=["a"])
    assert len(waiting) == 2


def test_a_lost_index_is_built_by_a_task(
    shelf: Shelf, engine: Brittle, django_capture_on_commit_callbacks: Any
) -> None:
    shelf.texts = {"a": "đất đai"}
    with django_capture_on_commit_callbacks(execute=True):
        note_changes(source="shelf", keys=["a"])
        with pytest.raises(IndexUnavailableError):
            engine.fetch(["shelf:a#0"])
        index_changes()
    assert texts_in(engine) == {"shelf:a": "đất đai"}
    assert not Change.objects.exists()
