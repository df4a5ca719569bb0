"""Where django-allauth asks the house: phones, codes, VNeID, second factors."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import rules
from .forms.fields import PhoneField
from .models import Person
from .services import codes, devices, limits, people
from .services.secrets import open_secret, seal_secret


class FewQueries:
    """What every screen of the desk asks of a person, in two queries instead of four."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person with the profile that Wagtail looks at."""
        person = Person.objects.select_related("wagtail_userprofile").filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None  # type: ignore[attr-defined]

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Own permissions and those of groups at once."""
        if obj is None and user_obj.is_active and not user_obj.is_superuser and not hasattr(user_obj, "_perm_cache"):
            held = Q(pk__in=user_obj.user_permissions.order_by().values("pk"))
            held |= Q(group__in=user_obj.groups.order_by().values("pk"))
            rows = Permission.objects.filter(held).order_by().values_list("content_type__app_label", "codename")
            user_obj._perm_cache = {f"{label}.{name}" for label, name in rows}
        found: set[str] = super().get_all_permissions(user_obj, obj)  # type: ignore[misc]
        return found


class PasswordBackend(FewQueries, ModelBackend):
    """Names and passwords: the demonstration and commands."""


class ContactBackend(FewQueries, AuthenticationBackend):
    """Phones, e-mail addresses and codes."""


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by phone or e-mail with one-time codes; no password outside the demo."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tài khoản này đang bị khóa. Hãy liên hệ cơ quan quản lý cổng."),
        "incorrect_code": _("Mã chưa đúng. Hãy xem lại tin nhắn mới nhất và nhập đủ 6 chữ số."),
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "invalid_login": _("Hãy nhập số điện thoại (0912 345 678) hoặc thư điện tử (ten@gmail.com)."),
        "email_password_mismatch": _("Thư điện tử hoặc mật khẩu chưa đúng."),
        "phone_password_mismatch": _("Số điện thoại hoặc mật khẩu chưa đúng."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
        "phone_taken": _("Số điện thoại này đã có tài khoản khác."),
        "email_taken": _("Thư điện tử này đã có tài khoản khác."),
        "duplicate_email": _("Thư điện tử này đã có trong tài khoản của bạn."),
        "same_as_current": _("Giá trị mới phải khác giá trị đang dùng."),
        "too_many_login_attempts": _("Đã gửi quá nhiều mã. Hãy đợi 10 phút rồi thử lại."),
        "rate_limited": _("Bạn thao tác quá nhanh. Hãy đợi vài phút rồi thử lại."),
    }

    def get_login_stages(self) -> list[str]:
        ours = "luatgandan.foundation.accounts.adapters.ContactVerificationStage"
        theirs = "allauth.account.stages.EmailVerificationStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("Dùng mật khẩu"),
            "mfa_reauthenticate": _("Dùng mã trong ứng dụng hoặc mã dự phòng"),
            "mfa_reauthenticate:webauthn": _("Dùng khóa truy cập"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": words.get(method["id"], method["description"])} for method in methods]

    # --- names and addresses ---------------------------------------------------------------------------------

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """The internal name says nothing about the person."""
        user.username = user.username or str(user.public_id)

    def format_email_subject(self, subject: str) -> str:
        return f"{settings.WAGTAIL_SITE_NAME}: {subject}"

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        return PhoneField(**kwargs)

    # --- phones ----------------------------------------------------------------------------------------------

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        people.set_phone(person=user, phone=phone, at=timezone.now() if verified else None)

    def set_phone_verified(self, user: Any, phone: str) -> None:
        people.set_phone(person=user, phone=phone, at=timezone.now())

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def get_user_by_phone(self, phone: str) -> Person | None:
        return Person.objects.by_phone(phone)

    # --- messages --------------------------------------------------------------------------------------------

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        self._take_code(email)
        values = {"email": email, "site_name": settings.WAGTAIL_SITE_NAME, **context}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", values).split())
        text = render_to_string(f"{template_prefix}_message.txt", values).strip()
        self._or_say_so(codes.send_mail, to=email, subject=self.format_email_subject(subject), text=text)

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        self._take_code(phone)
        self._or_say_so(codes.send_code_sms, phone=phone, code=code)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        self._take_code(phone)
        signup = self.request.build_absolute_uri(reverse("account_signup"))
        self._or_say_so(codes.send_unknown_sms, phone=phone, address=signup)

    def send_account_already_exists_sms(self, phone: str) -> None:
        self._take_code(phone)
        signin = self.request.build_absolute_uri(reverse("account_login"))
        self._or_say_so(codes.send_exists_sms, phone=phone, address=signin)

    def _take_code(self, recipient: str) -> None:
        request = context.request
        allowed = limits.take_code(
            recipient=recipient,
            address=self.get_client_ip(request),
            is_known_device=devices.is_known(cookies=request.COOKIES, contact=recipient),
            now=timezone.now(),
        )
        if not allowed:
            raise ImmediateHttpResponse(render(request, "429.html", status=429))

    def _or_say_so(self, send: Any, **values: str) -> None:
        """A gateway that is away is the person's business: they wait for a code that will not come."""
        try:
            send(**values)
        except codes.CodeNotSentError:
            raise ImmediateHttpResponse(render(context.request, "accounts/code_not_sent.html", status=503)) from None

    # --- sessions --------------------------------------------------------------------------------------------

    def login(self, request: HttpRequest, user: Any) -> None:
        """Django renews the session key; a session on a shared computer is bound to the browser window."""
        super().login(request, user)
        if request.session.get("shared_computer"):
            request.session.set_expiry(0)
            request.session["seen_at"] = timezone.now().timestamp()

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        if not request.session.get("shared_computer"):
            devices.remember(response=response, cookies=request.COOKIES, contacts=[user.phone, user.email])
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home") if rules.is_staff_member(request.user) else reverse("accounts:profile")


