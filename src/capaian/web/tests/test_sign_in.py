"""Signing in and out with NIP or e-mail; the demonstration accounts."""

from __future__ import annotations

import pytest
from django.urls import reverse

from capaian.people.tests import factories as people

LOGIN = "/account/login/"


@pytest.mark.parametrize("name", ["nip", "mail"])
def test_one_signs_in_with_nip_or_mail(client, cast, name):
    cast.ani.user.email = "ani@contoh.example"
    cast.ani.user.save()
    login = {"nip": cast.ani.nip, "mail": "ani@contoh.example"}[name]
    response = client.post(LOGIN, {"login": login, "password": people.PASSWORD}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert [str(message) for message in response.context["messages"]] == []


def test_a_wrong_password_keeps_the_nip_and_names_no_culprit(client, cast):
    response = client.post(LOGIN, {"login": cast.ani.nip, "password": "salah"})
    assert response.status_code == 422
    assert cast.ani.nip in response.content.decode()
    told = "NIP atau surel dan kata sandi ini tidak cocok. Periksa lagi keduanya."
    assert response.context["form"].non_field_errors() == [told]


def test_one_signs_out(client_as, cast):
    client = client_as(cast.ani)
    assert "Keluar dari Capaian?" in client.get("/account/logout/").content.decode()
    assert client.post("/account/logout/")["Location"] == LOGIN
    assert client.get("/").status_code == 302


def test_one_changes_the_password(client_as, cast):
    client = client_as(cast.ani)
    address = reverse("account_change_password")
    assert client.get(address).status_code == 200
    fresh = "sandi-baru-yang-panjang"
    wrong = client.post(address, {"oldpassword": people.PASSWORD, "password1": fresh, "password2": "lain"})
    assert wrong.context["form"].errors != {}
    client.post(address, {"oldpassword": people.PASSWORD, "password1": fresh, "password2": fresh})
    cast.ani.user.refresh_from_db()
    assert cast.ani.user.check_password(fresh)


def test_a_closed_account_is_told_in_our_frame(client_as, cast):
    response = client_as(cast.ani).get(reverse("account_inactive"))
    assert response.status_code == 200
    assert '<main class="page"' in response.content.decode()


def test_nobody_signs_up(client, db):
    assert client.get("/account/signup/").status_code == 404


def test_no_accounts_are_shown_where_real_people_work(client, db):
    assert "Coba sebagai" not in client.get(LOGIN).content.decode()


def test_demonstration_accounts_stand_by_region_and_sign_in_with_one_press(client, db, settings):
    from capaian.web.demonstration import organisation  # noqa: PLC0415
    from capaian.web.demonstration.regions import REGIONS  # noqa: PLC0415

    settings.DEMO = True
    assert "Coba sebagai" not in client.get(LOGIN).content.decode()
    region = REGIONS[0]
    unit = people.unit(people.agency(region.code, region.name))
    person = people.employee(unit, region.cast.employee, "199001012015032999")
    person.user.set_password(organisation.PASSWORD)
    person.user.save()
    page = client.get(LOGIN)
    assert [(group["region"],
        [one.nip for one in group["people"]]) for group in page.context["demo_accounts"]] == [(region.name, [person.nip])]
    assert f'name="login" value="{person.nip}"' in page.content.decode()
    assert client.post(LOGIN, {"login": person.nip, "password": organisation.PASSWORD})["Location"] == "/"
