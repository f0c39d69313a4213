"""Small secrets in the database that only this installation can read: the keys of authenticator apps.

Whoever has a copy of the database without CAPAIAN_SECRET_KEY cannot make anybody's codes.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"capaian.sealing:"


class Unreadable(ValueError):  # noqa: N818
    """Sealed under another secret key: restored from elsewhere, or the key was changed."""


def _keys() -> MultiFernet:
    """The key of today first; older ones still open what they sealed."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(PURPOSE + secret.encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def seal(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed. Raises Unreadable where no key of ours opens it."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("sealed under another CAPAIAN_SECRET_KEY") from error
