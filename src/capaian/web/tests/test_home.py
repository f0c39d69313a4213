"""Beranda: the first screen, and in how many queries."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from capaian.evaluation.tests import factories as evaluation
from capaian.governance.models import EvaluationPeriod, PerformanceYear
from capaian.planning.tests import factories as planning
from capaian.planning.workflow import AGREED
from capaian.progress.tests import factories as progress
from capaian.progress.workflow import ACCEPTED, SUBMITTED
from capaian.web import home
from capaian.web.stages import stages

QUARTER = EvaluationPeriod(
    performance_year=PerformanceYear(year=2026), kind="quarter", ordinal=3, start=date(2026, 7, 1), end=date(2026, 9, 30),
    window_start=date(2026, 9, 24), window_end=date(2026, 10, 14),
)
ANNUAL = EvaluationPeriod(
    performance_year=PerformanceYear(year=2026), kind="annual", ordinal=1, start=date(2026, 1, 1), end=date(2026, 12, 31),
    window_start=date(2026, 12, 10), window_end=date(2026, 12, 20),
)


def here(periods, day):
    items = stages(periods, day)
    return next(item["label"] for item in items if item["state"] == "current"), [item["note"] for item in items]


@pytest.mark.parametrize(("day", "stage", "notes"), [
    (date(2026, 1, 31), "Perencanaan", ["sampai 31 Januari", "sepanjang tahun", "mulai 10 Des", "sesudah 20 Des 2026"]),
    (date(2026, 2, 1), "Pelaksanaan", ["Januari", "Februari berjalan", "mulai 10 Des", "sesudah 20 Des 2026"]),
    (date(2026, 10, 14), "Pelaksanaan", ["Januari", "Oktober berjalan", "Triwulan III, sampai 14 Okt", "sesudah 20 Des 2026"]),
    (date(2026, 12, 10), "Penilaian", ["Januari", "sepanjang tahun", "sampai 20 Des", "sesudah 20 Des 2026"]),
    (date(2026, 12, 21), "Tindak lanjut", ["Januari", "sepanjang tahun", "mulai 10 Des", "sesudah 20 Des 2026"]),
])
def test_where_one_is_in_the_year(day, stage, notes):
    assert here([QUARTER, ANNUAL], day) == (stage, notes)


def test_dates_of_judging_that_are_not_set_are_called_unscheduled():
    assert here([], date(2026, 6, 1)) == ("Pelaksanaan", ["Januari", "Juni berjalan", "belum dijadwalkan", "sesudah penilaian"])


@pytest.mark.parametrize(("hour", "words"), [
    (3, "Selamat malam"), (4, "Selamat pagi"), (10, "Selamat pagi"), (11, "Selamat siang"), (15, "Selamat sore"),
    (18, "Selamat malam"),
])
def test_the_greeting_follows_the_clock_on_the_wall(hour, words):
    with timezone.override(UTC):
        assert home.greeting(datetime(2026, 11, 21, hour, 59, tzinfo=UTC)) == words


def test_only_the_first_thing_to_do_is_drawn_as_the_thing_to_do():
    items = [{"kind": "primary"}, {"kind": "primary"}, {"kind": "plain"}]
    assert [item["kind"] for item in home.one_primary(items)] == ["primary", "plain", "plain"]
    assert home.one_primary([]) == []


def test_home_of_somebody_without_anything_yet(client_as, cast, django_assert_num_queries):
    client = client_as(cast.ani)
    client.get("/")
    with django_assert_num_queries(12):
        page = client.get("/")
    assert [item["title"] for item in page.context["todo"]] == [f"Susun SKP {timezone.localdate().year}"]
    assert (page.context["waiting"], page.context["done"]) == ([], [])
    assert page.context["greeting"].endswith(", Ani")


def test_home_is_for_those_who_signed_in(client, db):
    assert client.get("/")["Location"] == "/account/login/?next=/"
    assert client.get("/standing/")["Location"] == "/account/login/?next=/standing/"


def test_my_figures_come_beside_the_page_or_as_a_page(client_as, cast):
    client = client_as(cast.budi)
    whole = client.get("/standing/").content.decode()
    part = client.get("/standing/", headers={"HX-Request": "true"}).content.decode()
    assert ("<!doctype html>" in whole, "<!doctype html>" in part) == (True, False)
    assert "Belum ada angka" in part
    assert "Tim Anda" in part


def test_a_large_team_is_shown_in_part(cast):
    from capaian.people.tests import factories as people  # noqa: PLC0415

    for number in range(11):
        people.employee(cast.unit, f"Pegawai {number:02d}", f"1990010120150320{number:02d}", appraiser=cast.budi)
    told = home.standing(cast.actor(cast.budi), datetime(2026, 6, 1, tzinfo=UTC))
    assert (len(told["team"]), told["more"], told["count"], told["summary"]) == (10, 2, 12, None)


def test_what_the_ledger_lacks_is_told_to_managers_only(client_as, cast):
    """Dewi stands at the top and nobody appraises her: a gap until somebody says why."""
    pages = {name: client_as(getattr(cast, name)).get("/standing/").content.decode() for name in ("ani", "citra")}
    told = {name: "Buku penugasan" in page for name, page in pages.items()}
    assert told == {"ani": False, "citra": True}


@pytest.mark.parametrize("team", [1, 3])
def test_the_desk_of_an_appraiser_costs_nine_queries_at_any_size_of_team(cast, team, django_assert_num_queries):
    """With the four of the frame that is twelve, the most a first screen may cost."""
    evaluation.annual(cast.agency)
    evaluation.quarter(cast.agency)
    own = planning.skp(cast.budi, state=AGREED)
    progress.report(own, month=8, state=ACCEPTED)
    progress.report(own, month=9, state=SUBMITTED)
    for number in range(team - 1):
        evaluation.colleague(cast, number)
    for person in [cast.ani, *type(cast.ani).objects.filter(name__startswith="Pegawai")]:
        progress.report(planning.skp(person, state=AGREED), month=9, state=SUBMITTED)
    actor, at = cast.actor(cast.budi), datetime(2026, 10, 1, 3, tzinfo=UTC)
    with django_assert_num_queries(9):
        desk = home.desk(actor, at)
    assert [item["title"] for item in desk["todo"]] == [
        "Kirim progres Oktober", f"Periksa {team} progres pegawai", "Nilai tim, Triwulan III 2026",
        "Progres Januari 2026 belum dikirim",
    ]
    assert [item["kind"] for item in desk["todo"]] == ["primary", "plain", "plain", "plain"]
    assert [item["title"] for item in desk["waiting"]] == ["Progres September 2026"]
    assert [item["title"] for item in desk["done"]] == ["Progres Agustus 2026", "SKP 2026 disepakati"]
