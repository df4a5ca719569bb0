"""The small profile on this machine: what `make run` and `luatgandan demo` use. No server, no secrets to set."""

import secrets

from .base import *  # noqa: F403
from .base import HOME, MIDDLEWARE, SECRET_KEY, env_bool  # noqa: F401

DEBUG = env_bool("DEBUG")
if not SECRET_KEY:
    key_file = HOME / "secret_key"
    if not key_file.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        key_file.touch(mode=0o600)
        key_file.write_text(secrets.token_urlsafe(50), encoding="ascii")
    SECRET_KEY = key_file.read_text(encoding="ascii")
IS_DEMO = PASSWORD_SIGN_IN = True
STAFF_SECOND_FACTOR = env_bool("STAFF_SECOND_FACTOR")  # off here only; the desk says so loudly
MESSAGES = {
    channel: {"BACKEND": "luatgandan.backends.messages.console.ConsoleMessages"} for channel in ("email", "sms")
}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