class ContactVerificationStage(EmailVerificationStage):
    """Like allauth's, but a verified phone is enough, and a code that came by mail has proved that address."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        person = self.login.user
        if person and not EmailAddress.objects.filter(user=person).exists():
            if person.phone_verified_at:
                return None, True
            records = get_authentication_records(self.request, person)
            if person.email and records and records[-1].get("email") == person.email:
                people.note_verified_mail(person=person)
        return super().handle()


class SocialAdapter(DefaultSocialAccountAdapter):
    """VNeID: the citizen number is reduced before anything is stored; only a verified identity joins accounts."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "connected_other": _("Tài khoản định danh này đã gắn với một tài khoản khác trên cổng."),
        "disconnect_last": _("Hãy thêm số điện thoại hoặc thư điện tử trước khi gỡ cách đăng nhập cuối cùng."),
    }

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Called before the account is looked up or stored: strip claims, keep a pseudonym, order the name."""
        account = sociallogin.account
        claims = {**(account.extra_data.get("id_token") or {}), **(account.extra_data.get("userinfo") or {})}
        sociallogin.identity = people.identity_from_claims(claims)
        account.uid = people.pseudonym(provider=account.provider, subject=account.uid)
        account.extra_data = {"level": str(claims.get("level", "")), "identity": bool(sociallogin.identity)}
        sociallogin.email_addresses = [address for address in sociallogin.email_addresses if address.verified]
        person = sociallogin.user
        person.last_name, person.first_name = people.split_name(str(claims.get("name", "")))
        person.email = sociallogin.email_addresses[0].email if sociallogin.email_addresses else ""
        return person

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """An account whose verified identity is the same is the same person; nothing else joins accounts."""
        identity = getattr(sociallogin, "identity", None)
        if sociallogin.is_existing or identity is None:
            return
        owner = Person.objects.filter(identity_digest=identity.digest, is_active=True).first()
        if not request.user.is_authenticated:
            if owner:
                sociallogin.connect(request, owner)
        elif owner and owner.pk != request.user.pk:
            messages.error(request, self.error_messages["connected_other"])
            raise ImmediateHttpResponse(redirect("socialaccount_connections"))
        elif sociallogin.state.get("process") == "connect":
            people.set_identity(person=request.user, identity=identity, at=timezone.now())

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        person = super().save_user(request, sociallogin, form)
        if identity := getattr(sociallogin, "identity", None):
            people.set_identity(person=person, identity=identity, at=timezone.now())
        return person

    def validate_disconnect(self, account: Any, accounts: Any) -> None:
        """Nobody locks themselves out."""
        person = account.user
        if len(accounts) <= 1 and not person.phone_verified_at and not person.email:
            raise self.validation_error("disconnect_last")


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP and passkeys; secrets are sealed in the database, and staff keep at least one factor."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Mã chưa đúng. Hãy nhập mã đang hiện trong ứng dụng xác thực."),
        "cannot_delete_authenticator": _("Cán bộ phải có ít nhất một lớp xác thực thứ hai. Hãy thêm cái mới trước."),
        "cannot_generate_recovery_codes": _("Hãy cài lớp xác thực thứ hai trước khi tạo mã dự phòng."),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def encrypt(self, text: str) -> str:
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_secret(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        person = authenticator.user
        if not settings.STAFF_SECOND_FACTOR or not rules.is_staff_member(person):
            return True
        factors = Authenticator.objects.filter(
            user=person, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        )
        return factors.exclude(pk=authenticator.pk).exists()


def axes_username(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """Whom axes counts failures for: the account that was tried, in one spelling."""
    values = credentials or {}
    found = values.get("username") or values.get("email") or values.get("phone") or ""
    if not found and request is not None:
        found = request.POST.get("login", "")
    return str(found).strip().lower()
