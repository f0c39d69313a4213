from __future__ import annotations

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.foundation.writing import writing
from capaian.people.models import Circumstance, TaskTeam, TeamMembership
from capaian.people.tests import factories as people
from capaian.planning import workflow
from capaian.planning.actions.matrix import (
    CellWrite,
    add_person,
    remove_person,
    renew_people,
    start_matrix,
    write_cells,
)
from capaian.planning.models import MatrixCell, MatrixLevel, RoleMatrix
from capaian.planning.queries.matrix import cells_of, columns_of, grid_of, newcomers_of
from capaian.planning.rules.matrix_text import CellText, Role, cell_text, fingerprint
from capaian.planning.tests import factories
from capaian.planning.tests.matrix_world import AT, colleague, led_by_budi, led_by_dewi, row_of, write


def said(matrix):
    return {key: cell_text(cell) for key, cell in cells_of(matrix).items()}


def names(matrix):
    return [row.employee.name for row in matrix.rows.select_related("employee").order_by("ordinal")]


def test_a_head_of_office_gets_indicators_and_everybody_appraised(cast):
    matrix = led_by_dewi(cast, results=2)
    assert (matrix.level, matrix.unit, matrix.team) == (MatrixLevel.HEAD, cast.office, None)
    assert names(matrix) == [cast.budi.name, cast.citra.name]  # Ani is appraised by Budi, and works in his unit
    columns = columns_of(matrix)
    assert [(one.number, one.statement, one.target) for one in columns] == [
        (1, "Jumlah kunjungan rumah", "60 kunjungan"), (2, "Jumlah kunjungan rumah", "60 kunjungan"),
    ]
    event = AuditEvent.objects.get(verb="matrix.start")
    assert event.after["people"] == [cast.budi.pk, cast.citra.pk]


def test_a_lower_head_gets_results_and_the_units_own_people(cast):
    colleague(cast, appraiser=cast.dewi)  # of his unit, appraised by another
    exempt = colleague(cast, "Gani", "199101012015032997")
    Circumstance.objects.create(employee=exempt, kind="unpaid-leave", start=people.YEAR_START)
    matrix = led_by_budi(cast)
    assert matrix.level == MatrixLevel.TEAM
    assert names(matrix) == [cast.ani.name, "Citra Ayu, A.Md.Kep."]
    assert [one.statement for one in columns_of(matrix)] == [
        "Kunjungan rumah ibu hamil berisiko terlaksana 1", "Kunjungan rumah ibu hamil berisiko terlaksana 2",
    ]


def test_additional_results_come_last_and_dropped_ones_not_at_all(cast):
    skp = factories.skp(cast.budi, results=0)
    factories.result(skp, "Tambahan", kind="additional")
    factories.result(skp, "Utama", ordinal=2)
    factories.result(skp, "Gugur", ordinal=3)
    with writing("test"):
        skp.results.filter(statement="Gugur").update(dropped_on="2026-02-01")
    matrix = start_matrix(skp=skp, by=cast.actor(cast.budi), at=AT)
    assert [one.statement for one in columns_of(matrix)] == ["Utama", "Tambahan"]


def test_a_team_lead_gets_the_members(cast):
    team = TaskTeam.objects.create(agency=cast.agency, name="Tim Stunting", start=people.YEAR_START)
    for person, leads in ((cast.ani, True), (cast.citra, False)):
        TeamMembership.objects.create(team=team, employee=person, leads=leads, start=people.YEAR_START)
    skp = factories.skp(cast.ani)
    matrix = start_matrix(skp=skp, by=cast.actor(cast.ani), at=AT)
    assert (matrix.team, names(matrix)) == (team, [cast.citra.name])


def test_pressed_twice_there_is_one(cast):
    matrix = led_by_budi(cast)
    again = start_matrix(skp=matrix.skp, by=cast.actor(cast.citra), at=AT)
    assert again == matrix
    assert RoleMatrix.objects.count() == 1


def test_who_may_not_start(cast):
    skp = factories.skp(cast.ani)
    with pytest.raises(Refused, match="memimpin unit"):
        start_matrix(skp=skp, by=cast.actor(cast.ani), at=AT)
    skp = factories.skp(cast.budi)
    for who in (cast.ani, cast.dewi):
        with pytest.raises(Refused, match="pimpinan pemilik SKP"):
            start_matrix(skp=skp, by=cast.actor(who), at=AT)
    with pytest.raises(Refused, match="instansi lain"):
        start_matrix(skp=skp, by=cast.actor(cast.eko), at=AT)
    closed = factories.skp(cast.dewi, state=workflow.CLOSED)
    with pytest.raises(Refused, match="SKP yang berlaku"):
        start_matrix(skp=closed, by=cast.actor(cast.dewi), at=AT)


def test_newcomers_are_added_and_others_of_the_agency_by_hand(cast):
    matrix, budi = led_by_budi(cast), cast.actor(cast.budi)
    late = colleague(cast)
    assert newcomers_of(matrix, AT.date()) == [late]
    assert renew_people(matrix=matrix, by=budi, at=AT) == 1
    assert renew_people(matrix=matrix, by=budi, at=AT) == 0
    add_person(matrix=matrix, employee=cast.citra, by=budi, at=AT)
    assert names(matrix) == [cast.ani.name, late.name, cast.citra.name]
    assert grid_of(matrix, AT.date()).people[-1].foreign
    for person, reason in ((cast.citra, "sudah ada"), (cast.budi, "Pemilik matriks"), (cast.eko, "tidak tercatat")):
        with pytest.raises(InvalidInput, match=reason):
            add_person(matrix=matrix, employee=person, by=budi, at=AT)
    assert AuditEvent.objects.filter(verb="matrix.people").count() == 2


