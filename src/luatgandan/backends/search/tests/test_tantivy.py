"""What only an index in a folder has to stand: crashes, damage, several processes, old generations."""

import multiprocessing
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from luatgandan.backends.search import Clause, Entry, Field, IndexUnavailableError, Plan, SearchError
from luatgandan.backends.search.tantivy import TantivySearch
from luatgandan.backends.search.tantivy.folder import IndexFolder
from luatgandan.backends.search.tantivy.rows import Rows

FOUND = Plan(clauses=(Clause(field=Field.BODY, term="dat"),))


def entry(key: str, body: str = "dat dai") -> Entry:
    return Entry(id=key, group=key, fields={Field.BODY: body, Field.BODY_MARKED: body}, stored={"text": body})


def ids(engine: TantivySearch) -> list[str]:
    return sorted(one.id for one in engine.search(FOUND).candidates)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "index"
    TantivySearch(path).rebuild([entry("1"), entry("2")], version="1")
    return path


def generation(folder: Path) -> Path:
    return IndexFolder(folder).current()


def test_only_the_generation_in_use_stays(folder: Path) -> None:
    engine = TantivySearch(folder)
    for _ in range(3):
        engine.rebuild([entry("3")], version="1")
    assert [path.name for path in folder.glob("gen-*")] == [generation(folder).name]


def test_a_reader_of_the_old_generation_reads_on_while_a_new_one_is_built(folder: Path) -> None:
    reader, writer = TantivySearch(folder), TantivySearch(folder)
    seen = []

    def entries() -> Iterator[Entry]:
        seen.append(ids(reader))
        yield entry("3")
        seen.append(ids(reader))

    writer.rebuild(entries(), version="2")
    assert seen == [["1", "2"], ["1", "2"]]
    assert ids(reader) == ["3"]


def _killed_while_building(folder: str) -> None:
    def entries() -> Iterator[Entry]:
        yield entry("9")
        os._exit(9)

    TantivySearch(folder).rebuild(entries(), version="2")


def _killed_while_changing(folder: str) -> None:
    def entries() -> Iterator[Entry]:
        yield entry("9", "tu moi")
        os._exit(9)

    TantivySearch(folder).apply(entries(), removed=["1"])


@pytest.mark.parametrize("act", [_killed_while_building, _killed_while_changing])
def test_a_writer_that_is_killed_leaves_the_index_as_it_was(folder: Path, act: Callable[[str], None]) -> None:
    process = multiprocessing.get_context("spawn").Process(target=act, args=(str(folder),))
    process.start()
    process.join(60)
    assert process.exitcode == 9
    engine = TantivySearch(folder, lock_seconds=2)
    assert ids(engine) == ["1", "2"]
    engine.apply([entry("3", "dat khac moi")], removed=["1"])
    assert ids(engine) == ["2", "3"]
    (one,) = engine.search(Plan(clauses=(Clause(field=Field.BODY, term="khac"),))).candidates
    assert one.stored["text"] == "dat khac moi"
    engine.rebuild([entry("4")], version="1")
    assert len(list(folder.glob("gen-*"))) == 1


def test_half_a_line_and_half_a_record_at_the_end_do_no_harm(folder: Path) -> None:
    with (generation(folder) / "words.tsv").open("ab") as file:
        file.write("nửa\tnử".encode())
    with (generation(folder) / "rows.bin").open("ab") as file:
        file.write(b"abc")
    engine = TantivySearch(folder)
    engine.apply([entry("3", "dat nua")])
    (one,) = engine.search(Plan(clauses=(Clause(field=Field.BODY, term="nua"),))).candidates
    assert one.stored["text"] == "dat nua"
    assert ids(TantivySearch(folder)) == ["1", "2", "3"]


def test_a_word_that_a_writer_is_just_at_is_read_when_it_is_whole(folder: Path) -> None:
    words = generation(folder) / "words.tsv"
    with words.open("ab") as file:
        file.write("nua\tnử".encode())
    rows = Rows(generation(folder))
    known = len(rows.words)
    with words.open("ab") as file:
        file.write("a\nmot\tmột\n".encode())
    rows.grow()
    assert rows.words.marked[known:] == ["nửa", "một"]
    assert rows.words.folded[known:] == ["nua", "mot"]


