"""A person's own notifications; following one thing, with an account or by a letter that is confirmed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from luatgandan.lib import limits

from . import queries, services
from .forms import FollowForm, PreferencesForm
from .models import Follower

PER_PAGE = 20
LETTERS: dict[str, Any] = {"amount": 3, "seconds": 3600}  # to one address
page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@login_required
def notification_list(request: HttpRequest) -> HttpResponse:
    """Everything the person was told, newest first."""
    page = Paginator(queries.notifications_of(request.user), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "notifications/list.html", {"page": page, "unread": queries.unread_count(request.user)})


@login_required
def open_notification(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark as read and go where it points."""
    notification = get_object_or_404(queries.notifications_of(request.user), pk=pk)
    services.mark_read(person=request.user, at=timezone.now(), notification_id=pk)
    return redirect(notification.url or "notifications:list")


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Everything is read."""
    services.mark_read(person=request.user, at=timezone.now())
    return redirect("notifications:list")


@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """How the person wants to be told."""
    form = PreferencesForm(request.POST if request.method == "POST" else None, choices=queries.choices_of(request.user))
    if request.method == "POST" and form.is_valid():
        services.set_preferences(person=request.user, ticked=form.ticked())
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return redirect("notifications:preferences")
    return render(request, "notifications/preferences.html", {"form": form})


def follow_page(
    request: HttpRequest, *, mine: Follower | None, back: str, add: Callable[..., Follower], texts: dict[str, Any]
) -> HttpResponse:
    """A room's page to follow one thing: for who is signed in at once, for others after a letter is confirmed.

    `add(person=…)` or `add(email=…)` keeps the follower, `mine` is the row of who is signed in, `back` the page of the
    thing, `texts` what the room's page says (`lead`, `crumbs`).
    """
    form = FollowForm(request.POST or None)
    if request.method == "POST" and request.user.is_authenticated:
        add(person=request.user)
        messages.success(request, _("Khi có thay đổi, bạn sẽ được báo."))
        return redirect(back)
    if request.method == "POST" and form.is_valid() and _may_write(form):
        add(email=form.cleaned_data["email"])
        return render(request, "notifications/letter_sent.html", {"email": form.cleaned_data["email"], "back": back})
    context = {"form": form, "mine": mine, "back": back, **texts}
    return render(request, "notifications/follow.html", context, status=422 if form.errors else 200)


def _may_write(form: FollowForm) -> bool:
    """Nobody's box is filled with our letters."""
    key = form.cleaned_data["email"].lower()
    if limits.take(name="follow_letters", key=key, **LETTERS, now=timezone.now()):
        return True
    form.add_error("email", _("Đã gửi nhiều thư tới địa chỉ này. Bạn thử lại sau một giờ."))
    return False


@page_or_form
def confirm(request: HttpRequest, token: str, followers: type[Follower]) -> HttpResponse:
    """The link of the letter: asks first, since programs that check mail open links too."""
    follower = get_object_or_404(followers._default_manager, token=token)
    if request.method == "POST":
        services.confirm_follower(follower=follower, at=timezone.now())
    is_done = request.method == "POST" or follower.confirmed_at is not None
    return render(request, "notifications/confirmed.html", {"follower": follower, "is_done": is_done})


@csrf_exempt  # RFC 8058: the mail program itself sends the form; the token is the right to stop
@page_or_form
def stop(request: HttpRequest, token: str, followers: type[Follower]) -> HttpResponse:
    """No more letters, without signing in; what is stopped already is stopped."""
    follower = queries.follower_with(followers, token)
    if request.method == "POST":
        services.stop_following(followers=followers, token=token)
    context = {"follower": follower, "is_done": request.method == "POST" or follower is None}
    return render(request, "notifications/stopped.html", context)
