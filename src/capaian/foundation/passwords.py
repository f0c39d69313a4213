"""Passwords: what a good one is, in plain words, and whether one is known from somebody else's breach.

Two ways to know, both off until the agency chooses: a list kept here (CAPAIAN_BREACHED_PASSWORDS: SHA-1 hashes in their
order, as Have I Been Pwned hands them out), or the same question to its server, which sees five letters of the hash and
no more (CAPAIAN_BREACH_CHECK=online).
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import urllib.request
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

logger = logging.getLogger(__name__)
RULES = gettext_lazy(
    "Paling sedikit 12 karakter. Jangan memakai nama, NIP, atau kata sandi yang umum. "
    "Tiga atau empat kata acak mudah diingat dan sulit ditebak."
)
WORDS = {
    "password_too_short": gettext_lazy("Terlalu pendek: paling sedikit 12 karakter."),
    "password_too_common": gettext_lazy("Kata sandi ini terlalu umum, jadi mudah ditebak. Pilih yang lain."),
    "password_too_similar": gettext_lazy("Terlalu mirip dengan nama, NIP atau surel Anda. Pilih yang lain."),
}
TIMEOUT = 3  # seconds; after that the password is accepted: a server elsewhere must not keep people from working
LONGEST_LINE = 80


def in_our_words(error: ValidationError) -> ValidationError:
    """Django's complaints about a password, each in one plain sentence."""
    return ValidationError([
        ValidationError(WORDS[one.code], code=one.code) if one.code in WORDS else one for one in error.error_list
    ])


def listed(path: Path, digest: str) -> bool:
    """Whether the file holds the SHA-1 `digest` (upper case), found by halving: the file is never read as a whole."""
    wanted = digest.encode()
    with path.open("rb") as file:
        low, high = 0, file.seek(0, os.SEEK_END)
        while low < high:
            middle = (low + high) // 2
            start, line = _line_from(file, middle)
            found = line[: len(wanted)].upper()
            if found == wanted:
                return True
            if not line or found > wanted:
                high = middle
            else:
                low = start + len(line)
    return False


def _line_from(file: BinaryIO, offset: int) -> tuple[int, bytes]:
    """The first line that begins at `offset` or after it, and where it begins."""
    file.seek(max(offset - 1, 0))
    if offset:
        file.readline(LONGEST_LINE)  # the rest of the line before, if only its end
    return file.tell(), file.readline(LONGEST_LINE)


def known_elsewhere(digest: str) -> bool:
    """Whether the range server knows the hash; no where it does not answer, which is written to the log."""
    head, tail = digest[:5], digest[5:]
    request = urllib.request.Request(
        f"{settings.BREACH_RANGE_URL}{head}", headers={"Add-Padding": "true", "User-Agent": "Capaian"}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            text = answer.read().decode("ascii", "replace")
    except OSError as error:
        logger.warning("The breach list could not be asked (%s); the password was accepted without it", error)
        return False
    # Padding lines count zero: they are there so that the length of the answer says nothing.
    return re.search(rf"^{tail}:0*[1-9]", text, re.MULTILINE) is not None


def is_breached(password: str) -> bool:
    """Whether the password is known from a breach, as far as this place has chosen to look."""
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    if settings.BREACHED_PASSWORDS:
        try:
            return listed(Path(settings.BREACHED_PASSWORDS), digest)
        except OSError as error:
            logger.warning("The breach list cannot be read (%s); the password was accepted without it", error)
            return False
    return settings.BREACH_CHECK_ONLINE and known_elsewhere(digest)


class BreachedPasswordValidator:
    """For AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_breached(password):
            raise ValidationError(
                _("Kata sandi ini ada dalam daftar kata sandi yang pernah bocor di tempat lain. Pilih yang lain."),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return _("Jangan memakai kata sandi yang pernah bocor di tempat lain.")
