"""The performance year as four stages and where one is in it (Art 2-3: planning, doing, judging, following up)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from capaian.governance.models import EvaluationPeriod, PeriodKind

PLANNING_UNTIL = (1, 31)
"""PermenPANRB 6/2022 Art 10: the SKP is agreed in January."""


def stages(periods: Sequence[EvaluationPeriod], today: date) -> list[dict[str, str]]:
    """The four stages as items of `{% steps %}`; without periods the dates of judging are called unscheduled."""
    annual = next((period for period in periods if period.kind == PeriodKind.ANNUAL), None)
    here = _here(annual, today)
    notes = (_planning(today), _doing(here, today), _judging(periods, annual, today), _following(annual))
    labels = (_("Perencanaan"), _("Pelaksanaan"), _("Penilaian"), _("Tindak lanjut"))
    return [
        {"label": label, "note": note, "state": "done" if place < here else "current" if place == here else "todo"}
        for place, (label, note) in enumerate(zip(labels, notes, strict=True))
    ]


def _here(annual: EvaluationPeriod | None, today: date) -> int:
    if (today.month, today.day) <= PLANNING_UNTIL:
        return 0
    if annual is None or today < annual.window_start:
        return 1
    return 2 if today <= annual.window_end else 3


def _planning(today: date) -> str:
    return _("sampai 31 Januari") if today.month == 1 else _("Januari")


def _doing(here: int, today: date) -> str:
    return _("%(month)s berjalan") % {"month": date_format(today, "F")} if here == 1 else _("sepanjang tahun")


def _judging(periods: Sequence[EvaluationPeriod], annual: EvaluationPeriod | None, today: date) -> str:
    """An open window first; else when the year is judged."""
    window = next((period for period in periods if period.window_start <= today <= period.window_end), None)
    if window is not None:
        until = _("sampai %(day)s") % {"day": date_format(window.window_end, "j M")}
        return until if window is annual else f"{window.label.rpartition(' ')[0]}, {until}"
    return _("mulai %(day)s") % {"day": date_format(annual.window_start, "j M")} if annual else _("belum dijadwalkan")


def _following(annual: EvaluationPeriod | None) -> str:
    if annual is None:
        return _("sesudah penilaian")
    return _("sesudah %(day)s") % {"day": date_format(annual.window_end, "j M Y")}
