"""Settings shared by every way of running. What differs between places comes from the environment (config/env.py)."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from capaian.config import env

SOURCE = Path(__file__).resolve().parents[2]  # src/capaian
VAR = env.path("CAPAIAN_VAR", Path.cwd() / "var")

SECRET_KEY = env.secret("CAPAIAN_SECRET_KEY", VAR / "secret-key")
DEBUG = False
DEMO = env.flag("CAPAIAN_DEMO")
ALLOWED_HOSTS = env.words("CAPAIAN_HOSTS", "127.0.0.1 localhost [::1]")

INSTALLED_APPS = [
    "capaian.web",
    "capaian.evaluation",
    "capaian.feedback",
    "capaian.progress",
    "capaian.planning",
    "capaian.governance",
    "capaian.people",
    "capaian.foundation.ui",
    "capaian.foundation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pages travel small; forms are safe: the CSRF token is masked anew each time
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "capaian.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "capaian.web.middleware.ActorMiddleware",
    "capaian.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "capaian.web.urls"
WSGI_APPLICATION = "capaian.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "foundation/ui/components"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["capaian.foundation.ui.templatetags.ui", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "capaian.web.context.chrome",
            ],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR / 'capaian.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # One writer at a time, readers never wait; a second writer queues instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "foundation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "capaian.foundation.accounts.Adapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "capaian.web.forms.SignInForm"}
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE; no box to tick
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SECURE_COOKIES = env.flag("CAPAIAN_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
if SECURE_COOKIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
# Off: Django would print record 1234 as "1.234" in names, ids and values too. What people read goes through |angka.
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"  # our own stylesheet and script are not collected files: foundation/ui/assets.py
MEDIA_ROOT = VAR / "files"  # what people give as proof, under its hash: foundation/files
MEGABYTE = 1024**2
FILES_PROOF_BYTES, FILES_PROOF_UNPACKED_BYTES = 5 * MEGABYTE, 100 * MEGABYTE
FILES_IMPORT_BYTES, FILES_IMPORT_UNPACKED_BYTES = 40 * MEGABYTE, 600 * MEGABYTE
FILES_REQUEST_BYTES = 60 * MEGABYTE  # one request, all its files together
FILE_UPLOAD_HANDLERS = [
    "capaian.foundation.files.ceiling.Ceiling",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOB_LOST_AFTER = env.number("CAPAIAN_JOB_LOST_AFTER", 60)  # seconds without a sign of life: another worker takes it up
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
SILENCED_SYSTEM_CHECKS: list[str] = []
