"""How records are read: in any order, of any length; and how long a reader believes what it has read."""

from array import array
from pathlib import Path

import pytest

from luatgandan.backends.search import Clause, Entry, Field, IndexUnavailableError, Plan
from luatgandan.backends.search.tantivy import TantivySearch
from luatgandan.backends.search.tantivy import engine as module
from luatgandan.backends.search.tantivy.rows import Rows, RowsWriter

from .entries import entry


def write(folder: Path, *entries: Entry) -> list[int]:
    """Where the records of `entries` stand in `folder`."""
    (folder / "words.tsv").touch()
    writer = RowsWriter(folder)
    places = [writer.add(one) for one in entries]
    writer.flush()
    writer.close()
    return places


def test_records_come_in_the_order_asked_for_short_and_very_long_ones(tmp_path: Path) -> None:
    long = " ".join(["đất"] * 70_000)
    first, second, third = write(
        tmp_path, entry("1", "đường sắt", issued=7), entry("2", long, group="g"), entry("3", "làng", kind="topic")
    )
    found, tokens = Rows(tmp_path).read([third, second, first, third], [4.0, 3.0, 2.0, 1.0])
    assert [(one.id, one.group, one.kind, one.score) for one in found] == [
        ("3", "3", "topic", 4.0), ("2", "g", "article", 3.0), ("1", "1", "article", 2.0), ("3", "3", "topic", 1.0),
    ]  # fmt: skip
    assert [one.numbers["issued_on"] for one in found] == [0, 0, 7, 0]
    assert [one.stored["text"] for one in found] == ["làng", long, "đường sắt", "làng"]
    assert [len(tokens.field(row, "body")) for row in range(4)] == [1, 70_000, 2, 1]
    assert [tokens.words.marked[number] for number in tokens.field(2, "body")] == ["đường", "sắt"]


def test_no_records_are_read_as_none(tmp_path: Path) -> None:
    write(tmp_path, entry("1", "đất"))
    found, tokens = Rows(tmp_path).read([], [])
    assert (found, len(tokens)) == ([], 0)


def test_a_record_that_says_another_length_than_the_index_is_damage(tmp_path: Path) -> None:
    (place,) = write(tmp_path, entry("1", "đất đai của làng"))
    path = tmp_path / "rows.bin"
    data = array("i", path.read_bytes())
    data[4] += 1  # tokens of the body
    path.write_bytes(data.tobytes())
    with pytest.raises(IndexUnavailableError, match="damaged"):
        Rows(tmp_path).read([place], [1.0])


def test_names_are_looked_up_but_are_no_words_of_the_texts(tmp_path: Path) -> None:
    engine = TantivySearch(tmp_path)
    engine.rebuild([entry("1", "đất đai", names="in:nd-168/art_6 art_6")], version="1")
    found = engine.search(Plan(clauses=(Clause(field=Field.NAMES, term="art_6"),)))
    assert [one.id for one in found.candidates] == ["1"]
    assert found.tokens.words.marked == ["đất", "đai"]


def test_rows_begin_where_their_first_tokens_stand(tmp_path: Path) -> None:
    places = write(tmp_path, entry("1", "đất đai"), entry("2", ""), entry("3", "làng", title="y tế"), entry("4", ""))
    _, tokens = Rows(tmp_path).read(places, [0.0] * 4)
    assert tokens.begins().tolist() == [True, False, True, False, False]


def frequency(engine: TantivySearch) -> int:
    return engine.document_frequencies(Field.BODY, ["dat"])["dat"]


def test_frequencies_are_of_the_index_that_was_searched_or_changed_last(tmp_path: Path) -> None:
    reader, writer = TantivySearch(tmp_path), TantivySearch(tmp_path)
    writer.rebuild([entry("1", "đất")], version="1")
    assert frequency(reader) == 1
    writer.apply([entry("2", "đất")])
    assert frequency(writer) == 2
    reader.search(Plan(clauses=(Clause(field=Field.BODY, term="dat"),)))
    assert frequency(reader) == 2


def test_frequencies_follow_another_writer_soon_without_a_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = TantivySearch(tmp_path), TantivySearch(tmp_path)
    writer.rebuild([entry("1", "đất")], version="1")
    monkeypatch.setattr(module, "_BELIEVED", 60.0)
    reader.status()
    assert frequency(reader) == 1
    writer.apply([entry("2", "đất")])
    assert frequency(reader) == 1  # believed for a while
    monkeypatch.setattr(reader, "_believed_until", 0.0)  # the while is over
    assert frequency(reader) == 2
