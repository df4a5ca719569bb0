"""What people upload: refused by kind, size and content; pictures lose what their camera knew about the person.

Not a virus scanner. It stops programs under false names, documents with macros or scripts, archives that explode,
pictures too large to decode, and SVG (a program that looks like a picture).
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any
from xml.parsers import expat

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MEGABYTE = 1024 * 1024
HEAD = 4096
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"#!", b"\x00asm", b"dex\n")
UNPACKED_AT_MOST = 300 * MEGABYTE
RATIO_AT_MOST = 200
PARTS_AT_MOST = 5_000
PROLOGUE = 64 * 1024  # bytes of a part of a package in which its first element must stand
PICTURE_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
MARKUP = (b"<script", b"<html", b"<!doctype", b"<svg", b"<?php", b"<iframe")
PACKAGES = ("docx", "xlsx", "pptx", "odt", "ods")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PDF_SCRIPTS = (b"/JavaScript", b"/Launch", b"/RichMedia")


class UploadRefusedError(ValidationError):
    """Why a file is not taken, in words for the person."""


@dataclass(frozen=True)
class Format:
    """One extension: its kind and how its content is recognised (`looks_right(head, file)`)."""

    kind: str
    looks_right: Callable[[bytes, IO[bytes]], bool]


def _starts(*signatures: bytes) -> Callable[[bytes, IO[bytes]], bool]:
    return lambda head, file: head.startswith(signatures)


def _at(offset: int, *signatures: bytes) -> Callable[[bytes, IO[bytes]], bool]:
    return lambda head, file: head[offset:].startswith(signatures)


def _riff(form: bytes) -> Callable[[bytes, IO[bytes]], bool]:
    return lambda head, file: head[:4] == b"RIFF" and head[8:12] == form


def _package(entry: str) -> Callable[[bytes, IO[bytes]], bool]:
    """An office file: a zip that holds `entry`."""
    return lambda head, file: head[:4] == b"PK\x03\x04" and any(one.filename == entry for one in _entries(file))


def _open_document(mimetype: bytes) -> Callable[[bytes, IO[bytes]], bool]:
    return lambda head, file: head[:4] == b"PK\x03\x04" and mimetype in head[:200]


def _is_text(head: bytes, file: IO[bytes]) -> bool:
    head = _as_utf8(head)
    lowered = head.lower()
    return b"\x00" not in head and not any(tag in lowered for tag in MARKUP)


def _as_utf8(head: bytes) -> bytes:
    """Text that Notepad calls "Unicode" (UTF-16 with its mark) as UTF-8; anything else as it is."""
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head
    return head.decode("utf-16", "ignore").encode()


def _is_any_text(head: bytes, file: IO[bytes]) -> bool:
    """Text with or without markup: a saved page, Markdown. Such files are kept private and never shown as pages."""
    return b"\x00" not in _as_utf8(head)


def _is_word97(head: bytes, file: IO[bytes]) -> bool:
    """What is called .doc in practice: Word 97, RTF, a saved page, or a DOCX with its old name."""
    if head.startswith((OLE, b"{\\rtf")):
        return True
    return _package("word/document.xml")(head, file) or (_is_any_text(head, file) and b"<" in head)


def _is_data(head: bytes, file: IO[bytes]) -> bool:
    return _is_any_text(head, file) and _as_utf8(head).lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def _is_captions(head: bytes, file: IO[bytes]) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT") and _is_text(head, file)


FORMATS: dict[str, Format] = {
    "jpg": Format("picture", _starts(b"\xff\xd8\xff")),
    "jpeg": Format("picture", _starts(b"\xff\xd8\xff")),
    "png": Format("picture", _starts(b"\x89PNG\r\n\x1a\n")),
    "gif": Format("picture", _starts(b"GIF87a", b"GIF89a")),
    "webp": Format("picture", _riff(b"WEBP")),
    "pdf": Format("document", _starts(b"%PDF-")),
    "docx": Format("document", _package("word/document.xml")),
    "xlsx": Format("document", _package("xl/workbook.xml")),
    "pptx": Format("document", _package("ppt/presentation.xml")),
    "odt": Format("document", _open_document(b"application/vnd.oasis.opendocument.text")),
    "ods": Format("document", _open_document(b"application/vnd.oasis.opendocument.spreadsheet")),
    "txt": Format("document", _is_text),
    "csv": Format("document", _is_text),
    "mp3": Format("sound", _starts(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "ogg": Format("sound", _starts(b"OggS")),
    "opus": Format("sound", _starts(b"OggS")),
    "wav": Format("sound", _riff(b"WAVE")),
    "m4a": Format("sound", _at(4, b"ftypM4A", b"ftypmp4", b"ftypisom")),
    "mp4": Format("film", _at(4, b"ftyp")),
    "webm": Format("film", _starts(b"\x1a\x45\xdf\xa3")),
    "vtt": Format("captions", _is_captions),
    # What laws come in beside the documents above; readers of law files only (lib.files), never shown as they are.
    "doc": Format("law", _is_word97),
    "rtf": Format("law", _starts(b"{\\rtf")),
    "html": Format("law", _is_any_text),
    "htm": Format("law", _is_any_text),
    "mht": Format("law", _is_any_text),
    "mhtml": Format("law", _is_any_text),
    "md": Format("law", _is_any_text),
    "tif": Format("law", _starts(b"II*\x00", b"MM\x00*")),
    "tiff": Format("law", _starts(b"II*\x00", b"MM\x00*")),
    "jsonl": Format("law", _is_data),
    "json": Format("law", _is_data),
    "xz": Format("law", _starts(b"\xfd7zXZ\x00")),
    "gz": Format("law", _starts(b"\x1f\x8b")),
}


def extensions(kinds: Iterable[str]) -> list[str]:
    """The extensions of some kinds, for hints and the `accept` attribute."""
    wanted = set(kinds)
    return [name for name, format_ in FORMATS.items() if format_.kind in wanted]


def check_upload(file: Any, *, kinds: Iterable[str], limit: str = "") -> str:
    """The kind of a file whose extension, size and content fit together; rewinds it. Raises UploadRefusedError.

    `limit` names the kind whose largest size holds; the file's own when empty.
    """
    extension = check_extension(str(file.name), tuple(kinds))
    format_ = FORMATS[extension]
    _check_size(file, limit or format_.kind)
    head = _head(file)
    if head.startswith(PROGRAMS):
        raise UploadRefusedError(_("Đây là tệp chương trình đã đổi tên, không phải .%s.") % extension, code="program")
    if not format_.looks_right(head, file):
        _refuse_encrypted(file, extension, head)
        raise UploadRefusedError(
            _("Nội dung tệp không phải .%s. Hãy lưu lại đúng định dạng rồi tải lên.") % extension, code="content"
        )
    _check_inside(file, extension, format_.kind)
    file.seek(0)
    return format_.kind


def check_extension(name: str, kinds: tuple[str, ...]) -> str:
    """The extension of a name, which a file of these kinds may have. Raises UploadRefusedError."""
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension not in FORMATS or FORMATS[extension].kind not in kinds:
        raise UploadRefusedError(_wrong_kind(extension, kinds), code="kind")
    return extension


def _wrong_kind(extension: str, kinds: tuple[str, ...]) -> str:
    if extension == "svg":
        return str(_("Không nhận tệp SVG vì có thể chứa mã lệnh. Hãy xuất ra PNG hoặc JPG."))
    names = ", ".join(extensions(kinds))
    return str(_("Không nhận loại tệp “.%(extension)s”. Các loại nhận được: %(names)s.")) % {
        "extension": extension,
        "names": names,
    }


def _check_size(file: Any, kind: str) -> None:
    limit = settings.UPLOAD_LIMITS[kind]
    if file.size == 0:
        raise UploadRefusedError(_("Tệp rỗng. Hãy chọn lại tệp."), code="empty")
    if file.size > limit * MEGABYTE:
        values = {"size": f"{file.size / MEGABYTE:.1f}".replace(".", ","), "limit": limit}
        raise UploadRefusedError(_("Tệp nặng %(size)s MB, vượt mức %(limit)s MB.") % values, code="size")


def _refuse_encrypted(file: Any, extension: str, head: bytes) -> None:
    """An office file with a password is a package of another kind, with the real one inside."""
    file.seek(0)
    if extension in PACKAGES and head.startswith(OLE) and ENCRYPTED in file.read():
        raise UploadRefusedError(_("Tệp có mật khẩu. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."), code="encrypted")


def _check_inside(file: Any, extension: str, kind: str) -> None:
    """What a signature does not show: macros, scripts, bombs, broken or giant pictures."""
    if kind == "picture":
        _check_picture(file, PICTURE_FORMATS[extension])
    elif extension == "pdf":
        file.seek(0)
        if any(word in file.read() for word in PDF_SCRIPTS):
            raise UploadRefusedError(_("Tệp PDF có mã lệnh bên trong. Hãy in lại ra PDF rồi tải lên."), code="script")
    elif extension in PACKAGES or (extension == "doc" and _head(file)[:2] == b"PK"):
        _check_package(file)


def _check_package(file: Any) -> None:
    entries = _entries(file)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > UNPACKED_AT_MOST or unpacked / packed > RATIO_AT_MOST or len(entries) > PARTS_AT_MOST:
        raise UploadRefusedError(_("Tệp nén phình ra quá lớn, không nhận."), code="bomb")
    if any(entry.filename.lower().endswith(("vbaproject.bin", ".exe", ".js", ".vbs")) for entry in entries):
        raise UploadRefusedError(_("Tệp có macro hoặc mã lệnh. Hãy lưu lại không kèm macro."), code="macro")
    parts = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    with zipfile.ZipFile(file) as package:
        if any(_declares(package, part) for part in parts):
            raise _broken()


def _declares(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part names entities, which may grow without end or be other files; no office writes them.

    Nor does any write so much before the first element that nobody would look behind it.
    """
    found: list[bool] = []
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = lambda *_one: found.append(True)
    parser.StartDoctypeDeclHandler = lambda _name, system, public, _inside: found.extend(
        [True] if system and not public else []
    )
    parser.StartElementHandler = lambda *_one: found.append(False)
    try:
        with package.open(part) as content:
            head = content.read(PROLOGUE)
        parser.Parse(head)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError):
        return any(found)  # whoever reads the part says what is broken
    return any(found) or (not found and len(head) == PROLOGUE)


