"""Units of an agency that has thousands: every page finds each of them by its name, and says whose it may not be."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.foundation.actor import Role
from capaian.foundation.models import Job
from capaian.people.models import Position, RoleGrant, Unit
from capaian.people.queries.choosing import label_of_unit
from capaian.planning import workflow
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


@pytest.fixture
def twins(cast, many):
    """Two units of one name below two of one name; Citra works in the first."""
    made = []
    for code in ("10", "20"):
        above = Unit.objects.create(agency=cast.agency, code=code, name="Sekretariat")
        made.append(Unit.objects.create(agency=cast.agency, code=f"{code}.1", name="Subbagian Umum", parent=above))
    Position.objects.filter(postings__employee=cast.citra).update(unit=made[0])
    return made


def boxes(page):
    """What a browser would send for the unit: every control of the filter that says which, with its value."""
    form = re.search(r'<form class="filters".*?</form>', text_of(page))[0]
    inputs = [dict(re.findall(r'([a-z-]+)="([^"]*)"', one)) for one in re.findall(r"<input[^>]*>", form)]
    return {one["name"]: one["value"] for one in inputs if one["name"] in {"at", "unit"}}


@pytest.mark.parametrize(("address", "more"), [("/objectives/", {"year": "2026"}), ("/skp/units/", {"state": "draft"})])
def test_who_changes_something_else_stays_with_the_unit_that_is_shown(client_as, cast, twins, address, more):
    client = client_as(cast.citra)
    for number, unit in enumerate(twins):
        page = client.get(address, {"unit": unit.pk})
        sent = boxes(page)
        assert sent == {"at": f"Subbagian Umum · Sekretariat · {unit.code}", "unit": str(unit.pk)}
        if number:
            Unit.objects.filter(pk=unit.pk).update(closed_on="2020-01-01")
        again = client.get(address, sent | more)
        assert (again.status_code, again.context["unit"]) == (200, unit)
    turned = client.get(address, boxes(again) | {"at": FAR} | more)
    assert (turned.status_code, turned.context["unit"].name, boxes(turned)["at"]) == (200, FAR, FAR)
    wrong = client.get(address, boxes(turned) | {"at": "Dinas Angin"})
    assert (wrong.status_code, wrong.context["unit"].name, boxes(wrong)["at"]) == (422, FAR, "Dinas Angin")


def test_an_emptied_box_leads_back_to_ones_own_unit(client_as, cast, twins):
    page = client_as(cast.citra).get("/objectives/", {"unit": twins[1].pk, "at": " "})
    assert (page.status_code, page.context["unit"]) == (200, twins[0])


@pytest.mark.parametrize("address", ["/objectives/", "/skp/units/"])
def test_turning_costs_the_same_in_any_number_of_units(client_as, cast, twins, django_assert_num_queries, address):
    client = client_as(cast.citra)
    sent = boxes(client.get(address, {"unit": twins[0].pk}))
    with CaptureQueriesContext(connection) as first:
        client.get(address, sent)
    for code in ("30", "40"):
        above = Unit.objects.create(agency=cast.agency, code=code, name="Sekretariat")
        Unit.objects.create(agency=cast.agency, code=f"{code}.1", name="Subbagian Umum", parent=above)
    with django_assert_num_queries(len(first)):
        assert client.get(address, sent).context["unit"] == twins[0]


@pytest.mark.parametrize(("address", "data"), [
    ("/needs/new/", {"title": "Kebutuhan 2026", "year": "2026", "method": "USG", **CRITERIA}),
    ("/plans/new/", {"kind": "renstra", "title": "Renstra", "first_year": "2025", "last_year": "2029"}),
    ("/skp/deadlines/", {"kind": "skp", "due_on": "2026-12-30", "reason": "Penetapan APBD mundur ke akhir tahun."}),
])
def test_who_manages_several_units_says_which(client_as, cast, address, data):
    factories.performance_year(cast.agency)
    RoleGrant.objects.create(employee=cast.ani, role=Role.UNIT_MANAGER, unit=cast.office)
    client = client_as(cast.ani)
    page = text_of(client.get(address))
    assert ('<option value="" selected>Pilih unit</option>' in page, f'<option value="{cast.unit.pk}">' in page) == (True, True)
    unsaid = client.post(address, data | {"unit": ""})
    assert (unsaid.status_code, list(unsaid.context["form"].errors)) == (422, ["unit"])
    if address == "/plans/new/":
        assert "Renstra milik satu unit: pilih unitnya." in text_of(unsaid)
    RoleGrant.objects.update(unit=cast.unit)
    assert "Pilih unit</option>" not in text_of(client.get(address))  # of one unit there is nothing to choose


def test_the_counts_are_of_the_unit_that_was_written(client_as, cast, many):
    factories.skp(cast.ani, state=workflow.AGREED)
    client = client_as(cast.citra)
    given = {"year": 2026, "documents": [], "ending": "pdf", "states": ["agreed"]}
    for unit, count in ((cast.unit, 1), (many, 0)):
        page = client.post("/skp/documents/", given | {"unit": label_of_unit(unit)})
        assert page.status_code == 422
        assert (f"SKP {unit.name} 2026" in text_of(page), f"Disepakati ({count})" in text_of(page)) == (True, True)
    page = text_of(client.post("/skp/documents/", given | {"unit": "9"}))
    assert ("Angka dalam kurung" in page, "Disepakati (" in page) == (False, False)


def test_documents_of_a_closed_unit_that_was_opened(client_as, cast, many):
    Unit.objects.filter(pk=many.pk).update(closed_on="2020-01-01")
    client = client_as(cast.citra)
    page = text_of(client.get("/skp/documents/", {"unit": many.pk}))
    address = f"/skp/documents/?unit={many.pk}"
    assert f'action="{address}"' in page
    given = {"unit": label_of_unit(many), "year": 2026, "documents": ["skp"], "ending": "pdf", "states": ["agreed"]}
    answer = text_of(client.post(address, given))
    assert ("Tidak ada SKP yang sesuai pilihan ini." in answer, f"SKP {FAR} 2026" in answer) == (True, True)
