from __future__ import annotations

import json

import pytest

from capaian.foundation.writing import writing
from capaian.people.models import Employee
from capaian.planning import actions, queries, workflow
from capaian.planning.models import Approach, Indicator, LibraryIndicator, LibraryVersion, ResultPlan, Skp
from capaian.planning.tests import factories

RESULT = {"kind": "main", "statement": "Ibu hamil berisiko terpantau", "hangs": "", "assigned_by": ""}
NARRATIVE = "Kunjungan terlaksana sesuai jadwal, paling banyak dua kali tertunda"
STEPS = range(1, 9)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def ani(client_as, cast):
    return client_as(cast.ani)


@pytest.fixture
def dewi(client_as, cast):
    return client_as(cast.dewi)


def qualitative(skp):
    with writing("test"):
        skp.approach = Approach.QUALITATIVE
        skp.save()
    return skp


# The eight steps


@pytest.mark.parametrize("number", STEPS)
def test_every_step_says_what_to_do_and_what_is_there(ani, cast, number):
    skp = factories.skp(cast.ani)
    factories.objective(cast.office)
    page = text_of(ani.get(f"/skp/{skp.pk}/steps/{number}/"))
    for words in (f"Langkah {number} dari 8", "Yang baik seperti apa", "Contoh:", "Delapan langkah"):
        assert words in page
    assert ("dr. Budi Hartono sebagai pimpinan" in page) is (number in (2, 3, 4, 5))


@pytest.mark.parametrize("number", STEPS)
def test_who_leads_does_the_leaders_steps_too(dewi, cast, number):
    skp = factories.skp(cast.dewi)
    factories.objective(cast.office)
    page = text_of(dewi.get(f"/skp/{skp.pk}/steps/{number}/"))
    assert "sebagai pimpinan. Anda cukup membacanya" not in page
    assert ("Ambil alih ke SKP ini" in page) is (number == 2)


@pytest.mark.parametrize("number", [0, 9])
def test_there_are_eight(ani, cast, number):
    assert ani.get(f"/skp/{factories.skp(cast.ani).pk}/steps/{number}/").status_code == 404


def test_drafting_goes_on_at_the_first_unfinished_step(ani, cast, at):
    skp = factories.skp(cast.ani, results=0)
    by = cast.actor(cast.ani)

    def here():
        return ani.get(f"/skp/{skp.pk}/steps/").url.rstrip("/").rpartition("/")[2]

    assert here() == "1"
    goal = factories.objective(cast.unit)
    draft = actions.ResultDraft("Terpantau", kind="additional", hangs=f"objective:{goal.pk}")
    result = actions.add_result(skp=skp, draft=draft, by=by, at=at)
    assert here() == "6"
    actions.change_result(result=result, draft=actions.ResultDraft("Terpantau", hangs=f"objective:{goal.pk}"), by=by, at=at)
    assert here() == "7"
    narrative = actions.IndicatorDraft("quality", "Tepat waktu", target_text="sesuai jadwal")
    actions.add_indicator(result=result, draft=narrative, by=by, at=at)
    assert here() == "8"


def test_an_edit_opened_from_a_step_returns_to_it(ani, cast):
    skp = factories.skp(cast.ani)
    result = skp.results.get()
    page = text_of(ani.get(f"/skp/{skp.pk}/steps/7/"))
    assert f"/skp/{skp.pk}/results/{result.pk}/?step=7" in page
    response = ani.post(f"/skp/{skp.pk}/results/{result.pk}/?step=7", RESULT)
    assert response.url == f"/skp/{skp.pk}/steps/7/"
    assert ani.post(f"/skp/{skp.pk}/annex/resources/?step=8", {"lines": "Satu motor"}).url.startswith(f"/skp/{skp.pk}/steps/8/")


@pytest.mark.parametrize(("count", "number", "expected"), [(1, 1, 13), (3, 1, 13), (1, 7, 10), (3, 7, 10)])
def test_a_step_costs_the_same_for_any_number_of_results(ani, cast, django_assert_num_queries, count, number, expected):
    skp = factories.skp(cast.ani, results=count)
    factories.objective(cast.unit)
    with django_assert_num_queries(expected):
        assert ani.get(f"/skp/{skp.pk}/steps/{number}/").status_code == 200


