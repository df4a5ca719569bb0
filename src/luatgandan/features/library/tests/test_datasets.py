"""The public data set in Parquet files: documents with their text, relations by its own ids."""

from pathlib import Path

import pytest

from luatgandan.features.library.enums import FileState, RelationKind
from luatgandan.features.library.models import Document, Relation
from luatgandan.features.library.services import folders

from .laws import NOW

pytestmark = pytest.mark.django_db
PAGE = "<p>Điều 1. Phạm vi</p><p>1. Ví dụ minh họa.</p><p>Điều 2. Hiệu lực</p><p>Từ ngày ký.</p>"


def write(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    reason = "pyarrow chưa cài: pip install -r requirements/test.txt"
    arrow = pytest.importorskip("pyarrow", reason=reason)
    parquet = pytest.importorskip("pyarrow.parquet", reason=reason)
    parquet.write_table(arrow.Table.from_pylist(rows), folder / f"{name}.parquet")


def row(identity: int, number: str, kind: str) -> dict[str, object]:
    return {
        "id": identity,
        "title": "Ví dụ minh họa",
        "so_ky_hieu": number,
        "loai_van_ban": kind,
        "ngay_ban_hanh": "2019-05-06",
        "ngay_co_hieu_luc": "2019-07-01",
        "co_quan_ban_hanh": "Chính phủ",
        "tinh_trang_hieu_luc": "Còn hiệu lực",
    }


def test_a_folder_of_the_data_set_is_imported_with_its_relations(tmp_path: Path) -> None:
    write(tmp_path, "metadata", [row(1, "901/2019/NĐ-CP", "Nghị định"), row(2, "902/2019/NĐ-CP", "Nghị định")])
    write(tmp_path, "content", [{"id": 1, "content_html": PAGE}])
    write(
        tmp_path,
        "relationships",
        [
            {"doc_id": 1, "other_doc_id": 2, "relationship": "Văn bản bị thay thế"},
            {"doc_id": 1, "other_doc_id": 2, "relationship": "Điều lạ"},
        ],
    )

    (task,) = folders.files_in([tmp_path])
    outcome = folders.import_path(task=task, at=NOW)

    first = Document.objects.get(number="901/2019/NĐ-CP")
    assert [one.eid for one in first.provisions.all()] == ["art_1", "art_2"]
    relation = Relation.objects.get(document=first)
    assert (relation.kind, relation.target) == (RelationKind.REPLACES, Document.objects.get(number="902/2019/NĐ-CP"))
    assert outcome.state == FileState.READ
    assert "quan hệ chưa biết: Điều lạ" in outcome.message


def test_a_folder_that_lacks_a_file_says_which(tmp_path: Path) -> None:
    write(tmp_path, "metadata", [row(1, "901/2019/NĐ-CP", "Nghị định")])

    (task,) = folders.files_in([tmp_path])
    outcome = folders.import_path(task=task, at=NOW)

    assert outcome.state == FileState.FAILED
    assert "content*.parquet" in outcome.message
