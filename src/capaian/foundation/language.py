"""The language of the screen: what the rules said, in the reader's words; and papers that are always Indonesian."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, override

from capaian.kernel.words import Saying

P = ParamSpec("P")
R = TypeVar("R")


def day_in_words(day: date) -> str:
    """A day as a sentence on this screen says it: "21 November 2026"."""
    return date_format(day, "j F Y")


def is_english() -> bool:
    """Whether the reader chose English; Indonesian is what everybody else gets."""
    return (get_language() or "").startswith("en")


def told(text: object) -> str:
    """A sentence of the rules in the reader's language; what the catalogue does not know stays as it was said."""
    if isinstance(text, Saying):
        values = {name: _told_value(value) for name, value in text.values.items()}
        return gettext(text.pattern) % values if values else gettext(text.pattern)
    plain = str(text)
    return gettext(plain) if plain else ""


def _told_value(value: object) -> str:
    if isinstance(value, Saying):
        return told(value)
    if isinstance(value, Decimal) and not is_english():
        return str(value).replace(".", ",")
    return str(value)


def in_indonesian(function: Callable[P, R]) -> Callable[P, R]:
    """Official forms and files for other systems read the same whoever asks for them: in Indonesian."""

    @wraps(function)
    def spoken(*args: P.args, **kwargs: P.kwargs) -> R:
        with override("id"):
            return function(*args, **kwargs)

    return spoken
