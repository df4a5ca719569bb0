"""The parts of a .docx package, opened with care: encryption, macros, bombs and damage are told apart."""

import io
import zipfile
import zlib
from typing import BinaryIO

from lxml import etree

from ..errors import MacroError, TruncatedFileError, WrongContentError, ZipBombError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
UNPACKED_AT_MOST = 300 * 1024 * 1024
RATIO_AT_MOST, RATIO_FROM = 200, 20 * 1024 * 1024
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}


class Package:
    """The XML parts of a document package."""

    def __init__(self, data: bytes | BinaryIO) -> None:
        file = io.BytesIO(data) if isinstance(data, bytes) else data
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise TruncatedFileError from error
        check_package(self._zip)

    @property
    def names(self) -> frozenset[str]:
        """All parts."""
        return frozenset(self._zip.namelist())

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part; None when the package has no such part."""
        if name not in self.names:
            return None
        try:
            data = self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise TruncatedFileError from error
        if _STRICT in data[:20_000]:
            for strict, transitional in _TRANSITIONAL.items():
                data = data.replace(strict, transitional)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise TruncatedFileError from error


def check_package(package: zipfile.ZipFile) -> None:
    """Raise MacroError, ZipBombError or WrongContentError for a package that must not be opened as a document."""
    entries = package.infolist()
    names = [entry.filename.lower() for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > UNPACKED_AT_MOST or (unpacked > RATIO_FROM and unpacked / packed > RATIO_AT_MOST):
        raise ZipBombError
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise MacroError
    if "word/document.xml" not in names:
        raise WrongContentError(_what_it_is(names))


def _what_it_is(names: list[str]) -> str:
    if "xl/workbook.xml" in names:
        return "Tệp là bảng tính Excel, không phải văn bản. Hãy lưu nội dung thành DOCX hoặc PDF rồi tải lên."
    if "ppt/presentation.xml" in names:
        return "Tệp là bài trình chiếu, không phải văn bản. Hãy lưu nội dung thành DOCX hoặc PDF rồi tải lên."
    if "mimetype" in names and "content.xml" in names:
        return "Tệp là OpenDocument (ODT). Hãy lưu lại thành DOCX rồi tải lên."
    return "Tệp nén không phải văn bản Word. Hãy giải nén và tải lên từng văn bản."
