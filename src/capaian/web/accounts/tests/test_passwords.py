"""Passwords: their rules, changing one, a forgotten one, and that nobody learns who has an account."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from capaian.foundation import accounts
from capaian.foundation.models import AuditEvent
from capaian.people.tests.factories import PASSWORD
from capaian.web.accounts.tests.conftest import FRESH, LOGIN, sign_in

CHANGE, FORGOTTEN = "/account/password/", "/account/password/reset/"


def change(client, new: str, old: str = PASSWORD, again: str | None = None):
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": again or new})


def test_the_rules_stand_beside_the_field(ani):
    page = ani.get(CHANGE).content.decode()
    assert "Paling sedikit 12 karakter. Jangan memakai nama, NIP, atau kata sandi yang umum." in page
    assert 'aria-describedby="id_password1-hint"' in page


@pytest.mark.parametrize(("new", "words"), [
    ("pendek", "Terlalu pendek: paling sedikit 12 karakter."),
    ("1qaz2wsx3edc", "Kata sandi ini terlalu umum, jadi mudah ditebak. Pilih yang lain."),
    ("199012312015032999", "Terlalu mirip dengan nama, NIP atau surel Anda. Pilih yang lain."),
])
def test_a_weak_password_is_refused_in_plain_words(ani, new, words):
    answer = change(ani, new)
    assert (answer.status_code, words in answer.context["form"].errors["password1"]) == (422, True)


def test_the_old_one_must_be_known_and_the_new_one_typed_twice(ani, cast):
    assert change(ani, FRESH, old="salah").context["form"].errors == {"oldpassword": ["Kata sandi yang sekarang tidak cocok."]}
    assert list(change(ani, FRESH, again="lain-lagi-lain").context["form"].errors) == ["password2"]
    change(ani, FRESH)
    assert AuditEvent.objects.get(verb="account.password.change").actor_id == cast.ani.pk


def test_who_only_came_through_the_provider_makes_a_first_password(client_as, cast):
    cast.ani.user.set_unusable_password()
    cast.ani.user.save()
    client = client_as(cast.ani)
    assert client.get(CHANGE)["Location"] == "/account/password/set/"
    assert "Akun Anda belum mempunyai kata sandi." in client.get("/account/password/set/").content.decode()
    assert client.post("/account/password/set/", {"password1": "pendek", "password2": "pendek"}).status_code == 422
    assert client.post("/account/password/set/", {"password1": FRESH, "password2": FRESH})["Location"] == "/account/"
    cast.ani.user.refresh_from_db()
    assert cast.ani.user.check_password(FRESH)


@pytest.fixture
def known(cast):
    """Ani with an address that the agency knows."""
    accounts.know_email(cast.ani.user, "Ani@Contoh.example")
    return cast.ani


def test_a_forgotten_password_is_made_anew_by_mail(client, known):
    assert client.post(FORGOTTEN, {"email": "ani@contoh.example"})["Location"] == f"{FORGOTTEN}sent/"
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["ani@contoh.example"], "[Capaian] Kata sandi baru untuk akun Anda")
    address = re.search(r"http://testserver(\S+)", letter.body)[1]
    form = client.get(address)["Location"]
    assert known.nip not in form
    assert client.post(form, {"password1": "pendek", "password2": "pendek"}).status_code == 422
    assert client.post(form, {"password1": FRESH, "password2": FRESH})["Location"] == f"{FORGOTTEN}finished/"
    assert client.get("/").status_code == 302  # the link does not sign in: a second factor is still asked for
    assert sign_in(client, known, FRESH)["Location"] == "/"
    assert AuditEvent.objects.get(verb="account.password.reset").actor_id == known.pk
    client.post("/account/logout/")
    dead = client.get(address)
    assert (dead.status_code, "Tautan ini tidak berlaku lagi" in dead.content.decode()) == (404, True)


def test_nobody_learns_who_has_an_account(client, known):
    answers = [client.post(FORGOTTEN, {"email": email}) for email in ("ani@contoh.example", "tidak.ada@contoh.example")]
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, f"{FORGOTTEN}sent/")] * 2
    assert [letter.to for letter in mail.outbox] == [["ani@contoh.example"]]
    refusals = [client.post(LOGIN, {"login": login, "password": "salah"}).context["form"].non_field_errors()
                for login in (known.nip, "196001011980011999", "ani@contoh.example", "tidak.ada@contoh.example")]
    assert refusals == [["NIP atau surel dan kata sandi ini tidak cocok. Periksa lagi keduanya."]] * 4
    assert client.post(FORGOTTEN, {"email": "bukan surel"}).status_code == 422


def test_a_mail_server_that_is_away_is_logged_and_answered_the_same(client, known, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert client.post(FORGOTTEN, {"email": "ani@contoh.example"})["Location"] == f"{FORGOTTEN}sent/"
    sign_in(client, known)
    assert change(client, FRESH)["Location"] == "/account/"
    assert caplog.text.count("could not be mailed") == 2


def test_the_way_to_a_new_password_is_shown_only_where_mail_goes_out(client, db, settings):
    assert "Lupa kata sandi?" in client.get(LOGIN).content.decode()
    settings.MAIL_READY = False
    assert "Lupa kata sandi?" not in client.get(LOGIN).content.decode()


def test_the_agencys_address_never_replaces_a_proven_one(cast):
    user = cast.ani.user
    assert accounts.know_email(user, "a@contoh.example") is True
    EmailAddress.objects.create(user=user, email="a@contoh.example", verified=False)
    assert accounts.know_email(user, "A@contoh.example") is False
    assert accounts.know_email(user, "b@contoh.example") is True
    assert EmailAddress.objects.count() == 0  # the former address opens nothing any more
    EmailAddress.objects.create(user=user, email="sendiri@contoh.example", verified=True, primary=True)
    assert accounts.know_email(user, "c@contoh.example") is False


def test_a_changed_address_is_proven_before_it_counts(ani, cast):
    accounts.know_email(cast.ani.user, "kantor@contoh.example")
    page = ani.get("/account/email/").content.decode()
    assert "kantor@contoh.example" in page
    assert ani.post("/account/email/", {"action_add": "1", "email": "bukan surel"}).status_code == 422
    assert ani.post("/account/email/", {"action_add": "1", "email": "ani@contoh.example"}).status_code == 302
    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == (["ani@contoh.example"], "[Capaian] Buktikan surel ini milik Anda")
    address = re.search(r"http://testserver(\S+)", letter.body)[1]
    assert "ani@contoh.example" in ani.get(address).content.decode()
    ani.post(address)
    cast.ani.user.refresh_from_db()
    assert cast.ani.user.email == "ani@contoh.example"
    dead = ani.get(address)
    assert (dead.status_code, "Tautan ini tidak berlaku lagi" in dead.content.decode()) == (404, True)
    assert "Terbukti milik Anda" in ani.get("/account/email/").content.decode()


def test_changing_the_address_asks_for_the_password_again(client, cast):
    sign_in(client, cast.ani)
    answer = client.post("/account/email/", {"action_add": "1", "email": "ani@contoh.example"})
    assert (answer["Location"], mail.outbox) == ("/account/reauthenticate/?next=%2Faccount%2Femail%2F", [])
    client.post("/account/reauthenticate/", {"password": PASSWORD, "next": "/account/email/"})
    assert [letter.to for letter in mail.outbox] == [["ani@contoh.example"]]  # what was asked for goes on by itself


def test_whoever_no_longer_works_here_may_still_close_the_door_behind(client, cast):
    """An ended employment stands in no agency's record any more; the account page says why nothing opens."""
    sign_in(client, cast.ani)
    cast.ani.employed_from, cast.ani.employed_until = None, cast.ani.postings.get().start
    cast.ani.save()
    assert change(client, FRESH).status_code == 302
    assert AuditEvent.objects.filter(verb="account.password.change").count() == 0
