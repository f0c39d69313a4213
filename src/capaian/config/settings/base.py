"""Settings shared by every way of running. What differs between places comes from the environment (config/env.py)."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from capaian.config import env
from capaian.foundation.roles import ROLES

SOURCE = Path(__file__).resolve().parents[2]  # src/capaian
VAR = env.path("CAPAIAN_VAR", Path.cwd() / "var")

SECRET_KEY = env.secret("CAPAIAN_SECRET_KEY", VAR / "secret-key")
SECRET_KEY_FALLBACKS = env.words("CAPAIAN_SECRET_KEY_OLD", "")  # still read what they signed or sealed
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
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
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
    "capaian.foundation.record.readings.ReadingsMiddleware",
    "capaian.web.middleware.ActorMiddleware",
    "capaian.web.accounts.middleware.AccountsMiddleware",
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

# ── Accounts: who signs in, and how (docs/adr/0017-accounts.md) ──
AUTH_USER_MODEL = "foundation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "capaian.foundation.passwords.BreachedPasswordValidator"},
]
BREACHED_PASSWORDS = env.text("CAPAIAN_BREACHED_PASSWORDS", "")  # a file of SHA-1 hashes in their order, as HIBP gives it
BREACH_CHECK_ONLINE = env.one_of("CAPAIAN_BREACH_CHECK", "off", ("off", "online")) == "online"
BREACH_RANGE_URL = "https://api.pwnedpasswords.com/range/"  # is asked for the first five letters of a hash, nothing more
ACCOUNT_ADAPTER = "capaian.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the agency vouches for the addresses; a changed one is proven before it counts
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody is mailed because somebody typed an address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Capaian] "
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE; no box to tick
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "capaian.web.accounts.forms.SignInForm",
    "change_password": "capaian.web.accounts.forms.ChangePasswordForm",
    "set_password": "capaian.web.accounts.forms.SetPasswordForm",
    "reset_password": "capaian.web.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "capaian.web.accounts.forms.NewPasswordForm",
    "reauthenticate": "capaian.web.accounts.forms.PasswordAgainForm",
    "add_email": "capaian.web.accounts.forms.EmailForm",
}
# Counted in the database's cache, so that every process counts together. An office sits behind one address: many may
# sign in from it in a minute, but one account's password is guessed five times in five minutes and no more.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login": "300/m/ip", "login_failed": "60/m/ip,5/5m/key", "reset_password": "20/m/ip,3/10m/key",
    "reset_password_from_key": "60/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("CAPAIAN_PROXIES", 1 if env.flag("CAPAIAN_HTTPS") else 0, least=0)
MFA_ADAPTER = "capaian.web.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RATE_LIMITS: dict[str, str] | bool = {"webauthn_login": "300/m/ip"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Capaian"
MFA_TOTP_TOLERANCE = 1  # a phone whose clock is half a minute off still signs in
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts are the agency's: nobody can take one by claiming an address first
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO  # passkeys on http://localhost, in the demonstration only
MFA_FORMS = {
    "authenticate": "capaian.web.accounts.forms.CodeForm",
    "reauthenticate": "capaian.web.accounts.forms.CodeAgainForm",
    "activate_totp": "capaian.web.accounts.forms.AppForm",
    "add_webauthn": "capaian.web.accounts.forms.PasskeyForm",
    "edit_webauthn": "capaian.web.accounts.forms.PasskeyNameForm",
}
SECOND_FACTOR_ROLES = env.some_of(
    "CAPAIAN_FORCE_MFA", list(map(str, ROLES)), [str(role) for role, facts in ROLES.items() if facts.needs_second_factor],
)
SECOND_FACTOR_FORCED = not DEMO
SOCIALACCOUNT_ADAPTER = "capaian.web.accounts.oidc.OidcAdapter"
OIDC = env.provider("CAPAIAN_OIDC")  # the office's own sign-in (ASN Digital, Keycloak), or None
LINK_HOURS = env.number("CAPAIAN_LINK_HOURS", 72)  # how long a link that opens or resets an account holds
CSRF_FAILURE_VIEW = "capaian.web.accounts.views.form_too_old"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "foundation_cacheentry",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
ANCHOR_KEY_FILE = env.path("CAPAIAN_ANCHOR_KEY_FILE", VAR / "anchor-key.pem")  # signs the daily anchors; made when first needed
ANCHOR_KEYS = env.words("CAPAIAN_ANCHOR_KEYS", "")  # further public keys whose anchors count: older ones, another machine's
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
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

MAIL = env.mail("CAPAIAN_SMTP_URL", demo=DEMO)
MAIL_READY = MAIL.ready  # whether there is a mail server at all
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = f"django.core.mail.backends.{MAIL.backend}.EmailBackend", MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = MAIL.tls == "start", MAIL.tls == "always", 20
DEFAULT_FROM_EMAIL = env.text("CAPAIAN_MAIL_FROM", "Capaian <tidak-dibalas@localhost>")
SITE_URL = env.text("CAPAIAN_URL", "http://127.0.0.1:8000")  # how people reach this site: for links in mails

LOG_FORMAT = env.one_of("CAPAIAN_LOG", "text", ("text", "json"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "capaian.foundation.logs.LineFormatter"}, "json": {"()": "capaian.foundation.logs.JsonFormatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # a page that is not there is nobody's fault
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOB_LOST_AFTER = env.number("CAPAIAN_JOB_LOST_AFTER", 60)  # seconds without a sign of life: another worker takes it up
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
SILENCED_SYSTEM_CHECKS: list[str] = []
# Tables that come in: beyond this a file is refused before it is loaded. 200,000 rows of 20 columns take about 350 MiB.
EXCHANGE_ROWS, EXCHANGE_COLUMNS, EXCHANGE_CELLS = 200_000, 100, 4_000_000
EXCHANGE_PART_BYTES, EXCHANGE_TEXT_BYTES = 600_000_000, 150_000_000  # unpacked: any part; the texts that are held in memory
