"""Headers, cookies, sign-in, second factors and personal data: one file to review. Imported by base.

Every name an operator may set in the environment is marked `env`; docs/settings.md describes it.
"""

from datetime import timedelta

from csp.constants import NONE, SELF

from luatgandan.lib.env import env, env_bool

_SITE_URL = env("SITE_URL", "http://localhost:8000")
_IS_LOCAL = _SITE_URL.startswith(("http://localhost", "http://127.0.0.1"))

# --- Headers and cookies -------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "luatgandan.foundation.ui.views.form_expired"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SHARED_COMPUTER_SECONDS = 20 * 60  # idle time after which a session on a shared computer ends

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# --- Rights ---------------------------------------------------------------------------------------------------
ROOT_ORGANISATION = env("ROOT_ORGANISATION", "can-tho")  # env: code of the organisation that runs the portal

# --- Who signs in, and how -----------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "luatgandan.foundation.accounts.adapters.PasswordBackend",
    "luatgandan.foundation.accounts.adapters.ContactBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_SIGN_IN = env_bool("PASSWORD_SIGN_IN")  # env; the demo turns it on, a province leaves it off

_CODE_SECONDS = 10 * 60
ACCOUNT_ADAPTER = "luatgandan.foundation.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone", "email*"]  # allauth asks for the star; our form takes one of the two
ACCOUNT_FORMS = {
    "login": "luatgandan.foundation.accounts.forms.SignInForm",
    "signup": "luatgandan.foundation.accounts.forms.SignUpForm",
    "confirm_login_code": "luatgandan.foundation.accounts.forms.ConfirmSignInForm",
    "verify_phone": "luatgandan.foundation.accounts.forms.ConfirmPhoneForm",
    "confirm_email_verification_code": "luatgandan.foundation.accounts.forms.ConfirmMailForm",
    "add_email": "luatgandan.foundation.accounts.forms.AddMailForm",
    "change_phone": "luatgandan.foundation.accounts.forms.ChangePhoneForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = _CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = _CODE_SECONDS
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = _CODE_SECONDS
ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 5
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before contacts change; who has no second factor has nothing to show
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _SITE_URL.partition(":")[0]
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

# --- Limits: per account, contact and device. A whole school stands behind one address. -----------------------
SIGN_IN_LIMITS = {  # name: (how often, in how many seconds)
    "code_per_recipient": (3, 600),
    "code_per_address": (300, 600),
    "wrong_code": (10, 3600),
}
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "signup": "600/m/ip",
    "login_failed": "10/15m/key",
    "request_login_code": "3/10m/key",
    "verify_phone": "3/10m/key",
    "confirm_email": "3/10m/key",
    "reset_password": "3/10m/key",
    "reset_password_from_key": None,
    "change_phone": "5/10m/user",
}
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "luatgandan.foundation.accounts.adapters.axes_username"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # it asks for limits per address
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("TRUSTED_PROXIES", "0"))  # env: how many proxies of ours stand in front

# --- Second factor -------------------------------------------------------------------------------------------
STAFF_SECOND_FACTOR = env_bool("STAFF_SECOND_FACTOR", default=True)  # env; off only to try the portal out
MFA_ADAPTER = "luatgandan.foundation.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _IS_LOCAL
MFA_FORMS = {
    "authenticate": "luatgandan.foundation.accounts.forms.factors.AuthenticateForm",
    "reauthenticate": "luatgandan.foundation.accounts.forms.factors.ReauthenticateForm",
    "activate_totp": "luatgandan.foundation.accounts.forms.factors.ActivateAppForm",
    "add_webauthn": "luatgandan.foundation.accounts.forms.factors.AddKeyForm",
    "edit_webauthn": "luatgandan.foundation.accounts.forms.factors.EditKeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = False
MFA_TOTP_TOLERANCE = 1

# --- VNeID (any OpenID Connect provider) ----------------------------------------------------------------------
VNEID_SERVER = env("VNEID_SERVER")  # env: address of the provider; nothing is shown without it
VNEID_NAME = env("VNEID_NAME", "VNeID")  # env
VNEID_CLIENT_ID = env("VNEID_CLIENT_ID")  # env
VNEID_SECRET = env("VNEID_SECRET")  # env
SOCIALACCOUNT_ADAPTER = "luatgandan.foundation.accounts.adapters.SocialAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_QUERY_EMAIL = SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, object]] = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if VNEID_SERVER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "vneid",
            "name": VNEID_NAME,
            "client_id": VNEID_CLIENT_ID,
            "secret": VNEID_SECRET,
            "settings": {"server_url": VNEID_SERVER},
        }
    ]

# --- Uploads ----------------------------------------------------------------------------------------------------
UPLOAD_LIMITS = {  # kind of lib.uploads: megabytes
    "picture": int(env("UPLOAD_PICTURE_MEGABYTES", "10")),  # env
    "document": int(env("UPLOAD_DOCUMENT_MEGABYTES", "20")),  # env
    "sound": int(env("UPLOAD_SOUND_MEGABYTES", "60")),  # env
    "film": int(env("UPLOAD_FILM_MEGABYTES", "300")),  # env
    "captions": 1,
    "law": int(env("UPLOAD_LAW_MEGABYTES", "150")),  # env; scans of laws are heavier than other documents
}
UPLOAD_PICTURE_MEGAPIXELS = int(env("UPLOAD_PICTURE_MEGAPIXELS", "60"))  # env

# --- Messages --------------------------------------------------------------------------------------------------
SMS_URL = env("SMS_URL")  # env: address of the SMS gateway; without it there is no SMS
SMS_SITE_NAME = env("SMS_SITE_NAME", "Luat Gan Dan")  # env: name inside SMS texts, without marks
MESSAGES: dict[str, dict[str, object] | None] = {
    "email": {"BACKEND": "luatgandan.backends.messages.smtp.MailMessages"},
    "sms": None,
}
if SMS_URL:
    MESSAGES["sms"] = {
        "BACKEND": "luatgandan.backends.messages.sms_http.HttpSmsMessages",
        "OPTIONS": {"url": SMS_URL, "token": env("SMS_TOKEN"), "sender": env("SMS_SENDER")},
    }

# --- Personal data (Law 91/2025/QH15, Decree 356/2025/NĐ-CP): periods are settings, not constants ---------------
DATA_REQUEST_ANSWER_WORKING_DAYS = int(env("DATA_REQUEST_ANSWER_WORKING_DAYS", "2"))  # env
BREACH_HOURS = int(env("BREACH_HOURS", "72"))  # env: from finding a breach of personal data to telling the authority
DATA_REQUEST_DAYS = {  # days to carry a request out
    "view": int(env("DATA_REQUEST_VIEW_DAYS", "10")),  # env
    "correct": int(env("DATA_REQUEST_CORRECT_DAYS", "10")),  # env
    "withdraw": int(env("DATA_REQUEST_WITHDRAW_DAYS", "10")),  # env
    "restrict": int(env("DATA_REQUEST_RESTRICT_DAYS", "10")),  # env
    "object": int(env("DATA_REQUEST_OBJECT_DAYS", "10")),  # env
    "erase": int(env("DATA_REQUEST_ERASE_DAYS", "20")),  # env
}
UNVERIFIED_ACCOUNT_DAYS = int(env("UNVERIFIED_ACCOUNT_DAYS", "7"))  # env
SIGN_IN_LOG_DAYS = int(env("SIGN_IN_LOG_DAYS", "30"))  # env
NOTIFICATION_DAYS = int(env("NOTIFICATION_DAYS", "365"))  # env
