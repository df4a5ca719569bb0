"""One file into the library: kept once, read, recognised, stored; what goes wrong."""

import io
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache

from luatgandan.features.library.enums import FileState, Kind
from luatgandan.features.library.models import Citation, Document, Provision, ProvisionVersion, SourceFile
from luatgandan.features.library.services import files, folders, identifying
from luatgandan.features.library.services.identifying import Identity, UnknownDocumentError
from luatgandan.features.library.services.importing import import_file
from luatgandan.lib.files.tests.docx_maker import docx, font, paragraph, runs
from luatgandan.lib.files.tests.pdf_maker import Text, pdf
from luatgandan.lib.legaltext.tree import Header

from . import circulars
from .arriving import NOW, take, texts

pytestmark = pytest.mark.django_db


def test_content_is_kept_once_under_a_name_that_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "Bản án Trần Thị B.txt"
    path.write_text(circulars.circular(), encoding="utf-8")
    first, is_new = files.receive_path(path=path, at=NOW, by="lệnh")
    again, is_new_again = files.receive_bytes(name="khac.txt", content=path.read_bytes(), at=NOW)

    assert (is_new, is_new_again, first.pk) == (True, False, again.pk)
    assert (first.state, first.received_from, first.size) == (FileState.WAITING, "lệnh", path.stat().st_size)
    assert first.name == "Bản án Trần Thị B.txt"
    assert Path(first.content.name).name.startswith(first.sha256[:32])
    assert files.bytes_of(first) == path.read_bytes()
    assert str(django_settings.MEDIA_ROOT) not in first.content.path


def test_waiting_file_tells_how_far_the_reading_is() -> None:
    file, _is_new = files.receive_bytes(name="a.pdf", content=b"x", at=NOW)
    files.progress_of(file)(3, 20)
    assert cache.get(file.progress_key) == (3, 20)


# --- one file -------------------------------------------------------------------------------------------------------


def test_circular_becomes_a_document_with_articles_and_citations() -> None:
    outcome = take("thong-tu.txt", circulars.circular())
    document = outcome.document

    assert document is not None
    assert (outcome.state, outcome.articles, outcome.is_new) == (FileState.READ, 3, True)
    assert (document.kind, document.number, document.slug) == (Kind.CIRCULAR, "01/2026/TT-BTP", "tt-01-2026-tt-btp")
    assert (document.issued_on, document.issuer) == (date(2026, 1, 5), "Bộ Tư pháp")
    assert document.title == "Quy định về ghi sổ hộ tịch"
    assert list(document.provisions.values_list("eid", flat=True)) == ["chp_I", "art_1", "art_2", "chp_II", "art_3"]
    assert texts(document)["art_2"].split("\n")[2] == "b) Không tẩy xóa."
    edition = document.editions.get()
    assert (len(edition.bases), edition.signatures[0][2]) == (2, "Nguyễn Văn Mẫu")


def test_importing_again_changes_nothing() -> None:
    take("a.txt", circulars.circular())
    before = list(ProvisionVersion.objects.order_by("pk").values_list("pk", "text_hash"))
    outcome = take("b.txt", circulars.circular())
    assert outcome.message == "3 điều; 0 đơn vị mới, 0 đổi lời, 5 như cũ."
    assert list(ProvisionVersion.objects.order_by("pk").values_list("pk", "text_hash")) == before
    assert Document.objects.filter(number="01/2026/TT-BTP").count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rong.docx", b"", "Tệp rỗng"),
        ("trang.txt", b" \n ", "Tệp rỗng"),
        ("khoa.pdf", "encrypted", "mật khẩu"),
        ("gia.pdf", b"only words", "đuôi .pdf nhưng nội dung là chữ thường"),
        ("ct.docx", b"MZ" + bytes(300), "chương trình"),
        ("macro.docx", "macro", "macro"),
        ("bom.docx", "bomb", "phình ra quá lớn"),
        ("cut.docx", "cut", "Tệp bị hỏng hoặc tải về chưa xong"),
        ("la.xyz", b"words", "Chưa đọc được loại tệp này"),
        ("cat.pdf", b"%PDF-1.7\n1 0 obj", "tải về chưa xong"),
    ],
)
def test_bad_file_is_told_and_harms_nothing(name: str, content: Any, words: str) -> None:
    take("tot.txt", circulars.circular())
    document = Document.objects.get(number="01/2026/TT-BTP")
    before = texts(document)

    outcome = take(name, made(content))

    assert (outcome.state, words in outcome.message) == (FileState.FAILED, True), outcome.message
    row = SourceFile.objects.get(name=name)
    assert (row.state, row.problem, row.document) == (FileState.FAILED, outcome.message, None)
    assert texts(document) == before


