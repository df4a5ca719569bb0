"""The formats by their names: what a file is read with, and what is offered for taking away."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import PurePath
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luatgandan.lib.downloads import DOCX, XLSX
from luatgandan.lib.uploads import MEGABYTE, check_upload

from . import gift, json, moodle, qti, sheets, word
from .rows import MOST_ITEMS, ItemFileError, Row
from .values import Entry

OFFICE = (".docx", ".xlsx")


@dataclass(frozen=True, kw_only=True)
class Format:
    """One way to take questions away; `has_files`: with the files of their pictures, sounds and films."""

    name: str
    label: Any
    suffix: str
    media_type: str
    write: Callable[[Iterable[Entry], BinaryIO], None]
    leaves_out: Any = ""
    has_files: bool = False

    def to_bytes(self, entries: Iterable[Entry]) -> bytes:
        """The file at once, for few questions."""
        file = BytesIO()
        self.write(entries, file)
        return file.getvalue()


FILES_OUT = gettext_lazy("Không mang theo hình, âm thanh, phim.")
WORDS_ONLY = gettext_lazy("Không mang theo hình, âm thanh, phim và lời tiếng Khmer.")
WORD_OUT = gettext_lazy("Không mang theo hình, âm thanh, phim, lời tiếng Khmer, lĩnh vực, độ khó và căn cứ.")
ALTERNATIVES_OUT = gettext_lazy("Lời mô tả hình bằng tiếng Khmer không đi theo.")
FORMATS = {
    one.name: one
    for one in (
        Format(name="xlsx", label=gettext_lazy("Bảng tính Excel"), suffix=".xlsx", write=sheets.write,
               leaves_out=FILES_OUT, media_type=XLSX),
        Format(name="docx", label="Word", suffix=".docx", write=word.write, leaves_out=WORD_OUT,
               media_type=DOCX),
        Format(name="gift", label="GIFT", suffix=".gift", write=gift.write, media_type="text/plain; charset=utf-8",
               leaves_out=WORDS_ONLY),
        Format(name="moodle", label="Moodle XML", suffix=".xml", write=moodle.write, media_type="application/xml",
               leaves_out=ALTERNATIVES_OUT, has_files=True),
        Format(name="qti", label="QTI 2.1", suffix=".zip", write=qti.write, media_type="application/zip",
               leaves_out=ALTERNATIVES_OUT, has_files=True),
        Format(name="json", label="JSON", suffix=".json", write=json.write, media_type="application/json",
               leaves_out=FILES_OUT),
        Format(name="package", label=gettext_lazy("JSON kèm mọi tệp (.zip)"), suffix=".zip", write=json.write_package,
               media_type="application/zip", has_files=True),
    )
}  # fmt: skip
READERS: dict[str, Callable[[bytes], Iterable[Row]]] = {
    ".xlsx": sheets.read, ".gift": gift.read, ".txt": gift.read, ".json": json.read, ".jsonl": json.read,
    ".zip": lambda content: (json.read_package if json.is_package(content) else qti.read)(content),
    ".xml": lambda content: (qti.read if b"assessmentItem" in content[:4000] else moodle.read)(content),
}  # fmt: skip


def read_rows(content: bytes, name: str, key: tuple[bytes, str] | None = None) -> list[Row]:
    """All questions of a file; `key` is the file with the keys, where they stand apart. Raises ItemFileError."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS and suffix != ".docx":
        raise ItemFileError(_("Chỉ nhập được tệp .xlsx, .docx, .gift, .txt, .xml, .zip (QTI), .json hoặc .jsonl."))
    for part, title in ((content, name), *([key] if key else [])):
        _check(part, title)
    rows = word.read(content, name, key) if suffix == ".docx" else READERS[suffix](content)
    found = list(islice(rows, MOST_ITEMS + 1))
    if not found:
        raise ItemFileError(_("Không thấy câu hỏi nào trong tệp."))
    if len(found) > MOST_ITEMS:
        raise ItemFileError(_("Tệp có hơn %d câu. Hãy chia thành nhiều tệp.") % MOST_ITEMS)
    return found


def check_size(size: int) -> None:
    """Raises ItemFileError for more bytes than a document may have."""
    if size > settings.UPLOAD_LIMITS["document"] * MEGABYTE:
        raise ItemFileError(_("Tệp nặng quá %d MB.") % settings.UPLOAD_LIMITS["document"])


def _check(content: bytes, name: str) -> None:
    """Size for all; what is inside for packages of offices. Raises ItemFileError."""
    check_size(len(content))
    if PurePath(name).suffix.lower() in OFFICE:
        try:
            check_upload(ContentFile(content, name=name), kinds=("document", "law"), limit="document")
        except ValidationError as refusal:
            raise ItemFileError(refusal.messages[0]) from refusal
