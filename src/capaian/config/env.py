"""Reading the environment: typed, and loud about a value that cannot be meant."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

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


def one_of(name: str, default: str, accepted: tuple[str, ...]) -> str:
    """One of the accepted words; anything else ends the start."""
    value = text(name, default).lower()
    if value not in accepted:
        raise BadSetting(f"{name} must be one of {', '.join(accepted)}, not {value!r}")
    return value


def some_of(name: str, accepted: list[str], default: list[str]) -> frozenset[str]:
    """Some of the accepted words, or `none`; anything else ends the start."""
    chosen = words(name, " ".join(default))
    if chosen == ["none"]:
        return frozenset()
    if unknown := sorted(set(chosen) - set(accepted)):
        raise BadSetting(f"{name} does not know {', '.join(unknown)}; known: {', '.join(accepted)}, or none")
    return frozenset(chosen)


def provider(name: str) -> dict[str, str] | None:
    """The OpenID provider of NAME_ISSUER, or None where none is named. Its secret comes from NAME_CLIENT_SECRET or a file."""
    issuer = text(f"{name}_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    kept = os.environ.get(f"{name}_CLIENT_SECRET_FILE")
    found = {
        "issuer": issuer, "client_id": text(f"{name}_CLIENT_ID", ""), "name": text(f"{name}_NAME", "ASN Digital"),
        "secret": os.environ.get(f"{name}_CLIENT_SECRET") or (Path(kept).read_text().strip() if kept else ""),
        "nip_claim": text(f"{name}_NIP_CLAIM", "nip"),
    }
    parts = urlsplit(issuer)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"})
    if not safe or not found["client_id"]:
        raise BadSetting(f"{name}_ISSUER must be an address such as https://sso.example.go.id, with {name}_CLIENT_ID beside it")
    return found


def database(name: str, default: str) -> Any:
    """The database the URL names: PostgreSQL or SQLite. The URL itself is never repeated: it may hold a password."""
    try:
        found = dj_database_url.parse(text(name, default), conn_max_age=60)
    except ValueError:
        found = {}
    if found.get("ENGINE") not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        raise BadSetting(f"{name} must look like postgres://user:password@host:5432/name or sqlite:///folder/file.sqlite3")
    return found


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail leaves. `tls`: "" none, "start" STARTTLS, "always" TLS from the first byte. Without a server nothing leaves."""

    ready: bool
    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    tls: str = ""


def mail(name: str, *, demo: bool) -> Mail:
    """From `smtp+tls://user:password@host:587` (or `smtp://`, `smtps://`); unset, the demonstration mails to the console.

    The URL is never repeated: it holds a password.
    """
    url = os.environ.get(name)
    if not url:
        return Mail(ready=demo, backend="console" if demo else "dummy")
    try:
        parts = urlsplit(url)
        tls, port = {"smtp": ("", 25), "smtp+tls": ("start", 587), "smtps": ("always", 465)}[parts.scheme]
        host, port = parts.hostname or "", parts.port or port
    except (KeyError, ValueError):
        host = ""
    if not host:
        raise BadSetting(f"{name} must look like smtp+tls://user:password@host:587 (or smtp://, smtps://)")
    return Mail(True, "smtp", host, port, unquote(parts.username or ""), unquote(parts.password or ""), tls)


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
