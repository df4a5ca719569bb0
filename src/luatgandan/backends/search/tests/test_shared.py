"""One index on several machines: what is sent, who may write, and what happens when storage or copy fail."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from luatgandan.backends.search import Entry, IndexUnavailableError, SearchError
from luatgandan.backends.search.tantivy.shared import SharedTantivySearch

from .entries import ENTRIES, entry, look, marked

Join = Callable[[], SharedTantivySearch]


class Failing(FileSystemStorage):
    """A storage that fails after so many files: None never."""

    left: int | None = None

    def _count(self) -> None:
        if Failing.left is not None:
            Failing.left -= 1
            if Failing.left < 0:
                raise OSError("the storage is gone")

    def _save(self, name: str, content: File[bytes]) -> str:
        self._count()
        return str(super()._save(name, content))

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        self._count()
        file: File[bytes] = super()._open(name, mode)
        return file


@pytest.fixture
def join(join: Join, settings: Any) -> Iterator[Join]:
    place = settings.STORAGES["private"]
    settings.STORAGES = {**settings.STORAGES, "private": {**place, "BACKEND": f"{__name__}.Failing"}}
    yield join
    Failing.left = None


@pytest.fixture
def first(join: Join) -> SharedTantivySearch:
    """The machine that built the index."""
    machine = join()
    machine.rebuild(ENTRIES, version="7")
    return machine


def stored(tmp_path: Path) -> set[Path]:
    return {path for path in (tmp_path / "storage").rglob("*") if path.is_file()}


def test_a_change_sends_a_little_and_the_big_files_stay(first: SharedTantivySearch, join: Join, tmp_path: Path) -> None:
    first.rebuild([entry(f"n{one}", f"điều {one} " + "chữ " * 300) for one in range(600)], version="7")
    second = join()
    assert second.status().entries == 600
    before = stored(tmp_path)
    first.apply([entry("new", "đường mới")])
    new = stored(tmp_path) - before
    assert len([path for path in new if "rows.bin" in path.name]) == 1
    assert sum(path.stat().st_size for path in new) < sum(path.stat().st_size for path in before) / 10
    assert look(second, marked("mới")) == ["new"]


def test_any_machine_may_write(first: SharedTantivySearch, join: Join) -> None:
    machines = [first, join(), join()]
    for number in range(9):
        machines[number % 3].apply([entry(f"x{number}", f"mới số{number}")], removed=["a"])
    for machine in [*machines, join()]:
        assert sorted(dict(machine.digests())) == sorted(["3", "4", *(f"x{number}" for number in range(9))])
        assert look(machine, marked("số8")) == ["x8"]
        tantivy = machine._folder.current() / "tantivy"
        named = {
            one["segment_id"].replace("-", "") for one in json.loads((tantivy / "meta.json").read_text())["segments"]
        }
        assert {
            path.name.split(".")[0] for path in tantivy.glob("*.store")
        } == named  # what was merged away is not kept


def test_who_writes_at_the_same_time_is_refused_and_may_do_it_again(first: SharedTantivySearch, join: Join) -> None:
    second = join()

    def meanwhile() -> Iterator[Entry]:
        second.apply([entry("their", "chung của họ")])
        yield entry("our", "chung của ta")

    with pytest.raises(SearchError, match="another machine"):
        first.apply(meanwhile())
    assert look(second, marked("chung")) == ["their"]
    assert look(first, marked("chung")) == ["their"]
    first.apply([entry("our", "chung của ta")])
    assert sorted(look(second, marked("chung"))) == ["our", "their"]


@pytest.mark.parametrize("files_before", range(0, 8, 2))
def test_a_storage_that_fails_leaves_everybody_with_what_they_have(
    first: SharedTantivySearch, join: Join, files_before: int
) -> None:
    second = join()
    assert second.status().entries == 4
    Failing.left = files_before
    with pytest.raises(SearchError):
        first.apply([entry("5", "đường mới")])
    assert look(second, marked("mới")) == []
    Failing.left = None
    first.apply([entry("5", "đường mới")])
    Failing.left = files_before % 4
    assert look(second, marked("làng")) == ["3", "4"]
    Failing.left = None
    for machine in (first, second):
        assert look(machine, marked("mới")) == ["5"]
        assert sorted(dict(machine.digests())) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("name", ["rows.bin", "tantivy/meta.json", "about.json"])
def test_a_damaged_copy_is_fetched_anew(first: SharedTantivySearch, join: Join, name: str) -> None:
    second = join()
    assert second.status().is_ready
    file = second._folder.current() / name
    file.write_bytes(file.read_bytes()[:5] if name != "rows.bin" else b"")
    file.unlink()
    again = SharedTantivySearch(second._folder.path, look_seconds=0, wait_seconds=30)
    assert again.status().is_ready
    assert look(again, marked("làng")) == ["3", "4"]
    assert look(first, marked("làng")) == ["3", "4"]


def test_what_nobody_needs_is_removed_after_ten_minutes(first: SharedTantivySearch, tmp_path: Path) -> None:
    old = stored(tmp_path)
    first.rebuild(ENTRIES[:2], version="7")
    assert old < stored(tmp_path)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        first.apply([entry("5", "đường mới")])
    assert not old & stored(tmp_path)


def test_what_a_refused_writer_left_goes_with_the_next_rebuild(
    first: SharedTantivySearch, join: Join, tmp_path: Path
) -> None:
    def meanwhile() -> Iterator[Entry]:
        join().apply([entry("their", "chung của họ")])
        yield entry("our", "chung của ta")

    with pytest.raises(SearchError, match="another machine"):
        first.apply(meanwhile())
    first.rebuild(ENTRIES[:2], version="7")
    left = stored(tmp_path)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        first.rebuild(ENTRIES[:2], version="7")
        now = stored(tmp_path)
        first.apply([entry("5", "đường mới")])
        assert look(join(), marked("mới")) == ["5"]
    kept = json.loads(first._board._ask("SELECT files FROM search_shipment")[0][0])
    named = {*kept["segments"].values(), *(piece[2] for one in kept["tails"].values() for piece in one)}
    names = {str(path.relative_to(tmp_path / "storage")) for path in stored(tmp_path)}
    assert names == named | {name for _, name in kept["gone"]}
    assert left - now  # the refused writer's files were among them


def test_a_machine_that_joins_an_index_that_is_nowhere_says_so(join: Join) -> None:
    with pytest.raises(IndexUnavailableError, match="rebuild"):
        join().apply([ENTRIES[0]])
