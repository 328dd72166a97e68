"""The one settings module. What differs between installations comes from the environment (`env.py`)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from nahtlos.settings.databases import databases
from nahtlos.settings.env import read

ENVIRONMENT = read(os.environ)
HERE = Path(__file__).resolve().parent.parent
DATA = ENVIRONMENT.data

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
IS_PUBLIC = ENVIRONMENT.is_public

DATABASES = databases(ENVIRONMENT)
DATABASE_ROUTERS = ["nahtlos.gateways.databases.AnonymousReadsRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

INSTALLED_APPS = [
    "nahtlos.journal",
    "nahtlos.places",
    "nahtlos.people",
    "nahtlos.directory",
    "nahtlos.voices",
    "nahtlos.web",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "nahtlos.web.middleware.log.RequestLog",
    "nahtlos.web.middleware.head.NoBodyForHead",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nahtlos.web.middleware.cache.PageCache",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nahtlos.web.middleware.language.LanguageFromPath",
    "nahtlos.web.middleware.refused.WordsForWrongMethod",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "nahtlos.web.urls"
WSGI_APPLICATION = "nahtlos.web.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "nahtlos.web.frame.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

FORM_RENDERER = "nahtlos.web.forms.Renderer"

# --- language and time ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = sorted(HERE.rglob("locale"))
USE_I18N = True
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "nahtlos.settings.formats"

# --- accounts ------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "nahtlos.people.signin.ClosedSignup"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "/arbeit/anmelden/"
LOGIN_REDIRECT_URL = "/arbeit/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_NAME = "nahtlos"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_NAME = "nahtlos-form"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "nahtlos.web.errors.form_refused"

# --- jobs and mail -------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_BACKEND = "nahtlos.journal.mail.QueueBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mailer.sender

# --- files ---------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [HERE / "web" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 60 * 60

# --- caches: pages are kept per process, their key holds a version row of the database --------------------------
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 60 * 60 * 24,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

# --- the browser's side of safety ----------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PUBLIC
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_PUBLIC else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_PUBLIC else None

# --- logs: one JSON line each, without addresses, queries or personal data --------------------------------------
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "nahtlos.gateways.logs.JsonLines"}},
    "filters": {"warnings": {"()": "nahtlos.gateways.logs.WarningsOnly"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
        # A logger without any handler would fall back to plain lines on standard error.
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "nahtlos": {"level": "INFO"},
        # Its start and end lines hold nothing but placeholders once the arguments are left out.
        "django_tasks_db": {"filters": ["warnings"]},
        # The text of Django's own lines holds paths, and paths hold tokens; JsonLines leaves the arguments out.
        # Errors must be seen wherever they happen; RequestLog says the rest.
        "django.request": {"level": "ERROR"},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
        "django.server": {"handlers": ["nowhere"], "propagate": False},
    },
}