@pytest.mark.parametrize(("kind", "shown"), [("pppk", True), ("pns", False), ("cpns", False)])
def test_the_work_contract_guides_who_has_one(ani, cast, kind, shown):
    """Art 8(2), p.7: for PPPK the expectation also follows the work contract."""
    skp = factories.skp(cast.ani)
    Employee.objects.filter(pk=cast.ani.pk).update(kind=kind)
    page = text_of(ani.get(f"/skp/{skp.pk}/steps/1/"))
    assert ("dokumen perjanjian kerja juga menjadi acuan" in page) == shown


@pytest.mark.parametrize("path", ["steps/", "steps/1/", "approach/", "agreement-adoption/"])
def test_another_agencys_plan_does_not_exist(client_as, cast, path):
    skp = factories.skp(cast.ani)
    eko = client_as(cast.eko)
    answer = eko.get if path.startswith("steps") else eko.post
    assert answer(f"/skp/{skp.pk}/{path}").status_code == 404


# Approach and family


def test_the_leader_switches_the_approach(client_as, cast):
    skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
    ani = client_as(cast.ani)
    assert "Ganti menjadi" not in text_of(ani.get(f"/skp/{skp.pk}/"))
    assert ani.post(f"/skp/{skp.pk}/approach/", {"approach": "qualitative"}).status_code == 403
    budi = client_as(cast.budi)
    assert "Ganti menjadi Kualitatif" in text_of(budi.get(f"/skp/{skp.pk}/"))
    assert budi.post(f"/skp/{skp.pk}/approach/", {"approach": "qualitative"}).url == f"/skp/{skp.pk}/"
    assert Skp.objects.get().approach == "qualitative"
    budi.post(f"/skp/{skp.pk}/approach/", {"approach": "x"})
    assert Skp.objects.get().approach == "qualitative"
    page = text_of(budi.get(f"/skp/{skp.pk}/"))
    assert "Ukuran keberhasilan/indikator kinerja individu dan target" in page
    assert '<th scope="col">Target</th>' not in page


def test_a_described_indicator_is_one_narrative(ani, cast):
    skp = qualitative(factories.skp(cast.ani, results=0))
    page = text_of(ani.get(f"/skp/{skp.pk}/results/new/"))
    assert ('name="indicator-statement"' in page, 'name="indicator-target"' in page) == (True, False)
    ani.post(f"/skp/{skp.pk}/results/new/", RESULT | {"indicator-statement": NARRATIVE})
    it = Indicator.objects.get()
    assert (it.statement, it.target_text, it.unit, it.aspect) == (NARRATIVE, "", "", "quantity")
    assert not [one for one in queries.findings_of(Skp.objects.get()) if one.indicator]


def test_the_forms_of_who_leads(dewi, cast):
    skp = factories.skp(cast.dewi, results=0)
    page = text_of(dewi.get(f"/skp/{skp.pk}/results/new/"))
    for words in ('name="indicator-perspective"', 'name="indicator-control"', "Perjanjian kinerja", "Direktif pimpinan"):
        assert words in page
    assert 'name="indicator-aspect"' not in page
    indicator = {
        "indicator-statement": "Nilai IKPA", "indicator-target": "95", "indicator-unit": "nilai", "indicator-polarity": "higher",
        "indicator-measurement": "released", "indicator-perspective": "budget", "indicator-control": "intermediate",
    }
    dewi.post(f"/skp/{skp.pk}/results/new/", RESULT | indicator | {"source": "annual"})
    it = Indicator.objects.get()
    assert (it.perspective, it.control, it.aspect, it.result.source) == ("budget", "intermediate", "quantity", "annual")
    assert '<td data-label="Perspektif">Anggaran' in text_of(dewi.get(f"/skp/{skp.pk}/"))


def test_the_agreement_is_taken_over_with_one_press(dewi, cast):
    skp = factories.skp(cast.dewi, results=0)
    assert "belum dicatat untuk tahun ini" in text_of(dewi.get(f"/skp/{skp.pk}/"))
    assert dewi.post(f"/skp/{skp.pk}/agreement-adoption/").status_code == 403
    factories.objective(cast.office)
    assert "rancangannya yang dipakai" in text_of(dewi.get(f"/skp/{skp.pk}/"))
    assert dewi.post(f"/skp/{skp.pk}/agreement-adoption/").url == f"/skp/{skp.pk}/steps/2/"
    assert ResultPlan.objects.get().source == "agreement"
    page = text_of(dewi.get(f"/skp/{skp.pk}/steps/2/"))
    assert "Belum ada indikator perspektif Anggaran" in page
    factories.objective(cast.office, statement="Meningkatnya imunisasi")
    assert "Indikator perjanjian kinerja ini belum diambil alih:" in text_of(dewi.get(f"/skp/{skp.pk}/"))


