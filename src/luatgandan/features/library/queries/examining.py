"""What is found in a file that is not in the library: read and parsed, nothing looked up, nothing written."""

from dataclasses import dataclass, replace
from pathlib import Path

from luatgandan.backends.ocr import get_ocr
from luatgandan.lib.files import read_file
from luatgandan.lib.legaltext.structure import parse, split_documents
from luatgandan.lib.legaltext.tree import Parsed


@dataclass(frozen=True, slots=True)
class Examined:
    """The documents of a file (mostly one), its format, how sure the reader is (0–1), how many lines it has."""

    documents: list[Parsed]
    format: str
    confidence: float
    lines: int


def examine(path: Path) -> Examined:
    """Read and parse the file at `path`. Raises UnreadableFileError."""
    reading = read_file(path, path.name, ocr=get_ocr().read)
    documents = [parse(lines) for lines in split_documents(reading.lines)]
    documents[0] = replace(documents[0], findings=(*reading.findings, *documents[0].findings))
    return Examined(documents, reading.format.value, reading.confidence, len(reading.lines))
