"""Units of an agency that has thousands: every page finds each of them by its name, and says whose it may not be."""

from __future__ import annotations

import pytest

from capaian.foundation.actor import Role
from capaian.foundation.models import Job
from capaian.people.models import RoleGrant, Unit
from capaian.people.queries.choosing import label_of_unit
from capaian.planning.forms.units import LISTED
from capaian.planning.models import NeedsAnalysis, PlanningDeadline, StrategicPlan
from capaian.planning.tests import factories
from capaian.planning.tests.views.test_needs import CRITERIA

FAR = f"Zona {LISTED:03d}"


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def many(cast):
    """More units than a list shows; the last one by name and by place in the tree."""
    factories.performance_year(cast.agency)
    Unit.objects.bulk_create(
        Unit(agency=cast.agency, code=f"Z{n}", name=f"Zona {n:03d}", path=f"9{n:03d}/") for n in range(LISTED + 1)
    )
    return Unit.objects.get(name=FAR)


def test_few_units_are_a_list(client_as, cast):
    page = text_of(client_as(cast.ani).get("/objectives/", {"unit": cast.office.pk}))
    assert (f'<option value="{cast.office.pk}" selected' in page, 'role="combobox"' in page) == (True, False)
    assert 'maxlength="400"' not in page


@pytest.mark.parametrize("address", ["/objectives/", "/skp/units/"])
def test_of_many_units_one_is_found_by_typing(client_as, cast, many, address):
    client = client_as(cast.citra)
    page = text_of(client.get(address, {"unit": cast.unit.pk}))
    assert ('role="combobox"' in page, page.count("<option value") < LISTED) == (True, True)
    assert f'value="{label_of_unit(cast.unit)}"' in page  # the one that is shown
    found = client.get(address, {"at": FAR.lower()})
    assert (found.status_code, found.context["unit"]) == (200, many)
    unknown = client.get(address, {"at": "Dinas Angin"})
    assert (unknown.status_code, 'value="Dinas Angin"' in text_of(unknown)) == (422, True)
    assert "Tidak ada unit bernama atau berkode “Dinas Angin” di instansi Anda" in text_of(unknown)


def test_who_manages_one_branch_turns_to_no_unit_outside_of_it(client_as, cast, many):
    Unit.objects.filter(name__startswith="Zona").exclude(pk=many.pk).update(path="x")
    branch = Unit.objects.exclude(pk=many.pk).filter(name__startswith="Zona")
    for number, unit in enumerate(branch):
        Unit.objects.filter(pk=unit.pk).update(path=f"{cast.office.path}{number}z/")
    RoleGrant.objects.create(employee=cast.ani, role=Role.UNIT_MANAGER, unit=cast.office)
    page = client_as(cast.ani).get("/skp/units/", {"at": FAR})
    assert (page.status_code, f"{FAR} di luar lingkup Anda." in text_of(page)) == (422, True)


@pytest.mark.parametrize(("address", "data", "made"), [
    ("/needs/new/", {"title": "Kebutuhan 2026", "year": "2026", "method": "USG", **CRITERIA}, NeedsAnalysis),
    ("/plans/new/", {"kind": "renstra", "title": "Renstra", "first_year": "2025", "last_year": "2029"}, StrategicPlan),
    ("/skp/deadlines/", {"kind": "skp", "due_on": "2026-12-30", "reason": "Penetapan APBD mundur ke akhir tahun."},
     PlanningDeadline),
])
def test_a_form_takes_the_unit_as_it_is_called(client_as, cast, many, address, data, made):
    client = client_as(cast.citra)
    assert 'role="combobox"' in text_of(client.get(address))
    wrong = client.post(address, data | {"unit": "Zona"})
    assert (wrong.status_code, "Ada beberapa yang cocok" in text_of(wrong)) == (422, True)
    assert client.post(address, data | {"unit": label_of_unit(many)}).status_code == 302
    assert made.objects.get().unit == many


def test_documents_of_a_unit_that_no_list_would_show(client_as, cast, many):
    client = client_as(cast.citra)
    page = text_of(client.get("/skp/documents/", {"unit": many.pk}))
    assert f'value="{label_of_unit(many)}"' in page
    given = {"unit": FAR, "year": 2026, "documents": ["skp"], "ending": "pdf", "states": ["agreed"]}
    answer = client.post("/skp/documents/", given)
    assert (answer.status_code, "Tidak ada SKP yang sesuai pilihan ini." in text_of(answer)) == (422, True)
    assert not Job.objects.exists()
