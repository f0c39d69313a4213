"""The key that signs the anchors: made once, kept in a file that only its owner reads, known to others by its public half."""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.utils.translation import gettext as _

from capaian.foundation.errors import InvalidInput, Problem


def signing_key() -> Ed25519PrivateKey:
    """This installation's key, made now if there is none. Raises InvalidInput where the file cannot be used."""
    path = Path(settings.ANCHOR_KEY_FILE)
    try:
        if not path.exists():
            _make(path)
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise InvalidInput([Problem(_("tidak dapat dibaca atau ditulis (%s)") % error.strerror, file=str(path))]) from error
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise InvalidInput([Problem(_("bukan kunci Ed25519 (PEM tanpa kata sandi)"), file=str(path))])
    return key


def _make(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
        with suppress(FileExistsError):  # another process was first: its key is the key
            os.link(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def public_half(key: Ed25519PrivateKey) -> str:
    """How others know this key: 64 hexadecimal digits."""
    return key.public_key().public_bytes_raw().hex()


def trusted_keys() -> frozenset[str]:
    """Public keys whose signatures count here: the own one, and those that CAPAIAN_ANCHOR_KEYS names (older or of the
    machine this database came from). Empty where there is none yet."""
    own = {public_half(signing_key())} if Path(settings.ANCHOR_KEY_FILE).exists() else set()
    return frozenset(own | set(settings.ANCHOR_KEYS))


def is_signed(public_key: str, signature: str, message: bytes) -> bool:
    """Whether this key made this signature. Anything that is no key or no signature did not."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
