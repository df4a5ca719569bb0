"""Published answers as data for programs: what everybody reads on their pages, and nothing of who asked."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from luatgandan.features.library.models import Document
from luatgandan.features.library.queries import parts_under_review
from luatgandan.lib.cells import safe_cell
from luatgandan.lib.legaltext.address import label_of

from ..models import Publication
from .public import public_questions

CHUNK = 500
COLUMNS = (
    "code", "url", "question", "text", "short", "explanation", "steps", "office", "field", "field_label", "unit",
    "basis", "day_of_law", "published_on", "is_under_review",
)  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Format:
    """One way to write all answers: `pieces` come as they are made, so that no file stands in memory."""

    extension: str
    media_type: str
    pieces: Callable[[Iterable[Row]], Iterator[str]]


def open_answers(*, on: date, field: str = "", since: date | None = None) -> QuerySet[Publication]:
    """Published answers, newest first, of one field and from a day on; those hidden for a changed law are left out."""
    rows = public_questions(on=on, field=field).select_related("answer")
    return rows.filter(published_at__date__gte=since) if since else rows


def open_rows(publications: Iterable[Publication]) -> Iterator[Row]:
    """Each as data. One query for what is under review, and one for the documents of every 500."""
    reviewed, rest = {key for key, _part in parts_under_review(Publication)}, iter(publications)
    while chunk := list(islice(rest, CHUNK)):
        documents = Document.objects.in_bulk({one["document"] for row in chunk for one in row.answer.basis})
        with override("vi"):
            rows = [_row(one, documents, one.pk in reviewed) for one in chunk]
        yield from rows


def whole_export(*, on: date) -> Iterator[Row]:
    """All of `open_answers`, read bit by bit."""
    return open_rows(open_answers(on=on).order_by("pk").iterator(chunk_size=CHUNK))


def last_change(*, on: date) -> datetime | None:
    """When the newest answer was published."""
    newest: datetime | None = public_questions(on=on).aggregate(newest=Max("published_at"))["newest"]
    return newest


def _row(publication: Publication, documents: dict[int, Document], is_under_review: bool) -> Row:
    question, answer = publication.question, publication.answer
    return {
        "code": question.code,
        "url": f"{settings.SITE_URL}{publication.get_absolute_url()}",
        "question": publication.title,
        "text": publication.text,
        "short": publication.short,
        "explanation": publication.explanation,
        "steps": publication.steps,
        "office": publication.office,
        "field": question.field,
        "field_label": str(question.get_field_display()),
        "unit": question.organisation.name,
        "basis": [
            _basis(documents[one["document"]], one["eid"]) for one in answer.basis if one["document"] in documents
        ],
        "day_of_law": answer.day_of_law.isoformat(),
        "published_on": timezone.localdate(publication.published_at).isoformat(),
        "is_under_review": is_under_review,
    }


def _basis(document: Document, eid: str) -> dict[str, str]:
    return {
        "number": document.number,
        "name": document.name,
        "eid": eid,
        "label": label_of(eid),
        "url": f"{settings.SITE_URL}{document.provision_url(eid)}",
    }


def as_json(rows: Iterable[Row]) -> Iterator[str]:
    """One array, a line for each answer."""
    start = "[\n"
    for row in rows:
        yield start + json.dumps(row, ensure_ascii=False)
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """A table that spreadsheets open in Vietnamese; steps and basis are lines of one cell."""
    yield "\ufeff" + _line(COLUMNS)
    for row in rows:
        yield _line(_cell(row[name]) for name in COLUMNS)


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        value = "\n".join(
            f"{one['label']}, {one['name']}: {one['url']}" if isinstance(one, dict) else one for one in value
        )
    return safe_cell(str(value))


FORMATS = {
    one.extension: one
    for one in (
        Format(extension="json", media_type="application/json", pieces=as_json),
        Format(extension="csv", media_type="text/csv", pieces=as_csv),
    )
}


def catalogue(*, on: date) -> dict[str, Any]:
    """The data set for catalogues of open data: DCAT 3 of the W3C as JSON-LD."""
    changed, site = last_change(on=on), str(settings.SITE_URL)
    with override("vi"):
        page, files = reverse("qa:data"), {name: reverse("qa:data_file", args=[name]) for name in FORMATS}
    return {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@type": "dcat:Dataset",
        "@id": f"{site}{page}",
        "dct:title": "Hỏi đáp pháp luật đã công khai",
        "dct:description": "Câu hỏi của người dân đã bỏ dữ liệu cá nhân, trả lời của cơ quan, điều luật làm căn cứ.",
        "dct:language": "vi",
        "dct:publisher": settings.WAGTAIL_SITE_NAME,
        **({"dct:modified": changed.isoformat()} if changed else {}),
        "dcat:landingPage": f"{site}{page}",
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": name.upper(),
                "dcat:mediaType": one.media_type,
                "dcat:downloadURL": f"{site}{files[name]}",
            }
            for name, one in FORMATS.items()
        ],
    }
