"""Staff need a second factor before the desk opens; sessions are listed, and end: soon on shared computers."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .. import queries, rules
from ..services import sessions

Handler = Callable[[HttpRequest], HttpResponse]
DESK = "/quan-tri/"
WRITE_EVERY = 60  # seconds between two notes of the last use


class StaffSecondFactorMiddleware:
    """Everything under /quan-tri/ waits until a member of staff has TOTP or a passkey. Signing in asks for it then.

    Wagtail's own sign-in page goes to ours, so that there is one door.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(DESK):
            return self.get_response(request)
        if request.path == reverse("wagtailadmin_login"):
            target = request.GET.get("next", DESK)
            return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")
        person = request.user
        if settings.STAFF_SECOND_FACTOR and rules.is_staff_member(person) and not queries.has_second_factor(person):
            messages.warning(request, _("Hãy cài lớp xác thực thứ hai trước khi vào trang quản trị."))
            return redirect(f"{reverse('mfa_index')}?{urlencode({'next': request.get_full_path()})}")
        if person.is_authenticated and not person.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied  # Wagtail would send them to sign in, and signing in back here, for ever
        return self.get_response(request)


class OpenSessionMiddleware:
    """Keeps the list of a person's sessions true, and ends one of twelve hours however much it is used."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            self._check(request)
        return self.get_response(request)

    def _check(self, request: HttpRequest) -> None:
        now, session = timezone.now(), request.session
        if sessions.is_outlived(session=session, at=now, seconds=settings.SESSION_COOKIE_AGE):
            logout(request)
        elif not sessions.is_noted(session=session, at=now) and request.user.is_authenticated:
            agent = request.headers.get("User-Agent", "")
            sessions.note_session(session=session, person=request.user, agent=agent, at=now)


class SharedComputerMiddleware:
    """Ends a session that was marked "máy dùng chung" after a while without use."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.get("shared_computer"):
            self._check(request)
        return self.get_response(request)

    def _check(self, request: HttpRequest) -> None:
        now = timezone.now().timestamp()
        idle = now - request.session.get("seen_at", now)
        if request.user.is_authenticated and idle > settings.SHARED_COMPUTER_SECONDS:
            logout(request)
            messages.info(request, _("Bạn đã được đăng xuất vì máy dùng chung không được sử dụng trong 20 phút."))
        elif idle > WRITE_EVERY or "seen_at" not in request.session:
            request.session["seen_at"] = now
