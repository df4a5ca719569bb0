"""Joining by link, code of a unit or personal code; and the entrant's own page."""

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luatgandan.foundation.accounts.queries import current_texts
from luatgandan.lib import limits

from .. import queries
from ..forms.joining import CodeForm, JoinForm, UnitCodeForm
from ..models import Contest, Entrant, Unit
from ..queries.log import corrections_of
from ..queries.winners import answered_rounds, own_awards
from ..queries.wording import NOT_WHO_KNOWS_KEYS
from ..rules.codes import device_digest, typed_code
from ..services import joining
from ..services.withdrawing import WHO_MAY, withdraw_entrant
from .contests import contest_or_404, crumbs, crumbs_of

ENTRIES = "contests.entries"  # in the session: {contest: digest} of the personal code somebody came with
TRIES: dict[str, Any] = {
    "name": "contests.code",
    "amount": 3_000,
    "seconds": 600,
}  # of one address: a school shares one
UNIT = "don-vi"
DEVICE_COOKIE, DEVICE_DAYS = "lgd_may_thi", 60


def entrant_of(request: HttpRequest, contest: Contest) -> Entrant | None:
    """Who is at the browser: the entry of the personal code typed in this session, else that of the account.

    A child types its code on the phone where a parent is signed in.
    """
    key = request.session.get(ENTRIES, {}).get(str(contest.pk))
    found = queries.entrant_by_login(contest, key) if isinstance(key, str) else None
    if found and found.person_id is None:
        return found
    return queries.entrant_of_person(contest, request.user) if request.user.is_authenticated else None


