"""Exports of other databases and the codification into the library."""

import lzma
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luatgandan.features.library.enums import Action, FileState, Kind, Origin, RelationKind
from luatgandan.features.library.models import Change, Document, Provision, ProvisionVersion, SourceFile
from luatgandan.features.library.services import ProposedChange, Related, exports, propose_changes, relate
from luatgandan.features.library.services.codification import import_codification

from . import circulars
from .arriving import ROW, jsonl, take, texts
from .laws import NOW, a_law, make_document, store

pytestmark = pytest.mark.django_db


def test_codification_makes_documents_and_passes_over_bad_rows() -> None:
    second = {**ROW, "nguon": ROW["nguon"].replace("Điều 1 ", "Điều 12a ")}
    tally = import_codification(rows=[ROW, second, {**ROW, "nguon": "?"}, {**ROW, "noi_dung": " "}], at=NOW)

    document = Document.objects.get(number="60/2014/QH13")
    assert (tally.rows, tally.documents, tally.new, len(tally.unread)) == (4, 1, 2, 2)
    assert list(document.provisions.values_list("eid", flat=True)) == ["art_1", "art_12a"]
    assert (document.issued_on, document.effective_on) == (date(2014, 11, 20), date(2016, 1, 1))
    assert texts(document)["art_1"].startswith("1. Luật này quy định về hộ tịch.")
    again = import_codification(rows=[ROW, second], at=NOW)
    assert (again.new, again.changed, again.same) == (0, 0, 2)


def test_annexes_that_run_on_behind_the_last_article_of_the_codification_stand_for_themselves() -> None:
    tail = (
        "2. Từ ngày ký.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n|\nBỘ TRƯỞNG\nNguyễn Văn Mẫu\n|\n"
        "Phụ lục I\nDANH MỤC\n(ban hành kèm theo Thông tư số 1/2022/TT-BCT)\nChương I\nCÂY TRỒNG\n1. Lúa.\n"
        "Phụ lục II\nMẪU ĐƠN\nHọ và tên."
    )
    tally = import_codification(rows=[{**ROW, "noi_dung": f"1. Hiệu lực.\n{tail}"}], at=NOW)

    document = Document.objects.get(number="60/2014/QH13")
    assert (tally.rows, tally.new) == (1, 4)
    assert [(one.eid, one.parent and one.parent.eid) for one in document.provisions.order_by("position")] == [
        ("art_1", None), ("att_1", None), ("att_1__chp_I", "att_1"), ("att_2", None),
    ]  # fmt: skip
    found = texts(document)
    assert found["art_1"] == "1. Hiệu lực.\n2. Từ ngày ký."
    assert (found["att_1__chp_I"], found["att_2"]) == ("1. Lúa.", "Họ và tên.")
    again = import_codification(rows=[{**ROW, "noi_dung": f"1. Hiệu lực.\n{tail}"}], at=NOW)
    assert (again.new, again.same) == (0, 4)


def test_amended_words_of_the_codification_follow_the_first() -> None:
    import_codification(rows=[ROW], at=NOW)
    by = "Điều 1 Luật số 60/2020/QH14 có hiệu lực thi hành kể từ ngày 01/07/2021"
    amended = f"{ROW['nguon'][:-1]}, có nội dung được sửa đổi, bổ sung bởi {by})"
    tally = import_codification(rows=[{**ROW, "nguon": amended, "noi_dung": "1. Lời mới."}], at=NOW)
    versions = list(ProvisionVersion.objects.filter(provision__document__number="60/2014/QH13"))
    assert tally.changed == 1
    assert [(one.valid_from, one.valid_to) for one in versions] == [
        (None, date(2021, 7, 1)), (date(2021, 7, 1), None),
    ]  # fmt: skip


def test_an_article_that_the_codification_keeps_as_repealed_ends_on_that_day() -> None:
    import_codification(rows=[ROW], at=NOW)
    by = "Điều 2 Luật số 60/2020/QH14 có hiệu lực thi hành kể từ ngày 01/07/2021"
    emptied = {**ROW, "noi_dung": "", "nguon": f"{ROW['nguon'][:-1]}, bị bãi bỏ bởi {by})"}
    partly = {**emptied, "nguon": f"{ROW['nguon'][:-1]}, có nội dung bị bãi bỏ bởi {by})"}

    assert import_codification(rows=[partly], at=NOW).changed == 0
    tally = import_codification(rows=[emptied], at=NOW)

    [version] = ProvisionVersion.objects.filter(provision__document__number="60/2014/QH13")
    assert (version.valid_from, version.valid_to) == (None, date(2021, 7, 1))
    assert (tally.changed, tally.unread) == (1, [])
    again = import_codification(rows=[ROW, emptied], at=NOW)
    assert (again.changed, again.same) == (0, 1)


def test_uploaded_export_is_imported_like_a_file_and_its_bad_rows_are_told() -> None:
    content = lzma.compress(jsonl(ROW, "not json", {**ROW, "nguon": "?"}))
    outcome = take("phapdien.jsonl.xz", content)
    assert (outcome.state, outcome.articles) == (FileState.READ, 1)
    assert "Không dùng được 2 dòng" in outcome.message
    assert SourceFile.objects.get().format == "jsonl"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jsonl", jsonl({"x": 1}), "Không nhận ra kiểu dữ liệu"),
        ("a.jsonl", b"", "Không nhận ra kiểu dữ liệu"),
        ("a.json", b"{}", "cần law_info và clauses"),
        ("a.jsonl.xz", lzma.compress(jsonl(ROW))[:-20], "tải về chưa xong"),
    ],
)
def test_export_that_is_none_is_refused_in_words(name: str, content: bytes, words: str) -> None:
    outcome = take(name, content)
    assert outcome.state == FileState.FAILED
    assert words in outcome.message
    assert not Document.objects.exists()


