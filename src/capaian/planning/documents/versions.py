"""An SKP as it read in one of its versions: from what was stored when both agreed, not from what stands there now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from capaian.foundation.documents.wording import long_date, span
from capaian.foundation.language import in_indonesian
from capaian.people.models import Employee, Posting
from capaian.people.queries import on
from capaian.planning.documents import sheets
from capaian.planning.documents.annex import TITLE, render_annex, sections_of
from capaian.planning.documents.content import OF_LEADER, OF_UNIT, Data, appraiser_identity, identity, values_with, version_line
from capaian.planning.documents.skp import family, render_skp
from capaian.planning.models import Approach, Aspect, ObjectiveIndicator, Perspective, ResultPlan, SkpVersion
from capaian.planning.queries.family import leads
from capaian.planning.queries.versions import agreed_on_day
from capaian.planning.rules.content import IndicatorContent, PlanContent, ResultContent, from_json
from capaian.planning.rules.formats import Format, format_of
from capaian.planning.rules.leading import LEADING


@in_indonesian
def version_document(version: SkpVersion) -> bytes:
    """The SKP of a version as PDF, on the form of its approach then. Six queries at most, at any number of results."""
    return render_skp(version_data(version))


@in_indonesian
def version_sheet(version: SkpVersion, path: Path) -> None:
    """The same as a workbook."""
    sheets.write_skp(version_data(version), path)


@in_indonesian
def version_annex_document(version: SkpVersion) -> bytes:
    """Form A.1.8 as it then read."""
    content = from_json(version.content)
    lines = [(line.place, line.text) for line in content.annex]
    return render_annex(_frame(version, content, Format.ANNEX, TITLE) | sections_of(lines))


def version_form(version: SkpVersion) -> Format:
    """The form that the SKP was written on then."""
    quantitative = version.content.get("approach", Approach.QUANTITATIVE) == Approach.QUANTITATIVE
    return format_of(leads=leads(version.skp), quantitative=quantitative)


def version_data(version: SkpVersion) -> Data:
    """What `skp_data` would have said on that day."""
    content = from_json(version.content)
    form = version_form(version)
    data = _frame(version, content, form, "Sasaran Kinerja Pegawai") | family(form)
    expected = [(line.place, line.text) for line in content.expectations]
    data["behaviours"] = values_with(expected, leading=leads(version.skp))
    above = _above(content, _day(version))
    for kind in ("main", "additional"):
        data[kind] = [_result(plan, content, above) for plan in content.results if plan.kind == kind]
    return data


def _day(version: SkpVersion) -> date:
    """The day of agreement, as the agency counts it."""
    return timezone.localdate(version.agreed_at, ZoneInfo(version.skp.employee.agency.time_zone))


def _frame(version: SkpVersion, content: PlanContent, form: Format, title: str) -> Data:
    """Head line, identities and signing: the appraiser of that version, in the post of that day."""
    skp = version.skp
    agency = skp.employee.agency
    start, end = date.fromisoformat(content.start), date.fromisoformat(content.end)
    day = _day(version)
    fixed_by = version.amendment.fixed_by if version.amendment else skp.fixed_by
    return {
        "doc": {
            "title": f"{title} {skp.employee.name} {start.year} versi {version.number}", "form": str(form),
            "number": f"SKP {skp.pk} versi {version.number} {version.digest[:12]}", "date": [day.year, day.month, day.day],
            "draft": False, "draft_note": "",
        },
        "agency": agency.name, "period": span(start, end), "employee": identity(skp.employee, skp.position),
        "appraiser": _appraiser(version, content, day), "signed": {"place": agency.place, "date": long_date(day)},
        "version": version_line(version.number, version.agreed_at, agency.time_zone), "fixed_by": fixed_by,
    }


def _appraiser(version: SkpVersion, content: PlanContent, day: date) -> dict[str, str]:
    """Name and post as they were agreed; rank, and the unit of that post on that day, as the ledger has them."""
    agreed = {"name": content.appraiser_name, "position": content.appraiser_post or "-"}
    person = Employee.objects.filter(pk=content.appraiser).first()
    if person is None:
        return {"nip": "-", "rank": "-", "unit": "-"} | agreed
    held = Posting.objects.filter(on(day), employee=person, position__title=content.appraiser_post)
    posting = held.select_related("position__unit").order_by("-start").first()
    return appraiser_identity(person, posting.position if posting else None, version.skp) | agreed


@dataclass(frozen=True, slots=True)
class _Above:
    """What the results of a version hung below: posts of the leaders, and the indicators that the form prints with it."""

    posts: Mapping[int, str]
    of_leaders: Mapping[int, tuple[IndicatorContent, ...]]
    of_objectives: Mapping[int, list[str]]


def _above(content: PlanContent, day: date) -> _Above:
    """Note * of form A.1.7 asks for the indicators where a head's or the organisation's result is intervened; a head's as
    they were agreed on that day. A query for each kind that occurs, and one for the heads' versions."""
    parents = {plan.parent for plan in content.results if plan.parent}
    rows = ResultPlan.objects.filter(pk__in=parents).select_related("skp__position") if parents else ()
    heads = {row.pk: row.skp_id for row in rows if row.skp.position.group in LEADING}
    agreed = agreed_on_day(heads.values(), day) if heads else {}
    of_leaders = {
        result.key: result.indicators
        for said in agreed.values() for result in said.results if result.key in heads and result.key is not None
    }
    goals = {plan.objective for plan in content.results if plan.objective}
    of_objectives: dict[int, list[str]] = {}
    keys = ObjectiveIndicator.objects.filter(objective_id__in=goals).order_by("ordinal", "pk") if goals else ()
    for key in keys:
        of_objectives.setdefault(key.objective_id, []).append(key.statement)
    return _Above({row.pk: row.skp.position.title for row in rows}, of_leaders, of_objectives)


def _result(plan: ResultContent, content: PlanContent, above: _Above) -> dict[str, Any]:
    led = above.of_leaders.get(plan.parent or 0, ())
    shown = [it.statement for it in led if plan.parent_indicator in (None, it.key)]
    shown = shown or above.of_objectives.get(plan.objective or 0, [])
    return {
        "statement": plan.statement,
        "given_by": plan.assigned_by or above.posts.get(plan.parent or 0) or content.appraiser_post or "-",
        "intervened": {
            "statement": plan.supports or plan.placeholder or "-", "label": OF_UNIT if plan.objective else OF_LEADER,
            "indicators": shown,
        },
        "indicators": [_indicator(it) for it in plan.indicators],
    }


def _indicator(it: IndicatorContent) -> dict[str, str]:
    return {
        "aspect": _label(Aspect, it.aspect), "statement": it.statement, "target": it.target_text,
        "perspective": _label(Perspective, it.perspective),
    }


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