def device_of(request: HttpRequest, response: HttpResponse | None = None) -> str:
    """What is kept of this device; `response` gives a new one its cookie."""
    key = request.COOKIES.get(DEVICE_COOKIE, "")[:64] or secrets.token_urlsafe(16)
    if response is not None and DEVICE_COOKIE not in request.COOKIES:
        response.set_cookie(
            DEVICE_COOKIE, key, max_age=DEVICE_DAYS * 86_400, httponly=True, samesite="Lax",
            secure=bool(settings.SESSION_COOKIE_SECURE),
        )  # fmt: skip
        request.COOKIES[DEVICE_COOKIE] = key
    return device_digest(key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; whoever is not signed in chooses a way first. Who has joined goes on."""
    contest = contest_or_404(slug)
    if contest.is_practice:
        return redirect("contests:practice_paper", slug=slug)
    before = entrant_of(request, contest)
    if before and before.standing not in joining.COMES_BACK:
        return redirect("contests:mine", slug=slug)
    unit = _unit_of(request, contest)
    if not request.user.is_authenticated:
        return _ways(request, contest, unit, CodeForm())
    person = request.user
    initial = {
        "name": person.get_full_name(), "born_on": person.born_on, "email": person.email,
        "phone": (person.phone or "").replace("+84", "0", 1), **joining.once_given(before),
    }  # fmt: skip
    form = JoinForm(
        request.POST or None,
        initial=initial,
        contest=contest,
        unit=unit,
        knows_phone=person.phone_verified_at is not None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            joining.join(contest=contest, person=person, entry=form.entry(), at=timezone.now())
        except joining.JoinError as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            return redirect("contests:mine", slug=slug)
    units = queries.units_listed(contest) if "unit" in form.fields else []
    is_known = joining.is_known_enough(person, contest)
    context = {"form": form, "unit": unit, "units": units, "is_known": is_known, "barred": NOT_WHO_KNOWS_KEYS,
               "before": before}  # fmt: skip
    return _page(request, "contests/join.html", contest, status=422 if form.errors else 200, **context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody types the personal code of a roster; the address stands on the slip with the code."""
    contest, now = contest_or_404(slug), timezone.now()
    if request.method != "POST":
        return _ways(request, contest, _unit_of(request, contest), CodeForm())
    form = CodeForm(request.POST)
    if not limits.take(key=limits.address_of(request), now=now, **TRIES):
        form.add_error(None, _("Từ nơi này đã thử nhiều mã. Hãy đợi 10 phút rồi thử lại."))
    elif form.is_valid():
        typed = form.cleaned_data
        try:
            entrant = joining.enter_by_code(contest=contest, code=typed["code"], agrees=typed["agrees"], at=now)
        except joining.ConsentMissingError as refusal:
            form.add_error("agrees", str(refusal))
        except joining.JoinError as refusal:
            form.add_error("code", str(refusal))
        else:
            request.session[ENTRIES] = request.session.get(ENTRIES, {}) | {str(contest.pk): entrant.login_digest}
            return redirect("contests:mine", slug=slug)
    return _ways(request, contest, _unit_of(request, contest), form, status=422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Out of the contest: what follows is said first."""
    contest = contest_or_404(slug)
    entrant = entrant_of(request, contest)
    if entrant is None or entrant.standing not in WHO_MAY:
        return redirect("contests:mine", slug=slug)
    if request.method == "POST":
        withdraw_entrant(entrant=entrant, at=timezone.now())
        return redirect("contests:mine", slug=slug)
    return _page(request, "contests/withdraw.html", contest, entrant=entrant)


@never_cache
@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget the personal code on this device: the next pupil takes the phone."""
    contest = contest_or_404(slug)
    entries = request.session.get(ENTRIES, {})
    request.session[ENTRIES] = {key: entry for key, entry in entries.items() if key != str(contest.pk)}
    return redirect(contest)


@require_http_methods(["GET", "HEAD"])
def type_code(request: HttpRequest) -> HttpResponse:
    """One box for the code of a class or unit."""
    form = UnitCodeForm({"code": request.GET["ma"]} if request.GET.get("ma") else None)
    if form.is_bound and form.is_valid():
        code = typed_code(form.cleaned_data["code"])
        if queries.unit_by_code(code):
            return redirect("contests:unit", code=code)
        form.add_error("code", _("Không có mã này. Hãy xem lại từng chữ; mã không có chữ O, I, L, U và số 0, 1."))
    context = {"form": form, "crumbs": crumbs((_("Nhập mã vào thi"), ""))}
    return render(request, "contests/type_code.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """A class scans or types its code: straight to joining, with the unit chosen."""
    found = queries.unit_by_code(typed_code(code))
    if found is None:
        return redirect(f"{reverse('contests:type_code')}?{urlencode({'ma': code[:20]})}")
    return redirect(f"{reverse('contests:join', args=[found.contest.slug])}?{urlencode({UNIT: found.join_code})}")


@never_cache
@require_safe
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """The entrant's page: rounds, what may be begun, what was done."""
    contest, now = contest_or_404(slug), timezone.now()
    entrant = entrant_of(request, contest)
    if entrant is None or contest.is_practice:
        return redirect("contests:join", slug=slug)
    return _page(
        request, "contests/mine.html", contest, entrant=entrant, rounds=queries.own_rounds(entrant, contest, at=now),
        now=now, notices=queries.notices(contest), awards=own_awards(entrant), answered=answered_rounds(entrant),
        corrections=corrections_of(entrant),
    )  # fmt: skip


def _ways(request: HttpRequest, contest: Contest, unit: Unit | None, form: CodeForm, status: int = 200) -> HttpResponse:
    return _page(request, "contests/ways.html", contest, status=status, form=form, unit=unit)


def _page(request: HttpRequest, template: str, contest: Contest, status: int = 200, **context: Any) -> HttpResponse:
    consent = next((one for one in current_texts() if one.purpose == joining.TAKING_PART), None)
    names = {"contests/mine.html": _("Phần của tôi"), "contests/withdraw.html": _("Rút khỏi cuộc thi")}
    trail = crumbs_of(contest, names.get(template, _("Dự thi")))
    context |= {"contest": contest, "consent": consent, "crumbs": trail}
    return render(request, template, context, status=status)


def _unit_of(request: HttpRequest, contest: Contest) -> Unit | None:
    """The unit whose link or code brought the person here."""
    code = request.POST.get(UNIT) or request.GET.get(UNIT) or ""
    found = queries.unit_by_code(typed_code(code)) if code else None
    return found if found and found.contest_id == contest.pk else None
