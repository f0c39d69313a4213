from __future__ import annotations

import re
from decimal import Decimal

import pytest

from capaian.foundation.writing import writing
from capaian.people.models import TaskTeam, TeamMembership
from capaian.planning import workflow
from capaian.planning.models import Assignment, Indicator, Skp
from capaian.planning.queries import past
from capaian.planning.tests import factories
from capaian.planning.tests.assigning import assignment

WORK = {"statement": "Vaksinasi massal terlaksana", "start": "2026-02-01", "end": "30-06-2026"}
PMI = {"giver_name": "Rina", "giver_post": "Ketua", "organisation": "PMI", "consent": "12/PMI/2026"}


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture(autouse=True)
def year(cast):
    return factories.performance_year(cast.agency)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("who", "show"), [("ani", "mine"), ("dewi", "given"), ("budi", "decide"), ("citra", "office")])
def test_each_list_in_the_same_queries_at_any_size(client_as, cast, django_assert_num_queries, who, show, count):
    for number in range(count):
        assignment(cast.ani, cast.dewi, statement=f"Tugas {number}")
    client = client_as(getattr(cast, who))
    with django_assert_num_queries(6):
        page = text_of(client.get("/assignments/", {"show": show}))
    assert page.count("<b>Tugas") == count


def test_the_list_is_narrowed_by_the_address(client_as, cast):
    assignment(cast.ani, cast.dewi, statement="Satu")
    assignment(cast.ani, statement="Dua", state=workflow.ACTIVE)
    client = client_as(cast.ani)
    assert "<b>Dua" not in text_of(client.get("/assignments/", {"q": "satu"}))
    assert "<b>Satu" not in text_of(client.get("/assignments/", {"state": "active"}))
    assert "Tidak ada penugasan yang cocok" in text_of(client.get("/assignments/", {"q": "tiga"}))
    assert "Belum ada penugasan" in text_of(client_as(cast.citra).get("/assignments/?show=nothing"))
    assert "Semua dalam lingkup" not in text_of(client_as(cast.ani).get("/assignments/?show=office"))
    assert "menunggu keputusan Anda" in text_of(client_as(cast.dewi).get("/assignments/?show=decide"))


def test_a_leader_appoints_the_appraiser_weighs_and_approves_the_employee_takes(client_as, cast):
    plan = factories.skp(cast.ani)
    client = client_as(cast.dewi)
    assert "Beri penugasan" in text_of(client.get("/assignments/new/"))
    to = client.post("/assignments/new/?mode=appoint", WORK | {"employee": cast.ani.name}).url
    row = Assignment.objects.get()
    assert (to, row.state) == (f"/assignments/{row.pk}/", workflow.PROPOSED)
    client = client_as(cast.budi)
    page = text_of(client.get(to))
    assert ("1 hasil kerja utama dan 0 tambahan" in page, "Tidak ada penugasan lain" in page) == (True, True)
    assert client.post(f"{to}approval/", {"kind": "main"}).url == to
    client = client_as(cast.ani)
    assert "Masukkan ke SKP" in text_of(client.get(to))
    assert client.post(f"{to}adoption/").url == f"/skp/{plan.pk}/"
    page = text_of(client.get(to))
    assert ("Di dalam SKP" in page, "Masukkan ke SKP" in page) == (True, False)
    page = text_of(client_as(cast.dewi).get(to))
    assert ("Beri umpan balik" in page, "Akhiri penugasan" in page) == (True, True)
    assert client.post(f"{to}end/").url == to


def test_an_agreed_skp_is_changed_by_an_amendment_and_without_one_it_is_begun(client_as, cast):
    row = assignment(cast.ani, state=workflow.ACTIVE)
    client = client_as(cast.ani)
    assert client.post(f"/assignments/{row.pk}/adoption/").url == "/skp/"
    plan = factories.skp(cast.ani, state=workflow.AGREED)
    page = text_of(client.get(f"/assignments/{row.pk}/"))
    assert ("Masukkan ke SKP" in page, f"/skp/{plan.pk}/amendment/?basis=assignment" in page) == (False, True)
    assert client.get(f"/skp/{plan.pk}/amendment/?basis=assignment").context["form"]["basis"].value() == "assignment"
    assert client.post(f"/assignments/{row.pk}/adoption/").status_code == 403
    with writing("test"):
        copy = Skp.objects.create(
            employee=cast.ani, performance_year=plan.performance_year, position=plan.position, appraiser=cast.budi,
            start=plan.start, end=plan.end, amends=plan, basis="assignment",
        )
    assert "Masukkan ke SKP" in text_of(client.get(f"/assignments/{row.pk}/"))
    assert client.post(f"/assignments/{row.pk}/adoption/").url == f"/skp/{copy.pk}/"
    page = text_of(client.get(f"/assignments/{row.pk}/"))
    assert ("Masukkan ke SKP" in page, "Ubah SKP" in page) == (False, False)


def test_a_refusal_asks_for_a_reason(client_as, cast):
    row = assignment(cast.ani, cast.dewi)
    path = f"/assignments/{row.pk}/rejection/"
    client = client_as(cast.budi)
    assert client.get(path).status_code == 200
    short = client.post(path, {"reason": "Penuh"})
    assert (short.status_code, "paling sedikit 20 huruf" in text_of(short), "Penuh" in text_of(short)) == (422, True, True)
    assert client.post(path, {"reason": "Beban kerja penuh sampai akhir Juni"}).url == f"/assignments/{row.pk}/"


