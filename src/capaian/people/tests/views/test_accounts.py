"""Making links on the screen, and using one."""

from __future__ import annotations

import re
import time

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from capaian.people.models import Employee, Invitation, RoleGrant
from capaian.people.tests import factories as people

REASON = "Lupa kata sandi, datang sendiri"
FRESH = "gerimis-di-pelabuhan-galala"


def be_sure(client: Client) -> Client:
    """As if the password had been typed again just now."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client


@pytest.fixture
def citra(client_as, cast):
    return be_sure(client_as(cast.citra))


def address(cast) -> str:
    return f"/people/{cast.ani.pk}/account/"


def shown_link(page: str) -> str:
    return re.search(r"http://testserver(/account/link/[\w-]+/)", page)[1]


def test_a_manager_makes_a_link_that_is_shown_once(citra, cast):
    Employee.objects.filter(pk=cast.ani.pk).update(email="ani@contoh.example")
    page = citra.get(address(cast)).content.decode()
    assert "dikirim ke ani@contoh.example" in page
    made = citra.post(address(cast), {"reason": REASON})
    link = shown_link(made.content.decode())
    assert (made.status_code, made["Cache-Control"].count("no-store")) == (200, 1)
    assert [(letter.to, link in letter.body) for letter in mail.outbox] == [(["ani@contoh.example"], True)]
    again = citra.get(address(cast)).content.decode()
    assert (link in again, "Berlaku" in again, REASON in again) == (False, True, True)
    citra.post(f"/account-links/{Invitation.objects.get().pk}/revocation/")
    assert "Dicabut" in citra.get(address(cast)).content.decode()


def test_what_is_missing_is_said_beside_the_field_and_kept(citra, cast):
    for reason in ("", "lupa"):
        answer = citra.post(address(cast), {"reason": reason, "clear_second_factor": "on"})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert 'value="lupa"' in answer.content.decode()
    assert Invitation.objects.count() == 0


def test_making_one_asks_for_the_password_again(client_as, cast):
    client = client_as(cast.citra)
    assert client.get(address(cast)).status_code == 200
    answer = client.post(address(cast), {"reason": REASON})
    assert (answer.status_code, answer["Location"].startswith("/account/reauthenticate/")) == (302, True)
    resumed = client.post(answer["Location"], {"password": people.PASSWORD, "next": address(cast)})
    assert shown_link(resumed.content.decode())


@pytest.mark.parametrize(("who", "status"), [("ani", 403), ("budi", 403), ("dewi", 403), ("citra", 200), ("eko", 404)])
def test_who_sees_an_account(client_as, cast, who, status):
    assert client_as(getattr(cast, who)).get(address(cast)).status_code == status


def test_another_agencys_link_does_not_exist(citra, cast, client_as):
    citra.post(address(cast), {"reason": REASON})
    pk = Invitation.objects.get().pk
    eko = Client()
    eko.force_login(cast.eko.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert eko.post(f"/account-links/{pk}/revocation/").status_code == 404
    assert citra.get(f"/account-links/{pk}/revocation/").status_code == 405
    assert citra.post("/account-links/0/revocation/").status_code == 404


def test_the_account_page_asks_a_fixed_number_of_questions(citra, cast, django_assert_num_queries):
    citra.get(address(cast))
    with django_assert_num_queries(10):
        citra.get(address(cast))


def test_the_link_leads_to_a_password_and_out_of_the_address(citra, cast):
    link = shown_link(citra.post(address(cast), {"reason": REASON}).content.decode())
    old = Client()
    old.post("/account/login/", {"login": cast.ani.nip, "password": people.PASSWORD})
    visitor = Client()
    assert visitor.get(link)["Location"] == "/account/link/"
    page = visitor.get("/account/link/").content.decode()
    assert ("Kata sandi baru" in page, cast.ani.nip in page, "Paling sedikit 12 karakter." in page) == (True, True, True)
    for weak in ("pendek", cast.ani.nip):
        assert visitor.post("/account/link/", {"password1": weak, "password2": weak}).status_code == 422
    assert visitor.post("/account/link/", {"password1": FRESH, "password2": FRESH})["Location"] == "/account/login/"
    assert visitor.get("/").status_code == 302  # one signs in by oneself, with the second factor where there is one
    assert old.get("/").status_code == 302
    assert UserSession.objects.count() == 0
    assert visitor.post("/account/login/", {"login": cast.ani.nip, "password": FRESH})["Location"] == "/"
    for path in (link, "/account/link/", "/account/link/x/"):
        gone = visitor.get(path)
        assert (gone.status_code, "Tautan ini tidak berlaku lagi" in gone.content.decode()) == (404, True)


def test_whoever_tries_the_link_while_signed_in_is_signed_out(citra, cast):
    link = shown_link(citra.post(address(cast), {"reason": REASON}).content.decode())
    citra.get(link)
    citra.post("/account/link/", {"password1": FRESH, "password2": FRESH})
    assert citra.get("/").status_code == 302


def test_a_link_is_open_to_who_must_still_enrol(citra, cast, settings):
    link = shown_link(citra.post(address(cast), {"reason": REASON}).content.decode())
    settings.SECOND_FACTOR_FORCED = True
    assert citra.get(link)["Location"] == "/account/link/"


@pytest.fixture
def newcomers(cast):
    """Three without account, one of them with an address."""
    made = []
    for number, email in enumerate(("a@contoh.example", "", "")):
        person = people.employee(cast.unit, f"Pegawai Baru {number}", f"19960505202203299{number}", appraiser=cast.budi)
        account = person.user
        if number == 2:  # as an import leaves it: an account that nobody has opened
            account.set_unusable_password()
            account.save()
        else:
            Employee.objects.filter(pk=person.pk).update(user=None, email=email)
            account.delete()
        made.append(person)
    return made


def test_a_units_people_are_invited_at_once(citra, cast, newcomers, django_assert_num_queries):
    page = f"/units/{cast.office.pk}/accounts/"
    with django_assert_num_queries(8):
        found = citra.get(page)
    assert "3 orang belum mempunyai akun; 0 di antaranya sudah memegang tautan" in found.content.decode()
    assert citra.post(page, {"reason": "", "employee": [newcomers[0].pk]}).status_code == 422
    assert citra.post(page, {"reason": "baru", "employee": [newcomers[0].pk]}).status_code == 422
    chosen = [*(one.pk for one in newcomers[:2]), cast.eko.pk]
    answer = citra.post(page, {"reason": "Akun pertama pegawai baru", "employee": chosen})
    assert len(set(re.findall(r"/account/link/[\w-]+/", answer.content.decode()))) == 2
    assert [letter.to for letter in mail.outbox] == [["a@contoh.example"]]
    assert "3 orang belum mempunyai akun; 2 di antaranya" in citra.get(page).content.decode()
    assert [one.pk for one in citra.get(page).context["found"].people] == [newcomers[2].pk]
    empty = citra.post(page, {"reason": "Akun pertama pegawai baru"}).content.decode()
    assert "Tidak ada yang dibuat" in empty


def test_where_nobody_waits_it_is_said(citra, cast):
    page = citra.get(f"/units/{cast.unit.pk}/accounts/").content.decode()
    assert "Tidak ada yang menunggu" in page


def test_who_opens_a_units_accounts(client_as, cast):
    statuses = {}
    for who in ("ani", "budi", "citra", "eko"):
        statuses[who] = client_as(getattr(cast, who)).get(f"/units/{cast.office.pk}/accounts/").status_code
    assert statuses == {"ani": 403, "budi": 403, "citra": 200, "eko": 404}


def test_a_letter_that_cannot_be_sent_is_said_so(citra, cast, settings, caplog):
    Employee.objects.filter(pk=cast.ani.pk).update(email="ani@contoh.example")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    page = citra.post(address(cast), {"reason": REASON}).content.decode()
    assert "Tidak dikirim lewat surel" in page
    assert "could not be mailed" in caplog.text
    assert shown_link(page) not in caplog.text


def test_an_inspector_keeps_out(client_as, cast):
    RoleGrant.objects.create(employee=cast.dewi, role="inspector")
    assert client_as(cast.dewi).get(address(cast)).status_code == 403


def names(client, query: str = "") -> list[str]:
    return [person.name for person in client.get(f"/accounts/{query}").context["page_obj"]]


def test_the_list_shows_how_accounts_stand(citra, cast, newcomers, django_assert_num_queries):
    citra.post(f"/people/{newcomers[1].pk}/account/", {"reason": "Akun pertama pegawai baru"})
    with django_assert_num_queries(6):
        assert len(names(citra)) == 7
    assert names(citra, "?show=none") == ["Pegawai Baru 0", "Pegawai Baru 1", "Pegawai Baru 2"]
    assert names(citra, "?show=link") == ["Pegawai Baru 1"]
    assert names(citra, "?show=weak") == [cast.citra.name]
    assert len(names(citra, "?q=baru+1996050520220329&show=unknown")) == 3
    assert names(citra, "?q=199605052022032991") == ["Pegawai Baru 1"]
    assert names(citra, "?q=lestari") == [cast.ani.name]
    assert "Tidak ada yang cocok" in citra.get("/accounts/?q=nobody").content.decode()


def test_who_sees_the_list(client_as, cast):
    """A unit's manager sees the unit; whoever opens no account is told who does."""
    RoleGrant.objects.create(employee=cast.budi, role="unit-performance-manager", unit=cast.unit)
    assert names(client_as(cast.budi)) == [cast.ani.name, cast.budi.name]
    assert client_as(cast.ani).get("/accounts/").status_code == 403
    assert names(client_as(cast.eko)) == [cast.eko.name]