def _check_picture(file: Any, expected: str) -> None:
    file.seek(0)
    try:
        with Image.open(file, formats=[expected]) as picture:
            if picture.width * picture.height > settings.UPLOAD_PICTURE_MEGAPIXELS * 1_000_000:
                raise UploadRefusedError(
                    _("Ảnh quá lớn (%(width)s × %(height)s điểm). Hãy thu nhỏ rồi tải lên.")
                    % {"width": picture.width, "height": picture.height},
                    code="pixels",
                )
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UploadRefusedError(_("Ảnh bị hỏng, không mở được."), code="broken") from error


def _head(file: Any) -> bytes:
    file.seek(0)
    head = file.read(HEAD)
    return bytes(head)


def _entries(file: Any) -> list[zipfile.ZipInfo]:
    """What a package holds; its list stands at the end, so that one that was cut off is told here."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            return package.infolist()
    except zipfile.BadZipFile as error:
        raise _broken() from error


def _broken() -> UploadRefusedError:
    message = _("Tệp bị hỏng hoặc tải về chưa xong. Hãy tải lại bản đầy đủ từ nguồn rồi thử lần nữa.")
    return UploadRefusedError(message, code="broken")


def clean_picture(file: Any) -> ContentFile[bytes]:
    """The picture without EXIF, GPS, XMP and comments, turned the right way up; colours (ICC) stay.

    A GIF is returned as it is: it holds no camera data, and saving again would lose its frames.
    """
    file.seek(0)
    with Image.open(file) as picture:
        format_ = picture.format or "PNG"
        if format_ == "GIF":
            file.seek(0)
            return ContentFile(file.read(), name=file.name)
        upright = ImageOps.exif_transpose(picture)
        profile = picture.info.get("icc_profile")
        upright.info.clear()
        output = io.BytesIO()
        options: dict[str, Any] = {"quality": 90} if format_ in ("JPEG", "WEBP") else {}
        upright.save(output, format=format_, icc_profile=profile, **options)
    return ContentFile(output.getvalue(), name=file.name)


@deconstructible
class UploadValidator:
    """For form and model fields: `validators=[UploadValidator("picture")]`."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    def __call__(self, file: Any) -> None:
        check_upload(file, kinds=self.kinds)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UploadValidator) and self.kinds == other.kinds

    def __hash__(self) -> int:
        return hash(self.kinds)