def test_one_writer_at_a_time(folder: Path) -> None:
    second = TantivySearch(folder, lock_seconds=0.1)
    with IndexFolder(folder).writing(1), pytest.raises(SearchError, match="another process writes"):
        second.apply([entry("3")])
    second.apply([entry("3")])
    assert ids(second) == ["1", "2", "3"]


def _change(folder: str, first: int) -> None:
    engine = TantivySearch(folder, lock_seconds=60)
    for number in range(first, first + 5):
        engine.apply([entry(str(number))])


def test_writers_of_several_processes_wait_for_each_other(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_change, args=(str(folder), first)) for first in (10, 20)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0]
    assert len(ids(TantivySearch(folder))) == 12


def test_a_reader_follows_another_process_at_once(folder: Path) -> None:
    reader = TantivySearch(folder)
    assert ids(reader) == ["1", "2"]
    process = multiprocessing.get_context("spawn").Process(target=_change, args=(str(folder), 10))
    process.start()
    process.join(60)
    assert len(ids(reader)) == 7
    TantivySearch(folder).rebuild([entry("8")], version="2")
    assert ids(reader) == ["8"]


@pytest.mark.parametrize("name", ["rows.bin", "words.tsv", "about.json", "tantivy/meta.json", "tantivy"])
def test_a_missing_file_is_said_and_mended_by_a_rebuild(folder: Path, name: str) -> None:
    path = generation(folder) / name
    for file in [*path.glob("*")] if path.is_dir() else [path]:
        file.unlink()
    engine = TantivySearch(folder)
    assert not engine.status().is_ready
    with pytest.raises(IndexUnavailableError):
        engine.search(FOUND)
    engine.rebuild([entry("5")], version="1")
    assert ids(engine) == ["5"]


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 4000, b"\0" * 4000])
@pytest.mark.parametrize("name", ["rows.bin", "about.json", "tantivy/meta.json", "postings"])
def test_a_damaged_file_is_said(folder: Path, name: str, content: bytes) -> None:
    found = generation(folder) / name
    path = next((generation(folder) / "tantivy").glob("*.idx")) if name == "postings" else found
    path.unlink()  # a new file: threads of the one that built the index may still hold the old one mapped
    path.write_bytes(content)
    with pytest.raises(IndexUnavailableError):
        TantivySearch(folder).search(FOUND)


def test_any_damage_to_postings_is_said_or_does_no_harm(folder: Path) -> None:
    engine = TantivySearch(folder)
    engine.rebuild([entry(str(number), f"dat w{number % 7} w{number % 11}") for number in range(60)], version="1")
    said = 0
    for seed in range(60):
        chance = random.Random(seed)
        copy = folder.with_name(f"copy-{seed}")
        shutil.copytree(folder, copy)
        files = sorted((generation(copy) / "tantivy").glob("*.*"))
        path = chance.choice([file for file in files if file.stat().st_size])
        data = bytearray(path.read_bytes())
        for _ in range(chance.choice([1, 20])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            ids(TantivySearch(copy))
        except IndexUnavailableError:
            said += 1
    assert 0 < said < 60


def test_a_pointer_to_nowhere_is_said(folder: Path) -> None:
    for content in ("", "gen-none", "../..", "/"):
        (folder / "current").write_text(content)
        engine = TantivySearch(folder)
        with pytest.raises(IndexUnavailableError):
            engine.search(FOUND)
        assert "rebuild" in engine.status().problem


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchError, match="cannot write"):
        TantivySearch(tmp_path / "file" / "index").rebuild([entry("1")], version="1")


def test_an_index_of_another_shape_is_not_read(folder: Path) -> None:
    about = generation(folder) / "about.json"
    about.write_text(about.read_text().replace("valid_from", "valid_since"))
    with pytest.raises(IndexUnavailableError, match="other fields"):
        TantivySearch(folder).search(FOUND)
