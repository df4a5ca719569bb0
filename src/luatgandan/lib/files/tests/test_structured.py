"""Exports with structure: one document after another, bad rows told, packed files, the Parquet data set."""

import json
import lzma
from datetime import date
from pathlib import Path

import pytest

from luatgandan.lib.files import parquet
from luatgandan.lib.files.errors import TruncatedFileError, WrongContentError
from luatgandan.lib.files.parquet import ParquetUnavailableError, Relation, dataset_documents, dataset_relations
from luatgandan.lib.files.structured import (
    Article,
    codification_articles,
    day,
    gazette_documents,
    law_file,
    portal_documents,
    split_documents,
)

VBPL = {"so_hieu": "01/1997/QH10", "url": "http://x", "articles": [
    {"chuong": "CHƯƠNG I - CHUNG", "dieu": "Điều 1", "tieu_de": "Vị trí",
     "noi_dung": "1. Một.\n2.  Hai."}]}  # fmt: skip


def write(path: Path, *rows: object) -> Path:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    if path.suffix == ".xz":
        path.write_bytes(lzma.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.xz"])
def test_documents_cut_into_articles(tmp_path: Path, name: str) -> None:
    (document,) = split_documents(write(tmp_path / name, VBPL))
    assert (document.number, document.articles) == (
        "01/1997/QH10",
        (Article("1", "Vị trí", "1. Một.\n2. Hai.", "CHƯƠNG I - CHUNG"),),
    )


def test_bad_rows_are_told_and_passed_over(tmp_path: Path) -> None:
    told: list[int] = []
    rows = write(tmp_path / "a.jsonl", VBPL, "{không phải JSON", "[1, 2]", {"url": "x"}, "", VBPL)
    found = list(split_documents(rows, lambda number, message: told.append(number)))
    assert (len(found), told) == (2, [2, 3, 4])


def test_a_cut_packed_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.xz", *[VBPL] * 50)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(TruncatedFileError):
        list(split_documents(path))


def test_codification(tmp_path: Path) -> None:
    row = {"dieu": "36.3.LQ.1", "noi_dung": "Thanh nie\u0302n\n\n  là công dân", "lien_quan": []}
    assert list(codification_articles(write(tmp_path / "a.jsonl", row))) == [
        {"dieu": "36.3.LQ.1", "noi_dung": "Thanh niên\nlà công dân", "lien_quan": []}
    ]


def test_gazette_text_is_joined_and_numbered_by_pages(tmp_path: Path) -> None:
    text = (
        "CÔNG BÁO/Số 290/Ngày 29-05-2026\n10\n\nĐiều 1. Phạm vi\n1. Người lao động thuộc đối tượng tham gia bảo hiểm\n"
        "Ký bởi: CÔNG BÁO NƯỚC CỘNG HÒA\nCơ quan: VĂN PHÒNG CHÍNH PHỦ\nNgày ký: 2026-05-29 08:10:56 +07:00\n\n"
        "CÔNG BÁO/Số 290/Ngày 29-05-2026\n11\n\nxã hội bắt buộc.\n2. Khoản hai.\n"
    )
    (document,) = gazette_documents(write(tmp_path / "a.jsonl", {"so_hieu": "162/2026/NĐ-CP", "text": text}))
    assert [(line.text, line.page) for line in document.lines] == [
        ("Điều 1. Phạm vi", 1),
        ("1. Người lao động thuộc đối tượng tham gia bảo hiểm xã hội bắt buộc.", 1),
        ("2. Khoản hai.", 2),
    ]


def test_portal_metadata(tmp_path: Path) -> None:
    row = {"doc_identity": "56/2024/QH15", "document_type": ["Luật"], "organizations": ["Quốc hội"],
           "issue_date": "2024-11-29T00:00:00", "expire_date": None,
           "effect_status": ["Hết hiệu lực một phần"]}  # fmt: skip
    (document,) = portal_documents(write(tmp_path / "a.jsonl", row))
    assert (document.kind, document.issuer, document.issued_on, document.expires_on, document.status) == (
        "Luật", "Quốc hội", date(2024, 11, 29), None, "Hết hiệu lực một phần",
    )  # fmt: skip


def test_a_law_file_puts_clauses_together(tmp_path: Path) -> None:
    def clause(article: int, text: str) -> dict[str, object]:
        return {"position": {"article": article, "article_title": f"Tên {article}", "chapter": 1}, "content": text}

    values = {"law_info": {"document_number": "1/2025/QH15", "issue_date": "26/11/2025"},
              "clauses": [clause(1, "1. Một."), clause(1, "2. Hai."), clause(2, "Ba.")]}  # fmt: skip
    law = law_file(write(tmp_path / "a.json", values))
    assert [(article.number, article.text) for article in law.articles] == [("1", "1. Một.\n2. Hai."), ("2", "Ba.")]
    assert law.issued_on == date(2025, 11, 26)


@pytest.mark.parametrize("text", ["{", "[]", '{"law_info": {}}', '{"law_info": {}, "clauses": [1]}'])
def test_another_json_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(WrongContentError, match="law_info"):
        law_file(write(tmp_path / "a.json", text))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-11-29T00:00:00", date(2024, 11, 29)),
        ("01/07/2026", date(2026, 7, 1)),
        ("", None),
        (None, None),
        ("x", None),
    ],
)
def test_dates(value: object, expected: date | None) -> None:
    assert day(value) == expected


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data set of three documents, one of them without text."""
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as writer  # noqa: PLC0415 - optional

    about = {"id": [1, 2, 3], "title": ["Luật A", "Nghị định B", "Thông tư C"],
             "so_ky_hieu": ["1/2020/QH14", "2/2021/NĐ-CP", "3"],
             "loai_van_ban": ["Luật", "Nghị định", None], "ngay_ban_hanh": ["01/02/2020", "2021-03-04", ""],
             "co_quan_ban_hanh": ["Quốc hội", "Chính phủ", None],
             "tinh_trang_hieu_luc": ["Còn hiệu lực", "", None]}  # fmt: skip
    page = "<div><p><b>Điều 1. Phạm vi</b></p><p>1. Một.</p><p>Điều 2. Hai</p><p>Điều 3. Ba</p></div>"
    content = {"id": [2, 1, 9], "content_html": [page, page, "<p>x</p>"]}
    relations = {"doc_id": [2], "other_doc_id": [1], "relationship": ["Văn bản căn cứ"]}
    for name, columns in [("metadata", about), ("content", content), ("relationships", relations)]:
        writer.write_table(arrow.table(columns), tmp_path / f"{name}.parquet")
    return tmp_path


def test_the_public_data_set(folder: Path) -> None:
    found = list(dataset_documents(folder))
    assert [(one.number, one.kind, one.issued_on, len(one.lines)) for one in found] == [
        ("2/2021/NĐ-CP", "Nghị định", date(2021, 3, 4), 4),
        ("1/2020/QH14", "Luật", date(2020, 2, 1), 4),
        ("3", "", None, 0),
    ]
    assert list(dataset_relations(folder)) == [Relation("2", "1", "Văn bản căn cứ")]


def test_a_data_set_that_is_not_whole(folder: Path) -> None:
    (folder / "content.parquet").unlink()
    with pytest.raises(WrongContentError, match="content"):
        list(dataset_documents(folder))


def test_a_damaged_parquet_file(folder: Path) -> None:
    (folder / "content.parquet").write_bytes(b"PAR1xxxxPAR1")
    with pytest.raises(TruncatedFileError):
        list(dataset_documents(folder))


def test_without_pyarrow_the_message_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "parquet", None)
    with pytest.raises(ParquetUnavailableError, match="pip install pyarrow"):
        list(dataset_documents(folder))
