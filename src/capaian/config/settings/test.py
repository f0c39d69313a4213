"""Settings of the test run: cheap passwords, plain static files, no waiting."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("CAPAIAN_SECRET_KEY", "only-for-tests")
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")

from capaian.config.settings.base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="capaian-files-"))  # each process its own, gone with it
atexit.register(shutil.rmtree, MEDIA_ROOT, ignore_errors=True)
ANCHOR_KEY_FILE = MEDIA_ROOT / "anchor-key.pem"
MAIL_READY = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SECOND_FACTOR_FORCED = False  # the tests that are about it turn it on
SCOPE_AT_REST = "0"  # factories make several agencies; requests are scoped all the same (foundation/tenancy.py)
