"""What the forms of an SKP say, as plain data that both the PDF and the spreadsheet are made from. Nothing here asks who
may read it: ask for the SKP first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from capaian.foundation.documents.wording import long_date, span
from capaian.kernel.berakhlak import BERAKHLAK
from capaian.people.models import Employee, Position
from capaian.planning import workflow
from capaian.planning.models import Indicator, ResultPlan, Skp, SkpVersion
from capaian.planning.queries.family import leads, measured
from capaian.planning.rules.fixing import heads_institution
from capaian.planning.rules.formats import Format, format_of
from capaian.planning.rules.leading import LEADING

NOT_AGREED = "RANCANGAN – belum disepakati kedua pihak, belum berlaku sebagai SKP"
NOT_CHANGED = "RANCANGAN PERUBAHAN – belum disepakati kedua pihak; SKP yang berlaku belum berubah"
UNION = ("setia pada NKRI", "setia pada Negara Kesatuan Republik Indonesia")
"""How forms A.1.6 and A.1.7 print it, and how A.1.1 and A.1.2 do (p.33, p.36, p.56, p.58)."""
OF_LEADER, OF_UNIT = "Indikator Kinerja Individu:", "Indikator Kinerja Organisasi:"
"""What stands before the indicators of an intervened result (A.1.7, note *; so printed on p.148-152)."""

Data = dict[str, object]


class Ordered(Protocol):
    ordinal: int
    pk: int


Row = TypeVar("Row", bound=Ordered)


def load(skp_id: int) -> Skp:
    """An SKP with everything that its form prints, in six queries. Raises Skp.DoesNotExist."""
    found = load_many([skp_id])
    if not found:
        raise Skp.DoesNotExist
    return found[0]


def load_many(skp_ids: Sequence[int]) -> list[Skp]:
    """These SKPs in this order, each with what its form and its annex print; the queries do not grow with them."""
    standing = Indicator.objects.standing()
    plans = ResultPlan.objects.standing().select_related("parent__skp__position", "objective").prefetch_related(
        Prefetch("indicators", standing), Prefetch("parent__indicators", standing), "objective__indicators"
    )
    rows = frames().prefetch_related("behaviour_expectations", Prefetch("results", plans)).in_bulk(skp_ids)
    return [rows[pk] for pk in skp_ids if pk in rows]


def frames() -> QuerySet[Skp]:
    """SKPs with their people, posts and the number and moment of their newest version."""
    newest = SkpVersion.objects.filter(skp=OuterRef("pk")).order_by("-number")
    found: QuerySet[Skp] = Skp.objects.select_related(
        "employee__agency", "position__unit", "appraiser", "appraiser_position__unit", "performance_year"
    ).annotate(
        newest_version=Subquery(newest.values("number")[:1]), newest_version_at=Subquery(newest.values("agreed_at")[:1])
    )
    return found


def form_of(skp: Skp) -> Format:
    """The form this SKP is written on."""
    return format_of(leads=leads(skp), quantitative=measured(skp))


def heading(skp: Skp, *, form: str = "", title: str = "Sasaran Kinerja Pegawai") -> Data:
    """What every form of an SKP prints above and below: head line, both identities, place and date of signing."""
    agreed = skp.state in (workflow.AGREED, workflow.MERGED)
    day = (skp.agreed_on if agreed else None) or skp.start
    agency = skp.employee.agency
    return {
        "doc": {
            "title": f"{title} {skp.employee.name} {skp.start.year}", "form": form or str(form_of(skp)),
            "number": f"SKP {skp.pk}", "date": [day.year, day.month, day.day], "draft": not agreed,
            "draft_note": NOT_CHANGED if skp.amends_id else NOT_AGREED,
        },
        "agency": agency.name,
        "period": span(skp.start, skp.end),
        "employee": identity(skp.employee, skp.position),
        "appraiser": appraiser_identity(skp.appraiser, skp.appraiser_position, skp),
        "signed": {"place": agency.place, "date": long_date(skp.agreed_on) if agreed and skp.agreed_on else ""},
        "version": _version(skp) if agreed else "",
        "fixed_by": skp.fixed_by if agreed else "",
    }


def _version(skp: Skp) -> str:
    """Which of its versions this is, where an amendment has made a second one."""
    number, moment = getattr(skp, "newest_version", None), getattr(skp, "newest_version_at", None)
    return version_line(number, moment, skp.employee.agency.time_zone) if number and moment and number > 1 else ""


def version_line(number: int, moment: datetime, zone: str) -> str:
    """`Versi 2, disepakati 3 Juli 2026`, on the day as the agency counts it."""
    return f"Versi {number}, disepakati {long_date(timezone.localdate(moment, ZoneInfo(zone)))}"


def identity(person: Employee, position: Position | None) -> dict[str, str]:
    """The five rows of the identity block; a dash where nothing is known."""
    return {
        "name": person.name, "nip": person.nip or "-", "rank": person.rank_grade or "-",
        "position": position.title if position else "-", "unit": position.unit.name if position else "-",
    }


def appraiser_identity(person: Employee, position: Position | None, skp: Skp) -> dict[str, str]:
    """The same of the appraiser. Who heads the whole institution is in no unit of it: the forms of who leads then print
    INSTANSI in the fifth row, as the regulation's own example does for a minister (p.131); everywhere else the label is the
    form's, UNIT KERJA (p.32, p.34)."""
    known = identity(person, position)
    if position is None or not leads(skp):
        return known
    top, sphere = position.unit.parent_id is None, skp.employee.agency.sphere
    heads = heads_institution(sphere=sphere, top=top, leads=position.leads_unit, title=position.title)
    return known | {"place": "INSTANSI"} if heads else known