def made(content: Any) -> bytes:
    """Files that are bad in a way of their own."""
    if isinstance(content, bytes):
        return content
    whole = docx("".join(paragraph(f"Điều {n}. Tên {n * 7919 % 1000}") for n in range(300)))
    page = [Text(f"Điều {n}. Nội dung của điều này dài một chút", 80, 700 - 20 * n) for n in range(1, 8)]
    return {
        "encrypted": lambda: pdf([page], encrypted=True),
        "macro": lambda: packed({"word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"}),
        "bomb": lambda: packed({"word/document.xml": bytes(60 * 1024 * 1024)}),
        "cut": lambda: whole[: len(whole) // 2],
    }[content]()


def packed(entries: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in entries.items():
            package.writestr(name, data)
    return output.getvalue()


def test_file_that_went_wrong_can_be_read_again() -> None:
    file, _is_new = files.receive_bytes(name="a.txt", content=circulars.circular().encode(), at=NOW)
    SourceFile.objects.filter(pk=file.pk).update(state=FileState.FAILED, problem="trước")
    files.wait_again(file=file, at=NOW)
    assert (file.state, file.problem) == (FileState.WAITING, "")
    import_file(file=file, at=NOW)
    assert (file.state, file.problem) == (FileState.READ, "")


def test_decomposed_letters_and_mixed_fonts_come_out_right() -> None:
    decomposed = take("nfd.txt", unicodedata.normalize("NFD", circulars.circular()))
    mixed = "".join(
        f"<w:p>{runs(('Điều 2. ', ''), ('C¸ch ghi sæ', font('.VnTime')))}</w:p>"
        if line.startswith("Điều 2.")
        else paragraph(line)
        for line in circulars.circular("03/2026/TT-BTP").split("\n")
    )
    from_word = take("font.docx", docx(mixed))

    for outcome in (decomposed, from_word):
        assert outcome.document is not None
        heading = ProvisionVersion.objects.get(provision__document=outcome.document, provision__eid="art_2").heading
        assert heading == "Cách ghi sổ"


def test_text_that_names_no_document_waits_for_a_person_and_keeps_its_lines() -> None:
    outcome = take("a.txt", circulars.without_number())
    file = SourceFile.objects.get()
    assert (outcome.state, file.document) == (FileState.TO_CHECK, None)
    assert any(line.text == "Điều 2. Cách ghi sổ" for line in file.transcript.lines)
    assert Provision.objects.count() == 0


def test_fault_of_ours_is_told_and_harms_only_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**values: Any) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("luatgandan.features.library.services.importing.store_text", fail)
    outcome = take("a.txt", circulars.circular())
    assert (outcome.state, outcome.message) == (FileState.FAILED, folders.FAULT)
    assert SourceFile.objects.get().problem == folders.FAULT
    assert not Document.objects.filter(number="01/2026/TT-BTP").exists()


# --- which document -------------------------------------------------------------------------------------------------


def identity(number: str = "01/2026/QĐ-UBND", **values: Any) -> Identity:
    return Identity(**{"number": number, "kind": Kind.DECISION, **values})


def test_same_number_of_two_provinces_are_two_documents() -> None:
    one, _new = identifying.find_or_make(identity(issuer="UBND thành phố Cần Thơ", issued_on=date(2026, 1, 1)))
    other, is_new = identifying.find_or_make(identity(issuer="UBND tỉnh Cà Mau", issued_on=date(2026, 1, 9)))
    assert (is_new, one.slug, other.slug) == (
        True, "qd-01-2026-qd-ubnd", "qd-01-2026-qd-ubnd-ubnd-tinh-ca-mau",
    )  # fmt: skip
    assert identifying.find(identity(issuer="UBND tỉnh Cà Mau")) == other
    assert identifying.find(identity(issued_on=date(2026, 1, 1))) == one


def test_blanks_are_filled_and_what_is_known_stays() -> None:
    made, _new = identifying.find_or_make(identity(title="Về đất", stated_validity="in_force"))
    known, is_new = identifying.find_or_make(
        identity("1/2026/QĐ-UBND", title="Khác", issuer="UBND", stated_validity="expired")
    )
    assert (known.pk, is_new) == (made.pk, False)
    assert (known.title, known.issuer, known.stated_validity) == ("Về đất", "UBND", "in_force")


def test_header_without_a_number_names_no_document_but_the_constitution() -> None:
    with pytest.raises(UnknownDocumentError, match="Không tìm thấy số"):
        Identity.of_header(Header(kind="Thông tư"))
    constitution = Identity.of_header(Header(kind="Hiến pháp", issued_on=date(2013, 11, 28)))
    assert (constitution.number, constitution.kind) == ("2013", Kind.CONSTITUTION)
    assert identifying.kind_of("BỘ LUẬT") == Kind.CODE
    assert identifying.kind_of("Sách xanh") == Kind.OTHER


# --- citations of the text itself -----------------------------------------------------------------------------------


def test_citations_are_found_tied_and_replaced_at_the_next_import() -> None:
    target, _new = identifying.find_or_make(
        Identity(number="60/2014/QH13", kind=Kind.LAW, title="Hộ tịch", issued_on=date(2014, 11, 20))
    )
    body = circulars.BODY.replace(
        "Không tẩy xóa.", "Theo khoản 2 Điều 5 Luật Hộ tịch số 60/2014/QH13; Điều 3 Nghị định số 99/2099/NĐ-CP."
    )
    document = take("a.txt", circulars.circular(body=body)).document
    assert document is not None
    rows = Citation.objects.filter(label__contains=document.number)

    def found() -> set[tuple[Any, ...]]:
        return set(rows.values_list("document", "number", "eid"))

    wanted = {(target.pk, "", "art_5__para_2"), (None, "99/2099/NĐ-CP", "art_3")}
    assert wanted <= found()
    one = rows.get(eid="art_5__para_2")
    words = texts(document)["art_2"][one.start : one.end]
    assert "khoản 2 Điều 5" in words
    take("b.txt", circulars.circular())
    assert not wanted & found()
