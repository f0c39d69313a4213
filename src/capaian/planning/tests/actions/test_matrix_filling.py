from __future__ import annotations

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.foundation.writing import writing
from capaian.planning import workflow
from capaian.planning.actions.matrix import renew_people
from capaian.planning.actions.matrix_filling import apply_pasted, assign_text, fill_no_role, start_from_last_year
from capaian.planning.actions.templates import apply_template, save_template
from capaian.planning.models import RoleTemplate
from capaian.planning.queries.matrix import columns_of, grid_of
from capaian.planning.queries.matrix_last_year import last_year_of
from capaian.planning.rules.matrix_paste import PastedCell
from capaian.planning.rules.matrix_text import CellText, Role, cell_text
from capaian.planning.tests import factories
from capaian.planning.tests.matrix_world import AT, colleague, led_by_budi, row_of, write


@pytest.fixture
def world(cast):
    return World(cast)


class World:
    def __init__(self, cast):
        self.cast = cast
        self.second = colleague(cast)
        self.matrix = led_by_budi(cast)
        self.budi = cast.actor(cast.budi)
        self.ani, self.other = row_of(self.matrix, cast.ani).pk, row_of(self.matrix, self.second).pk
        self.columns = [one.key for one in columns_of(self.matrix)]

    @property
    def how(self):
        return {"matrix": self.matrix, "by": self.budi, "at": AT}

    def said(self):
        return {key: cell_text(cell) for key, cell in grid_of(self.matrix, AT.date()).cells.items()}


def test_a_text_for_many_is_put_below_what_stands_there(world):
    first = world.columns[0]
    write(world.matrix, world.budi, {(world.ani, first): "Sudah ada", (world.other, first): "-"})
    rows = [world.ani, world.other, 999]
    assert assign_text(column=first, text="[L] Ibu terpantau", rows=rows, **world.how) == 2
    assert world.said() == {(world.ani, first): "Sudah ada\n[L] Ibu terpantau", (world.other, first): "[L] Ibu terpantau"}
    assert assign_text(column=first, text="ibu terpantau", rows=rows, **world.how) == 0


def test_what_is_missing_for_an_assignment_is_told_at_once(world):
    with pytest.raises(InvalidInput) as told:
        assign_text(column=999, text=" ", rows=[], **world.how)
    assert [problem.field for problem in told.value.problems] == ["text", "column", "title"]
    with pytest.raises(InvalidInput, match="terlalu panjang"):
        assign_text(column=world.columns[0], text="a" * 1001, rows=[world.ani], **world.how)


def test_a_cell_that_would_overflow_refuses_and_names_the_person(world):
    write(world.matrix, world.budi, {(world.ani, world.columns[0]): "\n".join(f"peran {n}" for n in range(20))})
    with pytest.raises(InvalidInput, match="Ani Lestari"):
        assign_text(column=world.columns[0], text="satu lagi", rows=[world.ani, world.other], **world.how)
    assert (world.other, world.columns[0]) not in world.said()


def test_no_role_fills_what_is_empty_of_a_row_a_column_or_all(world):
    write(world.matrix, world.budi, {(world.ani, world.columns[0]): "Peran"})
    assert fill_no_role(column=world.columns[1], row=world.other, **world.how) == 1
    assert fill_no_role(row=world.ani, **world.how) == 1
    assert fill_no_role(**world.how) == 1
    assert fill_no_role(**world.how) == 0
    assert sorted(world.said().values()) == ["Peran", *["TIDAK ADA PERAN"] * 3]


def test_a_pasted_table_replaces_and_leaves_out_what_is_gone(world):
    write(world.matrix, world.budi, {(world.ani, world.columns[0]): "Lama"})
    cells = [
        PastedCell(1, world.ani, world.columns[0], CellText((Role("Baru"),))),
        PastedCell(1, world.ani, world.columns[1], CellText()),
        PastedCell(2, 999, world.columns[0], CellText((Role("x"),))),
        PastedCell(3, world.other, 999, CellText((Role("x"),))),
    ]
    assert apply_pasted(cells=cells, **world.how) == (1, 1)
    assert world.said() == {(world.ani, world.columns[0]): "Baru"}


