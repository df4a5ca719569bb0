"""Taking in files: kept unchanged, one row per content, so that a second import finds the first."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.core.cache import cache
from django.core.files.base import ContentFile, File
from django.db import transaction

from ..enums import FileState
from ..models import SourceFile

CHUNK = 1024 * 1024
PROGRESS_SECONDS = 600


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


@transaction.atomic
def receive_path(*, path: Path, at: datetime, by: str = "") -> tuple[SourceFile, bool]:
    """Keep the file at `path`; returns its row and whether the content is new."""

    def save(row: SourceFile) -> None:
        with path.open("rb") as file:
            row.content.save(_stored_name(row), File(file), save=False)

    return _receive(sha256_of(path), path.name, path.stat().st_size, save, at, by)


@transaction.atomic
def receive_bytes(*, name: str, content: bytes, at: datetime, by: str = "") -> tuple[SourceFile, bool]:
    """Keep `content` under `name`; returns its row and whether the content is new."""

    def save(row: SourceFile) -> None:
        row.content.save(_stored_name(row), ContentFile(content), save=False)

    return _receive(hashlib.sha256(content).hexdigest(), name, len(content), save, at, by)


def _receive(
    sha256: str, name: str, size: int, save: Callable[[SourceFile], None], at: datetime, by: str
) -> tuple[SourceFile, bool]:
    known = SourceFile.objects.filter(sha256=sha256).first()
    if known:
        return known, False
    row = SourceFile(sha256=sha256, name=name[-300:], size=size, received_at=at, received_from=by)
    save(row)
    row.state = FileState.WAITING
    row.save()
    return row, True


def _stored_name(row: SourceFile) -> str:
    """By content, never by the name it came with: that name may hold a person's name."""
    return f"{row.sha256[:32]}{Path(row.name).suffix.lower()[:8]}"


def bytes_of(row: SourceFile) -> bytes:
    """The content of a kept file."""
    with row.content.open("rb") as file:
        return bytes(file.read())


def progress_of(file: SourceFile) -> Callable[[int, int], None]:
    """What tells how far the reading of a file is (`done` of `of`, 0: not known), for whoever looks at the desk."""

    def tell(done: int, of: int) -> None:
        cache.set(file.progress_key, (done, of), PROGRESS_SECONDS)

    return tell


@transaction.atomic
def wait_again(*, file: SourceFile, at: datetime) -> None:
    """Put a file back among those that wait to be read."""
    file.state, file.problem, file.received_at = FileState.WAITING, "", at
    file.save(update_fields=["state", "problem", "received_at"])
