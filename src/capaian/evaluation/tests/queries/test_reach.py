"""How far an office reads: a unit's performance manager finds the own subtree in every list, and nothing beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import Http404

from capaian.evaluation import queries
from capaian.evaluation.models import Evaluation
from capaian.evaluation.queries.todos import todos_for
from capaian.evaluation.tests import factories
from capaian.foundation.actor import Role
from capaian.foundation.errors import Refused
from capaian.foundation.writing import writing
from capaian.governance.schemes import load
from capaian.people.models import RoleGrant, Unit
from capaian.people.permissions import scope
from capaian.people.tests import factories as people
from capaian.planning.models import Skp
from capaian.planning.queries import browsed_skps_for, browsed_unit_for, get_skp_for, managers_of
from capaian.planning.tests import factories as plans
from capaian.progress.queries import completeness_by_unit

INSIDE = datetime(2026, 10, 1, 2, tzinfo=UTC)


@pytest.fixture
def world(cast):
    """Ani below Hani's unit, Fajar beside it; both have an agreed SKP. The other unit's code differs in its capitals only."""
    Unit.objects.filter(pk=cast.unit.pk).update(path="u1/u2/", code="u2")
    other = Unit.objects.create(agency=cast.agency, parent=cast.office, code="U2", name="Puskesmas Lain", path="u1/U2/")
    fajar = people.employee(other, "Fajar Malik", "199112312016031999", appraiser=cast.dewi)
    hani = people.employee(cast.unit, "Hani Kamalia, S.K.M.", "198912312013032999", appraiser=cast.dewi)
    cast.unit.refresh_from_db()
    RoleGrant.objects.create(employee=hani, role=Role.UNIT_MANAGER, unit=cast.unit)
    factories.adopt(cast.agency)
    period = factories.quarter(cast.agency)
    skps = {person.pk: plans.skp(person, state="agreed") for person in (cast.ani, fajar)}
    with writing("test"):
        for skp in skps.values():
            Evaluation.objects.create(
                skp=skp, period=period, appraiser=skp.appraiser, state="published", result_rating="meets", predikat="BAIK",
                behaviour_rating="meets", organisation_level="BAIK", published_at=INSIDE, scheme_id="sofifi-capaian-2026",
                scheme_hash=load("sofifi-capaian-2026").hash,
            )
    return cast, cast.actor(hani), fajar, period, skps


def test_lists_end_where_the_office_ends(world):
    cast, hani, _fajar, period, _skps = world
    assert [row.name for row in queries.overview_for(hani, INSIDE).rows] == ["Puskesmas Galala"]
    assert [row.unit for row in completeness_by_unit(hani, date(2026, 3, 1))] == ["Puskesmas Galala"]
    everybody = queries.ResultFilter(scope=queries.Scope.AGENCY)
    assert [one.skp.employee for one in queries.evaluations_for(hani, everybody)] == [cast.ani]
    assert [one.skp.employee for one in queries.results_to_export_for(hani, period)] == [cast.ani]
    assert {one.name for one in queries.people_without_skp_for(hani, period)} == {cast.budi.name, hani.name}
    assert [skp.employee for skp in browsed_skps_for(hani, 2026)] == [cast.ani]
    assert [unit.name for unit in queries.units_for(hani, period)] == ["Puskesmas Galala"]
    assert {todo["note"].split()[0] for todo in todos_for(hani, INSIDE)} <= {"1", "2"}


def test_single_records_end_there_too(world):
    cast, hani, fajar, period, skps = world
    assert get_skp_for(hani, skps[cast.ani.pk].pk)
    with pytest.raises(Refused):
        get_skp_for(hani, skps[fajar.pk].pk)
    with pytest.raises(Http404):
        queries.get_unit_for(hani, period, fajar.postings.get().position.unit_id)
    with pytest.raises(Http404):
        browsed_unit_for(hani, fajar.postings.get().position.unit_id)
    assert browsed_unit_for(hani, cast.unit.pk) == cast.unit
    assert browsed_unit_for(hani, None) is None


def test_who_oversees_is_asked_no_more_than_before(world):
    cast, _hani, fajar, _period, _skps = world
    citra = cast.actor(cast.citra)
    rows = Skp.objects.all()
    assert scope.within_reach(citra, rows, "position__unit") is rows
    assert scope.within_management(citra, rows, "position__unit") is rows
    assert [skp.employee.name for skp in browsed_skps_for(citra, 2026)] == [cast.ani.name, fajar.name]


def test_any_skp_is_found_by_name_unit_and_state(world):
    cast, _hani, fajar, _period, _skps = world
    citra = cast.actor(cast.citra)
    assert [skp.employee for skp in browsed_skps_for(citra, 2026, search="fajar")] == [fajar]
    assert [skp.employee for skp in browsed_skps_for(citra, 2026, unit_id=cast.unit.pk)] == [cast.ani]
    assert list(browsed_skps_for(citra, 2026, state="draft")) == []
    assert len(browsed_skps_for(citra, 2026, state="nonsense")) == 2
    with pytest.raises(Refused, match="hanya untuk pengelola kinerja"):
        browsed_skps_for(cast.actor(cast.ani), 2026)


def test_only_todays_performance_managers_are_named(world):
    cast, *_ = world
    assert managers_of(cast.agency.pk, date(2026, 3, 1)) == [cast.citra.name]
    RoleGrant.objects.filter(employee=cast.citra).update(end=date(2026, 2, 1))
    assert managers_of(cast.agency.pk, date(2026, 3, 1)) == []


def test_an_administrator_reads_no_appraisal(world):
    cast, _hani, _fajar, _period, skps = world
    kiki = people.employee(cast.office, "Kiki Amalia, S.Kom.", "199012312014032999", roles=(Role.ADMINISTRATOR,))
    actor = cast.actor(kiki)
    assert scope.administers(actor)
    assert not scope.reads_units(actor)
    with pytest.raises(Refused):
        get_skp_for(actor, skps[cast.ani.pk].pk)
