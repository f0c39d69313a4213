"""The tree of units: moved with everything below, never below itself, closed when empty."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.foundation.actor import Role
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.people.actions.units import close_unit, create_unit, move_unit, rename_unit
from capaian.people.models import Posting, RoleGrant, Unit
from capaian.people.tests import factories as people

MARCH = date(2026, 3, 1)


@pytest.fixture
def citra(cast):
    return cast.actor(cast.citra)


def reasons(caught) -> list[tuple[str, str]]:
    return [(problem.field, problem.reason) for problem in caught.value.problems]


def test_a_unit_is_made_and_renamed(cast, citra, at):
    made = create_unit(code=" 77 ", name=" Poli Gigi ", parent=cast.unit, by=citra, at=at)
    assert (made.code, made.name, made.path) == ("77", "Poli Gigi", f"{cast.unit.path}77/")
    rename_unit(unit=made, name="Poli Gigi dan Mulut", by=citra, at=at)
    assert Unit.objects.get(pk=made.pk).name == "Poli Gigi dan Mulut"
    assert create_unit(code="78", name="Inspektorat", parent=None, by=citra, at=at).path == "78/"
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == ["unit.create", "unit.rename", "unit.create"]


def test_what_no_unit_can_be_called(cast, citra, at):
    with pytest.raises(InvalidInput) as caught:
        create_unit(code="a/b", name=" ", parent=None, by=citra, at=at)
    assert reasons(caught) == [("name", "Isi nama unit."), ("code", "Isi kode unit tanpa garis miring.")]
    with pytest.raises(InvalidInput) as caught:
        create_unit(code=cast.unit.code, name="Lain", parent=None, by=citra, at=at)
    assert reasons(caught) == [("code", "Kode ini sudah dipakai unit lain.")]
    with pytest.raises(InvalidInput):
        rename_unit(unit=cast.unit, name="", by=citra, at=at)
    deep = Unit.objects.create(agency=cast.agency, code="x" * 30, name="Dalam", path="y" * 390 + "/")
    with pytest.raises(InvalidInput) as caught:
        create_unit(code="z" * 20, name="Lebih dalam", parent=deep, by=citra, at=at)
    assert reasons(caught) == [("code", "Susunan unit ini terlalu dalam.")]


def test_a_moved_unit_takes_everything_below_along(cast, citra, at):
    below = people.unit(cast.agency, "Poli", parent=cast.unit)
    beside = Unit.objects.create(agency=cast.agency, code=cast.unit.code.lower(), name="Huruf kecil", parent=cast.office)
    new = people.unit(cast.agency, "Dinas Baru")
    assert move_unit(unit=cast.unit, parent=new, by=citra, at=at) == 2
    assert Unit.objects.get(pk=cast.unit.pk).path == f"{new.code}/{cast.unit.code}/"
    assert Unit.objects.get(pk=below.pk).path == f"{new.code}/{cast.unit.code}/{below.code}/"
    assert Unit.objects.get(pk=beside.pk).path == f"{cast.office.code}/{beside.code}/"
    assert move_unit(unit=Unit.objects.get(pk=below.pk), parent=None, by=citra, at=at) == 1
    assert Unit.objects.get(pk=below.pk).path == f"{below.code}/"
    assert AuditEvent.objects.filter(verb="unit.move").count() == 2


def test_no_unit_hangs_below_itself_or_a_closed_one(cast, citra, at):
    for parent in (cast.unit, cast.office):
        with pytest.raises(InvalidInput) as caught:
            move_unit(unit=cast.office, parent=parent, by=citra, at=at)
        assert reasons(caught) == [("parent", "Unit tidak dapat dipindahkan ke bawah dirinya sendiri.")]
    closed = people.unit(cast.agency, "Dinas Lama")
    close_unit(unit=closed, day=MARCH, by=citra, at=at)
    with pytest.raises(InvalidInput) as caught:
        move_unit(unit=cast.unit, parent=closed, by=citra, at=at)
    assert reasons(caught) == [("parent", "Unit Dinas Lama sudah ditutup.")]


def test_a_unit_with_people_or_units_is_not_closed(cast, citra, at):
    with pytest.raises(InvalidInput) as caught:
        close_unit(unit=cast.office, day=MARCH, by=citra, at=at)
    assert reasons(caught) == [
        ("day", "Di bawahnya masih ada Puskesmas Galala. Pindahkan atau tutup dulu."),
        ("day", "Pada 1 Maret 2026 masih ada 2 orang yang memegang jabatan di unit ini. Pindahkan dulu."),
    ]
    Posting.objects.filter(position__unit=cast.unit).update(end=date(2026, 2, 28))
    close_unit(unit=cast.unit, day=MARCH, by=citra, at=at)
    assert Unit.objects.get(pk=cast.unit.pk).closed_on == MARCH


def test_who_may_not_shape_the_tree(cast, at):
    RoleGrant.objects.create(employee=cast.budi, role=Role.UNIT_MANAGER, unit=cast.unit)
    for who in (cast.ani, cast.budi, cast.eko):
        by = cast.actor(who)
        with pytest.raises(Refused):
            create_unit(code="90", name="Unit", parent=cast.office, by=by, at=at)
        with pytest.raises(Refused):
            rename_unit(unit=cast.unit, name="Lain", by=by, at=at)
        with pytest.raises(Refused):
            move_unit(unit=cast.unit, parent=cast.office, by=by, at=at)
        with pytest.raises(Refused):
            close_unit(unit=cast.unit, day=MARCH, by=by, at=at)
    made = create_unit(code="91", name="Poli", parent=cast.unit, by=cast.actor(cast.budi), at=at)
    with pytest.raises(Refused):
        move_unit(unit=made, parent=cast.office, by=cast.actor(cast.budi), at=at)
