"""Log lines: with the request they belong to, without secrets. Whatever a message or a traceback carries is looked through
after it was put together, because that is the only moment at which everything is there."""

from __future__ import annotations

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("capaian_request_id", default="")
"""Which request is being answered: the same in every log line and every audit row of it. Here, because Django sets up its
logs before it knows any model."""

HIDDEN = "[disembunyikan]"

_NAMES = r"(?:\w*(?:passw|passphrase|kata_sandi|secret|token|csrf|session|cookie|authorization|otp|api_?key)\w*|code)"
_VALUE = r"""(?:b?"[^"]*"|b?'[^']*'|(?:bearer|basic)\s+\S+|[^\s,;&})\]]+)"""
_PATTERNS = (
    # name=value, name: value, "name": "value" – up to the end of the word or of the quotes
    (re.compile(rf"""(?i)(\b{_NAMES}["']?\s*[=:]\s*){_VALUE}"""), rf"\1{HIDDEN}"),
    (re.compile(r"(\w+://[^:/\s@]*:)[^@\s/]+@"), rf"\1{HIDDEN}@"),  # postgres://user:password@host
    (re.compile(r"\b(?:argon2\w*|pbkdf2_\w+|bcrypt\w*|md5|scrypt)\$\S+"), HIDDEN),
    # what looks drawn by lot: session keys, links that open accounts, hashes
    (re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{30,}(?![\w-])"), HIDDEN),
)  # fmt: skip


def without_secrets(text: str) -> str:
    """The text with passwords, tokens, keys and everything that looks drawn by lot taken out."""
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text


class LineFormatter(logging.Formatter):
    """`2026-11-21T01:02:03Z WARNING capaian.x [request] message`, a traceback below."""

    def format(self, record: logging.LogRecord) -> str:
        text = without_secrets(super().format(record))
        return f"{_moment(record)} {record.levelname} {record.name} [{request_id.get() or '-'}] {text}"


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for programs that collect logs (CAPAIAN_LOG=json)."""

    def format(self, record: logging.LogRecord) -> str:
        values = {
            "at": _moment(record), "level": record.levelname, "logger": record.name, "request_id": request_id.get(),
            "message": without_secrets(super().format(record)),
        }
        return json.dumps(values, ensure_ascii=False)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
