"""Reading what was typed: strict, and with every problem named at once instead of the first only."""

from __future__ import annotations

import argparse
import re
from datetime import date
from decimal import Decimal

from capaian.cli.messages import UsageError
from capaian.kernel.numbers import NotANumber, parse_decimal_strict

_WHOLE = re.compile(r"-?\d+", re.ASCII)


class Given:
    """The arguments of one command. Each reader notes a problem and answers None; `insist()` ends the reading."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.problems: list[str] = []

    def number(self, name: str) -> Decimal | None:
        """A decimal number with a point; None where it was left out or empty."""
        return self._decimal(option(name), self._text(name))

    def whole(self, name: str) -> int | None:
        """A whole number; None where it was left out or empty."""
        text = self._text(name)
        if text and not _WHOLE.fullmatch(text):
            self.problems.append(f"{option(name)}: “{text}” bukan bilangan bulat")
            return None
        return int(text) if text else None

    def numbers(self, name: str) -> list[Decimal]:
        """Numbers between commas."""
        texts = [text.strip() for text in self._text(name).split(",")]
        read = [self._decimal(f"{option(name)} ke-{at}", text, needed=True) for at, text in enumerate(texts, start=1)]
        return [value for value in read if value is not None]

    def day(self, name: str) -> date | None:
        """A calendar day as 2026-01-31; None where it was left out."""
        text = self._text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.problems.append(f"{option(name)}: “{text}” bukan tanggal; tulis seperti 2026-01-31")
            return None

    def insist(self) -> None:
        """Raises UsageError with every problem met so far."""
        if self.problems:
            raise UsageError(self.problems)

    def _text(self, name: str) -> str:
        return (getattr(self.arguments, name) or "").strip()

    def _decimal(self, where: str, text: str, *, needed: bool = False) -> Decimal | None:
        if not text and not needed:
            return None
        try:
            return parse_decimal_strict(text)
        except NotANumber as error:
            self.problems.append(f"{where}: {error}")
            return None


def option(name: str) -> str:
    """`target_high` → `--target-high`."""
    return "--" + name.replace("_", "-")
