"""Reading the environment: typed, and loud about a value that cannot be meant."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url


class BadSetting(SystemExit):
    """A setting cannot be meant; the start ends with one line that names it."""


def text(name: str, default: str) -> str:
    """The value of `name`, or `default` where it is unset or empty."""
    return os.environ.get(name) or default


def path(name: str, default: Path) -> Path:
    """A folder or file, made absolute."""
    return Path(text(name, str(default))).expanduser().resolve()


def words(name: str, default: str) -> list[str]:
    """Words between spaces or commas."""
    return text(name, default).replace(",", " ").split()


def flag(name: str) -> bool:
    """1/true/yes or 0/false/no; anything else ends the start."""
    value = text(name, "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise BadSetting(f"{name} must be 1 or 0, not {value!r}")
    return value in {"1", "true", "yes"}


def number(name: str, default: int, least: int = 1) -> int:
    """A whole number of at least `least`; anything else ends the start."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise BadSetting(f"{name} must be a whole number of at least {least}, not {value!r}")
    return int(value)


def database(name: str, default: str) -> Any:
    """The database the URL names: PostgreSQL or SQLite. The URL itself is never repeated: it may hold a password."""
    try:
        found = dj_database_url.parse(text(name, default), conn_max_age=60)
    except ValueError:
        found = {}
    if found.get("ENGINE") not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        raise BadSetting(f"{name} must look like postgres://user:password@host:5432/name or sqlite:///folder/file.sqlite3")
    return found


def secret(name: str, file: Path) -> str:
    """A secret from the environment, from the file NAME_FILE names, or made once and kept in `file` (mode 600)."""
    if value := os.environ.get(name):
        return value
    if kept := os.environ.get(f"{name}_FILE"):
        return Path(kept).read_text().strip()
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(50))
        return file.read_text().strip()
    except OSError as error:
        raise BadSetting(f"{file}: cannot be read or written ({error.strerror}); CAPAIAN_VAR names another folder") from error
