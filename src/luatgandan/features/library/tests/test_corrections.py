"""Correcting what was read of a file: drafts, saving, history, re-import."""

from dataclasses import replace
from datetime import date

import pytest

from luatgandan.features.library.enums import CorrectionState, FileState
from luatgandan.features.library.models import ProvisionVersion, SourceFile
from luatgandan.features.library.queries import drafts
from luatgandan.features.library.services import corrections
from luatgandan.features.library.services.corrections import CorrectionRefusedError, add_edit
from luatgandan.features.library.services.files import receive_bytes
from luatgandan.features.library.services.importing import import_file, import_transcript
from luatgandan.features.library.services.texts import Source, store_text
from luatgandan.foundation.accounts.models import Person
from luatgandan.foundation.audit.models import Entry
from luatgandan.lib.legaltext.corrections import EditKind
from luatgandan.lib.legaltext.lines import LineMark
from luatgandan.lib.legaltext.tree import Level, Node, Parsed

from . import circulars
from .correcting import BROKEN, article, change, clauses, imported
from .laws import NOW

WORDS, JOIN, MARK = EditKind.WORDS, EditKind.JOIN, EditKind.MARK


def test_draft_changes_nothing_until_it_is_saved(file: SourceFile, writer: Person) -> None:
    assert clauses(file) == ["1"]
    change(file, writer, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    draft = change(file, writer, JOIN, "xóa.")

    assert (draft.state, len(draft.edits)) == (CorrectionState.DRAFT, 2)
    assert clauses(file) == ["1"]
    (one,) = drafts.draft_differences(file)
    assert (one.label, one.fate) == ("Điều 2", "changed")
    assert "khoản 2" in "".join(piece.text for piece in one.pieces if piece.mark == "new")


def test_saved_correction_mends_the_law_and_is_logged(file: SourceFile, writer: Person) -> None:
    provision = article(file).provision_id
    change(file, writer, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    change(file, writer, JOIN, "xóa.")

    outcome = corrections.save_draft(file=file, note="OCR", by=writer, at=NOW)

    assert (outcome.state, clauses(file), article(file).provision_id) == (FileState.READ, ["1", "2"], provision)
    assert "b) Không tẩy xóa." in article(file).text
    one = file.corrections.get()
    assert (one.state, one.note, one.made_by) == (CorrectionState.CURRENT, "OCR", writer)
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
    writer: Person, db: None, kind: EditKind, start: str, mark: LineMark, outline: list[str]
) -> None:
    file = imported("b.txt", circulars.circular().encode())
    change(file, writer, kind, start, mark.value)
    corrections.save_draft(file=file, note="", by=writer, at=NOW)
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


def test_corrections_hold_when_the_same_file_is_imported_again(file: SourceFile, writer: Person) -> None:
    change(file, writer, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    corrections.save_draft(file=file, note="", by=writer, at=NOW)

    again, is_new = receive_bytes(name="khac.txt", content=BROKEN.encode(), at=NOW)
    import_file(file=again, at=NOW)

    assert (is_new, again.pk, clauses(file)) == (False, file.pk, ["1", "2"])


def test_earlier_correction_is_used_again_and_nothing_is_lost(file: SourceFile, writer: Person) -> None:
    change(file, writer, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    corrections.save_draft(file=file, note="đúng", by=writer, at=NOW)
    change(file, writer, WORDS, "2. Sổ", "Sổ được lưu 20 năm.")
    corrections.save_draft(file=file, note="nhầm", by=writer, at=NOW)
    assert clauses(file) == ["1"]

    corrections.restore_correction(correction=file.corrections.get(note="đúng"), by=writer, at=NOW)
    assert clauses(file) == ["1", "2"]
    assert file.corrections.count() == 3
    assert [one.note for one in file.corrections.current()] == ["Dùng lại bản ngày 22/11/2026"]

    corrections.use_machine_reading(file=file, by=writer, at=NOW)
    assert clauses(file) == ["1"]
    assert file.corrections.count() == 4


def test_last_edit_and_whole_draft_are_taken_back(file: SourceFile, writer: Person) -> None:
    change(file, writer, JOIN, "xóa.")
    change(file, writer, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    corrections.drop_last_edit(file=file)
    assert [one["kind"] for one in file.corrections.draft().get().edits] == ["join"]
    corrections.drop_last_edit(file=file)
    assert not file.corrections.exists()
    change(file, writer, JOIN, "xóa.")
    corrections.discard_draft(file=file)
    assert not file.corrections.exists()
    with pytest.raises(CorrectionRefusedError, match="Chưa có chỗ sửa nào"):
        corrections.save_draft(file=file, note="", by=writer, at=NOW)


def test_second_person_at_work_is_noticed(file: SourceFile, writer: Person) -> None:
    change(file, writer, JOIN, "xóa.")
    with pytest.raises(CorrectionRefusedError, match="Người khác vừa sửa"):
        add_edit(file=file, kind=JOIN, line=5, by=writer, at=NOW, expected=0)


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
    file: SourceFile, writer: Person, kind: EditKind, start: str, value: str, words: str
) -> None:
    with pytest.raises(CorrectionRefusedError, match=words):
        change(file, writer, kind, start, value)
    assert not file.corrections.exists()


def test_correction_whose_line_a_new_reading_lost_is_told(file: SourceFile, writer: Person) -> None:
    change(file, writer, WORDS, "2, Sổ", "2. Sổ được lưu 20 năm.")
    corrections.save_draft(file=file, note="", by=writer, at=NOW)
    one = file.corrections.get()
    one.edits = [{**one.edits[0], "anchor": "dòng của lần đọc trước"}]
    one.save()

    outcome = import_transcript(file=SourceFile.objects.get(pk=file.pk), at=NOW)

    assert outcome.state == FileState.TO_CHECK
    assert "không còn khớp" in outcome.message
    finding = file.document.editions.get(is_current=True).findings[0]
    assert (finding["code"], "dòng của lần đọc trước" in finding["message"]) == ("correction-lost", True)


def test_assigning_a_document_keeps_the_draft(file: SourceFile, writer: Person) -> None:
    change(file, writer, JOIN, "xóa.")
    header = {"kind": "Thông tư", "number": "01/2026/TT-BTP", "issuer": "Bộ Tư pháp", "issued_on": "2026-01-05"}
    corrections.assign_document(file=file, header=header, by=writer, at=NOW)
    assert len(file.corrections.draft().get().edits) == 1
    corrections.save_draft(file=file, note="", by=writer, at=NOW)
    assert file.corrections.current().get().header == header
