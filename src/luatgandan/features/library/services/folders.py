"""Importing many files: folders, archives of rows, and a folder that is watched. One bad file never stops the rest."""

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.cache import cache
from django.db import transaction

from luatgandan.backends.ocr import get_ocr
from luatgandan.lib.files import EXTENSIONS, UnreadableFileError, read_file
from luatgandan.lib.files.errors import UnknownFormatError
from luatgandan.lib.files.structured import json_lines
from luatgandan.lib.legaltext.structure import parse

from ..enums import FileState
from ..models import SourceFile
from . import exports
from .datasets import import_dataset, is_dataset
from .files import receive_path, sha256_of
from .identifying import Identity, UnknownDocumentError
from .importing import Outcome, import_file, mark_file

log = logging.getLogger(__name__)
LOCK, LOCK_SECONDS = "library-incoming", 3600
SETTLED = 15.0  # seconds without a write, after which a file is taken to be whole
DONE, REFUSED = "da-nhap", "khong-doc-duoc"
FAULT = "Phần mềm gặp lỗi khi nhập tệp này; chưa ghi gì của tệp. Hãy gửi tệp cho người quản trị."
Progress = Callable[[str, int], None]


@dataclass(frozen=True, kw_only=True)
class Task:
    """One file to import; `is_export`: it holds rows about many documents."""

    path: Path
    is_export: bool


def files_in(paths: Iterable[Path]) -> Iterator[Task]:
    """The files under `paths` that can be imported, in a stable order; exports of articles after whole texts.

    Whole texts come first since they know more of a document than a row of an export does.
    """
    found = sorted({file for path in paths for file in ([path, *path.rglob("*")] if path.is_dir() else [path])})
    tasks = [Task(path=file, is_export=_is_export(file)) for file in found if _is_wanted(file)]
    yield from sorted(tasks, key=lambda task: task.is_export)


def _is_export(path: Path) -> bool:
    return path.name.lower().endswith(exports.EXTENSIONS) or is_dataset(path)


def _is_wanted(path: Path) -> bool:
    if path.is_dir():
        return is_dataset(path)
    return not path.name.startswith(".") and (_is_export(path) or path.suffix.lower() in EXTENSIONS)


def try_import(*, task: Task, at: datetime, by: str = "", progress: Progress = lambda name, count: None) -> Outcome:
    """`import_path`, for whoever has more files to do: a fault of ours is logged and told, and harms only this file."""
    try:
        return import_path(task=task, at=at, by=by, progress=progress)
    except Exception:
        log.exception("import of %s failed", task.path.name)
        if task.path.is_file():
            waiting = SourceFile.objects.filter(sha256=sha256_of(task.path), state=FileState.WAITING)
            waiting.update(state=FileState.FAILED, problem=FAULT)
        return Outcome(name=task.path.name, state=FileState.FAILED, message=FAULT)


def import_kept(
    *, file: SourceFile, at: datetime, by: str = "", progress: Callable[[int, int], None] | None = None
) -> Outcome:
    """Import a file that is kept already, in the background: a fault of ours is logged, told, and harms only this file.

    `progress(done, of)` is called for each page, or with the rows of an export (`of` is 0).
    """
    try:
        if not _is_export(Path(file.name)):
            return import_file(file=file, at=at, by=by, progress=progress)
        return _import_kept_export(file, at, by, progress)
    except Exception:
        log.exception("import of file %s failed", file.pk)
        outcome = Outcome(name=file.name, state=FileState.FAILED, message=FAULT)
        mark_file(file, outcome)
        return outcome


def _import_kept_export(
    file: SourceFile, at: datetime, by: str, progress: Callable[[int, int], None] | None
) -> Outcome:
    suffix = "".join(Path(file.name.lower()).suffixes[-2:])
    with NamedTemporaryFile(suffix=suffix) as copy, file.content.open("rb") as content:
        shutil.copyfileobj(content, copy)
        copy.flush()
        tell = (lambda count: progress(count, 0)) if progress else (lambda count: None)
        try:
            outcome = _tallied(file.name, exports.import_export(path=Path(copy.name), at=at, by=by, progress=tell))
        except (exports.UnknownExportError, UnreadableFileError) as problem:
            outcome = Outcome(name=file.name, state=FileState.FAILED, message=str(problem))
    file.format = "jsonl"
    mark_file(file, outcome)
    return outcome


def import_path(*, task: Task, at: datetime, by: str = "", progress: Progress = lambda name, count: None) -> Outcome:
    """Import one file; what was imported before is recognised by its content and left alone."""
    name = task.path.name
    if task.path.is_dir():
        return _import_export(task.path, at, by, progress)
    known = SourceFile.objects.filter(sha256=sha256_of(task.path)).select_related("document").first()
    if known and known.state == FileState.READ:
        return Outcome(name=name, state=FileState.READ, message="Đã nhập trước đây.", document=known.document)
    if not task.is_export:
        file, _is_new = receive_path(path=task.path, at=at, by=by)
        return import_file(file=file, at=at, by=by)
    return _import_export(task.path, at, by, progress)