# Placeholders and direct or indirect


def test_a_placeholder_stands_in_for_a_plan_that_is_not_there(ani, cast):
    skp = factories.skp(cast.ani, results=0)
    typed = RESULT | {"placeholder": "Menurunnya kematian ibu", "cascade": "direct"}
    first = {"indicator-aspect": "quantity", "indicator-statement": "Kunjungan", "indicator-target": "6", "indicator-unit": "x",
             "indicator-polarity": "higher", "indicator-measurement": "cumulative"}
    ani.post(f"/skp/{skp.pk}/results/new/", typed | first)
    result = ResultPlan.objects.get()
    assert (result.placeholder, result.cascade, result.parent_id) == ("Menurunnya kematian ibu", "direct", None)
    assert "Kaitan sementara, menunggu SKP pimpinan: Menurunnya kematian ibu" in text_of(ani.get(f"/skp/{skp.pk}/"))
    goal = factories.objective(cast.unit)
    ani.post(f"/skp/{skp.pk}/results/{result.pk}/", typed | {"hangs": f"objective:{goal.pk}"})
    assert "menunggu SKP pimpinan: Menurunnya kematian ibu" in text_of(ani.get(f"/skp/{skp.pk}/"))
    above = factories.skp(cast.budi).results.get()
    both = ani.post(f"/skp/{skp.pk}/results/{result.pk}/", typed | {"hangs": f"result:{above.pk}"})
    assert (both.status_code, list(both.context["form"].errors)) == (422, ["placeholder"])


def test_a_leaders_indicators_are_offered(client_as, cast):
    above = factories.skp(cast.dewi).results.get()
    skp = factories.skp(cast.citra, results=1)
    citra = client_as(cast.citra)
    indicator = above.indicators.get()
    page = text_of(citra.get(f"/skp/{skp.pk}/results/{skp.results.get().pk}/"))
    assert f'value="indicator:{indicator.pk}"' in page
    citra.post(f"/skp/{skp.pk}/results/{skp.results.get().pk}/", RESULT | {"hangs": f"indicator:{indicator.pk}"})
    stored = skp.results.get()
    assert (stored.parent, stored.parent_indicator) == (above, indicator)
    with writing("test"):  # the leader of another unit, whose matrix it came from
        skp.appraiser = cast.budi
        skp.save()
    assert f'value="indicator:{indicator.pk}" selected' in text_of(citra.get(f"/skp/{skp.pk}/results/{stored.pk}/"))


def test_an_indicator_starts_from_the_library(ani, cast):
    skp = factories.skp(cast.ani)
    with writing("test"):
        entry = LibraryIndicator.objects.create(agency=cast.agency, code="k4", owner=cast.office, state=workflow.APPROVED)
        wording = LibraryVersion.objects.create(
            indicator=entry, number=1, name="Cakupan K4", definition="x", purpose="x", unit="%", aspect="quality",
            control="outcome", approved_at="2026-01-02T00:00:00Z", digest="0" * 64,
        )
    path = f"/skp/{skp.pk}/results/{skp.results.get().pk}/indicators/new/?definition={wording.pk}"
    page = text_of(ani.get(path))
    assert ("Cakupan K4</textarea>" in page, 'name="definition" value="' + str(wording.pk) in page) == (True, True)
    typed = {"statement": "Cakupan K4", "aspect": "quality", "target": "90", "unit": "orang", "polarity": "higher",
             "measurement": "snapshot", "definition": str(wording.pk)}
    ani.post(path, typed)
    assert Indicator.objects.get(definition=wording).unit == "orang"
    assert "Satuannya lain dari satuan pada kamus" in text_of(ani.get(f"/skp/{skp.pk}/"))
    assert ani.get(path.replace(str(wording.pk), "999")).status_code == 404


# Two screens


def opened_of(page):
    version = page.split('name="version" value="')[1].split('"')[0]
    opened = page.split('name="opened" value="')[1].split('"')[0].replace("&quot;", '"')
    return {"version": version, "opened": opened}