def test_split_documents_come_with_chapters_and_broken_ones_are_left(tmp_path: Path) -> None:
    def row(number: str, count: int, chapter: str = "Chương I. CHUNG") -> dict[str, Any]:
        articles = [
            {
                "dieu": str(n),
                "tieu_de": f"Tên {n}",
                "noi_dung": f"1. Một.\n2. Hai {n}.",
                "chuong": chapter,
            }
            for n in range(1, count + 1)
        ]
        return {"so_hieu": number, "url": "https://vbpl.example/luat", "articles": articles}

    path = tmp_path / "vbpl.jsonl"
    path.write_bytes(jsonl(row("10/2020/NĐ-CP", 3), row("11/2020/NĐ-CP", 2), row("12/2020/NĐ-CP", 3, "PHẦN MỞ ĐẦU")))
    tally = exports.import_export(path=path, at=NOW)
    document = Document.objects.get(number="10/2020/NĐ-CP")

    assert (tally.rows, tally.documents) == (3, 2)
    assert not Provision.objects.filter(document__number="12/2020/NĐ-CP", level="chapter").exists()
    assert tally.unread == ["11/2020/NĐ-CP: chỉ có 2 điều, nguồn cắt hỏng"]
    assert document.kind == Kind.DECREE
    assert list(document.provisions.values_list("eid", flat=True)) == ["chp_I", "art_1", "art_2", "art_3"]


def test_export_never_replaces_what_was_read_from_the_file_itself(tmp_path: Path) -> None:
    document = take("a.txt", circulars.circular()).document
    assert document is not None
    before = texts(document)
    articles = [{"dieu": str(n), "tieu_de": "X", "noi_dung": "Lời khác."} for n in range(1, 5)]
    path = tmp_path / "vbpl.jsonl"
    path.write_bytes(jsonl({"so_hieu": "01/2026/TT-BTP", "url": "", "articles": articles}))
    exports.import_export(path=path, at=NOW)
    assert texts(document) == before


ARTICLES = [{"dieu": str(n), "tieu_de": "X", "noi_dung": "Lời."} for n in range(1, 4)]
GIVEN = {"so_hieu": "60/2014/QH13", "url": "", "articles": ARTICLES}
LINK = {"amending_doc_identity": "60/2014/QH13", "target_doc_identity": "9/2000/QH10"}


@pytest.mark.parametrize("rows", [[ROW], [GIVEN], [LINK], [{"doc_identity": "60/2014/QH13"}]])
def test_what_waited_for_a_document_is_tied_when_an_export_brings_it(
    rows: list[dict[str, Any]], tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    citing = make_document("5/2020/QH14")
    relate(document=citing, relations=[Related(kind=RelationKind.BASED_ON, number="60/2014/QH13")], origin=Origin.TEXT)
    path = tmp_path / "export.jsonl"
    path.write_bytes(jsonl(*rows))

    with django_capture_on_commit_callbacks(execute=True):
        exports.import_export(path=path, at=NOW)

    assert citing.relations.get().target == Document.objects.get(number="60/2014/QH13")


def test_a_change_of_an_article_that_was_missing_can_be_made_when_the_codification_brings_it(
    django_capture_on_commit_callbacks: Any,
) -> None:
    document = make_document("60/2014/QH13", issued_on=date(2014, 11, 20))
    store(document, a_law())
    amending = make_document("9/2025/QH15", effective_on=date(2025, 7, 1))
    change = ProposedChange(action=Action.REPEAL, target=document, target_eid="art_77")
    propose_changes(document=amending, changes=[change])
    problem = Change.objects.get().problem
    late = {**ROW, "nguon": ROW["nguon"].replace("Điều 1 ", "Điều 77 ")}

    with django_capture_on_commit_callbacks(execute=True):
        import_codification(rows=[late], at=NOW)

    assert (bool(problem), Change.objects.get().problem) == (True, "")


def test_sources_that_tell_of_other_relations_leave_each_other_alone(tmp_path: Path) -> None:
    document = make_document("60/2014/QH13")
    later = Related(kind=RelationKind.AMENDS, number="9/2026/QH16", is_passive=True)
    relate(document=document, relations=[later], origin=Origin.PORTAL)
    told = {"doc_identity": "60/2014/QH13", "related_documents": [{"doc_identity": "5/2020/NĐ-CP"}]}
    for rows in ([LINK], [told], [{**told, "related_documents": [{"doc_identity": "6/2020/NĐ-CP"}]}]):
        path = tmp_path / "export.jsonl"
        path.write_bytes(jsonl(*rows))
        exports.import_export(path=path, at=NOW)

    assert {(one.kind, one.target_number) for one in document.relations.all()} == {
        ("amends", "9/2026/QH16"), ("amends", "9/2000/QH10"), ("related_to", "6/2020/NĐ-CP"),
    }  # fmt: skip
