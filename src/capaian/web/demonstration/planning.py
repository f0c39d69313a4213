"""Planning in the first demonstration region as it is halfway: a matrix, a changed SKP and one being changed, assignments, and
a unit whose head has planned nothing yet while the staff go on. Every step by the action that a person's click would call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.db import transaction

from capaian.foundation.actor import Actor
from capaian.foundation.models import User
from capaian.people.models import Agency, Employee, Position, PositionGroup, Posting, Reporting, Unit
from capaian.people.queries import actor_for
from capaian.people.queries.directory import reindex_agency
from capaian.planning.actions import (
    IndicatorDraft,
    ResultDraft,
    add_result,
    agree_skp,
    change_result,
    start_skp,
    submit_skp,
    write_annex,
)
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.actions.assignments import AssignmentDraft, propose_assignment
from capaian.planning.actions.dialogue import Adjustment, adjust_result, ask_skp
from capaian.planning.actions.matrix import CellWrite, start_matrix, write_cells
from capaian.planning.models import AssignmentForm, MatrixRow, RoleMatrix, Skp
from capaian.planning.queries.matrix import columns_of
from capaian.web.demonstration import names
from capaian.web.demonstration.clock import Clock
from capaian.web.demonstration.organisation import PASSWORD
from capaian.web.demonstration.shapes import Region

FIRST = 169_000
"""The number of the first of the people made here: far from those of the regions, so that no NIP comes twice."""
LATE_UNIT = "UPTD Laboratorium Kesehatan Daerah"
ANNEX = (
    ("resources", "Reagen dan alat uji tersedia sebelum triwulan kedua"),
    ("accountability", "Progres dilaporkan setiap bulan beserta daftar uji"),
    ("consequences", "Bila ekspektasi terpenuhi: diusulkan mengikuti pelatihan"),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """What somebody of the late unit plans: post, result, what it is expected to support, indicator and target."""

    post: str
    statement: str
    supports: str
    indicator: str
    target: str


STAFF = (
    Planned("Pranata Laboratorium Kesehatan Terampil", "Hasil uji air minum depot diterima pemiliknya sebelum sepekan",
            "Mutu air minum warga terjaga", "Rata-rata hari dari contoh diterima sampai hasil dikirim", "5"),
    Planned("Pranata Laboratorium Kesehatan Mahir", "Hasil uji demam berdarah sampai ke puskesmas pada hari yang sama",
            "Penderita demam berdarah tertangani cepat", "Persentase hasil uji yang sampai pada hari yang sama", "90"),
    Planned("Sanitarian Terampil", "Depot air minum yang tidak layak dibina sampai layak",
            "Mutu air minum warga terjaga", "Jumlah depot yang menjadi layak setelah dibina", "24"),
    Planned("Pengadministrasi Umum", "Permintaan uji dari masyarakat terlayani tanpa antre ulang",
            "Warga puas atas layanan laboratorium", "Persentase permintaan yang lengkap pada kedatangan pertama", "85"),
)
"""The first only drafts, the second waits for the head, the third was asked, the fourth's target was adjusted."""


def of_first_region(region: Region, clock: Clock) -> None:
    """Add to the agency of this region what planning looks like in the middle of it."""
    with transaction.atomic():
        agency = Agency.objects.get(code=region.code)
        head = Employee.objects.get(agency=agency, name=region.cast.appraiser)
        team = list(Skp.objects.filter(appraiser=head, performance_year__year=clock.year).order_by("employee__name", "pk"))
        own = Skp.objects.get(employee=head, performance_year__year=clock.year)
        _share(own, team, clock)
        others = [skp for skp in team if skp.employee.name != region.cast.employee]
        _amend(others[0], head, clock, agreed=True)
        _amend(others[1], head, clock, agreed=False)
        me = Employee.objects.get(agency=agency, name=region.cast.employee)
        _assign(head, me, others[2].employee, clock, above=_head_of(own.position.unit))
        _late_unit(agency, own.position.unit, region, clock)
        reindex_agency(agency.pk, clock.today)


def _at(clock: Clock, month: int, day: int) -> datetime:
    return datetime(clock.year, month, day, 2, tzinfo=UTC)


def _as(person: Employee, at: datetime) -> Actor:
    user = person.user
    actor = actor_for(user, at.date()) if user else None
    if actor is None:
        raise ValueError(f"{person.name} cannot sign in")
    return actor


def _share(own: Skp, team: Sequence[Skp], clock: Clock) -> None:
    """The unit's matrix, each person's roles as they stand in the SKP; some cells are left to be filled."""
    at = _at(clock, 1, 22)
    by = _as(own.employee, at)
    matrix: RoleMatrix = start_matrix(skp=own, by=by, at=at)
    columns = columns_of(matrix)
    rows = {row.employee_id: row.pk for row in MatrixRow.objects.filter(matrix=matrix)}
    cells = []
    for number, skp in enumerate(team):
        results = [plan.statement for plan in skp.results.order_by("kind", "ordinal", "pk")]
        for place, column in enumerate(columns):
            text = results[place] if place < len(results) else "TIDAK ADA PERAN"
            if skp.employee_id in rows and (number + place) % 7:
                cells.append(CellWrite(rows[skp.employee_id], column.key, text))
    write_cells(matrix=matrix, cells=cells, by=by, at=at)


