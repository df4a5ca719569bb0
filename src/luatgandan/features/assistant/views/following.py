"""Being told when an answer changes: ask for it, confirm by the letter, stop without signing in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from luatgandan.lib import limits

from .. import queries, services
from ..forms import FollowForm
from .answers import answered_run, crumbs

LETTERS: dict[str, Any] = {"amount": 3, "seconds": 3600}  # to one address
page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@page_or_form
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """For who is signed in at once, for others after a letter is confirmed."""
    run, form = answered_run(token), FollowForm(request.POST or None)
    if request.method == "POST" and request.user.is_authenticated:
        services.follow(run=run, person=request.user, at=timezone.now())
        messages.success(request, _("Khi luật làm căn cứ thay đổi, bạn sẽ được báo."))
        return redirect("assistant:answer", token=run.token)
    if request.method == "POST" and form.is_valid() and _may_write(form):
        services.follow(run=run, email=form.cleaned_data["email"], at=timezone.now())
        return render(request, "assistant/letter_sent.html", {"email": form.cleaned_data["email"], "run": run})
    context = {
        "run": run, "form": form, "crumbs": crumbs(_("Báo cho tôi khi câu trả lời thay đổi")),
        "mine": queries.follower_of(run, request.user),
    }  # fmt: skip
    return render(request, "assistant/follow.html", context, status=422 if form.errors else 200)


def _may_write(form: FollowForm) -> bool:
    """Nobody's box is filled with our letters."""
    key = form.cleaned_data["email"].lower()
    if limits.take(name="assistant_letters", key=key, **LETTERS, now=timezone.now()):
        return True
    form.add_error("email", _("Đã gửi nhiều thư tới địa chỉ này. Bạn thử lại sau một giờ."))
    return False


@page_or_form
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: asks first, since programs that check mail open links too."""
    follower = queries.follower_with(token)
    if follower is None:
        raise Http404
    if request.method == "POST":
        services.confirm_follower(follower=follower, at=timezone.now())
    is_done = request.method == "POST" or follower.confirmed_at is not None
    return render(request, "assistant/confirmed.html", {"run": follower.run, "is_done": is_done})


@csrf_exempt  # RFC 8058: the mail program itself sends the form; the token is the right to stop
@page_or_form
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more letters, without signing in; what is stopped already is stopped."""
    follower = queries.follower_with(token)
    if request.method == "POST":
        services.stop_following(token=token)
    is_person = follower is not None and follower.person_id is not None
    context = {"is_person": is_person, "is_done": request.method == "POST" or follower is None}
    return render(request, "assistant/stopped.html", context)
