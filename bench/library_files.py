"""What reading files is worth: right letters, files that open, pages a second. `measure(data)` prints nothing.

No Word file in the shared data holds text in TCVN3 letters: those that name .VnTime fonts carry Unicode text in other
fonts. So real files are re-encoded, letter by letter, font by font, into what such a file was (`as_tcvn3`), and what
comes back is compared word by word with the Unicode original.
"""

import io
import itertools
import json
import lzma
import re
import shutil
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import olefile

from luatgandan.backends.ocr.tesseract import TesseractOcr
from luatgandan.lib.files import Reading, UnreadableFileError, read_file
from luatgandan.lib.files.word97.container import open_word
from luatgandan.lib.files.word97.pieces import pieces_of
from luatgandan.lib.vietnamese.legacy import Charset, to_unicode
from luatgandan.lib.vietnamese.syllables import is_syllable, share_valid, words

_FOLDERS = (
    "docx",
    "word97_unicode",
    "word97_tcvn3",
    "contracts",
    "gazette_pdf",
    "judgment_pdf",
    "saved_html",
    "precedents_md",
)
_SCANS = ("10209554.pdf", "10209512.pdf")
_SAMPLE = 40  # every 40th article of the codification
_FONT_TABLE = 15
_ARTICLE = re.compile(r"Điều (\d+[a-zđ]?)\s*[.:]")


def measure(data: Path) -> dict[str, object]:
    """All figures; `data` is the shared folder with files/ and laws/."""
    return {
        "syllable_table": _table(data),
        "word97": _word97(data),
        "folders": {name: _folder(data / "files" / name) for name in _FOLDERS},
        "scans": _scans(data),
    }


def _table(data: Path) -> dict[str, object]:
    """Is the table honest? It must take Unicode law text and refuse the same text in TCVN3 letters."""
    good = total = gibberish = marked = 0
    wrong: Counter[str] = Counter()
    with lzma.open(data / "laws" / "phapdien_articles.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in itertools.islice(file, 0, None, _SAMPLE):
            text = json.loads(line)["noi_dung"]
            valid, count = share_valid(text)
            good, total = good + valid, total + count
            wrong.update(word.lower() for word in words(text) if not is_syllable(word))
            old = [word for word in words(_tcvn3(text)) if not word.isascii()]
            gibberish, marked = gibberish + sum(map(is_syllable, old)), marked + len(old)
    return {
        "unicode_syllables": total,
        "accepted": round(good / total, 5),
        "tcvn3_words_with_marks": marked,
        "wrongly_accepted": round(gibberish / marked, 5),
        "most_refused": wrong.most_common(20),
    }


def _word97(data: Path) -> dict[str, object]:
    """Syllables of the files as they are, and words that come back from the same files in TCVN3 letters."""
    valid = total = foreign = same = compared = 0
    broken: list[str] = []
    for path in sorted((data / "files").glob("word97_*/*.doc")):
        original = read_file(path)
        tokens = words(original.text)
        valid += sum(map(is_syllable, tokens))
        foreign += sum(word.isascii() and not is_syllable(word) for word in tokens)
        total += len(tokens)
        there = Counter(word.casefold() for word in tokens)
        back = Counter(word.casefold() for word in words(read_file(as_tcvn3(path), path.name).text))
        same += sum((there & back).values())
        compared += len(tokens)
        if there - back:
            broken.append(f"{path.name}: {list((there - back).items())[:4]}")
    return {
        "syllables": total,
        "valid": round(valid / total, 5),
        "valid_without_foreign_words": round(valid / (total - foreign), 5),
        "tcvn3_words_that_come_back": round(same / compared, 6),
        "differences": broken,
    }


def as_tcvn3(path: Path) -> bytes:
    """A Word 97 file with its letters in TCVN3 codes and its fonts renamed to .VnTime (as far as the name has room)."""
    word = open_word(path)
    main, table = bytearray(word.main), bytearray(word.table)
    for piece in pieces_of(word):
        if piece.width == 2:
            end = piece.offset + 2 * (piece.end - piece.first)
            text = main[piece.offset : end].decode("utf-16-le")
            main[piece.offset : end] = _tcvn3(text).encode("utf-16-le")
    start, length = word.places[_FONT_TABLE]
    at = start + 4
    while at < start + length:
        size = table[at] + 1
        room = (size - 40) // 2
        table[at + 40 : at + size] = ".VnTime"[: room - 1].ljust(room, "\0").encode("utf-16-le").ljust(size - 40, b"\0")
        at += size
    copy = io.BytesIO(path.read_bytes())
    with olefile.OleFileIO(copy, write_mode=True) as ole:
        ole.write_stream("WordDocument", bytes(main))
        ole.write_stream("1Table" if ole.exists("1Table") else "0Table", bytes(table))
    return copy.getvalue()


def _codes() -> dict[int, str]:
    """Vietnamese letters → TCVN3 codes; a capital with a tone has the code of the small letter, as in .VnTimeH."""
    codes = {}
    for code in range(0xA1, 0x100):
        letter = unicodedata.normalize("NFC", to_unicode(chr(code), Charset.TCVN3))
        if letter.isalpha():
            codes[ord(letter)] = chr(code)
    for letter, code in list(codes.items()):
        codes.setdefault(ord(chr(letter).upper()), code)
    return codes


_CODES = _codes()


def _tcvn3(text: str) -> str:
    return text.translate(_CODES)


def _folder(folder: Path) -> dict[str, object]:
    """How many files open, and how fast."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    failed: list[str] = []
    readings: list[Reading] = []
    started = time.perf_counter()
    for path in files:
        try:
            readings.append(read_file(path))
        except UnreadableFileError as error:
            failed.append(f"{path.name}: {error.code}")
    seconds = time.perf_counter() - started
    pages = sum(reading.pages for reading in readings)
    return {
        "files": len(files),
        "failed": failed,
        "lines": sum(len(reading.lines) for reading in readings),
        "files_per_second": round(len(files) / seconds, 1),
        **({"pages": pages, "pages_per_second": round(pages / seconds, 1)} if pages else {}),
    }


def _scans(data: Path) -> dict[str, object]:
    """Pages a second on one core, confidence and syllables of scans; nothing where tesseract is missing."""
    if not shutil.which("tesseract"):
        return {"skipped": "tesseract is not installed"}
    return {name: dict(_scan(data / "files" / "scanned_pdf" / name)) for name in _SCANS}


def _articles(reading: Reading) -> list[str]:
    return [found.group(1) for line in reading.lines if (found := _ARTICLE.match(line.text))]


def _scan(path: Path) -> Iterator[tuple[str, object]]:
    started = time.perf_counter()
    reading = read_file(path, ocr=TesseractOcr().read)
    valid, total = share_valid(reading.text)
    yield "pages", reading.pages
    yield "pages_per_second", round(reading.pages / (time.perf_counter() - started), 2)
    yield "confidence", round(reading.confidence, 3)
    yield "valid_syllables", round(valid / total, 4)
    twin = path.parents[1] / "word97_unicode" / f"{path.stem}.doc"
    if twin.exists():
        expected, found = (Counter(words(text)) for text in (read_file(twin).text, reading.text))
        yield "words_as_in_the_word_file", round(sum((expected & found).values()) / sum(expected.values()), 4)
        yield "articles_as_in_the_word_file", _articles(reading) == _articles(read_file(twin))
    yield "findings", [finding.code for finding in reading.findings]