def test_a_stale_form_compares_what_two_people_wrote(ani, cast, at):
    skp = factories.skp(cast.ani)
    indicator = skp.results.get().indicators.get()
    path = f"/skp/{skp.pk}/results/{indicator.result_id}/indicators/{indicator.pk}/"
    carried = opened_of(ani.get(path).content.decode())
    shown = json.loads(carried["opened"])
    assert (shown["target"], shown["aspect"], shown["statement"]) == ("60", "Kuantitas", "Jumlah kunjungan rumah")
    draft = actions.IndicatorDraft("quality", "Jumlah kunjungan rumah", target=indicator.target, unit="kali",
                                   target_text="60 kunjungan")
    actions.change_indicator(indicator=Indicator.objects.get(), draft=draft, by=cast.actor(cast.ani), at=at)
    typed = {"aspect": "time", "statement": "Jumlah kunjungan rumah", "target": "70", "target_high": "", "unit": "kunjungan",
             "target_text": "60 kunjungan", "polarity": "higher", "measurement": "snapshot"}
    answer = ani.post(path, typed | carried)
    stale = answer.context["stale"]
    assert answer.status_code == 422
    assert [(row.label, row.before, row.yours, row.now, row.both, row.taken) for row in stale.differences] == [
        ("Aspek", "Kuantitas", "Waktu", "Kualitas", True, False),
        ("Target angka", "60", "70", "60", False, False),
        ("Satuan", "kunjungan", "kunjungan", "kali", False, True),
    ]
    assert (stale.changed.by_name, stale.changed.at) == (cast.ani.name, at)
    page = text_of(answer)
    for words in ("Bandingkan sebelum menyimpan", "Saat Anda buka", f"Diubah oleh {cast.ani.name}", 'value="70"',
                  'name="unit" value="kali"', "Dipakai yang tersimpan"):
        assert words in page
    again = ani.post(path, typed | opened_of(answer.content.decode()))
    assert (again.status_code, Indicator.objects.get().aspect) == (302, "time")


def test_objectives_are_compared_too(client_as, cast, at):
    goal = factories.objective(cast.office)
    dewi = client_as(cast.dewi)
    path = f"/objectives/{goal.pk}/"
    page = dewi.get(path)
    forms = (page.context["form"], *page.context["rows"].forms)
    typed = {bound.html_name: bound.value() or "" for form in forms for bound in form}
    typed |= {f"indicators-{name}": value for name, value in page.context["rows"].management_form.initial.items()}
    carried = opened_of(page.content.decode())
    goal.source = "Dari layar lain"
    goal.save()
    answer = dewi.post(path, typed | carried | {"indicators-0-target_text": "30", "statement": "Diketik di sini"})
    differences = {row.label: (row.before, row.yours, row.now, row.taken) for row in answer.context["stale"].differences}
    assert answer.status_code == 422
    assert differences == {
        "Sasaran": (goal.statement, "Diketik di sini", goal.statement, False),
        "Sumber": ("", "", "Dari layar lain", True), "Target": ("35", "30", "35", False),
    }


@pytest.mark.parametrize("opened", ["", "nonsense", "[1]", '{"lines": 3}', "x" * 50_000])
def test_what_a_browser_sends_back_is_not_trusted(ani, cast, at, opened):
    skp = factories.skp(cast.ani)
    actions.write_annex(skp=skp, section="resources", lines=["Dari layar lain"], by=cast.actor(cast.ani), at=at)
    typed = {"lines": "Dari layar ini", "version": queries.version_of([]), "opened": opened}
    answer = ani.post(f"/skp/{skp.pk}/annex/resources/", typed)
    (row,) = [row for row in answer.context["stale"].differences if row.label.startswith("Isi")]
    assert (answer.status_code, row.before, row.yours, row.now) == (422, None, "Dari layar ini", "Dari layar lain")
    assert answer.context["stale"].changed.by_name == cast.ani.name


def test_the_same_words_on_both_screens_are_no_difference(ani, cast, at):
    skp = factories.skp(cast.ani)
    actions.write_expectations(skp=skp, core_value="loyal", lines=["Sama"], by=cast.actor(cast.ani), at=at)
    answer = ani.post(f"/skp/{skp.pk}/behaviour/loyal/", {"lines": "Sama", "version": queries.version_of([])})
    assert answer.context["stale"].differences == ()
    assert "Isian Anda sama dengan yang tersimpan" in text_of(answer)


# Promises


@pytest.fixture
def promise(cast, at):
    skp = factories.skp(cast.ani)
    actions.write_annex(
        skp=skp, section="resources", lines=["Satu kendaraan roda dua", "Dua tensimeter"], by=cast.actor(cast.ani), at=at
    )
    with writing("test"):
        skp.state = workflow.AGREED
        skp.agreed_on = at.date()
        skp.save()
    return skp.annex_items.get(ordinal=1)


