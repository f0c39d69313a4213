"""An SKP as it read in one of its versions: from what was stored when both agreed, not from what stands there now."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from capaian.foundation.documents.wording import long_date, span
from capaian.foundation.language import in_indonesian
from capaian.people.models import Employee
from capaian.planning.documents import sheets
from capaian.planning.documents.annex import TITLE, render_annex, sections_of
from capaian.planning.documents.content import Data, identity, values_with, version_line
from capaian.planning.documents.skp import family, render_skp
from capaian.planning.models import Approach, Aspect, Perspective, SkpVersion
from capaian.planning.queries.family import leads
from capaian.planning.rules.content import IndicatorContent, PlanContent, ResultContent, from_json
from capaian.planning.rules.formats import Format, format_of


@in_indonesian
def version_document(version: SkpVersion) -> bytes:
    """The SKP of a version as PDF, on the form of its approach then. Two queries."""
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
    for kind in ("main", "additional"):
        data[kind] = [_result(plan, content) for plan in content.results if plan.kind == kind]
    return data


def _frame(version: SkpVersion, content: PlanContent, form: Format, title: str) -> Data:
    """Head line, identities and signing: the appraiser of that version, in the post of that day."""
    skp = version.skp
    agency = skp.employee.agency
    start, end = date.fromisoformat(content.start), date.fromisoformat(content.end)
    day = timezone.localdate(version.agreed_at, ZoneInfo(agency.time_zone))
    return {
        "doc": {
            "title": f"{title} {skp.employee.name} {start.year} versi {version.number}", "form": str(form),
            "number": f"SKP {skp.pk} versi {version.number} {version.digest[:12]}", "date": [day.year, day.month, day.day],
            "draft": False, "draft_note": "",
        },
        "agency": agency.name, "period": span(start, end), "employee": identity(skp.employee, skp.position),
        "appraiser": _appraiser(content), "signed": {"place": agency.place, "date": long_date(day)},
        "version": version_line(version.number, version.agreed_at, agency.time_zone), "fixed_by": "",
    }


def _appraiser(content: PlanContent) -> dict[str, str]:
    person = Employee.objects.filter(pk=content.appraiser).first()
    known = identity(person, None) if person else {"nip": "-", "rank": "-", "unit": "-"}
    return known | {"name": content.appraiser_name, "position": content.appraiser_post or "-"}


def _result(plan: ResultContent, content: PlanContent) -> dict[str, Any]:
    above = plan.supports or plan.placeholder or "-"
    return {
        "statement": plan.statement, "given_by": plan.assigned_by or content.appraiser_post or "-",
        "intervened": {"statement": above, "label": "", "indicators": []},
        "indicators": [_indicator(it) for it in plan.indicators],
    }


def _indicator(it: IndicatorContent) -> dict[str, str]:
    return {
        "aspect": _label(Aspect, it.aspect), "statement": it.statement, "target": it.target_text,
        "perspective": _label(Perspective, it.perspective),
    }


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
