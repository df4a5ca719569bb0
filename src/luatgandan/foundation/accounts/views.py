"""The pages of a person's own account."""

import json
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from requests import RequestException

from luatgandan.lib.downloads import download

from . import queries, services
from .forms import ConsentsForm, DataRequestForm, EndSessionForm, GuardianForm, ProfileForm
from .models import Guardianship, Person
from .queries import consents, data
from .rules.consents import guardian_needed, own_consent_needed
from .services.consents import ConsentNotPossibleError, ask_guardian, confirm_guardian, set_consents

Crumbs = list[tuple[str, str]]


def posted(request: HttpRequest) -> QueryDict | None:
    """The form's data; a form sent without a single tick is still sent."""
    return request.POST if request.method == "POST" else None


def _crumbs(*last: str) -> Crumbs:
    return [(_("Trang chủ"), "/"), (_("Tài khoản"), "/tai-khoan/"), *((label, "") for label in last)]


def identity_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the identity provider; one that does not answer is told kindly, other ways to sign in stay."""
    try:
        return oidc.login(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=503)


@login_required
@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    """What stands in the account and where to change it."""
    person: Person = request.user
    context = {
        "crumbs": _crumbs(),
        "contacts": queries.contacts_of(person),
        "roles": queries.roles_of(person),
        "has_second_factor": queries.has_second_factor(person),
        "wards": consents.wards_of(person),
        "is_child": guardian_needed(person.born_on, timezone.localdate()),
    }
    return render(request, "accounts/profile.html", context)


@login_required
@never_cache
def edit_profile(request: HttpRequest) -> HttpResponse:
    """Correct one's own data."""
    person: Person = request.user
    form = ProfileForm(posted(request), instance=Person.objects.get(pk=person.pk))
    if request.method == "POST" and form.is_valid():
        services.update_profile(person=person, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Đã lưu thông tin của bạn."))
        return redirect("accounts:profile")
    return render(request, "accounts/edit.html", {"form": form, "crumbs": _crumbs(_("Sửa thông tin"))})


@login_required
@never_cache
def my_data(request: HttpRequest) -> HttpResponse:
    """See everything, take it along, ask for more."""
    person: Person = request.user
    form = DataRequestForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.open_request(person=person, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Đã nhận yêu cầu. Bạn sẽ được phản hồi trong 2 ngày làm việc."))
        return redirect("accounts:data")
    context = {
        "crumbs": _crumbs(_("Dữ liệu của tôi")),
        "data": data.readable(queries.data_of(person)),
        "requests": data.requests_of(person),
        "form": form,
    }
    return render(request, "accounts/data.html", context)


@login_required
@never_cache
def export_json(request: HttpRequest) -> HttpResponse:
    """Everything as one JSON file."""
    person: Person = request.user
    with override("vi"):  # names in a file for machines do not change with the reader
        told = json.dumps(queries.data_of(person), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return download(told, name="du-lieu-cua-toi.json", kind="application/json")


@login_required
@never_cache
def export_html(request: HttpRequest) -> HttpResponse:
    """Everything as one readable page to keep."""
    person: Person = request.user
    page = render_to_string("accounts/data_file.html", {"data": data.readable(queries.data_of(person))}, request)
    return download(page, name="du-lieu-cua-toi.html", kind="text/html; charset=utf-8")


@login_required
@never_cache
@reauthentication_required(allow_get=True)
def my_sessions(request: HttpRequest) -> HttpResponse:
    """Where I am signed in; end one, or all others."""
    person: Person = request.user
    this, now = request.session.session_key, timezone.now()
    form = EndSessionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if pk := form.cleaned_data["session"]:
            services.end_session(person=person, pk=pk, at=now)
        else:
            services.end_other_sessions(person=person, but=this, at=now)
        messages.success(request, _("Đã đăng xuất khỏi nơi đó."))
        return redirect("accounts:sessions")
    context = {"crumbs": _crumbs(_("Nơi đang đăng nhập")), "sessions": queries.sessions_of(person, at=now, this=this)}
    return render(request, "accounts/sessions.html", context)


@login_required
@never_cache
def my_consents(request: HttpRequest) -> HttpResponse:
    """One box per purpose; withdrawing is as easy as giving."""
    person: Person = request.user
    today = timezone.localdate()
    context = {
        "crumbs": _crumbs(_("Sự đồng ý của tôi")),
        "may_agree": own_consent_needed(person.born_on, today),
        "needs_guardian": guardian_needed(person.born_on, today),
        "history": consents.consent_history(person),
    }
    return _consents_page(request, "accounts/consents.html", person, context)


@login_required
@never_cache
def ward_consents(request: HttpRequest, public_id: str) -> HttpResponse:
    """The guardian's boxes for a child."""
    guardianship = get_object_or_404(
        Guardianship.objects.select_related("child"),
        guardian=request.user,
        child__public_id=public_id,
        confirmed_at__isnull=False,
    )
    context = {"crumbs": _crumbs(_("Đồng ý cho trẻ em")), "child": guardianship.child}
    return _consents_page(request, "accounts/ward.html", guardianship.child, context)


def _consents_page(request: HttpRequest, template: str, person: Person, context: dict[str, Any]) -> HttpResponse:
    """The page of boxes for oneself or for a child."""
    by: Person = request.user
    texts = queries.current_texts()
    given = {row.purpose for row in queries.live_consents(person) if row.by_guardian == (by.pk != person.pk)}
    form = ConsentsForm(posted(request), texts=texts, given=given)
    if request.method == "POST" and form.is_valid():
        try:
            set_consents(person=person, texts=texts, ticked=form.ticked(), by=by, at=timezone.now())
        except ConsentNotPossibleError:
            messages.error(request, _("Bạn chưa thể đồng ý cho mục đích này. Hãy nhờ người giám hộ."))
        else:
            messages.success(request, _("Đã lưu lựa chọn của bạn."))
        return redirect(request.path)
    return render(request, template, {**context, "form": form})


@login_required
@never_cache
def guardians(request: HttpRequest) -> HttpResponse:
    """A child names a guardian; a guardian confirms."""
    person: Person = request.user
    form = GuardianForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            ask_guardian(child=person, phone=form.cleaned_data["phone"], at=timezone.now())
        except ConsentNotPossibleError:
            form.add_error("phone", _("Hãy nhập số của người giám hộ, không phải số của bạn."))
        else:
            messages.success(request, _("Đã ghi lời mời. Người giám hộ sẽ thấy khi đăng nhập bằng số này."))
            return redirect("accounts:guardians")
    context = {
        "crumbs": _crumbs(_("Người giám hộ")),
        "form": form,
        "is_child": guardian_needed(person.born_on, timezone.localdate()),
        "guardians": consents.guardians_of(person),
        "wards": consents.wards_of(person),
    }
    return render(request, "accounts/guardians.html", context)


@login_required
def confirm_ward(request: HttpRequest, pk: int) -> HttpResponse:
    """The guardian's yes."""
    person: Person = request.user
    guardianship = get_object_or_404(Guardianship.objects.select_related("child"), pk=pk, guardian=person)
    if request.method == "POST":
        try:
            confirm_guardian(guardianship=guardianship, by=person, at=timezone.now())
        except ConsentNotPossibleError:
            messages.error(request, _("Người giám hộ phải đủ 16 tuổi."))
        else:
            return redirect("accounts:ward", public_id=guardianship.child.public_id)
    return redirect("accounts:guardians")
