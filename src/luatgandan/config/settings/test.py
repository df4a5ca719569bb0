"""For tests: the database is a copy of a prepared template, tasks run at once, nothing leaves the process."""

from .base import *  # noqa: F403
from .base import CACHES, DATABASES, HOME, MIDDLEWARE, STORAGES

SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
IS_DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = HOME / "tests" / "media"
STORAGES["private"]["OPTIONS"]["location"] = HOME / "tests" / "private"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
PAGE_CACHE_SECONDS = 0
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "prompt": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"},  # tests index when they mean to
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": HOME / "test.sqlite3"}
MESSAGES = {channel: {"BACKEND": "luatgandan.backends.messages.fake.FakeMessages"} for channel in ("email", "sms")}
SEARCH = {"BACKEND": "luatgandan.backends.search.fake.FakeSearch"}
OCR = {"BACKEND": "luatgandan.backends.ocr.fake.FakeOcr"}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]  # no collected files
