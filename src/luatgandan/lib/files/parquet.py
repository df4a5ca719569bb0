"""The public data set `th1nhng0/vietnamese-legal-documents` from Parquet files on disk; texts are streamed.

Its three files hold metadata (id, title, so_ky_hieu, ngay_ban_hanh, loai_van_ban, ngay_co_hieu_luc, ngay_het_hieu_luc,
nguon_thu_thap, ngay_dang_cong_bao, nganh, linh_vuc, co_quan_ban_hanh, chuc_danh, nguoi_ky, pham_vi, thong_tin_ap_dung,
tinh_trang_hieu_luc), content (id, content_html) and relationships (doc_id, other_doc_id, relationship).
Needs pyarrow, which the small profile does not install.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luatgandan.lib.legaltext.lines import Line

from .errors import TruncatedFileError, UnknownFormatError, UnreadableFileError, WrongContentError
from .html import read_html
from .reader import finish
from .structured import Export, day
from .tidy import tidy

try:
    import pyarrow as arrow
    import pyarrow.parquet as parquet
except ImportError:
    arrow = parquet = None

_BATCH = 256
_META = ("id", "so_ky_hieu")
_CONTENT = ("id", "content_html")
_RELATIONS = ("doc_id", "other_doc_id", "relationship")


class ParquetUnavailableError(UnknownFormatError):
    """pyarrow is not installed."""

    advice = "Để đọc tệp Parquet, cần cài thêm thư viện pyarrow: .venv/bin/python -m pip install pyarrow"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation as the data set words it, by the ids of its documents."""

    document: str
    other: str
    name: str


def dataset_documents(folder: Path) -> Iterator[Export]:
    """The documents of the data set: content in the order of its file, with the metadata of the same id.

    `folder` has metadata*.parquet and content*.parquet (also in data/). Documents without content come last, without
    lines. Raises UnreadableFileError.
    """
    table, places = _metadata(folder)
    for row in _rows(folder, "content", _CONTENT):
        place = places.pop(str(row["id"]), None)
        if place is not None:
            yield _export(table.slice(place, 1).to_pylist()[0], str(row["content_html"] or ""))
    for place in places.values():
        yield _export(table.slice(place, 1).to_pylist()[0], "")


def _metadata(folder: Path) -> tuple[Any, dict[str, int]]:
    """All metadata as columns, and the row of each id; some 100 MB for the 170,000 documents of 2026."""
    tables = [_whole(path) for path in _files(folder, "metadata")]
    table = arrow.concat_tables(tables, promote_options="default")
    return table, {str(identity): place for place, identity in enumerate(table.column("id").to_pylist())}


def _whole(path: Path) -> Any:
    try:
        table = parquet.read_table(path)
    except (arrow.ArrowException, OSError) as error:
        raise TruncatedFileError from error
    _check_columns(path, table.schema, _META)
    return table


def dataset_relations(folder: Path) -> Iterator[Relation]:
    """The rows of relationships*.parquet. Raises UnreadableFileError."""
    for row in _rows(folder, "relationships", _RELATIONS):
        yield Relation(str(row["doc_id"]), str(row["other_doc_id"]), tidy(str(row["relationship"] or "")))


def _files(folder: Path, name: str) -> list[Path]:
    if parquet is None:
        raise ParquetUnavailableError
    files = sorted(
        {*folder.glob(f"{name}*.parquet"), *folder.glob(f"data/{name}*.parquet"), *folder.glob(f"{name}/*.parquet")}
    )
    if not files:
        raise WrongContentError(
            f"Thư mục {folder.name} không có tệp {name}*.parquet. Hãy tải đủ các tệp của bộ dữ liệu."
        )
    return files


def _check_columns(path: Path, schema: Any, needed: tuple[str, ...]) -> None:
    missing = [name for name in needed if name not in schema.names]
    if missing:
        raise WrongContentError(f"Tệp {path.name} thiếu cột {', '.join(missing)}.")


def _rows(folder: Path, name: str, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for path in _files(folder, name):
        yield from _file_rows(path, needed)


def _file_rows(path: Path, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    try:
        with parquet.ParquetFile(path) as file:
            _check_columns(path, file.schema_arrow, needed)
            for batch in file.iter_batches(batch_size=_BATCH):
                yield from batch.to_pylist()
    except (arrow.ArrowException, OSError) as error:
        raise TruncatedFileError from error


def _export(row: dict[str, Any], page: str) -> Export:
    return Export(
        number=tidy(str(row.get("so_ky_hieu") or "")),
        kind=tidy(str(row.get("loai_van_ban") or "")),
        title=tidy(str(row.get("title") or "")),
        issuer=tidy(str(row.get("co_quan_ban_hanh") or "")),
        issued_on=day(row.get("ngay_ban_hanh")),
        effective_on=day(row.get("ngay_co_hieu_luc")),
        expires_on=day(row.get("ngay_het_hieu_luc")),
        status=tidy(str(row.get("tinh_trang_hieu_luc") or "")),
        lines=_lines(page),
        raw=row,
    )


def _lines(page: str) -> tuple[Line, ...]:
    """The lines of a document's HTML; none when it has no text."""
    try:
        return finish(read_html(page.encode())).lines if page.strip() else ()
    except UnreadableFileError:
        return ()
