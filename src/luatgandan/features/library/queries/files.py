"""Files that came in: the list, and pictures of the pages of one."""

import io
from datetime import datetime, timedelta
from typing import Any

import pypdfium2 as pdfium
from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from luatgandan.foundation.modules.registry import DeskTask

from .. import rules
from ..enums import FileState
from ..models import SourceFile

STALE = timedelta(minutes=10)
PICTURE_WIDTH = 1100  # pixels: legible at A4


def source_files(*, text: str = "", state: str = "", has_document: str = "") -> QuerySet[SourceFile]:
    """Files that came in, the latest first."""
    rows = SourceFile.objects.select_related("document")
    if text:
        words = Q(name__icontains=text) | Q(document__number__icontains=text) | Q(received_from__icontains=text)
        rows = rows.filter(words)
    if state:
        rows = rows.filter(state=state)
    if has_document:
        rows = rows.filter(document__isnull=has_document != "yes")
    return rows.order_by("-received_at", "-pk")


def file_counts() -> dict[str, int]:
    """How many files are in each state."""
    rows = SourceFile.objects.values_list("state").annotate(count=Count("pk"))
    return {state: dict(rows).get(state, 0) for state in FileState.values}


def file_tasks(person: Any) -> list[DeskTask]:
    """What the desk's first page says of files."""
    if not rules.may_see_desk(person):
        return []
    counts, url = file_counts(), reverse("library_files:list")
    return [
        DeskTask(label=_("Tệp cần người xem"), count=counts[FileState.TO_CHECK], url=f"{url}?state=to_check"),
        DeskTask(label=_("Tệp không đọc được"), count=counts[FileState.FAILED], url=f"{url}?state=failed"),
    ]


def is_stuck(at: datetime) -> bool:
    """Whether a file waits so long that the worker may not be running."""
    return SourceFile.objects.filter(state=FileState.WAITING, received_at__lt=at - STALE).exists()


def progress(file: SourceFile) -> tuple[int, int] | None:
    """How far the reading of a waiting file is: done, of (0: not known)."""
    if file.state != FileState.WAITING:
        return None
    told: tuple[int, int] | None = cache.get(file.progress_key)
    return told


# --- Pictures of pages -------------------------------------------------------------------------------------------


def page_picture(file: SourceFile, page: int) -> bytes | None:
    """A page of the original as JPEG; None when there is no such page or it cannot be drawn."""
    with file.content.open("rb") as content:
        data = content.read()
    if file.format == "picture":
        return _jpeg(_frame(data, page))
    try:
        with pdfium.PdfDocument(data) as document:
            if not 1 <= page <= len(document):
                return None
            leaf = document[page - 1]
            bitmap = leaf.render(scale=PICTURE_WIDTH / max(1.0, leaf.get_width()))
            return _jpeg(bitmap.to_pil())
    except pdfium.PdfiumError:
        return None


def _frame(data: bytes, page: int) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.seek(max(0, page - 1))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, EOFError, ValueError, SyntaxError):
        return None
    upright.thumbnail((PICTURE_WIDTH, 4 * PICTURE_WIDTH))
    return upright


def _jpeg(picture: Image.Image | None) -> bytes | None:
    if picture is None:
        return None
    output = io.BytesIO()
    picture.convert("L").save(output, "JPEG", quality=60, optimize=True)
    return output.getvalue()
