"""Files that people take along, under a name that may bear Vietnamese marks; pictures and sounds shown in place."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ANY = "application/octet-stream"
PIECE = 64 * 1024
_SPAN = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


def download(content: bytes | str, *, name: str, kind: str = ANY) -> HttpResponse:
    """The content as a file to save; no cache on the way keeps it."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    _for_one_person(answer)
    return answer


def download_file(file: BinaryIO, *, name: str, kind: str = ANY) -> FileResponse:
    """The same for what was written into an open file: sent piece by piece from its beginning, then closed."""
    file.seek(0)
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    _for_one_person(answer)
    return answer


def _for_one_person(answer: HttpResponseBase) -> None:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"


def in_place(file: Any, *, kind: str, size: int, span: str = "") -> HttpResponseBase:
    """A stored file that a page shows or plays; `span` is the header Range, without which phones play no sound.

    Several spans at once, or those of another unit, get the whole file. Whoever has the address may keep it for a
    week; nothing on the way may, and nothing in the file runs.
    """
    wanted = _SPAN.fullmatch(span.strip())
    found = _bounds(wanted, size) if wanted else (0, size)
    if found is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = found
    answer = StreamingHttpResponse(_pieces(file, start, end), content_type=kind, status=206 if wanted else 200)
    answer["Content-Length"] = str(end - start)
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Encoding"] = "identity"  # a compressed piece of a file could not be counted in bytes
    if wanted:
        answer["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    answer["Cache-Control"] = "private, max-age=604800, immutable"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _bounds(wanted: re.Match[str], size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None when the file has no such bytes."""
    first, last = wanted[1], wanted[2]
    if not first:
        start, end = max(size - int(last or 0), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < end else None


def _pieces(file: Any, start: int, end: int) -> Iterator[bytes]:
    with file.open("rb") as content:
        content.seek(start)
        while start < end and (piece := content.read(min(PIECE, end - start))):
            start += len(piece)
            yield piece
