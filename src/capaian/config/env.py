"""Reading the environment: typed, and loud about a value that cannot be meant."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


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


def secret(name: str, file: Path) -> str:
    """A secret from the environment, from the file NAME_FILE names, or made once and kept in `file` (mode 600)."""
    if value := os.environ.get(name):
        return value
    if kept := os.environ.get(f"{name}_FILE"):
        return Path(kept).read_text().strip()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()
