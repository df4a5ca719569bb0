"""A backup put back: unpacked beside what stands, proven, put in its place; who was erased is erased again."""

import hashlib
import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connection, connections

from luatgandan.foundation.modules.services import content_changed, prepare_database
from luatgandan.foundation.watching.queries.parts import migrations_on_disk
from luatgandan.lib.sealed import PIECE, OpeningReader

from ..rules import BackupError
from . import databases, journal, uploads
from .alone import SCRATCH, alone
from .making import FORMAT, HEAD, MANIFEST, SETTINGS

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A backup that was unpacked and found whole; `rows` by table."""

    made_at: str
    files: int
    rows: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What came back. `kept` is where what stood before lies now."""

    backup: Opened
    erased_again: int
    kept: Path | None


def restore_backup(*, path: Path, key: str, at: datetime, is_over: bool, say: Say, is_forced: bool = False) -> Restored:
    """Put a backup back. Nothing that stands is touched before everything is unpacked and proven.

    `is_forced`: also while others hold the database open. Raises SealedFileError, BackupError, OSError; then it may
    simply be tried again.
    """
    if not is_over and not databases.is_empty():
        raise BackupError("Ở đây đã có dữ liệu. Thêm --over để thay; bản đang có được dời sang thư mục bên cạnh.")
    _refuse_while_in_use(is_forced)
    with alone(), tempfile.TemporaryDirectory(prefix=SCRATCH[1], dir=settings.HOME) as scratch:
        opened = open_backup(path=path, key=key, folder=Path(scratch))
        say(f"Đã giải mã và đối chiếu {opened.files} tệp.")
        _refuse_while_in_use(is_forced)
        kept = _put_in_place(Path(scratch), at)
    if databases.counts() != opened.rows:
        raise BackupError("Số dòng sau khi khôi phục không khớp danh mục của bản sao lưu.")
    say("Đang nâng cấp cơ sở dữ liệu, chuẩn bị giao diện và lập lại chỉ mục tìm kiếm…")
    prepare_database(say=say)
    erased = journal.apply_journal([*journal.places(), path.parent / journal.NAME])
    call_command("build_assets", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("search_index", "rebuild", verbosity=0)
    content_changed()
    return Restored(backup=opened, erased_again=erased, kept=kept)


def _refuse_while_in_use(is_forced: bool) -> None:
    if not is_forced and not databases.is_empty() and databases.is_in_use():
        raise BackupError(
            "Cổng hoặc tiến trình nền còn mở cơ sở dữ liệu: điều họ ghi lúc này sẽ mất. Dừng chúng rồi chạy lại"
            " (systemctl stop luatgandan-worker luatgandan-web), hoặc thêm --force khi biết chắc."
        )


def open_backup(*, path: Path, key: str, folder: Path) -> Opened:
    """Unpack a backup below `folder` and compare every file and every table with its manifest."""
    with path.open("rb") as file:
        head, found = _unpack(OpeningReader(file, key), folder)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if found != manifest["files"]:
        wrong = sorted(name for name in {*found, *manifest["files"]} if found.get(name) != manifest["files"].get(name))
        raise BackupError(f"{len(wrong)} tệp không khớp danh mục của bản sao lưu, đầu tiên là {wrong[0]}.")
    picture = folder / databases.NAMES["sqlite"]
    if picture.exists() and databases.sqlite_counts(picture) != manifest["rows"]:
        raise BackupError("Số dòng trong cơ sở dữ liệu không khớp danh mục của bản sao lưu.")
    return Opened(made_at=head["made_at"], files=len(found), rows=manifest["rows"])


def _unpack(reader: OpeningReader, folder: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Everything below `folder`, with size and hash of each file; the head is looked at before the rest is unpacked."""
    head: dict[str, Any] = {}
    found: dict[str, dict[str, Any]] = {}
    with tarfile.open(fileobj=reader, mode="r|", bufsize=PIECE) as tar:  # type: ignore[call-overload]
        for member in tar:
            source = tar.extractfile(member) if member.isreg() and _is_ours(member.name) else None
            if source is None:
                raise BackupError(f"Tệp sao lưu có phần lạ: {member.name}.")
            told = _write(source, folder / member.name)
            if member.name == HEAD:
                head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
                _check_head(head)
            elif member.name not in (MANIFEST, SETTINGS):
                found[member.name] = told
    return head, found


def _is_ours(name: str) -> bool:
    first, *rest = PurePosixPath(name).parts
    alone = {HEAD, MANIFEST, SETTINGS, *databases.NAMES.values()}
    return (not rest and first in alone) or (bool(rest) and first in uploads.PLACES and ".." not in rest)


def _write(source: IO[bytes], target: Path) -> dict[str, Any]:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as file:
        while data := source.read(PIECE):
            file.write(data)
            digest.update(data)
            size += len(data)
    return {"size": size, "sha256": digest.hexdigest()}


def _check_head(head: dict[str, Any]) -> None:
    """Refuse what this code cannot read: another form, another engine, a newer version."""
    labels = {config.label for config in apps.get_app_configs()}
    known = {".".join(one) for one in migrations_on_disk()}
    newer = [one for one in head["migrations"] if one.partition(".")[0] in labels and one not in known]
    if head["format"] > FORMAT or newer:
        raise BackupError(f"Bản sao lưu do phiên bản mới hơn tạo ({head['version']}). Hãy nâng cấp phần mềm trước.")
    if head["engine"] != connection.vendor:
        raise BackupError(f"Bản sao lưu của {head['engine']}, máy này dùng {connection.vendor}.")


def _put_in_place(folder: Path, at: datetime) -> Path | None:
    """Move what stands aside and what was unpacked in; returns where the old lies."""
    connections.close_all()
    aside = settings.HOME / f"before-restore-{at:%Y%m%dT%H%M%S}"
    if connection.vendor == "postgresql":  # first what may fail
        _put_dump_back(folder, aside)
    for name, storage in uploads.places().items():
        if isinstance(storage, FileSystemStorage):
            _swap(folder / name, Path(storage.location), aside / name)
        else:
            uploads.exchange(storage, new=folder / name, aside=aside / name)
    if connection.vendor == "sqlite":
        database = Path(str(connection.settings_dict["NAME"]))
        for suffix in ("-wal", "-shm"):
            _swap(folder / suffix, database.with_name(database.name + suffix), aside / (database.name + suffix))
        _swap(folder / databases.NAMES["sqlite"], database, aside / database.name)
    (folder / SETTINGS).replace(settings.HOME / "settings-of-backup.json")
    return aside if aside.exists() else None


def _put_dump_back(folder: Path, aside: Path) -> None:
    """The database of the dump for the one that stands, of which a dump is kept."""
    if not databases.is_empty():
        aside.mkdir(parents=True, exist_ok=True)
        databases.take_picture(aside)
    databases.put_back(folder / databases.NAMES["postgresql"])


def _swap(new: Path, place: Path, aside: Path) -> None:
    if place.exists():
        aside.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(place, aside)
    if new.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(new, place)
