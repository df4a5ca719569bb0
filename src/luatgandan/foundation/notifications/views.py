"""A person's own notifications."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from . import queries, services
from .forms import PreferencesForm

PER_PAGE = 20


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