def test_one_applies_and_takes_it_back(client_as, cast):
    client = client_as(cast.ani)
    assert "Ajukan diri" in text_of(client.get("/assignments/new/"))
    data = WORK | {"host": "agency", "giver": cast.dewi.name}
    to = client.post("/assignments/new/?mode=apply", data).url
    assert "Tarik kembali" in text_of(client.get(to))
    assert client.post(f"{to}withdrawal/").url == to
    wrong = client.post("/assignments/new/?mode=apply", WORK | {"host": "unit", "giver": cast.ani.name})
    assert (wrong.status_code, "tidak tercatat memimpin" in text_of(wrong)) == (422, True)


def test_work_for_another_agency_rests_on_its_letter(client_as, cast):
    client = client_as(cast.ani)
    data = WORK | PMI | {"host": "other-agency", "consent": ""}
    wrong = client.post("/assignments/new/?mode=record", data)
    assert (wrong.status_code, "kedua pihak harus setuju" in text_of(wrong), "Rina" in text_of(wrong)) == (422, True, True)
    assert client.post("/assignments/new/?mode=record", data | {"consent": "800/1/2026"}).status_code == 302
    row = Assignment.objects.get()
    assert (row.employee, row.host, row.consent) == (cast.ani, "other-agency", "800/1/2026")


def test_a_team_is_given_one_row_each(client_as, cast):
    team = TaskTeam.objects.create(agency=cast.agency, name="Tim Stunting", start="2026-01-01")
    for person, leads in ((cast.budi, True), (cast.ani, False), (cast.citra, False)):
        TeamMembership.objects.create(team=team, employee=person, leads=leads, start="2026-01-01")
    client = client_as(cast.budi)
    assert client.post("/assignments/new/", WORK | {"team": team.pk}).url == "/assignments/?show=given"
    assert "tim Tim Stunting" in text_of(client.get("/assignments/?show=given"))
    assert client.post("/assignments/new/", WORK | {"employee": cast.ani.name, "statement": "Lain"}).status_code == 302
    assert "Penugasan berlaku" in text_of(client.get("/assignments/"))


def test_others_are_refused_and_eko_finds_nothing(client_as, cast):
    row = assignment(cast.dewi, cast.citra)
    verbs = ["approval", "rejection", "withdrawal", "end", "adoption"]
    client = client_as(cast.ani)
    assert client.get(f"/assignments/{row.pk}/").status_code == 403
    assert [client.post(f"/assignments/{row.pk}/{verb}/").status_code for verb in verbs] == [403] * 5
    client = client_as(cast.eko)
    assert [client.post(f"/assignments/{row.pk}/{verb}/").status_code for verb in verbs] == [404] * 5
    assert client.get(f"/assignments/{row.pk}/").status_code == 404


def test_an_appointment_without_anything_names_all_that_is_missing_at_once(client_as, cast):
    factories.performance_year(cast.agency)
    page = client_as(cast.budi).post("/assignments/new/?mode=appoint", {"start": "2026-02-01"})
    assert (page.status_code, set(page.context["form"].errors)) == (422, {"employee", "statement"})
    unknown = client_as(cast.budi).post("/assignments/new/?mode=appoint", {"start": "2026-02-01", "employee": "Entah"})
    assert len(unknown.context["form"].errors["employee"]) == 1


def test_of_fields_that_one_of_is_needed_none_is_called_optional(client_as, cast):
    optional = {
        mode: re.findall(r'<label for="id_([a-z_]+)">[^<]* <span class="muted">', text_of(client_as(cast.budi).get(
            "/assignments/new/", {"mode": mode})))
        for mode in ("appoint", "apply", "record")
    }
    assert optional == {"appoint": ["end"], "apply": ["end"], "record": ["employee", "end"]}


def test_the_appraiser_weighs_how_the_performance_comes_on_in_the_running_year(client_as, cast, monkeypatch):
    """II.A.5.f.12 (p.46): competence, workload, "serta perkembangan kinerja Pegawai apabila penugasan diberikan pada tahun
    berjalan"."""
    plan = factories.skp(cast.ani, state=workflow.AGREED, results=2)
    first = Indicator.objects.filter(result__skp=plan).order_by("pk").first()
    monkeypatch.setattr(past, "_providers", [lambda pks, until: {first.pk: Decimal(14)}])
    row = assignment(cast.ani, cast.dewi)
    page = text_of(client_as(cast.budi).get(f"/assignments/{row.pk}/"))
    said = ("Perkembangan kinerja tahun ini", "realisasi 14", "belum ada realisasi")
    assert [page.count(words) for words in said] == [1, 1, 1]
    assert "Perkembangan kinerja" not in text_of(client_as(cast.ani).get(f"/assignments/{row.pk}/"))
    with writing("test"):
        Skp.objects.filter(pk=plan.pk).update(state=workflow.DRAFT)
    assert "Perkembangan kinerja" not in text_of(client_as(cast.budi).get(f"/assignments/{row.pk}/"))


def test_what_the_chosen_place_does_not_ask_for_is_left_aside(client_as, cast):
    """An unknown leader was typed before "Instansi lain" was chosen: the box is not on the screen any more and stops nobody."""
    outside = {"giver_name": "Drs. Hamid", "giver_post": "Kepala Dinas", "organisation": "Kota Kenari", "consent": "420/1"}
    client = client_as(cast.ani)
    made = client.post("/assignments/new/?mode=apply", WORK | {"host": "other-agency", "giver": "Entah siapa"} | outside)
    assert made.status_code == 302
    here = WORK | {"host": "unit", "giver": cast.budi.name, "statement": "Lain", "giver_name": "x" * 300}
    assert client.post("/assignments/new/?mode=apply", here).status_code == 302
    assert list(Assignment.objects.order_by("pk").values_list("giver_name", "consent")) == [
        ("Drs. Hamid", "420/1"), (cast.budi.name, "")]
