"""A file taken in from a person: checked, without what it tells of its authors, under a name that tells of nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from .files import UnreadableFileError, read_file
from .privacy import FileRemark, check_file_name, clean_file
from .privacy.files import RENAMED, UNREADABLE
from .uploads import check_upload, clean_picture

READABLE = (".docx", ".pdf", ".txt", ".odt")
LONGEST_NAME = 180


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What is kept of an upload."""

    name: str
    kind: str
    data: bytes
    remarks: tuple[FileRemark, ...]


def take_file(upload: Any, *, kinds: Iterable[str], limit: str = "") -> TakenFile:
    """Check and clean an upload. Raises UploadRefusedError, in words for the person."""
    kind = check_upload(upload, kinds=kinds, limit=limit)
    name = PurePath(str(upload.name).replace("\\", "/")).name[-LONGEST_NAME:]
    data = clean_picture(upload).read() if kind == "picture" else upload.read()
    data, remarks = clean_file(name, data)
    return TakenFile(name, kind, data, remarks)


def safe_name(name: str, *, instead: str, people: Iterable[str] = ()) -> tuple[str, tuple[FileRemark, ...]]:
    """The name to show: as uploaded, or `instead` with its ending where that tells of a person."""
    if check_file_name(name, people):
        return f"{instead}{PurePath(name).suffix.lower()}", (FileRemark(RENAMED),)
    return name, ()


def words_in(name: str, data: bytes) -> tuple[str, tuple[FileRemark, ...]]:
    """The words of a file, to look for personal data in; a picture or a scan must be read by a person."""
    if PurePath(name).suffix.lower() not in READABLE:
        return "", (FileRemark(UNREADABLE, is_open=True),)
    try:
        return read_file(data, name).text, ()
    except UnreadableFileError:
        return "", (FileRemark(UNREADABLE, is_open=True),)
