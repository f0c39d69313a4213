"""The screens of roles: who holds what, giving, taking back, lending, and acting on somebody's behalf."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from capaian.foundation.actor import Role
from capaian.foundation.models import AuditEvent
from capaian.people.models import Delegation, Employee, RoleGrant
from capaian.people.tests import factories as people
from capaian.planning.tests import factories as plans


@pytest.fixture
def today(db):
    return timezone.localdate()


@pytest.fixture
def lending(cast, today):
    return Delegation.objects.create(
        lender=cast.citra, delegate=cast.ani, role=Role.PERFORMANCE_MANAGER, start=today, end=today + timedelta(days=3),
        reason="Cuti",
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(cast, client_as, count, django_assert_num_queries):
    client = client_as(cast.citra)
    for _ in range(1, count):
        RoleGrant.objects.create(employee=cast.ani, role=Role.UNIT_MANAGER, unit=cast.unit, end=timezone.localdate())
    with django_assert_num_queries(6):  # session, account, actor, own roles, count, page
        page = client.get("/roles/")
    assert page.status_code == 200
    assert len(page.context["page_obj"].object_list) == count


def test_the_list_is_narrowed_by_role_unit_name_and_time(cast, client_as, today):
    day = timedelta(days=1)
    RoleGrant.objects.create(employee=cast.ani, role=Role.UNIT_MANAGER, unit=cast.unit)
    RoleGrant.objects.create(employee=cast.budi, role=Role.EVALUATION_TEAM, start=today + day)
    RoleGrant.objects.create(employee=cast.dewi, role=Role.EVALUATION_TEAM, end=today - day)
    client = client_as(cast.citra)

    def names(query: str) -> list[str]:
        return [grant.employee.name for grant in client.get(f"/roles/?{query}").context["page_obj"]]

    assert names("") == [cast.ani.name, cast.citra.name]
    assert names("role=unit-performance-manager") == [cast.ani.name]
    assert names("unit=galala") == [cast.ani.name]
    assert names("q=wulandari") == [cast.citra.name]
    assert names("show=coming") == [cast.budi.name]
    assert names("show=past") == [cast.dewi.name]
    assert names("q=nobody") == []
    assert names("role=nonsense&show=nonsense") == [cast.ani.name, cast.citra.name]


def test_giving_a_role(cast, client_as, today):
    client = client_as(cast.citra)
    asked = {"employee": cast.ani.nip, "role": Role.EVALUATION_TEAM, "unit": "", "start": today.isoformat(), "end": "",
             "reason": "SK 1"}
    wrong = client.post("/roles/new/", {**asked, "reason": "", "employee": "Siapa pun"})
    assert wrong.status_code == 422
    assert "Siapa pun" in wrong.content.decode()
    assert set(wrong.context["form"].errors) == {"employee", "reason"}
    unfit = client.post("/roles/new/", {**asked, "role": Role.UNIT_MANAGER})
    assert (unfit.status_code, set(unfit.context["form"].errors)) == (422, {"unit"})
    done = client.post("/roles/new/", asked, follow=True)
    assert done.redirect_chain[0][0] == "/roles/"
    assert RoleGrant.objects.get(employee=cast.ani).role == Role.EVALUATION_TEAM
    offered = dict(client.get("/roles/new/").context["form"].fields["role"].choices)
    assert {Role.ADMINISTRATOR, Role.INSPECTOR} & set(offered) == set()


def test_a_pair_that_asks_for_care_is_said(cast, client_as, today):
    kiki = people.employee(cast.office, "Kiki Amalia, S.Kom.", "199012312014032999", roles=(Role.ADMINISTRATOR,))
    asked = {"employee": cast.citra.nip, "role": Role.ADMINISTRATOR, "start": today.isoformat(), "reason": "SK 1"}
    page = client_as(kiki).post("/roles/new/", asked, follow=True)
    assert "pisahkan kedua peran" in page.content.decode()


def test_taking_a_role_back(cast, client_as):
    grant = RoleGrant.objects.create(employee=cast.ani, role=Role.EVALUATION_TEAM)
    client, address = client_as(cast.citra), f"/roles/{grant.pk}/revocation/"
    assert "Cabut peran Tim evaluasi dari Ani" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Mutasi"}).status_code == 302
    grant.refresh_from_db()
    assert grant.end < timezone.localdate()
    assert client.get("/roles/999999/revocation/").status_code == 404
    own = cast.citra.role_grants.get()
    assert client.get(f"/roles/{own.pk}/revocation/").status_code == 403


def test_lending_a_role(cast, client_as, today):
    client = client_as(cast.citra)
    asked = {
        "grant": str(cast.citra.role_grants.get().pk), "delegate": cast.ani.nip, "start": today.isoformat(),
        "end": (today + timedelta(days=3)).isoformat(), "reason": "Cuti tahunan",
    }
    assert client.post("/delegations/", {**asked, "end": ""}).status_code == 422
    late = client.post("/delegations/", {**asked, "end": (today + timedelta(days=400)).isoformat()})
    assert (late.status_code, set(late.context["form"].errors)) == (422, {"end"})
    assert client.post("/delegations/", asked).status_code == 302
    lending = Delegation.objects.get()
    assert "Akhiri" in client.get("/delegations/").content.decode()
    assert client.post(f"/delegations/{lending.pk}/end/").status_code == 302
    assert client.post(f"/delegations/{lending.pk}/end/").status_code == 403


def test_acting_on_somebodys_behalf_is_entered_shown_recorded_and_left(cast, client_as, lending):
    client = client_as(cast.ani)
    assert "Peran pinjaman: Pengelola kinerja instansi" in client.get("/").content.decode()
    assert client.get("/roles/").status_code == 403
    assert client.post(f"/delegations/{lending.pk}/capacity/").status_code == 302
    page = client.get("/roles/").content.decode()
    assert "Anda bertindak atas nama <b>Citra Wulandari, S.E.</b>" in page
    assert "Beri peran" not in page, "a lent role gives no roles away"
    assert client.get("/roles/new/").status_code == 403
    assert client.get("/delegations/").context["page_obj"][0].in_use
    assert client.post("/delegations/capacity/end/").status_code == 302
    assert client.get("/roles/").status_code == 403
    assert AuditEvent.objects.get(verb="delegation.use").behalf_id is None


@pytest.mark.parametrize("ending", ["taken back", "over", "lender left", "role gone", "signed out"])
def test_a_capacity_ends_with_its_ground(cast, client_as, lending, today, ending):
    client = client_as(cast.ani)
    client.post(f"/delegations/{lending.pk}/capacity/")
    assert client.get("/roles/").status_code == 200
    if ending == "taken back":
        Delegation.objects.update(ended_at=timezone.now())
    elif ending == "over":
        Delegation.objects.update(start=today - timedelta(days=2), end=today - timedelta(days=1))
    elif ending == "lender left":
        Employee.objects.filter(pk=cast.citra.pk).update(employed_until=today - timedelta(days=1))
    elif ending == "role gone":
        RoleGrant.objects.update(end=today - timedelta(days=1))
    else:
        client.post("/account/logout/")
        client.force_login(cast.ani.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/roles/").status_code == 403
    assert "capacity" not in client.session


def test_what_is_done_in_a_capacity_names_the_lender(cast, client_as, lending):
    objective = plans.objective(cast.office)
    client = client_as(cast.ani)
    assert client.post(f"/objectives/{objective.pk}/deletion/").status_code == 403
    client.post(f"/delegations/{lending.pk}/capacity/")
    assert client.post(f"/objectives/{objective.pk}/deletion/").status_code == 302
    deed = AuditEvent.objects.latest("pk")
    assert (deed.actor_id, deed.behalf_id, deed.behalf_name) == (cast.ani.pk, cast.citra.pk, cast.citra.name)


def test_an_ended_employment_is_refused_in_plain_words(cast, client_as, today):
    Employee.objects.filter(pk=cast.ani.pk).update(employed_until=today - timedelta(days=1))
    page = client_as(cast.ani).get("/")
    assert page.status_code == 403
    assert "Masa kerja Anda pada instansi ini berakhir" in page.content.decode()


def test_who_holds_nothing_to_lend_is_told_so(cast, client_as):
    page = client_as(cast.ani).post("/delegations/", {"reason": "Cuti"})
    assert page.status_code == 403
    assert "tidak memegang peran yang dapat dipinjamkan" in page.content.decode()


def test_another_agencys_lending_does_not_exist(cast, client_as, lending):
    client = client_as(cast.eko)
    assert [client.post(f"/delegations/{lending.pk}/{verb}/").status_code for verb in ("capacity", "end")] == [404, 404]
