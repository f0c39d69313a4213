"""What may be printed, and that it was: opening a form of somebody's plan is noted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from capaian.foundation.actor import Actor
from capaian.foundation.errors import Refused
from capaian.foundation.permissions import require
from capaian.foundation.record.readings import note_reading
from capaian.people.models import Posting, Reporting, Unit
from capaian.people.permissions.scope import below, reads, reads_units, within_reach
from capaian.people.queries import on
from capaian.planning.models import RoleMatrix, Skp, SkpVersion
from capaian.planning.permissions.documents import may_export_unit_documents
from capaian.planning.permissions.matrix import may_view_matrix
from capaian.planning.queries.family import leads
from capaian.planning.queries.skps import appraised_by, get_skp_to_print_for


def get_leading_skp_to_print_for(actor: Actor, pk: int) -> Skp:
    """The SKP of somebody who leads, for the forms that only they have. Refused for others' SKPs."""
    skp = get_skp_to_print_for(actor, pk)
    if not leads(skp):
        raise Refused(
            _("Manual indikator kinerja (format A.1.3) dibuat untuk SKP pejabat pimpinan tinggi dan pimpinan unit kerja mandiri.")
        )
    return skp


def get_version_to_print_for(actor: Actor, pk: int, number: int) -> SkpVersion:
    """One version of an SKP that this person may read."""
    skp = get_skp_to_print_for(actor, pk)
    rows = SkpVersion.objects.filter(skp=skp, number=number).select_related("amendment")
    version: SkpVersion | None = rows.first()
    if version is None:
        raise Http404
    version.skp = skp
    return version


def get_matrix_to_print_for(actor: Actor, pk: int) -> RoleMatrix:
    """The matrix of a leader's SKP, for whoever may open the matrix; that opens nothing else of the SKP."""
    matrix: RoleMatrix | None = (
        RoleMatrix.objects.filter(skp_id=pk, unit__agency_id=actor.agency_id)
        .select_related("unit", "team", "skp__employee", "skp__position__unit").first()
    )
    if matrix is None:
        raise Http404
    require(may_view_matrix(actor, matrix))
    note_reading(actor, subject_id=matrix.skp.employee_id, thing="skp-pdf", thing_id=pk, label=str(matrix.skp.start.year))
    return matrix


def printable_units_for(actor: Actor, day: date) -> QuerySet[Unit]:
    """The units whose SKPs this person may have printed, by name."""
    held = Posting.objects.filter(on(day), employee_id=actor.employee_id, position__leads_unit=True)
    units = Unit.objects.filter(agency_id=actor.agency_id)
    led = units.filter(pk__in=held.values("position__unit_id"))
    found = within_reach(actor, units, "pk") | led if reads_units(actor) else led
    return found.order_by("name", "pk")


def get_unit_to_print_for(actor: Actor, pk: int | None, day: date) -> Unit:
    """The unit asked for, else the first one that may be printed. Http404 for another agency's, Refused out of reach."""
    if pk is None:
        pk = printable_units_for(actor, day).values_list("pk", flat=True).first()
        if pk is None:
            raise Refused(_("Dokumen satu unit dibuat oleh kepala unit itu, pengelola kinerja, tim evaluasi atau pengawas."))
    unit = Unit.objects.filter(agency_id=actor.agency_id, pk=pk).first()
    if unit is None:
        raise Http404
    require(may_export_unit_documents(actor, unit, day))
    return unit


def skps_to_print_for(actor: Actor, unit: Unit, year: int, day: date, states: Sequence[str] = ()) -> QuerySet[Skp]:
    """The standing SKPs of a unit and everything below it, by unit and name. Who does not read the unit by office is given
    what this person may open one by one: own ones, those of people appraised, and those whose appraiser is appraised."""
    rows: QuerySet[Skp] = Skp.objects.standing().filter(
        performance_year__agency_id=actor.agency_id, performance_year__year=year,
        position__unit__in=below((unit.path,), actor.agency_id).values("pk"),
    )
    if states:
        rows = rows.filter(state__in=states)
    if not reads(actor, unit.path):
        mine = Reporting.objects.filter(on(day), appraiser_id=actor.employee_id).values("employee_id")
        rows = rows.filter(appraised_by(actor, own=True) | Q(appraiser_id__in=mine))
    return rows.order_by("position__unit__path", "employee__name", "pk")


def counts_to_print_for(actor: Actor, unit: Unit, year: int, day: date) -> dict[str, int]:
    """How many SKPs there are to print, by state."""
    rows = skps_to_print_for(actor, unit, year, day).order_by().values_list("state").annotate(count=Count("pk"))
    return dict(rows)


def named_to_print(agency_id: int, skp_ids: Sequence[int]) -> dict[int, tuple[str, str, int, int]]:
    """Unit, name, year and employee of each SKP: what its file is called, and whose it is."""
    rows = Skp.objects.filter(employee__agency_id=agency_id, pk__in=skp_ids).values_list(
        "pk", "position__unit__name", "employee__name", "start__year", "employee_id"
    )
    return {pk: (unit, name, year, employee) for pk, unit, name, year, employee in rows}
