"""Files into the library: kept once, read, recognised, stored; folders, exports, the codification; what goes wrong."""

import io
import json
import lzma
import os
import unicodedata
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import CommandError, call_command

from luatgandan.features.library.enums import FileState, Kind
from luatgandan.features.library.models import Citation, Document, Provision, ProvisionVersion, SourceFile
from luatgandan.features.library.services import exports, files, folders, identifying
from luatgandan.features.library.services.codification import import_codification
from luatgandan.features.library.services.identifying import Identity, UnknownDocumentError
from luatgandan.features.library.services.importing import Outcome, import_file
from luatgandan.features.library.tasks import import_incoming
from luatgandan.lib.files.tests.docx_maker import docx, font, paragraph, runs
from luatgandan.lib.files.tests.pdf_maker import Text, pdf
from luatgandan.lib.legaltext.tree import Header

from . import circulars

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def take(name: str, content: str | bytes) -> Outcome:
    data = content.encode() if isinstance(content, str) else content
    file, _is_new = files.receive_bytes(name=name, content=data, at=NOW, by="thử")
    return folders.import_kept(file=file, at=NOW, by="thử")


def texts(document: Document) -> dict[str, str]:
    return {one.provision.eid: one.text for one in ProvisionVersion.objects.filter(provision__document=document)}


# --- keeping --------------------------------------------------------------------------------------------------------


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


# --- folders --------------------------------------------------------------------------------------------------------


def old(path: Path, text: str) -> Path:
    """A file nobody has written to for an hour."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (NOW.timestamp() - 3600, NOW.timestamp() - 3600))
    return path


def test_watched_folder_imports_sorts_and_says_why_not(tmp_path: Path) -> None:
    old(tmp_path / "a.txt", circulars.circular())
    old(tmp_path / "sub" / "b.pdf", "no pdf")
    old(tmp_path / "c.exe", "MZ")
    old(tmp_path / ".an.txt", circulars.circular("09/2026/TT-BTP"))
    fresh = tmp_path / "d.txt"
    fresh.write_text(circulars.circular("02/2026/TT-BTP"), encoding="utf-8")
    os.utime(fresh, (NOW.timestamp() - 2, NOW.timestamp() - 2))

    outcomes = folders.import_folder(folder=tmp_path, at=NOW, settled=15)

    assert {one.name: one.state for one in outcomes} == {
        "a.txt": FileState.READ, "b.pdf": FileState.FAILED, "c.exe": FileState.FAILED,
    }  # fmt: skip
    lying = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert lying == {
        "da-nhap/a.txt", "khong-doc-duoc/b.pdf", "khong-doc-duoc/b.pdf.vi-sao.txt", "khong-doc-duoc/c.exe",
        "khong-doc-duoc/c.exe.vi-sao.txt", ".an.txt", "d.txt",
    }  # fmt: skip
    assert "đuôi .pdf" in (tmp_path / "khong-doc-duoc/b.pdf.vi-sao.txt").read_text(encoding="utf-8")
    assert SourceFile.objects.get(name="a.txt").received_from == "thư mục theo dõi"
    assert folders.import_folder(folder=tmp_path, at=NOW, settled=15) == []


def test_nothing_in_the_watched_folder_is_ever_overwritten(tmp_path: Path) -> None:
    old(tmp_path / "a.txt", circulars.circular())
    folders.import_folder(folder=tmp_path, at=NOW)
    old(tmp_path / "a.txt", circulars.circular("02/2026/TT-BTP"))
    folders.import_folder(folder=tmp_path, at=NOW)
    assert sorted(path.name for path in (tmp_path / "da-nhap").iterdir()) == ["a-2.txt", "a.txt"]


def test_schedule_makes_and_imports_the_folder_one_run_at_a_time(tmp_path: Path, settings: Any) -> None:
    settings.INCOMING = tmp_path / "incoming"
    import_incoming.enqueue()
    old(settings.INCOMING / "a.txt", circulars.circular())
    cache.set(folders.LOCK, 1)
    import_incoming.enqueue()
    assert SourceFile.objects.count() == 0
    cache.delete(folders.LOCK)
    import_incoming.enqueue()
    assert SourceFile.objects.get().state == FileState.READ
    assert cache.get(folders.LOCK) is None


def test_command_goes_on_after_a_bad_file_reports_and_resumes(tmp_path: Path, capsys: Any) -> None:
    old(tmp_path / "in" / "a.txt", circulars.circular())
    old(tmp_path / "in" / "b.pdf", "no pdf")
    report = tmp_path / "report.csv"

    call_command("import_documents", str(tmp_path / "in"), "--dry-run")
    assert SourceFile.objects.count() == 0
    call_command("import_documents", str(tmp_path / "in"), "--report", str(report))
    call_command("import_documents", str(tmp_path / "in"))

    told = capsys.readouterr().out
    assert "Đọc thử (chưa ghi gì): 2 tệp" in told
    rows = report.read_text(encoding="utf-8-sig").splitlines()
    assert rows[1].startswith("a.txt,Đã đọc,3,")
    assert "Không đọc được" in rows[2]
    assert SourceFile.objects.count() == 2
    with pytest.raises(CommandError, match="Không thấy"):
        call_command("import_documents", str(tmp_path / "nope"))
    with pytest.raises(CommandError, match="không có tệp nào nhập được"):
        call_command("import_documents", str(tmp_path / "report.csv"))


# --- exports --------------------------------------------------------------------------------------------------------

ROW = {
    "dieu": "19.1.LQ.1",
    "tieu_de": "Điều 19.1.LQ.1. Phạm vi điều chỉnh",
    "nguon": "(Điều 1 Luật số 60/2014/QH13 Hộ tịch ngày 20/11/2014, có hiệu lực thi hành kể từ ngày 01/01/2016)",
    "noi_dung": "1. Luật này quy định về hộ tịch.\n2. Thẩm quyền theo Điều 7 Luật này.",
    "url": "https://phapdien.example/1",
}


def jsonl(*rows: Any) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows).encode()


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


# --- without the library --------------------------------------------------------------------------------------------


def test_parse_document_tells_people_and_machines(tmp_path: Path, capsys: Any) -> None:
    path = old(tmp_path / "a.txt", circulars.circular())
    call_command("parse_document", str(path))
    told = capsys.readouterr().out
    assert "Thông tư 01/2026/TT-BTP" in told
    assert "        b) Không tẩy xóa." in told

    call_command("parse_document", str(path), "--json")
    values = json.loads(capsys.readouterr().out)
    assert (values["header"]["number"], values["header"]["issued_on"]) == ("01/2026/TT-BTP", "2026-01-05")
    assert [unit["eid"] for unit in values["body"]] == ["chp_I", "chp_II"]
    assert not Document.objects.exists()


def test_parse_document_reads_all_documents_of_a_file(tmp_path: Path, capsys: Any) -> None:
    path = old(tmp_path / "hai.txt", circulars.two_documents())
    call_command("parse_document", str(path), "--json")
    values = json.loads(capsys.readouterr().out)
    assert [one["header"]["number"] for one in values] == ["01/2026/TT-BTP", "02/2026/TT-BTP"]


def test_parse_document_says_what_is_wrong_by_words_and_exit_code(tmp_path: Path) -> None:
    bad = old(tmp_path / "a.pdf", "no pdf")
    with pytest.raises(CommandError, match=r"đuôi \.pdf") as caught:
        call_command("parse_document", str(bad))
    assert caught.value.returncode == 2
    with pytest.raises(CommandError, match="Không thấy tệp") as missing:
        call_command("parse_document", str(tmp_path / "nope.pdf"))
    assert missing.value.returncode == 1
