"""Correcting what was read of a file: edits of lines, drafts, saving, history, re-import, and the screen itself."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luatgandan.features.library.enums import CorrectionState, FileState
from luatgandan.features.library.models import Correction, ProvisionVersion, SourceFile
from luatgandan.features.library.queries import drafts, sheets
from luatgandan.features.library.services import corrections
from luatgandan.features.library.services.corrections import CorrectionRefusedError, add_edit
from luatgandan.features.library.services.files import receive_bytes
from luatgandan.features.library.services.importing import import_file, import_transcript
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry
from luatgandan.lib.files.tests.pdf_maker import Text, pdf
from luatgandan.lib.legaltext.corrections import Edit, EditKind, anchor_of, correct
from luatgandan.lib.legaltext.lines import Line, LineMark
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

from . import circulars
from .conftest import MakeStaff, desk

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
WORDS, JOIN, MARK = EditKind.WORDS, EditKind.JOIN, EditKind.MARK


# --- edits of lines -------------------------------------------------------------------------------------------------


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def edit(kind: EditKind, line: int, anchor: str, value: str = "") -> Edit:
    return Edit(kind, line, anchor_of(anchor), value)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([edit(WORDS, 1, "b", "B")], ["a", "B", "c"]),
        ([edit(WORDS, 1, "b", "b1\n b2 \n\n")], ["a", "b1", "b2", "c"]),
        ([edit(WORDS, 1, "b", " ")], ["a", "c"]),
        ([edit(JOIN, 2, "c")], ["a", "b c"]),
        ([edit(WORDS, 0, "a", "a1\na2"), edit(JOIN, 2, "b")], ["a1", "a2 b", "c"]),
        ([edit(JOIN, 1, "b"), edit(WORDS, 0, "a b", "x\ny")], ["x", "y", "c"]),
    ],
)
def test_edits_are_made_one_on_the_other(edits: list[Edit], expected: list[str]) -> None:
    found = correct(lines("a", "b", "c"), edits)
    assert [line.text for line in found.lines] == expected
    assert len(found.sources) == len(expected)
    assert found.lost == ()


def test_mark_stays_with_the_first_piece_and_sources_tell_where_lines_came_from() -> None:
    found = correct(lines("a", "b", "c"), [edit(MARK, 1, "b", "clause"), edit(WORDS, 1, "b", "b1\nb2")])
    assert [line.mark for line in found.lines] == ["", LineMark.CLAUSE, "", ""]
    assert found.sources == (0, 1, 1, 2)


def test_edits_find_their_line_again_and_tell_when_it_is_gone() -> None:
    kept, gone = edit(WORDS, 1, "b", "B"), edit(WORDS, 2, "z", "Z")
    found = correct(lines("new", "a", "x", "b"), [kept, gone])
    assert [line.text for line in found.lines] == ["new", "a", "x", "B"]
    assert found.lost == (gone,)


def test_of_two_lines_with_the_same_words_the_nearer_one_is_meant() -> None:
    found = correct(lines("b", "a", "c", "a", "b"), [edit(WORDS, 3, "b", "B")])
    assert [line.text for line in found.lines] == ["b", "a", "c", "a", "B"]


def test_tables_and_first_lines_are_left_alone() -> None:
    table = Line("x\ty", rows=(("x", "y"),))
    edits = [Edit(JOIN, 0, "x\ty"), Edit(WORDS, 0, "x\ty", "z"), Edit(JOIN, 1, "a")]
    found = correct([table, Line("a")], edits)
    assert (found.lines, found.lost) == ((table, Line("a")), tuple(edits))


def test_long_lines_are_remembered_by_a_hash() -> None:
    one, other = "a" * 5000, "a" * 4999 + "b"
    assert len(anchor_of(one)) < 220
    assert anchor_of(one) != anchor_of(other)
    assert [line.text for line in correct([Line(other), Line(one)], [edit(WORDS, 0, one, "x")]).lines] == [other, "x"]


# --- drafts and saving ----------------------------------------------------------------------------------------------

BROKEN = circulars.circular().replace("b) Không tẩy xóa.", "b) Không tẩy\nxóa.").replace("2. Sổ được", "2, Sổ được")


@pytest.fixture
def editor(make_staff: MakeStaff) -> Person:
    return make_staff("editor")


@pytest.fixture
def file(db: None) -> SourceFile:
    return imported("a.txt", BROKEN.encode())


def imported(name: str, content: bytes) -> SourceFile:
    row, _is_new = receive_bytes(name=name, content=content, at=NOW)
    import_file(file=row, at=NOW)
    row.refresh_from_db()
    return row


def line_of(file: SourceFile, start: str) -> int:
    """The number of the line that begins with these words, with the draft."""
    found = sheets.corrected_lines(file, sheets.edits_of(file, with_draft=True)).lines
    return next(place for place, line in enumerate(found) if line.text.startswith(start))


def change(file: SourceFile, by: Person, kind: EditKind, start: str, value: str = "") -> Correction:
    expected = len(sheets.edits_of(file, with_draft=True))
    return add_edit(file=file, kind=kind, line=line_of(file, start), value=value, by=by, at=NOW, expected=expected)


def article(file: SourceFile, number: int = 2) -> ProvisionVersion:
    return ProvisionVersion.objects.get(provision__document=file.document, provision__eid=f"art_{number}")


def clauses(file: SourceFile) -> list[str]:
    return [child.number for child in article(file).node.children if child.level == "paragraph"]


def test_draft_changes_nothing_until_it_is_saved(file: SourceFile, editor: Person) -> None:
    assert clauses(file) == ["1"]
    change(file, editor, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    draft = change(file, editor, JOIN, "xóa.")

    assert (draft.state, len(draft.edits)) == (CorrectionState.DRAFT, 2)
    assert clauses(file) == ["1"]
    (one,) = drafts.draft_differences(file)
    assert (one.label, one.fate) == ("Điều 2", "changed")
    assert "khoản 2" in "".join(piece.text for piece in one.pieces if piece.mark == "new")


def test_saved_correction_mends_the_law_and_is_logged(file: SourceFile, editor: Person) -> None:
    provision = article(file).provision_id
    change(file, editor, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    change(file, editor, JOIN, "xóa.")

    outcome = corrections.save_draft(file=file, note="OCR", by=editor, at=NOW)

    assert (outcome.state, clauses(file), article(file).provision_id) == (FileState.READ, ["1", "2"], provision)
    assert "b) Không tẩy xóa." in article(file).text
    one = file.corrections.get()
    assert (one.state, one.note, one.made_by) == (CorrectionState.CURRENT, "OCR", editor)
    entry = Entry.objects.get(action="library.correct_file")
    assert (entry.detail["edits"], entry.object_id) == (2, str(file.pk))


@pytest.mark.parametrize(
    ("kind", "start", "mark", "outline"),
    [
        (MARK, "b) Không", LineMark.TEXT, ["1", "2"]),
        (MARK, "2. Sổ", LineMark.TEXT, ["1"]),
        (MARK, "Điều 3.", LineMark.TEXT, ["1", "2"]),
    ],
)
def test_boundary_said_by_a_person_is_obeyed(
    editor: Person, db: None, kind: EditKind, start: str, mark: LineMark, outline: list[str]
) -> None:
    file = imported("b.txt", circulars.circular().encode())
    change(file, editor, kind, start, mark.value)
    corrections.save_draft(file=file, note="", by=editor, at=NOW)
    assert clauses(file) == outline
    assert "b) Không tẩy xóa." in article(file).text.replace("\n", " ")
    eids = set(file.document.provisions.values_list("eid", flat=True))
    assert ("art_3" in eids) == (start != "Điều 3.")


def test_reading_of_a_consolidated_text_is_corrected_but_the_text_as_issued_stays(file: SourceFile) -> None:
    words = Node(Level.ARTICLE, "9", "Tên", "1. Một.\n2. Hai.", eid="art_9")
    one = Node(Level.CLAUSE, "1", text="Một.", eid="art_9__para_1")
    cut = replace(words, text="", children=(one, Node(Level.CLAUSE, "2", text="Hai.", eid="art_9__para_2")))
    document, other = file.document, SourceFile.objects.create(sha256="2" * 64, name="x", size=1, received_at=NOW)

    def store(node: Node, source: SourceFile) -> list[str]:
        consolidated = Source(at=NOW, file=source, valid_from=date(2026, 5, 1), since={})
        store_text(document=document, parsed=Parsed(body=(node,)), source=consolidated)
        version = ProvisionVersion.objects.get(provision__document=document, provision__eid="art_9")
        return [child.number for child in version.node.children]

    assert store(words, file) == []
    assert store(cut, file) == ["1", "2"]
    assert store(words, other) == ["1", "2"]


def test_corrections_hold_when_the_same_file_is_imported_again(file: SourceFile, editor: Person) -> None:
    change(file, editor, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    corrections.save_draft(file=file, note="", by=editor, at=NOW)

    again, is_new = receive_bytes(name="khac.txt", content=BROKEN.encode(), at=NOW)
    import_file(file=again, at=NOW)

    assert (is_new, again.pk, clauses(file)) == (False, file.pk, ["1", "2"])


def test_earlier_correction_is_used_again_and_nothing_is_lost(file: SourceFile, editor: Person) -> None:
    change(file, editor, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    corrections.save_draft(file=file, note="đúng", by=editor, at=NOW)
    change(file, editor, WORDS, "2. Sổ", "Sổ được lưu 20 năm.")
    corrections.save_draft(file=file, note="nhầm", by=editor, at=NOW)
    assert clauses(file) == ["1"]

    corrections.restore_correction(correction=file.corrections.get(note="đúng"), by=editor, at=NOW)
    assert clauses(file) == ["1", "2"]
    assert file.corrections.count() == 3
    assert [one.note for one in file.corrections.current()] == ["Dùng lại bản ngày 22/11/2026"]

    corrections.use_machine_reading(file=file, by=editor, at=NOW)
    assert clauses(file) == ["1"]
    assert file.corrections.count() == 4


def test_last_edit_and_whole_draft_are_taken_back(file: SourceFile, editor: Person) -> None:
    change(file, editor, JOIN, "xóa.")
    change(file, editor, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    corrections.drop_last_edit(file=file)
    assert [one["kind"] for one in file.corrections.draft().get().edits] == ["join"]
    corrections.drop_last_edit(file=file)
    assert not file.corrections.exists()
    change(file, editor, JOIN, "xóa.")
    corrections.discard_draft(file=file)
    assert not file.corrections.exists()
    with pytest.raises(CorrectionRefusedError, match="Chưa có chỗ sửa nào"):
        corrections.save_draft(file=file, note="", by=editor, at=NOW)


def test_second_person_at_work_is_noticed(file: SourceFile, editor: Person) -> None:
    change(file, editor, JOIN, "xóa.")
    with pytest.raises(CorrectionRefusedError, match="Người khác vừa sửa"):
        add_edit(file=file, kind=JOIN, line=5, by=editor, at=NOW, expected=0)


@pytest.mark.parametrize(
    ("kind", "start", "value", "words"),
    [
        (MARK, "Thông tư này quy định", "article", "không bắt đầu bằng “Điều”"),
        (MARK, "Điều 1.", "clause", "không bắt đầu bằng số của khoản"),
        (MARK, "1. Người", "point", "không bắt đầu bằng chữ của điểm"),
        (MARK, "Điều 1.", "division", "không bắt đầu bằng “Phần"),
        (MARK, "Điều 1.", "banana", "Chưa chọn"),
        (MARK, "Điều 1.", "", "đã được đánh dấu như vậy"),
        (WORDS, "Điều 1.", "Điều 1.  Phạm vi điều chỉnh", "chưa thay đổi"),
        (WORDS, "Điều 1.", "a" * 20_001, "Dòng dài hơn 20.000 ký tự"),
        (JOIN, "BỘ TƯ PHÁP", "", "Không có đoạn văn nào ngay trước"),
    ],
)  # fmt: skip
def test_edits_that_cannot_be_made_are_refused_in_words(
    file: SourceFile, editor: Person, kind: EditKind, start: str, value: str, words: str
) -> None:
    with pytest.raises(CorrectionRefusedError, match=words):
        change(file, editor, kind, start, value)
    assert not file.corrections.exists()


def test_correction_whose_line_a_new_reading_lost_is_told(file: SourceFile, editor: Person) -> None:
    change(file, editor, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    corrections.save_draft(file=file, note="", by=editor, at=NOW)
    one = file.corrections.get()
    one.edits = [{**one.edits[0], "anchor": "dòng của lần đọc trước"}]
    one.save()

    outcome = import_transcript(file=SourceFile.objects.get(pk=file.pk), at=NOW)

    assert outcome.state == FileState.TO_CHECK
    assert "không còn khớp" in outcome.message
    finding = file.document.editions.get(is_current=True).findings[0]
    assert (finding["code"], "dòng của lần đọc trước" in finding["message"]) == ("correction-lost", True)


def test_assigning_a_document_keeps_the_draft(file: SourceFile, editor: Person) -> None:
    change(file, editor, JOIN, "xóa.")
    header = {"kind": "Thông tư", "number": "01/2026/TT-BTP", "issuer": "Bộ Tư pháp", "issued_on": "2026-01-05"}
    corrections.assign_document(file=file, header=header, by=editor, at=NOW)
    assert len(file.corrections.draft().get().edits) == 1
    corrections.save_draft(file=file, note="", by=editor, at=NOW)
    assert file.corrections.current().get().header == header


# --- the screen -----------------------------------------------------------------------------------------------------


@pytest.fixture
def browser(editor: Person) -> Client:
    return desk(editor)


def path(file: SourceFile, rest: str = "cau-truc/") -> str:
    return f"/quan-tri/thu-vien/tep/{file.pk}/{rest}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_screen_shows_original_lines_and_what_each_begins(file: SourceFile, browser: Client) -> None:
    page = text_of(browser.get(path(file)))
    assert '<li value="1">BỘ TƯ PHÁP</li>' in page
    labels = re.findall(r'file-row__label">([^<]+)<', page)
    assert labels == [
        "Chương I", "Điều 1", "Điều 2", "khoản 1", "điểm a", "điểm b", "Chương II", "Điều 3",
    ]  # fmt: skip
    assert "<textarea" not in page


def test_line_is_chosen_mended_compared_and_saved(file: SourceFile, browser: Client) -> None:
    line = line_of(file, "2, Sổ")
    page = text_of(browser.get(f"{path(file)}?dong={line + 1}"))
    assert '<textarea id="words" name="value" rows="4">2, Sổ được lưu 20 năm.</textarea>' in page

    words = {"line": line, "expected": 0, "kind": "words", "value": "2. Sổ được lưu 20 năm."}
    response = browser.post(path(file), words)
    assert response["Location"].endswith(f"?dong={line + 1}#dong-{line + 1}")
    assert "Đang sửa: 1 chỗ" in text_of(browser.get(path(file)))
    compared = text_of(browser.get(path(file, "cau-truc/thay-doi/")))
    assert "Điều 2: khác lời hoặc khác khoản, điểm" in compared
    assert "<ins>" in compared
    browser.post(path(file, "cau-truc/thay-doi/"), {"note": "sửa dấu"})

    assert clauses(file) == ["1", "2"]
    history = text_of(browser.get(path(file, "lich-su/")))
    assert "sửa dấu" in history
    browser.post(path(file, "lich-su/"), {"correction": "machine"})
    assert clauses(file) == ["1"]


def test_odd_requests_are_answered_kindly(file: SourceFile, browser: Client) -> None:
    for query in ("?dong=0", "?dong=99999", "?dong=x", "?doan=-1", "?doan=999", "?dong=²"):
        assert browser.get(path(file) + query).status_code == 200, query
    for data in ({}, {"kind": "words"}, {"kind": "drop", "line": 1, "expected": 0}, {"mark": "x", "line": "a"}):
        assert browser.post(path(file), data).status_code == 302
    assert browser.post(path(file, "lich-su/"), {"correction": "9999"}).status_code == 404
    assert not file.corrections.exists()
    bare = SourceFile.objects.create(sha256="1" * 64, name="a.pdf", size=1, received_at=NOW)
    assert browser.get(path(bare))["Location"].endswith(f"/{bare.pk}/")


def long_law() -> str:
    """A law of 160 articles with eight clauses each."""
    clause = "{k}. Nội dung khoản {k} của điều {n}, " + "chữ " * 60
    articles = (
        "\n".join([f"Điều {n}. Tên điều {n}", *(clause.format(k=k, n=n) for k in range(1, 9))]) for n in range(1, 161)
    )
    return circulars.circular(body="\n".join(articles))


def test_long_law_is_cut_into_screens_of_light_weight(browser: Client) -> None:
    file = imported("dai.txt", long_law().encode())
    response = browser.get(f"{path(file)}?dong=700")

    page = text_of(response)
    assert len(response.content) < 100_000
    assert 'id="dong-700" class="file-row file-row--1 is-chosen"' in page
    assert len(re.findall("<option", page)) > 20
    first = re.search(r'<li id="dong-[0-9]+".*?</li>', page)
    assert first
    assert 'file-row__label">Điều' in first[0]  # a screen begins with an article


def test_pages_of_a_pdf_are_shown_as_pictures(browser: Client) -> None:
    texts = circulars.circular().split("\n")
    pages = [
        [Text(text, 70, 780 - 22 * place) for place, text in enumerate(texts[start : start + 14])]
        for start in range(0, len(texts), 14)
    ]
    file = imported("a.pdf", pdf(pages))
    page = text_of(browser.get(f"{path(file)}?doan=2"))
    assert f'src="{path(file, "trang/2.jpg")}" alt="Ảnh trang 2 của tệp gốc"' in page

    picture = browser.get(path(file, "trang/2.jpg"))
    assert (picture["Content-Type"], picture.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert browser.get(path(file, "trang/99.jpg")).status_code == 404


def test_upload_of_the_same_name_with_other_content_is_another_file(browser: Client, file: SourceFile) -> None:
    other = SimpleUploadedFile("a.txt", circulars.circular().encode())
    browser.post("/quan-tri/thu-vien/tep/tai-len/", {"files": [other]})
    assert SourceFile.objects.filter(name="a.txt").count() == 2
