"""Planned results of an SKP that is being drafted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db.models import Max
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import InvalidInput, Problem
from capaian.foundation.writing import action
from capaian.planning.actions.drafts import IndicatorDraft, ResultDraft, refuse
from capaian.planning.actions.matrix_columns import insist_bare, release_column
from capaian.planning.actions.recording import insist, insist_fresh, note, values_of
from capaian.planning.models import Indicator, LibraryVersion, ObjectiveIndicator, ResultPlan, Skp
from capaian.planning.permissions import may_edit_skp
from capaian.planning.queries.cascade import parent_options_for
from capaian.planning.queries.family import measured


@action
def add_result(
    *, skp: Skp, draft: ResultDraft, by: Actor, at: datetime, indicators: Sequence[IndicatorDraft] = ()
) -> ResultPlan:
    """Add a result, with its first indicators, at the end of its group."""
    stored = insist(skp, may_edit_skp, by)
    of_indicators = [
        Problem(problem.reason, problem.field, row)
        for row, indicator in enumerate(indicators, start=1)
        for problem in [*indicator.problems(measured=measured(stored)), *unlinkable(skp, indicator)]
    ]
    refuse([*draft.problems(), *of_indicators])
    return store_result(skp, draft, indicators, by, at, **_hangs_below(skp, None, draft))


def store_result(
    skp: Skp, draft: ResultDraft, indicators: Sequence[IndicatorDraft], by: Actor, at: datetime, **links: object
) -> ResultPlan:
    """Write a checked result with its indicators at the end of its group. `links`: what it hangs below, and its source."""
    result: ResultPlan = ResultPlan.objects.create(
        skp=skp, ordinal=_next_ordinal(skp, draft.kind), **{**_words(draft), **links}
    )
    for ordinal, indicator in enumerate(indicators, start=1):
        Indicator.objects.create(result=result, ordinal=ordinal, **indicator.values())
    note("result.add", result, by, at, after=values_of(result) | {"indicators": [i.values() for i in indicators]})
    return result


@action
def change_result(*, result: ResultPlan, draft: ResultDraft, by: Actor, at: datetime, version: str | None = None) -> None:
    """Change what a result says, its kind or what it hangs below."""
    insist(result.skp, may_edit_skp, by)
    stored = ResultPlan.objects.get(pk=result.pk)
    insist_fresh([stored], version)
    refuse(draft.problems())
    before = values_of(stored)
    if stored.kind != draft.kind:
        result.ordinal = _next_ordinal(result.skp, draft.kind)
    for name, value in {**_words(draft), **_hangs_below(result.skp, result, draft)}.items():
        setattr(result, name, value)
    result.save()
    note("result.change", result, by, at, before=before, after=values_of(result))


@action
def remove_result(*, result: ResultPlan, by: Actor, at: datetime) -> None:
    """Take a result out. Refused where somebody's result, or a role in a matrix, hangs below it."""
    insist(result.skp, may_edit_skp, by)
    insist_bare(result.children)
    release_column(result)
    note("result.remove", result, by, at, before=values_of(result))
    result.delete()


@action
def move_result(*, result: ResultPlan, direction: Literal["up", "down"], by: Actor, at: datetime) -> None:
    """Exchange a result with its neighbour in the same group; at the edge nothing happens."""
    insist(result.skp, may_edit_skp, by)
    rows = list(ResultPlan.objects.filter(skp=result.skp, kind=result.kind).order_by("ordinal", "pk"))
    here = next(place for place, row in enumerate(rows) if row.pk == result.pk)
    there = here + (-1 if direction == "up" else 1)
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for ordinal, row in enumerate(rows, start=1):
        row.ordinal = ordinal
        row.save(update_fields=["ordinal"])
    note("result.move", result, by, at, before={"place": here + 1}, after={"place": there + 1})


def unlinkable(skp: Skp, draft: IndicatorDraft) -> list[Problem]:
    """Key indicators and definitions of another agency, and wordings that nobody approved: no indicator can name them."""
    agency, found = skp.employee.agency_id, []
    keys = ObjectiveIndicator.objects.filter(objective__unit__agency_id=agency)
    if draft.objective_indicator is not None and not keys.filter(pk=draft.objective_indicator).exists():
        found.append(Problem(_("Indikator kinerja utama yang dirujuk tidak ada di instansi ini."), "objective_indicator"))
    definitions = LibraryVersion.objects.filter(indicator__agency_id=agency, approved_at__isnull=False)
    if draft.definition is not None and not definitions.filter(pk=draft.definition).exists():
        found.append(Problem(_("Definisi yang dirujuk tidak ada dalam kamus indikator instansi ini."), "definition"))
    return found


def _words(draft: ResultDraft) -> dict[str, object]:
    """What a result says by itself, as stored."""
    return {
        "kind": draft.kind, "statement": draft.statement.strip(), "assigned_by": draft.assigned_by.strip(),
        "cascade": draft.cascade, "source": draft.source, "placeholder": draft.placeholder.strip(),
    }


def _hangs_below(skp: Skp, result: ResultPlan | None, draft: ResultDraft) -> dict[str, object]:
    """Parent, its indicator and objective of the choice. Only what `parent_options_for` offers is taken, so that neither
    another agency's record, nor one's own, nor what hangs below this very result can be named by its number."""
    none: dict[str, object] = {"parent_id": None, "parent_indicator_id": None, "objective_id": None}
    if not draft.hangs:
        return none
    offered = {option.value: option for option in parent_options_for(skp, result)}
    option = offered.get(draft.hangs)
    if option is None:
        reason = _("Pilih dari hasil kerja pejabat penilai atau sasaran unit yang ditampilkan.")
        raise InvalidInput([Problem(reason, "hangs")])
    return {**none, **option.links}


def _next_ordinal(skp: Skp, kind: str) -> int:
    rows = ResultPlan.objects.filter(skp=skp, kind=kind)
    return int(rows.aggregate(last=Max("ordinal"))["last"] or 0) + 1
