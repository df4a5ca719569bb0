"""A province's server, behind TLS. Refuses to start without its own secret and host names."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import SECRET_KEY, SITE_URL, env

if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured(
        "Set LUATGANDAN_SECRET_KEY (or LUATGANDAN_SECRET_KEY_FILE) to at least 40 random characters."
    )
if not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("Set LUATGANDAN_SITE_URL to the https:// address of the portal.")

IS_DEMO = False
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env("EMAIL_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_PASSWORD")
EMAIL_USE_TLS = env("EMAIL_TLS", "1") == "1"
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", "luatgandan@localhost")
