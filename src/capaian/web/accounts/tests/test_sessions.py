"""Where one is signed in, and signing out there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from capaian.people.tests.factories import PASSWORD
from capaian.web.accounts.tests.conftest import FRESH, sign_in

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36"
PAGE = "/account/sessions/"


@pytest.fixture
def phone(ani, cast):
    """Ani's second browser."""
    client = Client(headers={"User-Agent": PHONE}, REMOTE_ADDR="103.28.12.7")
    sign_in(client, cast.ani)
    return client


def test_one_sees_device_network_and_last_use(ani, phone):
    rows = ani.get(PAGE).context["rows"]
    assert [(row["device"], row["address"], row["here"]) for row in rows] == [
        ("Peramban tidak dikenal", "127.0.x.x", True), ("Chrome di Android", "103.28.x.x", False),
    ]
    page = ani.get(PAGE).content.decode()
    assert "Jaringan 103.28.x.x" in page
    assert "103.28.12.7" not in page


def test_one_signs_out_elsewhere_at_one_place_or_at_all(ani, phone, cast):
    third = Client()
    sign_in(third, cast.ani)
    there = next(row["pk"] for row in ani.get(PAGE).context["rows"] if row["device"] == "Chrome di Android")
    assert ani.post(f"{PAGE}{there}/end/")["Location"] == PAGE
    assert [phone.get("/").status_code, third.get("/").status_code, ani.get("/").status_code] == [302, 200, 200]
    ani.post(PAGE)
    assert [third.get("/").status_code, ani.get("/").status_code] == [302, 200]
    assert len(ani.get(PAGE).context["rows"]) == 1


def test_nobody_ends_the_session_of_another(ani, cast):
    budi = Client()
    sign_in(budi, cast.budi)
    session = UserSession.objects.get(user=cast.budi.user)
    assert ani.post(f"{PAGE}{session.pk}/end/").status_code == 404
    assert ani.get(f"{PAGE}{session.pk}/end/").status_code == 405
    assert budi.get("/").status_code == 200


def test_a_new_password_ends_every_other_session(ani, phone):
    changed = ani.post("/account/password/", {"oldpassword": PASSWORD, "password1": FRESH, "password2": FRESH})
    assert changed["Location"] == "/account/"
    assert [ani.get("/").status_code, phone.get("/").status_code] == [200, 302]
    assert len(ani.get(PAGE).context["rows"]) == 1


def test_use_is_noted_every_few_minutes_and_not_more_often(ani, cast, django_assert_num_queries):
    before = UserSession.objects.get(user=cast.ani.user)
    ani.get("/gallery/")
    with django_assert_num_queries(4):
        ani.get("/gallery/")
    session = ani.session
    session["seen_at"] -= 301
    session.save()
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=6))
    ani.get("/gallery/", REMOTE_ADDR="103.28.12.7")
    after = UserSession.objects.get(user=cast.ani.user)
    assert (after.last_seen_at >= before.last_seen_at, after.ip) == (True, "103.28.12.7")