def test_a_person_is_taken_out_unless_a_role_stands_in_an_skp(cast):
    matrix, budi = led_by_budi(cast), cast.actor(cast.budi)
    row, column = row_of(matrix, cast.ani), columns_of(matrix)[0].key
    write(matrix, budi, {(row.pk, column): "Ibu terpantau"})
    with writing("test"):
        result = factories.result(factories.skp(cast.ani, results=0), "Ibu terpantau")
        MatrixCell.objects.update(result=result)
    with pytest.raises(Refused, match="sudah menjadi hasil kerja"):
        remove_person(row=row, by=budi, at=AT)
    with writing("test"):
        MatrixCell.objects.update(result=None)
    remove_person(row=row, by=budi, at=AT)
    assert not matrix.rows.exists()
    event = AuditEvent.objects.get(verb="matrix.person-remove")
    assert event.before["cells"] == {str(column): "Ibu terpantau"}


def test_cells_are_written_with_one_audit_row_per_person(cast):
    other = colleague(cast)
    matrix, budi = led_by_budi(cast), cast.actor(cast.budi)
    first, second = (one.key for one in columns_of(matrix))
    ani, citra = row_of(matrix, cast.ani).pk, row_of(matrix, other).pk
    outcome = write(matrix, budi, {
        (ani, first): "[L] Ibu terpantau\nBayi terpantau", (ani, second): "-", (citra, first): "", (citra, second): "Data rapi",
    })
    assert (len(outcome.changed), outcome.rows, outcome.conflicts, outcome.problems) == (3, 2, (), ())
    assert said(matrix) == {
        (ani, first): "[L] Ibu terpantau\nBayi terpantau", (ani, second): "TIDAK ADA PERAN", (citra, second): "Data rapi",
    }
    events = AuditEvent.objects.filter(verb="matrix.roles").order_by("subject_id")
    assert [event.subject_id for event in events] == [ani, citra]
    assert events[0].before == {str(first): "", str(second): ""}
    assert events[0].after == {str(first): "[L] Ibu terpantau\nBayi terpantau", str(second): "TIDAK ADA PERAN"}
    assert write(matrix, budi, {(ani, first): " [L] Ibu  terpantau\n- Bayi terpantau"}).changed == ()


def test_a_reworded_role_stays_the_same_row_and_others_go(cast):
    matrix, budi = led_by_budi(cast), cast.actor(cast.budi)
    ani, column = row_of(matrix, cast.ani).pk, columns_of(matrix)[0].key
    write(matrix, budi, {(ani, column): "a\nb\nc"})
    a, b, c = MatrixCell.objects.order_by("ordinal").values_list("pk", flat=True)
    write(matrix, budi, {(ani, column): "c\nA baru\nb\nd"})
    assert list(MatrixCell.objects.order_by("ordinal").values_list("pk", "text"))[:3] == [(c, "c"), (a, "A baru"), (b, "b")]
    write(matrix, budi, {(ani, column): "-"})
    assert [(cell.text, cell.no_role) for cell in MatrixCell.objects.all()] == [("", True)]
    write(matrix, budi, {(ani, column): "d"})
    assert [(cell.text, cell.no_role) for cell in MatrixCell.objects.all()] == [("d", False)]
    write(matrix, budi, {(ani, column): ""})
    assert not MatrixCell.objects.exists()


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(cast):
    matrix, budi, citra = led_by_budi(cast), cast.actor(cast.budi), cast.actor(cast.citra)
    ani = row_of(matrix, cast.ani).pk
    first, second = (one.key for one in columns_of(matrix))
    write(matrix, citra, {(ani, first): "Punya Citra", (ani, second): "Sama"})
    outcome = write_cells(matrix=matrix, by=budi, at=AT, cells=[
        CellWrite(ani, first, "Punya Budi", ""), CellWrite(ani, second, "Sama", ""),
    ])
    assert [(one.stored, one.typed) for one in outcome.conflicts] == [("Punya Citra", "Punya Budi")]
    assert (outcome.changed, outcome.moved) == ((), ())
    left_alone = write_cells(matrix=matrix, cells=[CellWrite(ani, first, "", "")], by=budi, at=AT)
    assert left_alone.moved == ((ani, first),)
    seen = fingerprint(CellText((Role("Punya Citra"),)))
    outcome = write_cells(matrix=matrix, cells=[CellWrite(ani, first, "Punya Budi", seen)], by=budi, at=AT)
    assert outcome.changed == ((ani, first),)


def test_what_is_right_is_kept_where_something_is_wrong(cast):
    matrix, budi = led_by_budi(cast), cast.actor(cast.budi)
    ani = row_of(matrix, cast.ani).pk
    first, second = (one.key for one in columns_of(matrix))
    outcome = write(matrix, budi, {(ani, first): "a" * 1001, (ani, second): "Baik", (999, first): "x", (ani, 999): "y"})
    assert outcome.changed == ((ani, second),)
    assert [(row, column) for row, column, _reason in outcome.problems] == [(ani, first), (999, first), (ani, 999)]
    assert said(matrix) == {(ani, second): "Baik"}


@pytest.mark.parametrize("who", ["ani", "dewi", "eko"])
def test_others_do_not_write(cast, who):
    matrix = led_by_budi(cast)
    with pytest.raises(Refused):
        write(matrix, cast.actor(getattr(cast, who)), {})
    assert not AuditEvent.objects.filter(verb="matrix.roles").exists()