@pytest.fixture
def last_year(world):
    """Last year Ani carried a result below Budi's, and one of her own that reads like his second."""
    cast = world.cast
    with writing("test"):
        world.matrix.skp.results.filter(ordinal=1).update(statement="Ibu hamil berisiko terpantau sampai persalinan")
        world.matrix.skp.results.filter(ordinal=2).update(statement="Laporan keuangan puskesmas akuntabel")
    above = factories.skp(cast.budi, state=workflow.AGREED, year=2025, results=0)
    parent = factories.result(above, "Ibu hamil berisiko terpantau")
    mine = factories.skp(cast.ani, state=workflow.AGREED, year=2025, results=0)
    linked = factories.result(mine, "Kelas ibu terlaksana", parent=parent)
    alike = factories.result(mine, "Bukti keuangan lengkap untuk laporan akuntabel", ordinal=2)
    factories.result(mine, "Kendaraan terpelihara", ordinal=3)
    return linked, alike


def test_last_years_results_go_where_they_hung_or_read_alike(world, last_year):
    linked, alike = last_year
    proposals = last_year_of(grid_of(world.matrix, AT.date()), world.budi)
    assert [(one.result, one.number, one.by_words) for one in proposals] == [(linked.pk, 1, False), (alike.pk, 2, True)]
    assert start_from_last_year(results=[linked.pk], **world.how) == 1
    assert start_from_last_year(results=[linked.pk, alike.pk, 999], **world.how) == 1
    assert world.said() == {
        (world.ani, world.columns[0]): "Kelas ibu terlaksana",
        (world.ani, world.columns[1]): "Bukti keuangan lengkap untuk laporan akuntabel",
    }
    assert last_year_of(grid_of(world.matrix, AT.date()), world.budi) == []
    with pytest.raises(InvalidInput, match="Centang"):
        start_from_last_year(results=[linked.pk], **world.how)


def test_a_row_becomes_a_template_for_everybody_of_the_post(world):
    first, second = world.columns
    write(world.matrix, world.budi, {(world.ani, first): "[L] Ibu terpantau\nKelas ibu", (world.ani, second): "-"})
    row = world.matrix.rows.get(pk=world.ani)
    template, count = save_template(row=row, name="", by=world.budi, at=AT)
    assert (template.name, template.position_title, count) == ("Perawat Mahir", "Perawat Mahir", 0)
    assert save_template(row=row, name="Perawat Mahir", by=world.budi, at=AT) == (template, 0)
    assert RoleTemplate.objects.count() == 1
    assert apply_template(template=template, rows=[world.other], **world.how) == 2
    assert world.said()[world.other, world.columns[0]] == "[L] Ibu terpantau\nKelas ibu"
    assert world.said()[world.other, world.columns[1]] == "TIDAK ADA PERAN"
    assert AuditEvent.objects.filter(verb="matrix.template").count() == 2


def test_a_row_is_spread_over_everybody_of_the_post_in_one_go(world):
    stranger = colleague(world.cast, "Gani", "199101012015032997", title="Bidan")
    renew_people(matrix=world.matrix, by=world.budi, at=AT)
    first = world.columns[0]
    write(world.matrix, world.budi, {(world.ani, first): "Ibu terpantau", (world.other, first): "Punya sendiri"})
    _template, count = save_template(row=world.matrix.rows.get(pk=world.ani), name="", spread=True, by=world.budi, at=AT)
    assert count == 1
    assert world.said()[world.other, world.columns[0]] == "Punya sendiri\nIbu terpantau"
    assert (row_of(world.matrix, stranger).pk, world.columns[0]) not in world.said()


def test_templates_say_what_is_missing(world):
    row = world.matrix.rows.get(pk=world.ani)
    with pytest.raises(InvalidInput) as told:
        save_template(row=row, name="n" * 121, by=world.budi, at=AT)
    assert [problem.field for problem in told.value.problems] == ["name", "row"]
    elsewhere = RoleTemplate.objects.create(agency=world.cast.eko.agency, name="x", lines=[{"about": "tidak mirip", "text": "a"}])
    with pytest.raises(InvalidInput) as told:
        apply_template(template=elsewhere, rows=[], **world.how)
    assert [problem.field for problem in told.value.problems] == ["template", "title", "template"]


def test_members_do_not_fill(world):
    ani = world.cast.actor(world.cast.ani)
    with pytest.raises(Refused):
        fill_no_role(matrix=world.matrix, by=ani, at=AT)
    with pytest.raises(Refused):
        save_template(row=world.matrix.rows.get(pk=world.ani), name="x", by=ani, at=AT)
