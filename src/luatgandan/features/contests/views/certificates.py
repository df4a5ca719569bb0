"""The page a certificate's QR code leads to, and the certificate as PDF."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from luatgandan.lib.downloads import download
from luatgandan.lib.legaltext.writing import PdfUnavailableError

from ..models import Award
from ..queries.winners import certificate_of, printed
from ..services.certificates import certificate_pdf
from .contests import crumbs


@never_cache
@require_safe
def certificate(request: HttpRequest, code: UUID) -> HttpResponse:
    """Every field that is printed, to lay beside the paper; not for search engines."""
    context = {"one": printed(award_or_404(code)), "crumbs": crumbs((_("Giấy chứng nhận"), ""))}
    response = render(request, "contests/results/certificate.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def certificate_file(request: HttpRequest, code: UUID) -> HttpResponse:
    """The certificate to print."""
    award = award_or_404(code)
    try:
        content = certificate_pdf(award)
    except PdfUnavailableError as problem:
        return HttpResponse(str(problem), status=503, content_type="text/plain; charset=utf-8")
    return download(content, name=f"giay-chung-nhan-{str(code)[:8]}.pdf", kind="application/pdf")


def award_or_404(code: UUID) -> Award:
    """A decided award by the code of its certificate."""
    found = certificate_of(str(code))
    if found is None:
        raise Http404
    return found
