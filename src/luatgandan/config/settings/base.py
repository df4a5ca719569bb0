"""Settings every profile shares. Each name an operator may set is described in docs/settings.md (a test checks it)."""

import os
from pathlib import Path
from typing import Any

from luatgandan.lib.env import env, env_bool, env_list

PACKAGE = Path(__file__).resolve().parents[2]
HOME = Path(env("HOME", "var")).resolve()
DEBUG = False
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env_list("HOSTS", "localhost,127.0.0.1,[::1]")
SITE_URL = env("SITE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- Rooms ---------------------------------------------------------------------------------------------------
FEATURES = env_list("FEATURES", "library,portal,assistant,qa,questionbank,contests,opendata")
FOUNDATION = [
    "modules", "audit", "workdays", "notifications", "search", "places", "organisations", "accounts", "media", "ui",
    "watching", "backups", "incidents",
]  # fmt: skip

INSTALLED_APPS = [
    *[f"luatgandan.features.{name}" for name in reversed(FEATURES)],
    *[f"luatgandan.foundation.{name}" for name in reversed(FOUNDATION)],
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "axes",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "luatgandan.foundation.accounts.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "luatgandan.foundation.watching.middleware.WatchingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "luatgandan.foundation.modules.middleware.PageCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "luatgandan.foundation.accounts.middleware.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "luatgandan.foundation.accounts.middleware.DeskScriptsMiddleware",
    "luatgandan.foundation.accounts.middleware.SharedComputerMiddleware",
    "luatgandan.foundation.accounts.middleware.OpenSessionMiddleware",
    "luatgandan.foundation.accounts.middleware.StaffSecondFactorMiddleware",
    "luatgandan.features.portal.middleware.RememberedSiteMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "luatgandan.config.urls"
WSGI_APPLICATION = "luatgandan.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "luatgandan.foundation.ui.templatetags.ui",
                "luatgandan.foundation.modules.templatetags.modules",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luatgandan.foundation.ui.context_processors.ui",
                "luatgandan.foundation.accounts.context_processors.account",
                "luatgandan.features.portal.context_processors.portal",
            ],
        },
    }
]

# --- Data ----------------------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "luatgandan.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
        },
        "CONN_MAX_AGE": None,
    }
}
if env("DATABASE") == "postgresql":
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": env("DATABASE_NAME", "luatgandan"),
        "USER": env("DATABASE_USER", "luatgandan"),
        "PASSWORD": env("DATABASE_PASSWORD"),
        "HOST": env("DATABASE_HOST"),
        "PORT": env("DATABASE_PORT", "5432"),
        "CONN_MAX_AGE": 60,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A cache that fails has a stand-in: Redis this machine's files, they this process's memory (docs/operate.md).
CACHES: dict[str, dict[str, object]] = {
    "node": {
        "BACKEND": "luatgandan.backends.cache.files.OutlivedFileCache",
        "LOCATION": HOME / "cache",
        "STAND_IN": "process",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1000}},
}
CACHES["default"] = CACHES["node"]
if redis_url := env("REDIS_URL"):
    CACHES["default"] = {
        "BACKEND": "luatgandan.backends.cache.redis.OutlivedRedisCache",
        "LOCATION": redis_url,
        "STAND_IN": "node",
    }
PAGE_CACHE_SECONDS = int(env("PAGE_CACHE_SECONDS", "60"))

STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_URL = "/tep/"
if s3_url := env("S3_URL"):
    _s3 = {
        "endpoint_url": s3_url,
        "bucket_name": env("S3_BUCKET", "luatgandan"),
        "region_name": env("S3_REGION") or None,
        "access_key": env("S3_KEY"),
        "secret_key": env("S3_SECRET"),
    }
    for _name, _place in (
        ("default", {"location": "media", "base_url": MEDIA_URL}),
        ("private", {"location": "private"}),
    ):
        STORAGES[_name] = {"BACKEND": "luatgandan.backends.files.s3.S3Files", "OPTIONS": {**_s3, **_place}}
MEDIA_ROOT = HOME / "media"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# What stands in "prompt" is short and has a worker of its own: it must not wait behind an import.
TASKS = {name: {"BACKEND": "django_tasks_db.DatabaseBackend"} for name in ("default", "prompt")}

# --- People --------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# --- Language and time ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt"), ("km", "ភាសាខ្មែរ"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "foundation" / "ui" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "luatgandan.lib.logs.PlainFormatter"},
        "json": {"()": "luatgandan.lib.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": env("LOG_FORMAT", "plain")}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "ERROR"},  # that a worker was told to stop is no news
        "luatgandan": {"level": "INFO"},
    },
}

