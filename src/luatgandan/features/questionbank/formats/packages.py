"""Packages (.zip) from strangers: nothing is unpacked to a disk, no name leads out of them, nothing swells."""

import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from django.utils.translation import gettext as _

from luatgandan.lib.uploads import MEGABYTE

from .media import CAPTIONS, MEDIA, check_name
from .rows import MOST_ITEMS, ItemFileError

DOCUMENTS = (".xml", ".json")
LARGEST_XML = 30_000_000  # of all documents together
LARGEST = 200 * MEGABYTE  # of all that is read, however often
LARGEST_FILE = 40 * MEGABYTE
MOST_FILES = 4 * MOST_ITEMS
UNOPENED = (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError)  # no list of names, or one that lies
UNREAD = (  # what `zipfile` raises for one file that strangers made
    *UNOPENED, zlib.error, lzma.LZMAError,  # a head that lies, a way of packing it does not know, the packed bytes
    OSError, EOFError,  # an offset that lies outside, a file that is cut off
    RuntimeError,  # a password
)  # fmt: skip


class Package:
    """The names in a package, and the bytes behind them."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self._inside = {one.filename: one for one in opened.infolist()}
        self._left = LARGEST

    @property
    def names(self) -> list[str]:
        """All names in it."""
        return list(self._inside)

    def read(self, name: str) -> bytes:
        """The bytes behind a name. Raises ItemFileError when there are none, or too many."""
        found = self._inside.get(name)
        if found is None:
            raise ItemFileError(_("Gói thiếu tệp “%s”.") % name[-80:])
        if found.file_size > LARGEST_FILE:
            raise ItemFileError(_("Tệp “%s” trong gói quá lớn.") % name[-80:])
        if found.file_size > self._left:
            raise ItemFileError(_("Gói phình ra quá lớn khi mở. Hãy chia thành nhiều gói."))
        self._left -= found.file_size
        try:
            return self._opened.read(found)
        except UNREAD as error:
            raise ItemFileError(_("Tệp “%s” trong gói bị hỏng hoặc có mật khẩu.") % name[-80:]) from error

    def beside(self, name: str, source: str) -> bytes:
        """The medium that the file `name` points at. Raises RowError when it is none, or lies outside the package."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), source))
        if "\\" in source or ":" in source or path.startswith(("/", "..")):
            raise ItemFileError(_("Đường dẫn “%s” ra ngoài gói, không nhận.") % source[:80])
        check_name(path, (*MEDIA, CAPTIONS))
        return self.read(path)


@contextmanager
def open_package(content: bytes) -> Iterator[Package]:
    """A package to read from. Raises ItemFileError when it is broken or holds too much."""
    with _opened(content) as opened:
        inside = opened.infolist()
        documents = sum(one.file_size for one in inside if one.filename.endswith(DOCUMENTS))
        if documents > LARGEST_XML or len(inside) > MOST_FILES:
            raise ItemFileError(_("Gói quá lớn. Hãy chia thành nhiều tệp."))
        yield Package(opened)


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(content))
    except UNOPENED as error:
        raise ItemFileError(_("Gói bị hỏng. Hãy nén lại rồi thử lần nữa.")) from error
