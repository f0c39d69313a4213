"""What changed between two agreements, in the words of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from capaian.foundation.language import day_in_words, told
from capaian.foundation.ui.numbers import number
from capaian.kernel.berakhlak import BY_SLUG
from capaian.planning.models import (
    AnnexSection,
    Approach,
    Aspect,
    Cascade,
    ControlLevel,
    Measurement,
    Perspective,
    Polarity,
    ResultKind,
    ResultSource,
)
from capaian.planning.rules.difference import Difference, FieldChange, IndicatorChange, Kind, LineChange, ResultChange

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: dict[str, StrOrPromise] = {
    "statement": _("Rumusan"), "kind": _("Jenis"), "cascade": _("Penurunan"), "source": _("Asal"),
    "assigned_by": _("Ditugaskan oleh"), "placeholder": _("Diharapkan mendukung"), "supports": _("Mendukung"),
    "aspect": _("Aspek"), "target_text": _("Target"), "target": _("Target angka"), "target_high": _("Batas atas"),
    "unit": _("Satuan"), "polarity": _("Arah"), "measurement": _("Cara menghitung"), "perspective": _("Perspektif"),
    "control": _("Kendali"), "approach": _("Pendekatan"), "appraiser": _("Pejabat penilai"), "start": _("Mulai"),
    "end": _("Sampai"),
}
CHOICES: dict[str, Any] = {
    "kind": ResultKind, "cascade": Cascade, "source": ResultSource, "aspect": Aspect, "polarity": Polarity,
    "measurement": Measurement, "perspective": Perspective, "control": ControlLevel, "approach": Approach,
}
CHIPS: dict[Kind, tuple[StrOrPromise, str]] = {
    Kind.ADDED: (_("Baru"), "good"), Kind.REMOVED: (_("Dikeluarkan"), "bad"), Kind.CHANGED: (_("Berubah"), "info"),
}
_SAID_BY_TEXT = {"target", "target_high", "unit"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: what it is about, what it said, what it says."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed; `about` says of which result an indicator is."""

    chip: StrOrPromise
    tone: str
    title: str
    lines: tuple[Line, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference as the page prints it."""

    count: int
    frame: tuple[Line, ...]
    changes: tuple[Change, ...]
    expectations: tuple[Line, ...]
    annex: tuple[Line, ...]
    reordered: bool


def shown(found: Difference) -> Shown:
    """Everything that is not as it was, results first."""
    changes: list[Change] = []
    for result in found.results:
        changes += _of_result(result)
    return Shown(
        count=found.count, frame=_lines(found.frame), changes=tuple(changes), reordered=found.reordered,
        expectations=_placed(found.expectations, {slug: told(value.name) for slug, value in BY_SLUG.items()}),
        annex=_placed(found.annex, dict(AnnexSection.choices)),
    )


def _of_result(change: ResultChange) -> list[Change]:
    chip, tone = CHIPS[change.kind]
    title, about = change.result.statement, change.result.statement
    if change.kind is Kind.CHANGED:
        own = [Change(chip, tone, title, _lines(change.fields))] if change.fields else []
        return [*own, *(_of_indicator(each, about) for each in change.indicators)]
    targets = tuple(Line(each.statement, *_side(change.kind, each.target_text)) for each in change.result.indicators)
    return [Change(chip, tone, title, targets)]


def _of_indicator(change: IndicatorChange, about: str) -> Change:
    chip, tone = CHIPS[change.kind]
    lines = _lines(change.fields)
    if change.kind is not Kind.CHANGED:
        lines = (Line(str(LABELS["target_text"]), *_side(change.kind, change.indicator.target_text)),)
    return Change(chip, tone, change.indicator.statement, lines, about)


def _side(kind: Kind, text: str) -> tuple[str, str]:
    return (text, "") if kind is Kind.REMOVED else ("", text)


def _lines(fields: Sequence[FieldChange]) -> tuple[Line, ...]:
    """The printed target says what its numbers say."""
    printed = any(field.name == "target_text" for field in fields)
    return tuple(
        Line(str(LABELS[field.name]), _value(field.name, field.before), _value(field.name, field.after))
        for field in fields if not (printed and field.name in _SAID_BY_TEXT)
    )


def _value(name: str, value: Any) -> str:
    if isinstance(value, Decimal):
        return number(value, 4)
    if value in (None, ""):
        return ""
    if name in ("start", "end"):
        return day_in_words(date.fromisoformat(value))
    choices = CHOICES.get(name)
    return str(choices(value).label) if choices is not None and value in choices.values else str(value)


def _placed(lines: Sequence[LineChange], names: dict[str, Any]) -> tuple[Line, ...]:
    return tuple(Line(str(names.get(line.place, line.place)), _dated(line.before), _dated(line.after)) for line in lines)


def _dated(text: str) -> str:
    """A line whose promise has a day, which the rules write as 2026-03-31, in words."""
    said, _bracket, day = text.rpartition(" (")
    try:
        due = date.fromisoformat(day.removesuffix(")"))
    except ValueError:
        return text
    return str(_("%(text)s (paling lambat %(day)s)") % {"text": said, "day": day_in_words(due)})
