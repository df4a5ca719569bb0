"""Public pages: who can help, and one organisation with its history."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import queries
from .forms import FindForm
from .models import Organisation

PER_PAGE = 30


def organisation_list(request: HttpRequest) -> HttpResponse:
    """Who can help people of a ward, organisations by name and kind, or the agencies of the whole city."""
    form = FindForm(request.GET if request.GET else None)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.find(text=wanted.get("q", ""), ward=wanted.get("ward"), kind=wanted.get("kind", ""))
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "form": form,
        "ward": wanted.get("ward"),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("trang")) if found is not None else None,
        "query": query.urlencode(),
        "tree": queries.tree_for_all() if found is None else [],
        "crumbs": [(_("Cơ quan giúp người dân"), "")],
    }
    return render(request, "organisations/organisation_list.html", context)


def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation: how to reach it, what it was before, who carries on when it is closed."""
    try:
        found = queries.get_organisation(code)
    except Organisation.DoesNotExist:
        raise Http404(f"no organisation {code}") from None
    context = {
        "organisation": found,
        "successors": [] if found.is_open else queries.successors(found, timezone.localdate()),
        "changes": queries.history(found),
        "names_before": queries.names_before(found),
        "children": queries.children(found),
        "crumbs": [(_("Cơ quan giúp người dân"), reverse("organisations:list")), (found.name, "")],
    }
    return render(request, "organisations/organisation.html", context)
