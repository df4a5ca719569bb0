"""The register of AI use, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ..queries.register import public_register


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Which agency uses which tool, for what, with which data."""
    crumbs = [(_("Trang chủ"), "/"), (_("Sổ đăng ký dùng AI"), "")]
    entries = public_register(timezone.localdate())
    return render(request, "assistant/register.html", {"entries": entries, "crumbs": crumbs})