def test_a_promise_has_a_day(ani, cast, at):
    skp = factories.skp(cast.ani)
    path = f"/skp/{skp.pk}/annex/resources/"
    ani.post(path, {"lines": "Satu kendaraan roda dua"})
    item = skp.annex_items.get()
    page = ani.get(path).content.decode()
    assert f'name="due_{item.pk}"' in page
    bad = ani.post(path, {"lines": "Satu kendaraan roda dua", f"due_{item.pk}": "besok"})
    assert (bad.status_code, "besok" in bad.content.decode()) == (422, True)
    ani.post(path, {"lines": "Satu kendaraan roda empat", f"due_{item.pk}": "2026-03-31"} | opened_of(page))
    item.refresh_from_db()
    assert (item.text, item.due_on.isoformat()) == ("Satu kendaraan roda empat", "2026-03-31")
    assert "paling lambat 31 Maret 2026" in text_of(ani.get(f"/skp/{skp.pk}/"))


def test_both_tell_whether_a_promise_was_kept(ani, client_as, cast, promise):
    path = f"/skp/{promise.skp_id}/promises/{promise.pk}/"
    assert "Satu kendaraan roda dua" in text_of(ani.get(path))
    assert ani.post(path, {"promise": "broken", "told": ""}).status_code == 422
    assert ani.post(path, {"promise": "broken", "told": "Belum ada"}).url == f"/skp/{promise.skp_id}/#annex-resources"
    page = text_of(ani.get(f"/skp/{promise.skp_id}/"))
    assert ("Tidak dipenuhi" in page, "Belum ada (Ani Lestari, A.Md.Kep." in page) == (True, True)
    assert f"/skp/{promise.skp_id}/amendment/?basis=resources" in page
    assert client_as(cast.budi).post(path, {"promise": "kept", "told": ""}).status_code == 302
    assert client_as(cast.citra).get(path).status_code == 403
    assert client_as(cast.eko).get(path).status_code == 404
    assert ani.get(f"/skp/{promise.skp_id}/promises/999/").status_code == 404


# The page


def test_the_page_of_a_full_plan_stays_light(ani, cast, at):
    skp = factories.skp(cast.ani, results=10)
    for section in ("resources", "accountability", "consequences"):
        lines = [f"Baris {n} yang panjangnya wajar untuk sebuah lampiran" for n in range(6)]
        actions.write_annex(skp=skp, section=section, lines=lines, by=cast.actor(cast.ani), at=at)
    assert len(ani.get(f"/skp/{skp.pk}/").content) < 100_000


def test_step_two_shows_what_the_leader_plans(ani, cast):
    skp = factories.skp(cast.ani)
    path = f"/skp/{skp.pk}/steps/2/"
    assert "SKP dr. Budi Hartono belum ada." in text_of(ani.get(path))
    above = factories.skp(cast.budi, state=workflow.AGREED)
    factories.result(above, "Bayi terlayani sampai ke rumah", ordinal=2)
    page = text_of(ani.get(path))
    assert ("berisi 2 hasil kerja" in page, "Bayi terlayani sampai ke rumah" in page) == (True, True)
    assert page.count("Jumlah kunjungan rumah: 60 kunjungan") == 2


def test_who_leaves_a_form_goes_back_to_the_step(ani, cast):
    skp = factories.skp(cast.ani)
    result = skp.results.get()
    indicator = result.indicators.get()
    step, page = f"/skp/{skp.pk}/steps/7/", f"/skp/{skp.pk}/"
    for path in ("results/new/", f"results/{result.pk}/", f"results/{result.pk}/indicators/{indicator.pk}/", "annex/resources/",
                 "behaviour/loyal/", f"results/{result.pk}/deletion/"):
        for query, back in (("?step=7", step), ("", page), ("?step=9", page)):
            assert f'href="{back}">Batal</a>' in text_of(ani.get(f"{page}{path}{query}")), (path, query)
    assert f'{page}results/{result.pk}/deletion/?step=7"' in text_of(ani.get(f"{page}results/{result.pk}/?step=7"))


def test_boxes_that_few_need_are_folded_until_they_say_something(ani, cast):
    skp = factories.skp(cast.ani)
    path = f"/skp/{skp.pk}/results/{skp.results.get().pk}/"
    assert '<details class="more"><summary>Asal dan pemberi tugas' in text_of(ani.get(path))
    page = text_of(ani.post(path, {**RESULT, "statement": "", "assigned_by": "Ketua tim"}))
    assert '<details class="more" open><summary>Asal dan pemberi tugas' in page
