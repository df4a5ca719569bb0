"""Plain text in whatever encoding: Unicode with or without a mark, TCVN3, VNI, Windows-1258."""

import codecs
import re
import unicodedata
from collections.abc import Callable

from luatgandan.lib.legaltext.lines import Finding, Line
from luatgandan.lib.legaltext.paragraphs import is_hard_broken, join_broken
from luatgandan.lib.vietnamese.legacy import Charset, to_unicode
from luatgandan.lib.vietnamese.syllables import share_valid

from .errors import EmptyFileError, WrongContentError
from .reading import Format, Reading
from .tidy import table_line, tidy

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
]  # fmt: skip
_SAMPLE = 40_000
_LEGACY: dict[str, Callable[[bytes], str]] = {
    "cp1252": lambda data: data.decode("cp1252", "replace"),
    "cp1258": lambda data: unicodedata.normalize("NFC", data.decode("cp1258", "replace")),
    "tcvn3": lambda data: to_unicode(data.decode("latin-1"), Charset.TCVN3),
    "vni": lambda data: unicodedata.normalize("NFC", to_unicode(data.decode("latin-1"), Charset.VNI)),
}
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PAGE = "\f"


def decode(data: bytes, declared: str = "") -> str:
    """The text of `data`: by its mark, as UTF-8 or UTF-16, else by the 8-bit table that gives most syllables."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if name := _unmarked_utf16(data):
        return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > 0.9 * len(data) or data[:_SAMPLE].decode("utf-8", "replace").count("\ufffd") < 5:
            return data.decode("utf-8", "replace")
    return _LEGACY[_best_table(data, declared)](data)


def _unmarked_utf16(data: bytes) -> str:
    sample = data[:2000]
    if len(sample) < 4 or sample.count(0) < len(sample) // 5:
        return ""
    return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"


def _best_table(data: bytes, declared: str) -> str:
    def share(name: str) -> float:
        valid, total = share_valid(_LEGACY[name](data[:_SAMPLE]))
        return valid / total if total else 0

    order = ["cp1258" if declared.lower() == "windows-1258" else "cp1252", *_LEGACY]
    return max(order, key=share)


def read_text(data: bytes) -> Reading:
    """Plain text as Lines; paragraphs broken at the margin are joined. Raises UnreadableFileError."""
    text = decode(data)
    if len(_NOT_TEXT.findall(text[:_SAMPLE])) > 20:
        raise WrongContentError
    lines = text_lines(text)
    if not lines:
        raise EmptyFileError
    is_broken = is_hard_broken(lines)
    lines = join_broken(lines) if is_broken else lines
    pages = text.count(_PAGE) + 1 if _PAGE in text else 0
    return Reading(Format.TEXT, tuple(lines), tuple(_findings(text)), is_hard_broken=is_broken, pages=pages)


def text_lines(text: str) -> list[Line]:
    """One Line for each line of text that is not empty; form feeds count pages, tab-separated blocks are tables."""
    lines: list[Line] = []
    for page, part in enumerate(text.split(_PAGE), 1 if _PAGE in text else 0):
        rows: list[list[str]] = []
        is_apart = True
        for raw in [*part.splitlines(), ""]:
            cells = raw.strip("\r\n").split("\t")
            if len(cells) > 2 and sum(bool(cell.strip()) for cell in cells) > 1:
                rows.append(cells)
                continue
            lines += _table_or_lines(rows, page)
            rows = []
            if text := tidy(raw):
                lines.append(Line(text=text, page=page, is_apart=is_apart))
            is_apart = not text
    return lines


def _table_or_lines(rows: list[list[str]], page: int) -> list[Line]:
    """Two rows or more with the same number of cells are a table."""
    if len(rows) > 1 and len({len(row) for row in rows}) == 1:
        line = table_line(rows, page=page)
        return [line] if line else []
    return [Line(text=tidy(" ".join(row)), page=page) for row in rows]


def _findings(text: str) -> list[Finding]:
    found: list[Finding] = []
    if "\ufffd" in text:
        found.append(
            Finding("bad_letters", "Có chữ không đọc được trong tệp (sai bảng mã). Hãy lưu lại tệp bằng UTF-8.")
        )
    return found
