"""One backup or restore at a time in a house; what a killed one left goes before the next begins."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from ..rules import BackupError

LOCK = "backups.lock"
SCRATCH = ("backup-", "restore-")  # folders in LUATGANDAN_HOME: the database and the files, not sealed
PARTIAL = ".partial"


@contextmanager
def alone(*folders: Path) -> Iterator[None]:
    """Hold the lock; `folders` may hold archives that were never finished. The lock goes with the process."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with (settings.HOME / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError("Một lần sao lưu hoặc khôi phục khác đang chạy. Đợi nó xong rồi chạy lại.") from error
        _sweep(folders)
        yield


def _sweep(folders: tuple[Path, ...]) -> None:
    for prefix in SCRATCH:
        for left in settings.HOME.glob(f"{prefix}*"):
            shutil.rmtree(left)
    for folder in folders:
        for left in folder.glob(f"luatgandan-*{PARTIAL}"):
            left.unlink()
