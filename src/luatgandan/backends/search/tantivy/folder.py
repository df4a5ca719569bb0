"""The folder of an index: generations, the pointer to the current one, and the lock of the one writer.

    <folder>/current            the name of the generation that readers use; replaced in one step
    <folder>/writer.lock        held by whoever writes, in any process
    <folder>/gen-…/             one index: `tantivy/`, `rows.bin`, `words.tsv`, `about.json`

A crash leaves the old generation in use and at most an unnamed folder, which the next rebuild removes.
"""

import fcntl
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..base import NUMBERS, Field, IndexUnavailableError, SearchError

_POINTER = "current"
_WAIT = 0.02
# What records and postings are made of: an index of another shape is not read.
SHAPE = " ".join(["3", *(field.value for field in Field), *NUMBERS])


class IndexFolder:
    """Where an index lives."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pointer = os.fspath(path / _POINTER)  # looked at several times a search

    def current(self) -> Path:
        """The generation in use; raises IndexUnavailableError when there is none."""
        try:
            name = (self.path / _POINTER).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise IndexUnavailableError(f"there is no index in {self.path}: rebuild it") from error
        generation = self.path / name
        if not name.startswith("gen-") or not generation.is_dir():
            raise IndexUnavailableError(f"{self.path / _POINTER} names no index: rebuild it")
        return generation

    def stamp(self) -> tuple[int, int]:
        """Changes when another generation is put in use; (0, 0) without one."""
        try:
            found = os.stat(self._pointer)
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_ino)

    def begin(self, version: str) -> Path:
        """A new empty generation that nobody uses yet."""
        generation = self.path / f"gen-{time.time_ns()}-{secrets.token_hex(3)}"
        (generation / "tantivy").mkdir(parents=True)
        (generation / "rows.bin").touch()
        (generation / "words.tsv").touch()
        about = {"version": version, "shape": SHAPE}
        (generation / "about.json").write_text(json.dumps(about), encoding="utf-8")
        return generation

    def switch(self, generation: Path) -> None:
        """Put `generation` in use and remove all others. Readers that have one open keep it until they look again."""
        new = self.path / f"{_POINTER}.new"
        with new.open("w", encoding="utf-8") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path / _POINTER)
        self.tidy()

    def tidy(self) -> None:
        """Remove generations that are not in use: old ones, and those a crash left."""
        try:
            kept = self.current()
        except IndexUnavailableError:
            kept = None
        for generation in self.path.glob("gen-*"):
            if generation != kept:
                shutil.rmtree(generation, ignore_errors=True)

    @contextmanager
    def writing(self, seconds: float, *, name: str = "writer.lock") -> Iterator[None]:
        """Be the only writer; raises SearchError when another one does not finish within `seconds`."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            file = (self.path / name).open("a+")
        except OSError as error:
            raise SearchError(f"cannot write to {self.path}: {error}") from error
        with file:
            _take(file.fileno(), seconds, self.path)
            yield

    def size(self) -> int:
        """Bytes of the generation in use."""
        return sum(file.stat().st_size for file in self.current().rglob("*") if file.is_file())


def _take(handle: int, seconds: float, path: Path) -> None:
    """Lock `handle`; the system lets go of it when the file is closed or the process ends."""
    end = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise SearchError(f"another process writes to {path}; waited {seconds:g} s") from None
            time.sleep(_WAIT)
        else:
            return


def version_of(generation: Path) -> str:
    """The version of the analysis that a generation was built with; raises when its records have another shape."""
    try:
        about = json.loads((generation / "about.json").read_text(encoding="utf-8"))
        version, shape = str(about["version"]), about["shape"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnavailableError(f"{generation / 'about.json'} cannot be read: rebuild the index") from error
    if shape != SHAPE:
        raise IndexUnavailableError("the index was built for other fields: rebuild it")
    return version
