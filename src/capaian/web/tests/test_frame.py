"""The frame of every page: where one may go, in whose name, and that it costs nothing beyond knowing who acts."""

from __future__ import annotations

import pytest

from capaian.foundation.models import User
from capaian.web import context

STAFF = ("Beranda", "SKP", "Rencana", "Progres", "Hasil", "Pegawai")


def labels(entries):
    return tuple(entry.label for entry in entries)


def test_one_sees_the_places_one_may_go(cast):
    places = {name: labels(context.navigation(cast.actor(getattr(cast, name)), "/")) for name in ("ani", "budi", "citra")}
    assert places == {
        "ani": STAFF, "budi": ("Beranda", "SKP", "Rencana", "Progres", "Tim", "Hasil", "Pegawai"),
        "citra": (*STAFF[:-1], "Kelola", "Pegawai"),
    }


@pytest.mark.parametrize(("path", "current"),
    [("/", "Beranda"), ("/progress/2026/11/", "Progres"), ("/skp/12/", "SKP"), ("/needs/3/", "Rencana"),
     ("/results/3/", "Hasil"),
     ("/people/3/", "Pegawai"), ("/units/5/", "Pegawai")])
def test_the_place_one_is_in_is_marked(cast, path, current):
    entries = context.navigation(cast.actor(cast.ani), path)
    assert [entry.label for entry in entries if entry.current] == [current]


@pytest.mark.parametrize(("path", "current"),
    [("/people/ledger/", ["Kesehatan data"]), ("/people/3/", []), ("/account/sessions/", ["Akun saya"]),
     ("/accounts/", ["Akun pegawai"]), ("/account-links/7/revocation/", ["Akun pegawai"]), ("/nowhere/", [])])
def test_a_desk_behind_the_own_name_is_marked_and_lights_the_name(cast, path, current):
    desks = context.navigation(cast.actor(cast.citra), path, context.DESKS)
    assert [entry.label for entry in desks if entry.current] == current
    frame = context.Frame(cast.actor(cast.citra), context.navigation(cast.actor(cast.citra), path), desks)
    assert (frame.desk_current, frame.more_current) == (bool(current), bool(current) or path.startswith("/people/"))
    assert all(not entry.current for entry in frame.nav) or not current


def test_the_thumb_reaches_the_drawn_places_and_the_rest_is_under_more(cast):
    frames = {
        name: context.Frame(actor=cast.actor(getattr(cast, name)),
            nav=context.navigation(cast.actor(getattr(cast, name)), "/results/"))
        for name in ("ani", "budi")
    }
    assert (labels(frames["ani"].tabs), labels(frames["ani"].more)) == (
        ("Beranda", "SKP", "Progres"), ("Rencana", "Hasil", "Pegawai"))
    budi = frames["budi"]
    assert (labels(budi.tabs), labels(budi.more)) == (("Beranda", "SKP", "Progres", "Tim"), ("Rencana", "Hasil", "Pegawai"))
    assert frames["ani"].more_current is True
    assert context.Frame().more_current is False


def test_a_place_without_an_address_is_left_out(cast):
    places = (*context.PLACES[:1], context.Place("Nanti", "later:list", context.everyone))
    assert labels(context.navigation(cast.actor(cast.ani), "/", places)) == ("Beranda",)


def test_what_an_office_needs_now_and_then_stands_behind_the_own_name(cast, client_as):
    shown = {
        name: labels(client_as(getattr(cast, name)).get("/gallery/").context["frame"].desks) for name in ("ani", "citra")
    }
    assert "Peran pinjaman" in shown["ani"]
    assert "Peran" not in shown["ani"]
    assert "Peran" in shown["citra"]


def test_the_frame_costs_four_queries(client_as, cast, django_assert_num_queries):
    """Session, account, and the two of the actor; nothing else on a page that shows no data."""
    client = client_as(cast.citra)
    client.get("/gallery/")
    with django_assert_num_queries(4):
        response = client.get("/gallery/")
    assert response.context["frame"].actor.post == "Analis SDM Aparatur Ahli Muda · Dinas Kesehatan"


def test_an_account_that_is_nobodys_gets_the_bare_frame_and_is_told_who_can_help(client, db):
    client.force_login(User.objects.create_user(username="tamu", password="x"),
        backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.get("/")
    assert response.status_code == 403
    assert "belum terhubung dengan data pegawai" in response.content.decode()
    assert "Keluar dan masuk dengan akun lain" in response.content.decode()
    assert response.context["frame"].actor is None


def test_the_gallery_is_for_those_who_are_signed_in_or_try_the_demonstration(client, db, settings):
    assert client.get("/gallery/").status_code == 404
    settings.DEMO = True
    assert client.get("/gallery/").status_code == 200
    assert client.get("/gallery/?errors=0").status_code == 200


def test_indonesian_unless_chosen_otherwise(client, db):
    page = client.get("/account/login/", headers={"Accept-Language": "en-US"})
    assert (page["Content-Language"], '<html lang="id">' in page.content.decode()) == ("id", True)
    client.post("/language/setlang/", {"language": "en", "next": "/account/login/"})
    page = client.get("/account/login/")
    assert (page["Content-Language"], '<html lang="en">' in page.content.decode()) == ("en", True)
    client.cookies["django_language"] = "xx"
    assert client.get("/account/login/")["Content-Language"] == "id"
