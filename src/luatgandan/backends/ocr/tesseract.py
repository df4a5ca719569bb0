"""Tesseract (Apache-2.0) as a program of its own: one picture in, a table of words out."""

import csv
import io
import os
import subprocess
import unicodedata
from functools import lru_cache

from .base import OcrBackend, OcrFailedError, OcrUnavailableError, Word

_WORD_LEVEL = "5"


class TesseractOcr(OcrBackend):
    """`binary` name or path; `languages` as in -l; `timeout` seconds for a page; `layout` as in --psm."""

    def __init__(
        self, *, binary: str = "tesseract", languages: str = "vie", timeout: float = 120, layout: int = 3
    ) -> None:
        self.binary, self.languages, self.timeout, self.layout = binary, languages, timeout, layout

    def read(self, picture: bytes) -> list[Word]:
        missing = set(self.languages.split("+")) - _languages(self.binary)
        if missing:
            raise OcrUnavailableError
        options = ["stdin", "stdout", "-l", self.languages, "--psm", str(self.layout), "--dpi", "300", "tsv"]
        try:
            done = subprocess.run(  # noqa: S603 - no shell; the program is named by the operator
                [self.binary, *options],
                input=picture,
                capture_output=True,
                timeout=self.timeout,
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # threads within a page slow each other down
            )
        except subprocess.TimeoutExpired as error:
            raise OcrFailedError("Trang này mất quá nhiều thời gian để nhận dạng. Hãy quét lại gọn hơn.") from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise OcrFailedError from error
        return words_of(done.stdout.decode("utf-8", "replace"))


@lru_cache(maxsize=8)
def _languages(binary: str) -> frozenset[str]:
    """The languages that are installed; none when the program is not."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the program is named by the operator
            [binary, "--list-langs"], capture_output=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset((done.stdout + done.stderr).decode("utf-8", "replace").split())


def words_of(table: str) -> list[Word]:
    """The words of tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, conf, text."""
    words: list[Word] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) < 12 or row[0] != _WORD_LEVEL or not row[11].strip():
            continue
        left, top, width, height = (int(value) for value in row[6:10])
        words.append(
            Word(
                text=unicodedata.normalize("NFC", row[11].strip()),
                left=left,
                top=top,
                right=left + width,
                bottom=top + height,
                confidence=max(0.0, min(1.0, float(row[10]) / 100)),
                line=lines.setdefault(tuple(row[1:5]), len(lines)),
            )
        )
    return words
