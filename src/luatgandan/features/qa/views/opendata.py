"""Published answers to take away: a page that says what is in them, the files, and their entry for catalogues."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luatgandan.lib import limits

from ..queries import opendata
from .public import crumbs

TAKING = {"amount": 20, "seconds": 600}


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What the files hold, and where they are."""
    day = timezone.localdate()
    context = {
        "formats": opendata.FORMATS,
        "count": opendata.open_answers(on=day).count(),
        "changed": opendata.last_change(on=day),
        "crumbs": crumbs(_("Dữ liệu mở")),
    }
    return render(request, "qa/data.html", context)


@require_safe
def data_file(request: HttpRequest, extension: str) -> HttpResponseBase:
    """All published answers in one file, written while it is sent."""
    wanted, now = opendata.FORMATS.get(extension), timezone.now()
    if wanted is None:
        raise Http404
    if not limits.take(name="qa.data", key=limits.address_of(request), **TAKING, now=now):
        told = _("Đã tải nhiều lần từ nơi này. Hãy đợi 10 phút rồi tải lại.")
        return HttpResponse(told, status=429, content_type="text/plain; charset=utf-8")
    pieces = wanted.pieces(opendata.whole_export(on=timezone.localdate(now)))
    return StreamingHttpResponse(
        pieces, content_type=f"{wanted.media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="hoi-dap.{extension}"'},
    )  # fmt: skip


@require_safe
def catalogue(request: HttpRequest) -> JsonResponse:
    """The entry for catalogues of open data."""
    told = opendata.catalogue(on=timezone.localdate())
    return JsonResponse(told, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})
