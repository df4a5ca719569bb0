"""Files of a document to take away: the original, and what is made from its text on a day."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from luatgandan.lib.legaltext.writing import PdfUnavailableError

from .. import queries
from ..enums import State
from ..forms import DayForm
from ..models import Document


def export(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """The document as it reads on a day, in one format; not sent again to those who have it (ETag)."""
    document, wanted, today = _public(slug), queries.format_of(extension), timezone.localdate()
    day = DayForm(request.GET).day(today)
    parsed = queries.parsed_on(document, day=day, today=today)
    if wanted is None or parsed is None:
        raise Http404
    tag = queries.tag_of(wanted, parsed, day)
    etag = quote_etag(tag)
    if known := get_conditional_response(request, etag=etag):
        known["ETag"] = etag
        return known
    try:
        content = queries.file_of(wanted, parsed, day, tag=tag)
    except PdfUnavailableError as problem:
        return HttpResponse(str(problem), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type=_with_charset(wanted.media_type))
    name = document.slug if day == today else f"{document.slug}-{day:%Y-%m-%d}"
    response["ETag"] = etag
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response


def original(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """The file from which the text was read, as it came."""
    document = _public(slug)
    file = next((one for one in queries.public_files(document) if one.pk == pk), None)
    if file is None:
        raise Http404
    return FileResponse(
        file.content.open("rb"), as_attachment=True, filename=file.name, content_type="application/octet-stream"
    )


def _public(slug: str) -> Document:
    document = queries.find_document(slug)
    if document is None or document.state != State.PUBLISHED:
        raise Http404
    return document


def _with_charset(media_type: str) -> str:
    is_text = media_type.startswith("text/") or (media_type.endswith(("xml", "json")) and "openxml" not in media_type)
    return f"{media_type}; charset=utf-8" if is_text else media_type