def _amend(skp: Skp, head: Employee, clock: Clock, *, agreed: bool) -> None:
    """A change with its reason, offered; and agreed, so that the SKP has a second version."""
    at = _at(clock, 3, 16)
    by = _as(skp.employee, at)
    reason = "Wilayah kerja bertambah dua kelurahan sejak Maret, jadi cakupan hasil kerja disesuaikan."
    copied = open_amendment(skp=skp, basis="change", reason=reason, by=by, at=at)
    result = copied.results.order_by("ordinal", "pk")[0]
    draft = ResultDraft.of(result)
    change_result(
        result=result, draft=replace(draft, statement=f"{draft.statement}, termasuk di dua kelurahan baru"), by=by, at=at
    )
    submit_skp(skp=copied, by=by, at=at)
    if agreed:
        later = _at(clock, 3, 18)
        agree_skp(skp=copied, by=_as(head, later), at=later)


def _assign(head: Employee, me: Employee, other: Employee, clock: Clock, *, above: Employee) -> None:
    """Work that the head gives, and work for the head above that somebody asks for and the appraiser has not decided yet."""
    at, start = _at(clock, 3, 20), date(clock.year, 4, 1)
    given = AssignmentDraft(
        form=AssignmentForm.APPOINTMENT, statement="Posko layanan terpadu hari besar daerah berjalan tanpa keluhan", start=start,
        end=date(clock.year, 12, 31), employee=me, giver=head,
    )
    propose_assignment(draft=given, by=_as(head, at), at=at)
    asked = AssignmentDraft(
        form=AssignmentForm.VOLUNTARY, statement="Modul pelatihan relawan bencana tersusun dan dipakai di tiga kecamatan",
        start=start, end=date(clock.year, 12, 31), employee=other, giver=above,
    )
    propose_assignment(draft=asked, by=_as(other, at), at=at)


def _late_unit(agency: Agency, beside: Unit, region: Region, clock: Clock) -> None:
    """A head without an SKP, and four people who plan all the same: a draft, one offered, one asked about, one adjusted."""
    unit = Unit.objects.create(agency=agency, parent=beside.parent, code=f"{beside.code}-lab", name=LATE_UNIT)
    head = _hire(unit, region, clock, 0, title="Kepala UPTD", appraiser=_head_of(beside), leads=True)
    staff = [
        _hire(unit, region, clock, number, title=one.post, appraiser=head) for number, one in enumerate(STAFF, start=1)
    ]
    skps = [_draft(person, one, clock) for person, one in zip(staff, STAFF, strict=True)]
    at = _at(clock, 1, 20)
    for skp in skps[1:]:
        submit_skp(skp=skp, by=_as(skp.employee, at), at=at)
    at = _at(clock, 1, 26)
    by = _as(head, at)
    ask_skp(skp=skps[2], questions={None: "Apakah 24 depot cukup bila kendaraan laboratorium hanya satu?"}, by=by, at=at)
    result = skps[3].results.get()
    adjustment = Adjustment(statement=f"{result.statement}, juga pada hari pasar", kind=result.kind)
    reason = "Hari pasar adalah hari tersibuk, jadi justru di situ layanannya harus teratur."
    adjust_result(result=result, adjustment=adjustment, reason=reason, by=by, at=at)


def _head_of(unit: Unit) -> Employee:
    """Who holds the post that leads the unit above."""
    return Employee.objects.get(postings__position__unit=unit.parent, postings__position__leads_unit=True)


def _hire(
    unit: Unit, region: Region, clock: Clock, number: int, *, title: str, appraiser: Employee, leads: bool = False
) -> Employee:
    name, nip = names.person(FIRST + number, region.surnames)
    user = User.objects.create(username=nip, password=make_password(PASSWORD), first_name=name[:150])
    person = Employee.objects.create(agency=unit.agency, user=user, nip=nip, name=name, rank_grade="Penata Muda (III/a)")
    group = PositionGroup.SUPERVISOR if leads else PositionGroup.FUNCTIONAL
    position = Position.objects.create(unit=unit, title=title, group=group, leads_unit=leads)
    start = date(clock.year, 1, 1)
    Posting.objects.create(employee=person, position=position, start=start)
    Reporting.objects.create(employee=person, appraiser=appraiser, start=start)
    return person


def _draft(person: Employee, planned: Planned, clock: Clock) -> Skp:
    """A complete draft that hangs below nothing yet, but says what it is expected to support."""
    at = _at(clock, 1, 12)
    by = _as(person, at)
    skp = start_skp(employee=person, by=by, at=at)
    share = "Persentase" in planned.indicator
    indicator = IndicatorDraft(
        aspect="quality" if share else "quantity", statement=planned.indicator,
        target_text=f"{planned.target}{'%' if share else ''}", target=Decimal(planned.target), unit="%" if share else "hari",
    )
    draft = ResultDraft(planned.statement, placeholder=planned.supports)
    add_result(skp=skp, draft=draft, indicators=[indicator], by=by, at=at)
    for section, text in ANNEX:
        write_annex(skp=skp, section=section, lines=[text], by=by, at=at)
    skp.refresh_from_db()
    return skp
