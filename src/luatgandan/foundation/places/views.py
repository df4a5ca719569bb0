"""Public pages of wards and the suggestions of the ward picker."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from . import queries
from .forms import WardListForm
from .models import Ward

SUGGESTIONS = 8


def ward_list(request: HttpRequest) -> HttpResponse:
    """All wards by former province, or those that the typed name may mean."""
    form = WardListForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {"q": "", "area": ""}
    context = {
        "text": wanted["q"],
        "area": wanted["area"],
        "areas": Ward._meta.get_field("area").flatchoices,
        "matches": queries.find_wards(wanted["q"], 12) if wanted["q"] else [],
        "groups": queries.ward_groups(area=wanted["area"]),
        "crumbs": [(_("Xã, phường"), "")],
    }
    return render(request, "places/ward_list.html", context)


def ward(request: HttpRequest, code: str, name: str = "") -> HttpResponse:
    """One ward. Only the code counts; an old or misspelt name in the address leads to the present one."""
    try:
        found = queries.get_ward(code)
    except Ward.DoesNotExist:
        raise Http404(f"no ward {code}") from None
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    context = {
        "ward": found,
        "points": queries.points_of_service(code),
        "names": queries.other_names(found),
        "crumbs": [(_("Xã, phường"), reverse("places:list")), (found.name, "")],
    }
    return render(request, "places/ward.html", context)


def suggestions(request: HttpRequest) -> HttpResponse:
    """What the picker and the search box offer for the text `q` typed so far: a JSON list, best first."""
    matches = queries.find_wards(request.GET.get("q", "")[:120], SUGGESTIONS)
    found = [
        {
            "code": match.ward.code,
            "label": match.ward.name,
            "reason": match.reason,
            "url": match.ward.get_absolute_url(),
        }
        for match in matches
    ]
    return JsonResponse(found, safe=False)
