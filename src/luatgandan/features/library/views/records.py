"""The repository: the list, one record, a unit's collection, records and schemas as data, files."""

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from luatgandan.lib.legaltext.writing import SCHEMA

from ..enums import RecordKind, State
from ..forms import RecordFilter
from ..models import Record
from ..queries import records as queries
from ..queries.record_data import record_data as data_of
from ..queries.reviews import notices_for
from ..queries.schemas import record_schema
from .documents import Crumbs

AS_WRITTEN = {"ensure_ascii": False, "indent": 2}


def records(request: HttpRequest) -> HttpResponse:
    """The list, found by words, kind, unit and field."""
    form = RecordFilter(request.GET)
    found = queries.records(**form.wanted(), number=request.GET.get("trang"))
    context = {"form": form, "slice": found, "query": form.as_query(), "is_narrowed": bool(form.as_query())}
    return render(request, "library/records/list.html", context)


def record(request: HttpRequest, slug: str) -> HttpResponse:
    """One record; of a withdrawn one only when and why (410 Gone)."""
    found = queries.get_record(slug)
    context = {"record": found, "breadcrumb": _crumbs(found)}
    if found.state == State.WITHDRAWN:
        return render(request, "library/records/withdrawn.html", context, status=410)
    context |= {
        "answers": queries.answers(found.kind, found.details),
        "body": queries.blocks(found.body),
        "citations": queries.record_citations(found),
        "cites": queries.record_cites(found),
        "links": queries.links_of(found),
        "linked_from": queries.linked_from(found),
        "files": queries.public_files(found),
        "notice": notices_for(found, on=timezone.localdate()).get(""),
    }
    return render(request, "library/records/record.html", context)


def record_data(request: HttpRequest, slug: str) -> HttpResponse:
    """A record as data, after the schema of its kind."""
    found = queries.get_record(slug)
    if found.state == State.WITHDRAWN:
        gone = {"slug": found.slug, "state": State.WITHDRAWN.value, "reason": found.withdrawn_reason,
                "withdrawn_at": found.withdrawn_at}  # fmt: skip
        return JsonResponse(gone, status=410, json_dumps_params=AS_WRITTEN)
    return JsonResponse(data_of(found), json_dumps_params=AS_WRITTEN)


def record_file(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """A file of a published record, to keep, never to run in the page."""
    file = queries.public_file(slug, pk)
    response = FileResponse(
        file.content.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def record_schemas(request: HttpRequest) -> HttpResponse:
    """All kinds with their schemas."""
    context = {"kinds": [(kind.value, kind.label) for kind in RecordKind]}
    return render(request, "library/records/schemas.html", context)


def schema(request: HttpRequest, kind: str) -> HttpResponse:
    """The JSON Schema of one kind; the address never changes."""
    found = record_schema(RecordKind(kind))
    return JsonResponse(found, json_dumps_params=AS_WRITTEN, content_type="application/schema+json")


def document_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of a document as it is downloaded; the address never changes."""
    return JsonResponse(SCHEMA, json_dumps_params=AS_WRITTEN, content_type="application/schema+json")


def collection(request: HttpRequest, code: str) -> HttpResponse:
    """What one unit and those below it have published, by kind."""
    unit = queries.get_unit(code)
    kind = request.GET.get("kind", "")
    found = queries.records(unit=unit.code, kind=kind, number=request.GET.get("trang"))
    context = {
        "unit": unit,
        "kind": kind,
        "kinds": queries.kind_counts(unit=unit.code),
        "slice": found,
        "query": f"kind={kind}" if kind in RecordKind.values else "",
        "breadcrumb": [*_first_crumbs(), (format_html('<span lang="vi">{}</span>', unit.name), "")],
    }
    return render(request, "library/records/collection.html", context)


def _first_crumbs() -> Crumbs:
    home = (_("Trang chủ"), reverse("wagtail_serve", args=[""]))
    return [home, (_("Kho tư liệu"), reverse("library:records"))]


def _crumbs(found: Record) -> Crumbs:
    """A number is Vietnamese, a title in the record's language; of a withdrawn record only the kind is told."""
    if found.state == State.WITHDRAWN:
        return [*_first_crumbs(), (found.get_kind_display(), "")]
    name, language = (found.number, "vi") if found.number else (found.title, found.language)
    return [*_first_crumbs(), (format_html('<span lang="{}">{}</span>', language, name), "")]
