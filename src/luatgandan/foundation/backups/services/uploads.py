"""Uploads wherever the settings keep them: folders of this machine or a storage of several machines."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from ..rules import BackupError

PLACES = {"media": "default", "private": "private"}  # the name in a backup: the alias in the settings
LEFT_OUT = "search/"  # the shared index in "private": every restore builds its own
PIECE = 1 << 20


def places() -> dict[str, Storage]:
    """The storages of uploads by their names in a backup."""
    return {name: storages[alias] for name, alias in PLACES.items()}


def walk() -> Iterator[tuple[str, IO[bytes]]]:
    """Each upload by its name in a backup, opened; one that is removed meanwhile is left out."""
    for place, storage in places().items():
        for name in names(storage):
            try:
                file = storage.open(name)
            except FileNotFoundError:
                continue
            yield f"{place}/{name}", file


def names(storage: Storage, folder: str = "") -> Iterator[str]:
    """All files of a storage, in the order of their names within a folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for one in sorted(filter(None, files)):
        if not _is_link(storage, f"{folder}{one}"):
            yield f"{folder}{one}"
    for one in sorted(folders):
        if f"{folder}{one}/" != LEFT_OUT and not _is_link(storage, f"{folder}{one}"):
            yield from names(storage, f"{folder}{one}/")


def _is_link(storage: Storage, name: str) -> bool:
    """A link leads out of the folder, or round and round."""
    return isinstance(storage, FileSystemStorage) and Path(storage.path(name)).is_symlink()


def exchange(storage: Storage, *, new: Path, aside: Path) -> None:
    """Make the storage hold what the folder `new` holds; what stood there and differs is fetched to `aside` first.

    A storage has no moment at which everything changes: broken off, it is simply called again.
    """
    wanted = {path.relative_to(new).as_posix(): path for path in new.rglob("*") if path.is_file()}
    for name in names(storage):
        if name in wanted and _hash(storage.open(name)) == _hash(wanted[name].open("rb")):
            del wanted[name]
            continue
        _fetch(storage, name, aside / name)
        storage.delete(name)
    for name, path in wanted.items():
        with path.open("rb") as file:
            if (kept := storage.save(name, File(file))) != name:
                raise BackupError(
                    f"Kho tệp giữ {name} dưới tên khác ({kept}). Dừng những gì còn ghi vào kho rồi chạy lại."
                )


def _hash(file: Any) -> str:
    with file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fetch(storage: Storage, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with storage.open(name) as source, target.open("wb") as file:
        while data := source.read(PIECE):
            file.write(data)
