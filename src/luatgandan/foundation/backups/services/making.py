"""One sealed file with everything a new machine needs but the secrets."""

import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from luatgandan import __version__
from luatgandan.lib.sealed import PIECE, SealingWriter

from ..queries import STAMP, SUFFIX, archives
from ..rules import BackupError, to_remove
from . import databases, uploads
from .alone import PARTIAL, SCRATCH, alone

FORMAT = 1
HEAD, MANIFEST, SETTINGS = "head.json", "manifest.json", "settings.json"
SECRET = re.compile(r"SECRET|PASSWORD|TOKEN|KEY")
INSIDE = re.compile(r"(//)[^/@\s]+(?=@)|(\?)\S+$")  # of an address: "//name:password@", "?apikey=…"


@dataclass(frozen=True, kw_only=True)
class Made:
    """A finished backup."""

    path: Path
    files: int
    rows: int


class _Counted:
    """A file that is read once and counted on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


def make_backup(*, folder: Path, key: str, at: datetime) -> Made:
    """Write one backup below `folder`. Until it is whole it has another name; what fails leaves nothing behind."""
    if len(key) < 20:
        raise BackupError(
            "Đặt LUATGANDAN_BACKUP_KEY (hoặc LUATGANDAN_BACKUP_KEY_FILE) dài ít nhất 20 ký tự rồi chạy lại."
        )
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{at.astimezone(UTC).strftime(STAMP)}{SUFFIX}"
    with alone(folder):
        manifest = _sealed(target, key, at)
    return Made(path=target, files=len(manifest["files"]), rows=sum(manifest["rows"].values()))


def _sealed(target: Path, key: str, at: datetime) -> dict[str, Any]:
    partial = target.with_suffix(PARTIAL)
    try:
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            writer = SealingWriter(file, key)
            manifest = _fill(writer, at)
            writer.finish()
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _fill(writer: SealingWriter, at: datetime) -> dict[str, Any]:
    """All parts in the order in which a restore wants them; the manifest comes last and proves the others."""
    files: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory(prefix=SCRATCH[0], dir=settings.HOME) as scratch:
        picture, rows = databases.take_picture(Path(scratch))
        with tarfile.open(fileobj=writer, mode="w|", bufsize=PIECE, format=tarfile.PAX_FORMAT) as tar:  # type: ignore[call-overload]
            _add_json(tar, HEAD, _head(at))
            _add_json(tar, SETTINGS, told_settings())
            with picture.open("rb") as file:
                files[picture.name] = _add_file(tar, picture.name, file)
            for name, opened in uploads.walk():
                with opened:
                    files[name] = _add_file(tar, name, opened)
            manifest = {"rows": rows, "files": files}
            _add_json(tar, MANIFEST, manifest)
    return manifest


def _head(at: datetime) -> dict[str, Any]:
    applied = sorted(".".join(one) for one in MigrationRecorder(connection).applied_migrations())
    return {
        "format": FORMAT,
        "version": __version__,
        "made_at": at.isoformat(),
        "engine": connection.vendor,
        "migrations": applied,
    }


def told_settings() -> dict[str, str]:
    """What was set in the environment, without secrets and without sign-ins inside addresses."""
    ours = {name: value for name, value in sorted(os.environ.items()) if name.startswith("LUATGANDAN_")}
    return {name: INSIDE.sub(r"\1\2•••", value) for name, value in ours.items() if not SECRET.search(name)}


def _add_json(tar: tarfile.TarFile, name: str, value: object) -> None:
    data = json.dumps(value, ensure_ascii=False, indent=1).encode()
    info = tarfile.TarInfo(name)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def _add_file(tar: tarfile.TarFile, name: str, file: IO[bytes]) -> dict[str, Any]:
    """Size and hash of what went in."""
    info = tarfile.TarInfo(name)
    info.size = file.seek(0, os.SEEK_END)
    file.seek(0)
    counted = _Counted(file)
    tar.addfile(info, counted)
    return {"size": info.size, "sha256": counted.digest.hexdigest()}


def forget_old(*, folder: Path, daily: int, weekly: int) -> list[Path]:
    """Remove what need not stay; returns it."""
    stand = archives(folder)
    gone = [stand[moment] for moment in sorted(to_remove(stand, daily=daily, weekly=weekly))]
    for path in gone:
        path.unlink()
    return gone