def results(skp: Skp, kind: str) -> list[ResultPlan]:
    """The loaded SKP's results of one kind, in the order of the forms."""
    return sorted((plan for plan in skp.results.all() if plan.kind == kind), key=lambda plan: (plan.ordinal, plan.pk))


def result(plan: ResultPlan) -> Data:
    """A result with the leader's result it intervenes (A.1.7 columns 2 and 3, note *)."""
    return {"statement": plan.statement, "intervened": _intervened(plan)}


def _intervened(plan: ResultPlan) -> Data:
    if plan.parent is not None:
        leading = plan.parent.skp.position.group in LEADING
        above = [it for it in indicators_of(plan.parent) if plan.parent_indicator_id in (None, it.pk)]
        shown = [it.statement for it in above] if leading else []
        return {"statement": plan.parent.statement, "label": OF_LEADER, "indicators": shown}
    if plan.objective is not None:
        shown = [it.statement for it in in_order(plan.objective.indicators.all())]
        return {"statement": plan.objective.statement, "label": OF_UNIT, "indicators": shown}
    return {"statement": plan.placeholder or "-", "label": "", "indicators": []}


def given_by(plan: ResultPlan, skp: Skp) -> str:
    """The post of the leader, or the team, that assigned a result (A.1.1, A.1.2 and A.1.6 print it in brackets)."""
    if plan.assigned_by:
        return plan.assigned_by
    if plan.parent is not None:
        return plan.parent.skp.position.title
    return skp.appraiser_position.title if skp.appraiser_position else "-"


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows with an ordinal, in order; equal ordinals as they were entered."""
    return sorted(rows, key=lambda row: (row.ordinal, row.pk))


def indicators_of(plan: ResultPlan) -> list[Indicator]:
    """A loaded result's indicators in the order of the forms."""
    return in_order(plan.indicators.all())


def planned(indicator: Indicator) -> Data:
    """Columns 4 to 6 of A.1.7 and 3 to 5 of A.1.2: aspect, indicator, target, perspective."""
    return {
        "aspect": indicator.get_aspect_display(), "statement": indicator.statement, "target": indicator.target_text,
        "perspective": indicator.get_perspective_display() if indicator.perspective else "",
    }


def behaviours(skp: Skp) -> list[Data]:
    """The seven values with their guides and what the leader expects under each (Art 10(3)-(4))."""
    expected = in_order(skp.behaviour_expectations.all())
    texts = [(it.core_value, it.text) for it in expected]
    return values_with(texts, leading=leads(skp))


def values_with(expected: Sequence[tuple[str, str]], *, leading: bool) -> list[Data]:
    """The seven values, each with the expectations (core value, text) that stand under it, as the family's form prints them."""
    return [
        {
            "slug": value.slug, "name": value.name,
            "guides": [guide.replace(*UNION) if leading else guide for guide in value.guides],
            "expectations": [text for core_value, text in expected if core_value == value.slug],
        }
        for value in BERAKHLAK
    ]
