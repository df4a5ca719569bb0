"""What files tell besides their text: names, authors, comments, tracked changes, properties of PDF."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath

import pypdfium2 as pdfium

from luatgandan.lib.vietnamese import fold

from .detect import find_personal_data
from .numbers import find_numbers
from .words import SURNAMES

_SEPARATORS = re.compile(r"[_+\s]+|(?<=\D)-|-(?=\D)|(?<=\D)\.|\.(?=\D)")
_LONG_NUMBER = re.compile(r"(?<!\d)(?:\d{12}|0\d{9}|[0-3]\d{8})(?!\d)")
_FAMILIES = frozenset(fold(name) for name in SURNAMES)
_STRONG = re.compile("nguyen|tran|pham|huynh|hoang|phan|truong|dang|bui|ngo|duong|doan|trinh|thach|luong|quach")
_AUTHOR = re.compile(rb'(w(?:15|16[a-z]*)?:(?:author|initials|userId))="[^"]*"')
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >]")
_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.'
    b'openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_ODT_META = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:'
    b'xmlns:office:1.0" office:version="1.2"><office:meta/></office:document-meta>'
)
_EMPTIED = {"docProps/core.xml": _CORE, "docProps/app.xml": _APP, "meta.xml": _ODT_META}
_DROPPED = ("docProps/custom.xml", "docProps/thumbnail.", "Thumbnails/")
_LISTED = re.compile(rb"<(?:Relationship|Override)\b[^>]*docProps/(?:custom\.xml|thumbnail\.)[^>]*/>")


@dataclass(frozen=True, slots=True)
class FileRemark:
    """What was done to a file or what a person must still do (`is_open`): `code` is one of the codes below."""

    code: str
    is_open: bool = False


RENAMED, STRIPPED, COMMENTS, TRACKED, UNREADABLE = "renamed", "stripped", "comments", "tracked", "unreadable"


def check_file_name(name: str, people: Iterable[str] = ()) -> bool:
    """Whether a file name tells of a person: one of `people`, a name with or without marks, a number."""
    stem = unicodedata.normalize("NFC", PurePath(name).stem)
    plain = " ".join(_SEPARATORS.sub(" ", stem).split())
    folded = fold(plain)
    known = any(re.search(rf"\b{re.escape(fold(person))}\b", folded) for person in people if " " in person)
    numbers = bool(_LONG_NUMBER.search(plain)) or any(True for _ in find_numbers(f"{stem} {plain}"))
    return known or numbers or bool(find_personal_data(plain)) or _looks_like_name(folded.split(), plain.split())


def _looks_like_name(words: list[str], written: list[str]) -> bool:
    """ "nguyen van hung", "Tran-Le-Nhu": a family name with a middle name, or capitalised syllables after it."""
    for index, word in enumerate(words[:-2]):
        middle = words[index + 1] in {"van", "thi"}
        capitals = all(one[:1].isupper() and one.isalpha() for one in written[index : index + 3])
        if (word in _FAMILIES and middle) or (_STRONG.fullmatch(word) and capitals):
            return True
    return False


def clean_file(name: str, data: bytes) -> tuple[bytes, tuple[FileRemark, ...]]:
    """The file without what it tells of its authors, and what was found; formats without such data come back as is."""
    cleaner = _CLEANERS.get(PurePath(name).suffix.lower())
    return cleaner(data) if cleaner else (data, ())


def _clean_package(data: bytes) -> tuple[bytes, tuple[FileRemark, ...]]:
    """DOCX, XLSX, PPTX, ODT, ODS: properties emptied, thumbnails dropped, names of authors blanked."""
    output, remarks = io.BytesIO(), set()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as clean:
        for entry in package.infolist():
            if entry.filename.startswith(_DROPPED):
                remarks.add(FileRemark(STRIPPED))
                continue
            old = package.read(entry)
            new = _clean_entry(entry.filename, old)
            remarks |= _remarks_on(entry.filename, old)
            if new != old:
                remarks.add(FileRemark(STRIPPED))
            method = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            clean.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), new, method)
    return output.getvalue(), tuple(sorted(remarks, key=lambda remark: remark.code))


def _clean_entry(name: str, content: bytes) -> bytes:
    if name in _EMPTIED:
        return _EMPTIED[name]
    if name in ("_rels/.rels", "[Content_Types].xml"):
        return _LISTED.sub(b"", content)
    if name.startswith("word/") and name.endswith(".xml"):
        return _AUTHOR.sub(rb'\1="-"', content)
    return content


def _remarks_on(name: str, content: bytes) -> set[FileRemark]:
    remarks = set()
    has_comment = b"<w:comment " in content or b"<p:cm " in content or b"<comment " in content
    if has_comment or b"<office:annotation" in content:
        remarks.add(FileRemark(COMMENTS, is_open=True))
    if name.startswith("word/") and (_TRACKED.search(content) or b"<text:tracked-changes" in content):
        remarks.add(FileRemark(TRACKED, is_open=True))
    return remarks


def _clean_pdf(data: bytes) -> tuple[bytes, tuple[FileRemark, ...]]:
    """The same pages in a new file, which has no properties, XMP or attachments. Notes on pages are told."""
    try:
        old = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return data, (FileRemark(UNREADABLE, is_open=True),)
    remarks = [FileRemark(STRIPPED)] if any(old.get_metadata_dict().values()) or b"<x:xmpmeta" in data else []
    if _has_notes(old):
        remarks.append(FileRemark(COMMENTS, is_open=True))
    new, output = pdfium.PdfDocument.new(), io.BytesIO()
    new.import_pages(old)
    new.save(output)
    new.close()
    old.close()
    return output.getvalue(), tuple(remarks)


def _has_notes(pdf: pdfium.PdfDocument) -> bool:
    """Whether a page has a text note, a free text or a pop-up (links and form fields do not count)."""
    kinds = {pdfium.raw.FPDF_ANNOT_TEXT, pdfium.raw.FPDF_ANNOT_FREETEXT, pdfium.raw.FPDF_ANNOT_POPUP}
    for page in pdf:
        for index in range(pdfium.raw.FPDFPage_GetAnnotCount(page)):
            note = pdfium.raw.FPDFPage_GetAnnot(page, index)
            kind = pdfium.raw.FPDFAnnot_GetSubtype(note)
            pdfium.raw.FPDFPage_CloseAnnot(note)
            if kind in kinds:
                return True
    return False


_CLEANERS: dict[str, Callable[[bytes], tuple[bytes, tuple[FileRemark, ...]]]] = {
    ".docx": _clean_package,
    ".xlsx": _clean_package,
    ".pptx": _clean_package,
    ".odt": _clean_package,
    ".ods": _clean_package,
    ".pdf": _clean_pdf,
}
