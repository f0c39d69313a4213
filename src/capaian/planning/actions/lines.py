"""What an SKP says in numbered lines: special expectations (A.1.7) and the annex (A.1.8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.language import day_in_words
from capaian.foundation.permissions import Verdict
from capaian.foundation.writing import action
from capaian.kernel.berakhlak import BY_SLUG
from capaian.planning.actions.drafts import lines_of, refuse
from capaian.planning.actions.recording import insist, insist_fresh, note
from capaian.planning.actions.speaking import speak
from capaian.planning.models import AnnexItem, AnnexSection, BehaviourExpectation, Outcome, Skp
from capaian.planning.permissions import answers, may_edit_annex, may_edit_expectations
from capaian.planning.rules.lines import continued


@action
def write_expectations(
    *, skp: Skp, core_value: str, lines: Sequence[str], by: Actor, at: datetime, version: str | None = None
) -> None:
    """Art 10(4): replace the special expectations on one core value; no line takes them away."""
    insist(skp, may_edit_expectations, by)
    if core_value not in BY_SLUG:
        raise InvalidInput([Problem(_("Nilai dasar ini tidak dikenal."), "core_value")])
    before, after = _replaced(BehaviourExpectation, skp, lines, version, core_value=core_value)
    if answers(by, skp) and before != after:
        speak(skp, Outcome.EXPECT, by, at, text="\n".join(lines_of(lines)))
    note("skp.expectations", skp, by, at, before=before, after=after)


@action
def write_annex(
    *, skp: Skp, section: str, lines: Sequence[str], by: Actor, at: datetime, version: str | None = None,
    due: Mapping[int, date | None] | None = None,
) -> None:
    """Art 11-13: replace the lines of one section of form A.1.8. A line that stays, or is only reworded, keeps its row and
    what was told about it; `due` gives rows (by number) the day until which the promise is to be kept."""

    def permission(actor: Actor, stored: Skp) -> Verdict:
        return may_edit_annex(actor, stored, section)

    insist(skp, permission, by)
    if section not in AnnexSection.values:
        raise InvalidInput([Problem(_("Bagian lampiran ini tidak dikenal."), "section")])
    before, after = _replaced(AnnexItem, skp, lines, version, section=section)
    stored = list(AnnexItem.objects.filter(skp=skp, section=section, pk__in=due or ()))
    refuse([problem for row in stored for problem in _outside(skp, row, (due or {})[row.pk])])
    for row in stored:
        row.due_on = (due or {})[row.pk]
        row.save(update_fields=["due_on"])
        after[f"due:{row.ordinal}"] = row.due_on
    note("skp.annex", skp, by, at, before=before, after=after)


def _outside(skp: Skp, row: AnnexItem, day: date | None) -> list[Problem]:
    """A promise helps the plan of these days only; a day that stood there already is not asked about again."""
    if day is None or day == row.due_on or skp.start <= day <= skp.end:
        return []
    words = _("Pilih hari dalam masa SKP ini: %(start)s sampai %(end)s.")
    return [Problem(words % {"start": day_in_words(skp.start), "end": day_in_words(skp.end)}, f"due_{row.pk}")]


def _replaced(
    model: type[BehaviourExpectation] | type[AnnexItem], skp: Skp, lines: Sequence[str], version: str | None, **place: str
) -> tuple[dict[str, object], dict[str, object]]:
    """Put these lines in the place of the stored ones; what stood there and what stands there now, for the audit."""
    rows = list(model.objects.filter(skp=skp, **place).order_by("ordinal", "pk"))
    insist_fresh(rows, version)
    kept = lines_of(lines)
    before: dict[str, object] = {**place, "lines": [row.text for row in rows]}  # as it was, before the rows change
    places = continued([row.text for row in rows], kept)
    for number, row in enumerate(rows):
        if number not in places:
            row.delete()
    for ordinal, (place_before, text) in enumerate(zip(places, kept, strict=True), start=1):
        row = rows[place_before] if place_before is not None else None
        if row is None:
            model.objects.create(skp=skp, text=text, ordinal=ordinal, **place)
        elif (row.text, row.ordinal) != (text, ordinal):
            row.text, row.ordinal = text, ordinal
            row.save(update_fields=["text", "ordinal"])
    return before, {**place, "lines": kept}
