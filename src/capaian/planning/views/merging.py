"""Two screens changed one record: what each says, side by side, so that nothing typed is lost and nobody overwrites unseen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from capaian.foundation.forms import plain
from capaian.foundation.language import day_in_words
from capaian.planning.queries.freshness import LastChange

OPENED = "opened"
"""The hidden field that carries what the form showed when it was opened."""
LONGEST = 40_000  # what a browser sends back may be anything; more than this is none of ours


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what was typed, what is stored now, and what stood there when the form was opened (None: not known)."""

    label: str
    yours: str
    now: str
    before: str | None
    taken: bool = False  # left alone here and changed there: the form goes on with what is stored

    @property
    def both(self) -> bool:
        """Whether both sides changed it, so that one of the two is lost whichever is saved."""
        return self.before is not None and self.before not in (self.yours, self.now)


@dataclass(frozen=True, slots=True)
class Stale:
    """The comparison: the fields that differ, and who changed the record last."""

    differences: tuple[Difference, ...]
    changed: LastChange | None


def fields_of(page: Mapping[str, Any]) -> list[BoundField]:
    """The fields that a page shows, of one form or of several together."""
    return [bound for bound in (page.get("together") or page["form"]) if not bound.is_hidden]


def opened(bounds: Iterable[BoundField]) -> str:
    """What the fields show before anybody types, for `OPENED`."""
    return json.dumps({bound.html_name: _shown(bound, bound.initial) for bound in bounds})


def compared(bounds: Iterable[BoundField], sent: str, changed: LastChange | None) -> Stale:
    """The fields whose typed words are not what is stored now. What is stored is what the forms were made with.

    A field that was not touched here goes on with what is stored, so that saving again undoes nobody's change unseen. Rows of
    a formset are left as typed: what was their number when opened may be another row now.
    """
    before = _read(sent)
    rows = []
    for bound in bounds:
        yours, now = _shown(bound, _typed(bound)), _shown(bound, bound.initial)
        if yours != now:
            was = before.get(bound.html_name)
            taken = was == yours and not _is_row(bound)
            if taken:
                _take(bound)
            rows.append(Difference(str(bound.label), yours, now, was, taken))
    return Stale(tuple(rows), changed)


def _is_row(bound: BoundField) -> bool:
    return (bound.form.prefix or "").rpartition("-")[2].isdigit()


def _take(bound: BoundField) -> None:
    stored = bound.field.prepare_value(bound.initial)
    bound.form.data = bound.form.data.copy()
    bound.form.data[bound.html_name] = "" if stored is None else str(stored)


def _typed(bound: BoundField) -> Any:
    cleaned = getattr(bound.form, "cleaned_data", {})
    return cleaned.get(bound.name, bound.data)


def _shown(bound: BoundField, value: Any) -> str:
    choices = getattr(bound.field, "choices", None)
    if choices is not None:
        return str(dict(_flat(choices)).get(str(value or ""), value or ""))
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, bool):
        return _("ya") if value else ""
    return "" if value is None else "\n".join(str(value).splitlines()).strip()


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(value), label


def _read(sent: str) -> dict[str, str]:
    if len(sent) > LONGEST:
        return {}
    try:
        read = json.loads(sent or "{}")
    except ValueError:
        return {}
    return {str(name): text for name, text in read.items() if isinstance(text, str)} if isinstance(read, dict) else {}
