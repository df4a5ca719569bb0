"""What a file is, by its first bytes; the extension only decides between kinds of plain text."""

import io
import re
import zipfile
from pathlib import Path, PurePath
from typing import BinaryIO

from .errors import EmptyFileError, MacroError, TooLargeError, TruncatedFileError, UnknownFormatError, WrongContentError
from .reading import Format

MEGABYTE = 1024 * 1024
LARGEST = 150 * MEGABYTE
_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF87a", b"GIF89a", b"BM")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_MACRO_EXTENSIONS = {".docm", ".dotm", ".xlsm", ".pptm"}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta|title|span)\b", re.IGNORECASE)
_MHTML = re.compile(rb"^(?:from|mime-version|subject|date):.{0,2000}multipart/related", re.IGNORECASE | re.DOTALL)
_BY_NAME = {
    ".docx": Format.DOCX, ".doc": Format.WORD97, ".rtf": Format.RTF, ".pdf": Format.PDF, ".html": Format.HTML,
    ".htm": Format.HTML, ".mht": Format.HTML, ".mhtml": Format.HTML, ".xhtml": Format.HTML, ".txt": Format.TEXT,
    ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN, ".png": Format.PICTURE, ".jpg": Format.PICTURE,
    ".jpeg": Format.PICTURE, ".tif": Format.PICTURE, ".tiff": Format.PICTURE, ".webp": Format.PICTURE,
    ".bmp": Format.PICTURE, ".gif": Format.PICTURE,
}  # fmt: skip
EXTENSIONS = tuple(_BY_NAME)


def open_source(source: Path | bytes) -> BinaryIO:
    """The content as a binary file."""
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def check_size(source: Path | bytes, largest: int = LARGEST) -> None:
    """Raise EmptyFileError or TooLargeError."""
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size == 0:
        raise EmptyFileError
    if size > largest:
        raise TooLargeError(
            f"Tệp nặng {size // MEGABYTE} MB, vượt mức {largest // MEGABYTE} MB. Hãy tách thành nhiều tệp hoặc giảm độ "
            "phân giải của bản quét rồi tải lên."
        )


def format_of(source: Path | bytes, name: str) -> Format:
    """The format of a file. Raises UnreadableFileError when it is nothing that we read."""
    extension = PurePath(name).suffix.lower()
    if extension in _MACRO_EXTENSIONS:
        raise MacroError
    with open_source(source) as file:
        head = file.read(_HEAD)
    if head.startswith(b"PK"):
        return _package(source)
    return _by_signature(head) or _by_text(head, extension)


def _package(source: Path | bytes) -> Format:
    try:
        with open_source(source) as file, zipfile.ZipFile(file) as package:
            names = {name.lower() for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise TruncatedFileError from error
    if "encryptedpackage" in names:
        raise UnknownFormatError
    return Format.DOCX


def _by_signature(head: bytes) -> Format | None:
    if head.startswith(_OLE):
        return Format.WORD97
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt"):
        return Format.RTF
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Format.PICTURE
    if head.startswith(_PROGRAMS):
        raise WrongContentError("Tệp này là chương trình, không phải văn bản.")
    return None


def _by_text(head: bytes, extension: str) -> Format:
    wanted = _BY_NAME.get(extension)
    if not head.strip(b"\xef\xbb\xbf\x00 \t\r\n\f"):
        raise EmptyFileError
    if not _is_text(head):
        raise WrongContentError if wanted else UnknownFormatError
    is_page = (
        bool(_HTML.search(head.replace(b"\x00", b""))) and b"<" in head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:60]
    )
    if wanted is Format.HTML or is_page or _MHTML.match(head):
        return Format.HTML
    if wanted in (Format.TEXT, Format.MARKDOWN):
        return wanted
    if wanted:
        raise WrongContentError(
            f"Tệp mang đuôi {extension} nhưng nội dung là chữ thường. Hãy đổi đuôi thành .txt, hoặc lưu lại "
            "đúng định dạng."
        )
    raise UnknownFormatError


def _is_text(head: bytes) -> bool:
    """No bytes of programs and pictures: control characters, but for UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    zeros = head.count(0)
    if zeros:
        half = len(head) // 2
        return zeros > 0.3 * half and max(head[0::2].count(0), head[1::2].count(0)) > 0.9 * zeros
    return sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head) < 0.02 * len(head)