# Measurements for Prometheus at /metrics (docs/operate.md); off, nothing is counted and nothing imported.
METRICS = env_bool("METRICS")
METRICS_TOKEN = env("METRICS_TOKEN")
SLOW_QUERY_MS = int(env("SLOW_QUERY_MS", "500"))
FAULTS_URL = env("FAULTS_URL")  # the "DSN" of a service that speaks Sentry's protocol
if METRICS:
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(HOME / "metrics"))
    Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).mkdir(parents=True, exist_ok=True)

# --- Wagtail -------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Luật Gần Dân"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Attachment"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_IMAGE_FORM_BASE = "luatgandan.foundation.media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "luatgandan.foundation.media.forms.AttachmentForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp"]
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# Where officers and other programs drop law files; the worker imports them (docs/operate.md).
INCOMING = Path(env("INCOMING") or HOME / "incoming").resolve()
# Letters out of scans; needs tesseract-ocr and tesseract-ocr-vie, and says so when they are missing.
OCR: dict[str, object] = {"BACKEND": "luatgandan.backends.ocr.tesseract.TesseractOcr"}

# The search index lies beside the database; machines share it, or it is in PostgreSQL or OpenSearch (docs/deploy.md).
SEARCH: dict[str, object] = {
    "BACKEND": "luatgandan.backends.search.tantivy.TantivySearch",
    "OPTIONS": {"folder": HOME / "search"},
}
if env("SEARCH") == "shared":
    SEARCH["BACKEND"] = "luatgandan.backends.search.tantivy.shared.SharedTantivySearch"
elif env("SEARCH") == "postgresql":
    SEARCH = {"BACKEND": "luatgandan.backends.search.postgres.PostgresSearch"}
elif env("SEARCH") == "opensearch":
    cluster = {"index": env("OPENSEARCH_INDEX", "luatgandan"), "url": env("OPENSEARCH_URL")}
    cluster |= {"user": env("OPENSEARCH_USER"), "password": env("OPENSEARCH_PASSWORD")}
    SEARCH = {"BACKEND": "luatgandan.backends.search.opensearch.OpenSearch", "OPTIONS": cluster}

BACKUPS = Path(env("BACKUPS") or HOME / "backups").resolve()  # and the journal of erased people (docs/operate.md)
BACKUP_KEY = env("BACKUP_KEY")

HARVEST_FROM = env_list("HARVEST_FROM", "")
REPOSITORIES: dict[str, object] = {"BACKEND": "luatgandan.backends.repositories.oai.OaiRepository"}
CONTEST_ENTRANT_DAYS = int(env("CONTEST_ENTRANT_DAYS", "365"))  # docs/contests.md

# --- Legal assistant (docs/assistant.md) ----------------------------------------------------------------------
ASSISTANT_ON = env_bool("ASSISTANT_ON", default=True)
ASSISTANT_PER_HOUR = int(env("ASSISTANT_PER_HOUR", "100"))
ASSISTANT_PER_ADDRESS = int(env("ASSISTANT_PER_ADDRESS", "6000"))
ASSISTANT_QUESTION_DAYS = int(env("ASSISTANT_QUESTION_DAYS", "30"))
ASSISTANT_RUN_DAYS = int(env("ASSISTANT_RUN_DAYS", "365"))
ASSISTANT_HOTLINES = env_list("ASSISTANT_HOTLINES", "113 Công an,114 Cứu hỏa,115 Cấp cứu,111 Bảo vệ trẻ em")
ASSISTANT_LLM_PER_DAY = int(env("ASSISTANT_LLM_PER_DAY", "1000"))
# A language model for composed answers: none unless an address is set; on the premises it may speak plain http.
LLM: dict[str, object] | None = None
if llm_url := env("LLM_URL"):
    LLM = {
        "BACKEND": "luatgandan.backends.llm.openai_compatible.OpenAiCompatibleLlm",
        "OPTIONS": {
            "url": llm_url,
            "model": env("LLM_MODEL"),
            "key": env("LLM_KEY"),
            "seconds": float(env("LLM_SECONDS", "20")),
            "is_on_premises": env_bool("LLM_ON_PREMISES"),
        },
    }

from .security import *  # noqa: E402, F403 - headers, cookies, sign-in limits: one file to review