def _import_export(path: Path, at: datetime, by: str, progress: Progress) -> Outcome:
    tell = partial(progress, path.name)
    try:
        if path.is_dir():
            tally = import_dataset(folder=path, at=at, by=by, progress=tell)
        else:
            tally = exports.import_export(path=path, at=at, by=by, progress=tell)
    except (exports.UnknownExportError, UnreadableFileError) as problem:
        return Outcome(name=path.name, state=FileState.FAILED, message=str(problem))
    if path.is_file():
        _remember(path, at, by)
    return _tallied(path.name, tally)


def _tallied(name: str, tally: exports.ExportTally) -> Outcome:
    message = f"{tally.rows} dòng, thêm {tally.documents} văn bản, {tally.articles} đơn vị."
    if tally.unread:
        message += f" Không dùng được {len(tally.unread)} dòng: " + "; ".join(tally.unread[:5])
    return Outcome(name=name, state=FileState.READ, message=message, articles=tally.articles)


@transaction.atomic
def _remember(path: Path, at: datetime, by: str) -> None:
    """An export that was read to its end is known by its content; it is not kept, its rows are."""
    SourceFile.objects.update_or_create(
        sha256=sha256_of(path),
        defaults={
            "name": path.name,
            "size": path.stat().st_size,
            "format": "jsonl",
            "state": FileState.READ,
            "received_at": at,
            "received_from": by,
        },
    )


def examine_path(*, task: Task) -> Outcome:
    """What importing would find, without writing anything."""
    name = task.path.name
    try:
        if task.is_export:
            rows = 1 if task.path.suffix == ".json" else sum(1 for _row in json_lines(task.path))
            return Outcome(name=name, state=FileState.WAITING, message=f"{rows} dòng dữ liệu.")
        parsed = parse(read_file(task.path, name, ocr=get_ocr().read).lines)
        identity = Identity.of_header(parsed.header)
    except (UnreadableFileError, UnknownDocumentError, ValueError, OSError) as problem:
        return Outcome(name=name, state=FileState.FAILED, message=str(problem))
    message = f"{identity.kind.label} {identity.number}, {len(parsed.articles)} điều, {len(parsed.findings)} lưu ý."
    return Outcome(name=name, state=FileState.WAITING, message=message, articles=len(parsed.articles))


def import_incoming(*, folder: Path, at: datetime) -> list[Outcome]:
    """Import the watched folder, made when it is missing; one run at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    if not cache.add(LOCK, 1, LOCK_SECONDS):
        return []
    try:
        return import_folder(folder=folder, at=at, settled=SETTLED)
    finally:
        cache.delete(LOCK)


def import_folder(*, folder: Path, at: datetime, by: str = "thư mục theo dõi", settled: float = 0) -> list[Outcome]:
    """Import all that lies in a watched folder, and move each file aside by what became of it.

    A file is left for the next time until nobody has written to it for `settled` seconds: it may still be coming in.
    """
    lying = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    ready = [path for path in lying if not {DONE, REFUSED} & set(path.relative_to(folder).parts)]
    ready = [path for path in ready if at.timestamp() - path.stat().st_mtime >= settled]
    outcomes = [_refusal(path) for path in ready if not _is_wanted(path)]
    outcomes += [try_import(task=task, at=at, by=by) for task in files_in(ready)]
    order = [*(path for path in ready if not _is_wanted(path)), *(task.path for task in files_in(ready))]
    for path, outcome in zip(order, outcomes, strict=True):
        _move_aside(folder, path, outcome)
    return outcomes


def _refusal(path: Path) -> Outcome:
    return Outcome(name=path.name, state=FileState.FAILED, message=UnknownFormatError.advice)


def _move_aside(folder: Path, path: Path, outcome: Outcome) -> None:
    """Beside what was done; a refused file gets a text file of the same name that says why."""
    is_refused = outcome.state == FileState.FAILED
    place = folder / (REFUSED if is_refused else DONE)
    place.mkdir(exist_ok=True)
    moved = _free_name(place / path.name)
    path.replace(moved)
    if is_refused:
        moved.with_name(f"{moved.name}.vi-sao.txt").write_text(f"{outcome.message}\n", encoding="utf-8")


def _free_name(path: Path) -> Path:
    """`path`, or with a count when the name is taken: nothing is ever overwritten."""
    names = (path.with_stem(f"{path.stem}-{count}") for count in range(2, 10_000))
    return path if not path.exists() else next(one for one in names if not one.exists())
