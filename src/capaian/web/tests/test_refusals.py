"""What a person is told when something is refused, unusable, gone or broken; and that HTMX gets it as a notice."""

from __future__ import annotations

import pytest
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone

from capaian.foundation.errors import InvalidInput, Problem, Refused
from capaian.web.urls import urlpatterns as product

HTMX = {"HX-Request": "true"}
REASON = "SKP ini sudah disepakati; penilai Anda dapat membukanya kembali."


def raising(error):
    def view(request):
        raise error

    return view


@login_required
def zone(request):
    return HttpResponse(f"{request.actor.name}: {timezone.get_current_timezone_name()}")


urlpatterns = [
    *product,
    path("refused/", raising(Refused(REASON))),
    path("invalid/", raising(InvalidInput([Problem("Tulis angka.", field="target", row=3), Problem("Judul kosong.")]))),
    path("forbidden/", raising(PermissionDenied())),
    path("gone/", raising(Http404("Skp 12 milik instansi lain"))),
    path("bad/", raising(SuspiciousOperation())),
    path("broken/", raising(RuntimeError())),
    path("zone/", zone),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def test_a_refusal_says_why_and_leads_back(client_as, cast):
    response = client_as(cast.ani).get("/refused/", headers={"Referer": "http://testserver/skp/12/"})
    page = response.content.decode()
    assert response.status_code == 403
    assert REASON in page
    assert 'href="http://testserver/skp/12/"' in page


@pytest.mark.parametrize("referer", ["https://lain.example/", ""])
def test_a_refusal_never_leads_to_another_site(client_as, cast, referer):
    response = client_as(cast.ani).get("/refused/", headers={"Referer": referer})
    assert response.context["back"] == "/"


def test_unusable_input_names_every_problem(client_as, cast):
    response = client_as(cast.ani).get("/invalid/")
    assert response.status_code == 422
    assert response.context["problems"] == ["baris 3, target: Tulis angka.", "Judul kosong."]


@pytest.mark.parametrize(("path", "status"), [("/refused/", 403), ("/invalid/", 422)])
def test_htmx_gets_a_notice_and_the_page_stays(client_as, cast, path, status):
    response = client_as(cast.ani).get(path, headers=HTMX)
    assert (response.status_code, response["HX-Retarget"]) == (status, "#notices")
    assert response.content.decode().startswith('<div class="notice bad" role="alert">')


@pytest.mark.parametrize(("path", "status", "words"), [
    ("/forbidden/", 403, "Halaman ini tidak dapat dibuka"), ("/gone/", 404, "Halaman tidak ditemukan"),
    ("/bad/", 400, "Permintaan ini tidak terbaca"), ("/broken/", 500, "Terjadi kesalahan pada sistem"),
])
@pytest.mark.filterwarnings("ignore")
def test_each_error_has_its_page(client_as, cast, path, status, words):
    client = client_as(cast.ani)
    client.raise_request_exception = False
    response = client.get(path)
    assert (response.status_code, words in response.content.decode()) == (status, True)


def test_a_page_that_is_not_there_reveals_nothing(client_as, cast):
    client = client_as(cast.ani)
    told = client.get("/gone/").content.decode()
    assert "instansi lain" not in told
    assert told.replace("/gone/", "/never/").split("<main")[1].split("</main")[0] == (
        client.get("/never/").content.decode().split("<main")[1].split("</main")[0]
    )


def test_an_old_form_is_told_to_reload(client_as, cast):
    from django.test import Client  # noqa: PLC0415

    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/account/login/", {"login": cast.ani.nip})
    assert response.status_code == 403
    assert "terlalu lama terbuka" in response.content.decode()


def test_an_ended_session_does_not_put_the_sign_in_page_into_a_form(client, cast):
    assert client.get("/zone/", headers=HTMX).status_code == 401
    assert client.get("/zone/").status_code == 302


def test_a_redirect_to_elsewhere_is_left_alone(client, cast):
    assert client.post("/language/setlang/", {"language": "id"}, headers={**HTMX, "Accept": "text/html"}).status_code == 302


def test_the_agencys_clock_is_on_the_wall_and_taken_down_afterwards(client_as, cast):
    assert client_as(cast.ani).get("/zone/").content.decode() == "Ani Lestari, A.Md.Kep.: Asia/Jayapura"
    assert timezone.get_current_timezone_name() == "Asia/Jakarta"
