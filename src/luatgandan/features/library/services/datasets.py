"""Importing the public data set `th1nhng0/vietnamese-legal-documents` from Parquet files on disk."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db import DatabaseError
from django.utils.translation import override

from luatgandan.foundation.modules.services import content_changed
from luatgandan.lib.files.parquet import dataset_documents, dataset_relations
from luatgandan.lib.files.structured import Export
from luatgandan.lib.legaltext import number_key

from ..enums import Origin, RelationKind
from ..models import Document
from .exports import ExportTally, store_export
from .relations import Related, relate

# How the data set words relations: ours, and whether the second document is the one that acts.
RELATIONS = {
    "văn bản căn cứ": (RelationKind.BASED_ON, False),
    "văn bản hướng dẫn": (RelationKind.GUIDES, True),
    "văn bản quy định chi tiết, hướng dẫn thi hành": (RelationKind.DETAILS, True),
    "văn bản sửa đổi, bổ sung": (RelationKind.AMENDS, True),
    "văn bản bị sửa đổi, bổ sung": (RelationKind.AMENDS, False),
    "văn bản thay thế": (RelationKind.REPLACES, True),
    "văn bản bị thay thế": (RelationKind.REPLACES, False),
    "văn bản bị bãi bỏ": (RelationKind.ABROGATES, False),
    "văn bản hết hiệu lực": (RelationKind.ABROGATES, False),
    "văn bản đính chính": (RelationKind.CORRECTS, True),
    "văn bản dẫn chiếu": (RelationKind.REFERS_TO, False),
    "văn bản liên quan": (RelationKind.RELATED_TO, False),
}


@cache
def _relations() -> dict[str, tuple[RelationKind, bool]]:
    """The wordings above and our own, both ways."""
    with override("vi"):
        active = {str(kind.label).lower(): (kind, False) for kind in RelationKind}
        return {**{kind.passive.lower(): (kind, True) for kind in RelationKind}, **active, **RELATIONS}


def is_dataset(path: Path) -> bool:
    """Whether a folder holds the Parquet files of the data set."""
    return path.is_dir() and bool([*path.glob("metadata*.parquet"), *path.glob("data/metadata*.parquet")])


def import_dataset(
    *, folder: Path, at: datetime, by: str = "", progress: Callable[[int], None] = lambda count: None
) -> ExportTally:
    """Import its documents, then how they bear on each other. Raises UnreadableFileError (also without pyarrow)."""
    tally = ExportTally()
    numbers: dict[str, str] = {}
    for export in dataset_documents(folder):
        tally.rows += 1
        if export.number:
            numbers[str(export.raw.get("id"))] = export.number
            _store(export, tally, at, by)
        progress(tally.rows)
    _relate(folder, numbers, tally)
    content_changed()
    return tally


def _store(export: Export, tally: ExportTally, at: datetime, by: str) -> None:
    """One document of very many: what its row breaks is told, and harms nothing else."""
    try:
        store_export(export, tally, at, by)
    except (DatabaseError, ValueError) as problem:
        tally.unread.append(f"{export.number}: {problem}")


def _relate(folder: Path, numbers: dict[str, str], tally: ExportTally) -> None:
    """Relations by the numbers of both sides; words for relations that are not known are told once each."""
    related: dict[str, list[Related]] = defaultdict(list)
    unknown = set()
    for row in dataset_relations(folder):
        kind = _relations().get(row.name.lower())
        if not kind:
            unknown.add(row.name)
        elif row.document in numbers and row.other in numbers:
            one = Related(kind=kind[0], number=numbers[row.other], is_passive=kind[1])
            related[numbers[row.document]].append(one)
    for number, relations in related.items():
        document = Document.objects.filter(number_key=number_key(number)).first()
        if document:
            sorts = {(one.kind, one.is_passive) for one in relations}
            relate(document=document, relations=relations, origin=Origin.PORTAL, sorts=sorts)
    tally.unread += [f"quan hệ chưa biết: {name}" for name in sorted(unknown)]
