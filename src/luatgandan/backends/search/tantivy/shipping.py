"""One commit of an index as files that another machine can fetch.

Segments are never changed and `rows.bin` and `words.tsv` only grow. So what a commit adds is some new files and two
tails; the list of segments, which makes it visible, is small and goes with the list of all of these.
"""

import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage

from ..base import IndexUnavailableError

_META = "tantivy/meta.json"
_TEXTS = ("about.json", _META)  # in this order: the second makes the rest visible
_GROWING = ("rows.bin", "words.tsv")
_PIECE = 8 << 20  # bytes
_SMALL = 256 << 10  # a last piece below this is sent again with what follows it
_KEPT = 600  # seconds: somebody may still be fetching by an older list
_Piece = Sequence[Any]  # from byte, to byte, name in the storage


@dataclass(frozen=True, kw_only=True)
class Shipment:
    """What the storage holds of one commit. `origin`: of commits whose files go on from each other."""

    number: int
    origin: str
    segments: Mapping[str, str]  # name in the storage by name of the file
    tails: Mapping[str, Sequence[_Piece]]
    texts: Mapping[str, str]
    gone: Sequence[tuple[float, str]] = field(default_factory=tuple)  # since when a name is not needed any more

    def to_json(self) -> str:
        """For the database."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` gave."""
        return cls(**json.loads(text))

    def names(self) -> set[str]:
        """All it needs in the storage."""
        return {*self.segments.values(), *(name for pieces in self.tails.values() for *_, name in pieces)}


def send(generation: Path, *, origin: str, older: Shipment | None, storage: Storage) -> Shipment:
    """Put into the storage what it lacks of the commit in `generation`, where nobody may write meanwhile."""
    before = older if older and older.origin == origin else None
    place = f"search/{origin}/{secrets.token_hex(4)}-"  # who sends at the same time has other names
    texts = {name: (generation / name).read_text(encoding="utf-8") for name in _TEXTS}
    known = before.segments if before else {}
    segments = {}
    for name in _named(generation / "tantivy", texts[_META]):
        segments[name] = known.get(name) or _put_file(storage, place + name, generation / "tantivy" / name)
    tails = {
        name: _put_tail(storage, place + name, generation / name, before.tails[name] if before else [])
        for name in _GROWING
    }
    new = Shipment(
        number=older.number + 1 if older else 1, origin=origin, segments=segments, tails=tails, texts=texts,
        gone=_gone(older, {*segments.values(), *(name for pieces in tails.values() for *_, name in pieces)}),
    )  # fmt: skip
    _keep_only(generation / "tantivy", segments)
    return new


def bring(shipment: Shipment, target: Path, storage: Storage) -> None:
    """Make `target` hold this commit: an empty generation, or one that holds an older commit of the same origin.

    Broken off, it may be called again; readers see the old commit until the end.
    """
    for name in _GROWING:
        _append(target / name, shipment.tails[name], storage)
    for name, stored in shipment.segments.items():
        if not (target / "tantivy" / name).exists():
            with storage.open(stored) as file:
                _replace(target / "tantivy" / name, file.read())
    for name in _TEXTS:
        _replace(target / name, shipment.texts[name].encode())
    _keep_only(target / "tantivy", shipment.segments)


def clear(shipment: Shipment, storage: Storage) -> Shipment:
    """Remove what nobody fetches any more; the same shipment without their names."""
    oldest = time.time() - _KEPT
    for since, name in shipment.gone:
        if since <= oldest:
            storage.delete(name)
    rest = [[since, name] for since, name in shipment.gone if since > oldest]
    return Shipment(**{**asdict(shipment), "gone": rest})


def sweep(shipment: Shipment, storage: Storage) -> None:
    """Remove what a writer left that was refused or killed: no list names it, and it is older than anybody sends."""
    kept = {*shipment.names(), *(name for _, name in shipment.gone)}
    oldest = time.time() - _KEPT
    if not kept:
        return  # nothing was ever sent: where folders hold the files there may be none yet
    for origin in storage.listdir("search")[0]:
        for name in (f"search/{origin}/{file}" for file in storage.listdir(f"search/{origin}")[1]):
            if name not in kept and storage.get_modified_time(name).timestamp() < oldest:
                storage.delete(name)


def _named(folder: Path, meta: str) -> Iterator[str]:
    """The files of the segments that a list names, and of their newest deletions."""
    for segment in json.loads(meta)["segments"]:
        stem = segment["segment_id"].replace("-", "")
        deleted = f".{segment['deletes']['opstamp']}.del" if segment.get("deletes") else None
        for path in sorted(folder.glob(f"{stem}.*")):
            if path.suffix != ".del" or (deleted and path.name.endswith(deleted)):
                yield path.name


def _keep_only(folder: Path, segments: Mapping[str, str]) -> None:
    """Remove files of segments that were merged away: Tantivy does so only for what it wrote itself."""
    for path in folder.iterdir():
        if not path.name.startswith(".") and path.suffix != ".json" and path.name not in segments:
            path.unlink(missing_ok=True)


def _gone(older: Shipment | None, names: set[str]) -> list[tuple[float, str]]:
    if older is None:
        return []
    now = time.time()
    return [*older.gone, *((now, name) for name in sorted(older.names() - names))]


def _put_file(storage: Storage, name: str, path: Path) -> str:
    with path.open("rb") as file:
        return storage.save(name, File(file))


def _put_tail(storage: Storage, name: str, path: Path, pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces of a growing file, with new ones for what was appended."""
    kept = list(pieces)
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if kept and kept[-1][1] < size and kept[-1][1] - kept[-1][0] < _SMALL:
            kept.pop()
        start = kept[-1][1] if kept else 0
        file.seek(start)
        while data := file.read(_PIECE):
            kept.append((start, start + len(data), storage.save(f"{name}.{start}", ContentFile(data))))
            start += len(data)
    return kept


def _append(path: Path, pieces: Sequence[_Piece], storage: Storage) -> None:
    """Make a growing file as long as its pieces."""
    with path.open("ab") as file:
        size = file.tell()
        for start, end, name in pieces:
            if end <= size:
                continue
            with storage.open(name) as stored:
                data = stored.read()
            if len(data) != end - start:
                raise IndexUnavailableError(f"{name} in the storage has {len(data)} bytes instead of {end - start}")
            file.write(data[size - start :])
            size = end
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, data: bytes) -> None:
    """Write a file in one step."""
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
