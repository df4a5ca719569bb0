"""Pictures of pages → Lines, with whatever recognises letters handed in; one page in memory at a time."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium
from PIL import Image, ImageFile, ImageOps, ImageSequence, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from luatgandan.lib.legaltext.lines import Finding, Line
from luatgandan.lib.vietnamese import fold

from .errors import EmptyFileError, NeedsOcrError, TooLargeError, TruncatedFileError, UnreadableFileError
from .pdf.document import open_pdf
from .pdf.layout import Page, document_lines, without_furniture
from .pdf.letters import Segment
from .pdf.page import rows_of
from .reading import Format, Reading

DOTS = 300  # per inch
_POINTS = 72
_MOST_PIXELS = 60_000_000
_DOUBTFUL, _GAP, _SPECK = 0.75, 2.2, 0.6
_ARTICLE = re.compile(r"^[ĐDÐ][iíìỉĩị][êềếểễệeéèẻẽẹ]u\s+([0-9lIO]{1,3})\s?([.,:])(?=\s|$)")
_CHAPTER = re.compile(r"^(CHƯƠNG|Chương|CHUONG|CHƯONG)\s+([HIl1]{1,4})$")
_DIGITS = str.maketrans("lIO", "110")
_MARKS = {"Š": "5", "š": "5", "ø": "g"}  # letters no Vietnamese text has, where a clause or point begins
_MARK = re.compile(rf"^([{''.join(_MARKS)}])(?=[.)]\s)")
_KINDS = {
    fold(kind): kind
    for kind in ("NGHỊ ĐỊNH", "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "THÔNG TƯ", "THÔNG TƯ LIÊN TỊCH", "CHỈ THỊ", "PHÁP LỆNH",
                 "KẾ HOẠCH", "THÔNG BÁO", "HƯỚNG DẪN", "BÁO CÁO", "KẾT LUẬN")
}  # fmt: skip
_ROMAN = {
    "H": "II", "HI": "III", "IH": "III", "HH": "IV", "l": "I", "1": "I", "Il": "II", "lI": "II", "11": "II", "ll": "II",
    "111": "III", "lll": "III",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: place in pixels from the upper left corner, confidence 0–1, number of its line."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: int


Ocr = Callable[[bytes], Sequence[Word]]  # a picture as PNG → its words in reading order
Progress = Callable[[int, int], None]


def read_scan(source: Path | bytes, ocr: Ocr, progress: Progress | None = None) -> Reading:
    """A PDF of pictures. Raises UnreadableFileError, and what `ocr` raises."""
    with open_pdf(source) as document:
        count = len(document)
        return _reading(Format.SCAN, _pages(document), count, ocr, progress)


def read_picture(source: Path | bytes, ocr: Ocr, progress: Progress | None = None) -> Reading:
    """A photo or a scanned picture, of a TIFF all pages."""
    try:
        with Image.open(io.BytesIO(source) if isinstance(source, bytes) else source) as picture:
            count = getattr(picture, "n_frames", 1)
            return _reading(Format.PICTURE, _frames(picture), count, ocr, progress)
    except Image.DecompressionBombError as error:
        raise TooLargeError from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise TruncatedFileError from error


def _pages(document: pdfium.PdfDocument) -> Iterator[Image.Image]:
    for index in range(len(document)):
        page = document[index]
        width, height = page.get_size()
        scale = min(DOTS / _POINTS, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        yield bitmap.to_pil()
        bitmap.close()
        page.close()


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    ImageFile.LOAD_TRUNCATED_IMAGES = (
        False  # WeasyPrint, once imported, lets damaged pictures pass in the whole process
    )
    for frame in ImageSequence.Iterator(picture):
        if frame.width * frame.height > _MOST_PIXELS:
            raise TooLargeError
        upright = ImageOps.exif_transpose(frame).convert("L")
        upright.info = dict(frame.info)
        yield upright


def _reading(kind: Format, pictures: Iterator[Image.Image], count: int, ocr: Ocr, progress: Progress | None) -> Reading:
    pages: list[Page] = []
    failures: list[Finding] = []
    for number, picture in enumerate(pictures, 1):
        words = _words(picture, number, ocr, failures)
        pages.append(Page(number, picture.width, picture.height, rows_of(_segments(words, picture.height))))
        if progress:
            progress(number, count)
    lines, _ = document_lines(pages, without_furniture(pages), has_notes=False)
    lines = [replace(line, text=mended(line.text)) for line in lines]
    if not lines:
        raise EmptyFileError("Không nhận ra chữ nào trong ảnh. Hãy quét lại thẳng và rõ hơn, ít nhất 300 điểm/inch.")
    return Reading(kind, tuple(lines), (*failures, *_doubts(lines)), is_hard_broken=True, pages=count)


def _words(picture: Image.Image, number: int, ocr: Ocr, failures: list[Finding]) -> list[Word]:
    """The words of a page; one that the recogniser gives up is reported, and the others still count."""
    try:
        return [word for word in ocr(_png(picture)) if _is_text(word)]
    except NeedsOcrError:
        raise
    except UnreadableFileError as error:
        failures.append(Finding("page_not_read", f"Trang {number} chưa đọc được. {error}"))
        return []


def _is_text(word: Word) -> bool:
    """False for specks and rules that were taken for punctuation."""
    return word.confidence >= _SPECK or any(letter.isalnum() for letter in word.text)


def mended(text: str) -> str:
    """Words at the start of a line whose letters are often misread: "Điêu l." is "Điều 1.", "CHƯƠNG H" is "CHƯƠNG II",
    "ø)" is "g)", "QUYÉT ĐỊNH" is "QUYẾT ĐỊNH"."""
    if text.isupper() and (kind := _KINDS.get(fold(text.rstrip(" :")))):
        return kind + text[len(text.rstrip(" :")) :]
    text = _MARK.sub(lambda found: _MARKS[found[1]], text)
    text = _ARTICLE.sub(
        lambda found: f"Điều {found.group(1).translate(_DIGITS)}{found.group(2).replace(',', '.')}", text
    )
    return _CHAPTER.sub(lambda found: f"{found.group(1)} {_ROMAN.get(found.group(2), found.group(2))}", text)


def _png(picture: Image.Image) -> bytes:
    output = io.BytesIO()
    about = PngInfo()
    for name, value in picture.info.items():
        if isinstance(name, str) and isinstance(value, str):
            about.add_itxt(name, value)
    picture.save(output, "PNG", compress_level=1, pnginfo=about)
    return output.getvalue()


def _segments(words: Sequence[Word], height: int) -> list[Segment]:
    """One segment for each stretch of a recognised line without a wide gap; places count from below."""
    found: list[Segment] = []
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        size = float(median(word.bottom - word.top for word in line))
        stretch: list[Word] = []
        for word in line:
            if stretch and word.left - stretch[-1].right > _GAP * size:
                found.append(_segment(stretch, size, height))
                stretch = []
            stretch.append(word)
        found.append(_segment(stretch, size, height))
    return found


def _segment(words: list[Word], size: float, height: int) -> Segment:
    letters = sum(len(word.text) for word in words) or 1
    return Segment(
        text=" ".join(word.text for word in words),
        left=words[0].left,
        right=words[-1].right,
        bottom=height - median(word.bottom for word in words),
        top=height - median(word.top for word in words),
        size=size,
        is_bold=False,
        is_italic=False,
        confidence=sum(word.confidence * len(word.text) for word in words) / letters,
    )


def _doubts(lines: Sequence[Line]) -> Iterator[Finding]:
    """A finding for each page whose letters are doubtful."""
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for number, found in by_page.items():
        letters = sum(len(line.text) for line in found)
        score = sum(line.confidence * len(line.text) for line in found) / letters
        if score < _DOUBTFUL:
            message = (
                f"Trang {number} quét mờ, chữ nhận dạng chỉ tin được {score:.0%}. Hãy soát lại từng dòng với ảnh gốc."
            )
            yield Finding("low_confidence", message, lines.index(found[0]))
