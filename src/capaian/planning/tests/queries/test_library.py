from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import Http404

from capaian.foundation.errors import Refused
from capaian.foundation.writing import writing
from capaian.governance.actions import adopt_scheme
from capaian.governance.schemes import Library, SchemeErrors, load
from capaian.governance.schemes import library as shelves
from capaian.governance.tests import factories as governing
from capaian.governance.tests.rules.files import GOOD, MATRIX, write
from capaian.people.tests import factories as people
from capaian.planning import workflow
from capaian.planning.actions import library as actions
from capaian.planning.actions.hints import name_exemption, switch_hint
from capaian.planning.actions.library import LibraryDraft
from capaian.planning.models import Approach, Indicator, ObjectiveIndicator, Skp
from capaian.planning.permissions.library import may_add_to_library, may_import_library, may_switch_hints
from capaian.planning.queries import hints as hinting
from capaian.planning.queries import library, past
from capaian.planning.queries.hints import Place, hints_for
from capaian.planning.queries.library_seed import get_indicator_to_read, seed_of
from capaian.planning.queries.todos import todos_for
from capaian.planning.rules.library import Content
from capaian.planning.rules.linting import Kind, Worded
from capaian.planning.tests import factories

K4 = Content("Cakupan K4", "Ibu hamil dengan enam kunjungan", "Mengetahui jangkauan", unit="persen", data_source="Kohort")


def approved(cast, at, content=K4, code="k4"):
    made = actions.add_library_indicator(unit=cast.unit, draft=LibraryDraft(content, code), by=cast.actor(cast.budi), at=at)
    actions.offer_library_indicator(indicator=made, by=cast.actor(cast.budi), at=at)
    actions.approve_library_indicator(indicator=made, by=cast.actor(cast.citra), at=at)
    return made


def codes(found):
    return [hint.code.value for hint in found]


def visits(**fields):
    given = {"target": Decimal(60), "unit": "kunjungan", "polarity": "higher"} | fields
    return Worded("Jumlah kunjungan rumah", **given)


def test_the_list_is_filtered_and_counts_what_uses_it(cast, at):
    made = approved(cast, at)
    approved(cast, at, replace(K4, name="Angka putus sekolah", aspect="quality"), "putus")
    skp = factories.skp(cast.ani)
    with writing("test"):
        Indicator.objects.update(definition=library.newest_version(made))
    factories.objective(cast.unit)
    ObjectiveIndicator.objects.update(definition=library.newest_version(made))
    ani = cast.actor(cast.ani)
    rows = library.library_for(ani, library.LibraryFilter())
    assert [(row.name, row.used) for row in rows] == [("Angka putus sekolah", 0), ("Cakupan K4", 2)]
    read = library.LibraryFilter.read
    assert [[row.code for row in library.library_for(ani, read(wanted))] for wanted in (
        {"q": "putus"}, {"q": "K4"}, {"q": "galala", "aspect": "quality"}, {"state": "draft"}, {"state": "all", "aspect": "x"},
        {"state": "?"},
    )] == [["putus"], ["k4"], ["putus"], [], ["putus", "k4"], ["putus", "k4"]]
    assert list(library.library_for(cast.actor(cast.eko), library.LibraryFilter())) == []
    with pytest.raises(Http404):
        library.get_library_indicator_for(cast.actor(cast.eko), made.pk)
    with pytest.raises(Http404):
        library.get_version_for(cast.actor(cast.eko), library.newest_version(made).pk)
    assert library.get_version_for(ani, library.newest_version(made).pk).name == "Cakupan K4"
    assert skp.results.get().indicators.get().definition.name == "Cakupan K4"


def test_what_waits_is_counted_for_the_manager(cast, at):
    made = actions.add_library_indicator(unit=cast.unit, draft=LibraryDraft(K4, "k4"), by=cast.actor(cast.budi), at=at)
    actions.offer_library_indicator(indicator=made, by=cast.actor(cast.budi), at=at)
    assert [library.waiting_for(cast.actor(person)) for person in (cast.citra, cast.budi, cast.eko)] == [1, 0, 0]
    asked = [todo["title"] for todo in todos_for(cast.actor(cast.citra), at)]
    assert "1 indikator kamus menunggu persetujuan" in asked


def test_hints_about_the_cells_of_a_matrix(cast):
    cells = ["Menyusun laporan", "", "TIDAK ADA PERAN", "Ibu terlayani", "Ibu terlayani"]
    said = hinting.hints_for_cells(cast.actor(cast.ani), cells)
    assert [(one.words, one.hint.code.value) for one in said] == [
        ("Menyusun laporan", "activity"), ("Ibu terlayani", "duplicate"),
    ]


def test_an_entry_is_found_by_what_was_typed(cast, at):
    approved(cast, at)
    ani = cast.actor(cast.ani)
    (row,) = library.suggestions_for(ani, "cakupan")
    assert library.written(row) == "k4 · Cakupan K4"
    assert library.suggestions_for(ani, " ") == []
    assert [
        library.chosen_version(cast.agency.pk, text) == row for text in ("k4 · Cakupan K4", "cakupan k4", "k4", "lain", "")
    ] == [
        True, True, True, False, False,
    ]


def test_the_manual_follows_the_library_and_says_what_is_missing(cast, at, django_assert_num_queries):
    made = approved(cast, at)
    plan = factories.skp(cast.ani).results.get().indicators.get()
    bare = library.manual_of(plan)
    assert (bare.source, bare.unit, bare.missing) == (
        "", "kunjungan", ("Tujuan", "Definisi", "Sumber data", "Kualitas dan tingkat kendali", "Periode pelaporan"),
    )
    goal = factories.objective(cast.unit)
    goal.indicators.update(formula="a / b", definition=library.newest_version(made))
    with writing("test"):
        Indicator.objects.filter(pk=plan.pk).update(objective_indicator=goal.indicators.get(), control="output-low")
    with django_assert_num_queries(1):
        manual = library.manual_of(library.with_manual(Indicator.objects.filter(pk=plan.pk)).get())
    assert (manual.missing, manual.purpose, manual.formula, manual.control, manual.source, manual.rhythm) == (
        (), "Mengetahui jangkauan", "a / b", "output-low", "library", "monthly",
    )


def test_an_entry_begins_with_an_indicator_one_may_read(cast):
    plan = factories.skp(cast.ani).results.get().indicators.get()
    key = factories.objective(cast.unit).indicators.get()
    ani, eko = cast.actor(cast.ani), cast.actor(cast.eko)
    assert seed_of(ani, str(plan.pk)).name == "Jumlah kunjungan rumah"
    assert seed_of(ani, key=str(key.pk)).name == "Insiden DBD per 100.000 penduduk"
    assert (seed_of(ani), seed_of(ani, "x", "²")) == (None, None)
    for given in ({"indicator": str(plan.pk)}, {"key": str(key.pk)}):
        with pytest.raises(Http404):
            seed_of(eko, **given)
    other = factories.skp(cast.budi).results.get().indicators.get()
    with pytest.raises(Refused):
        get_indicator_to_read(ani, other.pk)


def test_who_may_add_import_and_switch(cast):
    rows = [
        [bool(may_add_to_library(actor, date(2026, 1, 21))), bool(may_import_library(actor)), bool(may_switch_hints(actor))]
        for actor in map(cast.actor, (cast.ani, cast.budi, cast.citra))
    ]
    assert rows == [[False, False, False], [True, False, False], [True, True, True]]


def test_hints_know_the_plan_around_the_words(cast, at, django_assert_max_num_queries):
    skp = factories.skp(cast.ani, results=2)
    first, second = skp.results.order_by("ordinal")
    ani = cast.actor(cast.ani)
    here = Place(skp=skp, result=first.pk, indicator=first.indicators.get().pk)
    result = Worded(second.statement, kind=Kind.RESULT)
    assert codes(hints_for(ani, result, Place(skp=skp, result=second.pk))) == []
    assert codes(hints_for(ani, result, Place(skp=skp))) == ["duplicate"]
    assert codes(hints_for(ani, visits(), Place(skp=skp, result=first.pk))) == ["duplicate"]
    with django_assert_max_num_queries(9):
        assert codes(hints_for(ani, visits(), here)) == []
    assert hints_for(ani, Worded(" "), here) == ()
    assert codes(hints_for(ani, Worded("Semua klaim cepat", kind=Kind.RESULT), Place(skp=skp))) == ["absolute"]
    assert codes(hints_for(ani, Worded("Semua klaim cepat", kind=Kind.RESULT), Place(year=2026))) == []
    assert codes(hints_for(ani, Worded("Harapan lama sekolah", unit="tahun"), Place(is_key=True))) == ["no-baseline"]
    assert codes(hints_for(ani, Worded("Selesai sampai 2028", kind=Kind.RESULT), Place(year=2026))) == ["deadline"]


def test_examples_come_from_where_the_writer_works(cast):
    skp = factories.skp(cast.ani)
    skp.position.title, skp.position.unit.name = "Guru Ahli Pertama", "SMP Negeri 2"
    (found,) = hints_for(cast.actor(cast.ani), Worded("Mutu kerja"), Place(skp=skp))
    assert found.example.startswith("“Pembelajaran bermutu”")
    (found,) = hints_for(cast.actor(cast.ani), Worded("Mutu kerja"), Place(year=2026))
    assert found.example.startswith("“Pelayanan yang baik”")


def test_hints_know_colleagues_of_the_unit_with_the_same_indicator(cast):
    for number in range(3):
        factories.skp(people.employee(cast.unit, f"Rekan {number}", f"19900101201503{number}999", appraiser=cast.budi))
    skp = factories.skp(cast.ani, results=0)
    ani = cast.actor(cast.ani)
    assert codes(hints_for(ani, visits(), Place(skp=skp))) == ["same-for-all"]
    assert codes(hints_for(ani, visits(target=Decimal(55)), Place(skp=skp))) == []


def test_hints_know_last_year_from_the_floor_above(cast, monkeypatch):
    last = factories.skp(cast.ani, year=2025, state=workflow.AGREED).results.get().indicators.get()
    figures = {date(2025, 12, 31): Decimal(62)}
    monkeypatch.setattr(past, "_providers", [lambda pks, until: dict.fromkeys(pks, figures[until])])
    skp, ani = factories.skp(cast.ani, results=0), cast.actor(cast.ani)
    assert codes(hints_for(ani, visits(), Place(skp=skp))) == ["below-last-year"]
    assert codes(hints_for(ani, visits(unit="jam"), Place(skp=skp))) == []
    assert codes(hints_for(ani, visits(target=None, target_text="60 kunjungan"), Place(skp=skp))) == []
    assert past.realised_by([], date(2025, 12, 31)) == {}
    assert last.pk


def test_a_provider_is_named_once():
    before = list(past._providers)
    past.register_realisations(before[0])
    assert past._providers == before


def test_the_baseline_of_a_key_indicator_is_enough(cast):
    plan = factories.skp(cast.ani).results.get().indicators.get()
    place = Place(skp=plan.result.skp, result=plan.result_id, indicator=plan.pk)
    ani, fall = cast.actor(cast.ani), Worded("Penurunan waktu tunggu", target=Decimal(5), unit="menit")
    assert codes(hints_for(ani, fall, place)) == ["no-baseline"]
    key = factories.objective(cast.unit).indicators.get()
    ObjectiveIndicator.objects.filter(pk=key.pk).update(baseline=Decimal(48))
    with writing("test"):
        Indicator.objects.filter(pk=plan.pk).update(objective_indicator=key)
    assert codes(hints_for(ani, fall, place)) == []
    assert codes(hints_for(ani, fall, Place(baseline=Decimal(9)))) == []


def test_an_agency_and_a_writer_have_their_say(cast, at):
    skp, ani, citra = factories.skp(cast.ani, results=0), cast.actor(cast.ani), cast.actor(cast.citra)
    all_of_them = Worded("Semua pasien ditriase", kind=Kind.RESULT)
    assert codes(hints_for(ani, all_of_them, Place(skp=skp))) == ["absolute"]
    name_exemption(statement="Semua  pasien ditriase", target_text="", kind="life", by=ani, at=at)
    assert codes(hints_for(ani, all_of_them, Place(skp=skp))) == []
    name_exemption(statement="Semua pasien ditriase", target_text="", kind="", by=ani, at=at)
    assert codes(hints_for(ani, all_of_them, Place(skp=skp))) == ["absolute"]
    named = Worded("Semua pasien ditriase", kind=Kind.RESULT, exemption="injury")
    assert codes(hints_for(ani, named, Place(skp=skp))) == []
    reason = "Standar pelayanan memakai kata ini"
    switch_hint(code="absolute", off=True, reason=reason, by=citra, at=at)
    assert codes(hints_for(ani, all_of_them, Place(skp=skp))) == []
    assert [one.code for one in hinting.switches_for(ani) if one.off] == ["absolute"]
    switch_hint(code="absolute", off=False, reason=reason, by=citra, at=at)
    assert hinting.switched_off(cast.agency.pk) == frozenset()


def test_what_is_told_to_a_leader_and_to_a_describing_plan(cast):
    dewi = factories.skp(cast.dewi, results=0)
    assert codes(hints_for(cast.actor(cast.dewi), Worded("Semua desa maju", kind=Kind.RESULT), Place(skp=dewi))) == []
    told = factories.skp(cast.ani, results=0)
    with writing("test"):
        told.approach = Approach.QUALITATIVE
        told.save()
    assert codes(hints_for(cast.actor(cast.ani), Worded("Jumlah kunjungan", target=Decimal(60)), Place(skp=told))) == []


def test_the_exceptions_of_absolute_targets_are_for_main_results(cast, at):
    """II.A.7.a.7 (p.51)."""
    skp, ani = factories.skp(cast.ani, results=0), cast.actor(cast.ani)
    main, extra = factories.result(skp, "Triase"), factories.result(skp, "Pelatihan", kind="additional")
    words = Worded("Semua pasien ditriase", target=Decimal(90), unit="persen", exemption="life")
    assert codes(hints_for(ani, words, Place(skp=skp, result=main.pk))) == []
    assert codes(hints_for(ani, words, Place(skp=skp, result=extra.pk))) == ["absolute"]
    assert codes(hints_for(ani, words, Place(skp=skp))) == []


WEIGHTS = """\
  plan.weights_total:
    - {from: 2026-02-01, until: null, unit: percent, kind: policy, confidence: H, source: Perbup Contoh 1/2026, value: 100}
"""


@pytest.fixture
def asking(cast, tmp_path, monkeypatch):
    """The agency has adopted a published scheme of its own that asks from February on that weights come to 100."""
    monkeypatch.setattr(shelves, "HERE", tmp_path)
    load.cache_clear()
    write(tmp_path, GOOD.replace("status: draft", "status: published") + MATRIX + WEIGHTS)
    with pytest.raises(SchemeErrors) as unlisted:
        load("contoh-2026")
    (tmp_path / "published.txt").write_text("contoh-2026 " + str(unlisted.value).split()[-1], encoding="utf-8")
    load.cache_clear()
    at = datetime(2026, 1, 5, tzinfo=UTC)
    adopt_scheme(agency=cast.agency, scheme_id="contoh-2026", start=date(2026, 1, 1), by=cast.actor(cast.citra), at=at)
    yield
    monkeypatch.undo()
    load.cache_clear()


def weighted(skp, text, **more):
    result = factories.result(skp, text)
    with writing("test"):
        Indicator.objects.filter(result=result).update(**more)
    return result


@pytest.mark.usefixtures("asking")
def test_weights_are_summed_where_the_adopted_scheme_asks(cast):
    """Kebijakan Capaian: PermenPANRB 6/2022 knows no weights; a scheme may ask for them, with its day and its source."""
    ani, words = cast.actor(cast.ani), Worded("Kunjungan ibu, bobot 40", kind=Kind.RESULT)
    early, skp = factories.skp(cast.ani, results=0), factories.skp(cast.budi, results=0)
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(start=date(2026, 2, 1))
    skp.refresh_from_db()
    assert codes(hints_for(ani, words, Place(skp=early))) == []  # not asked yet on its first day
    assert codes(hints_for(ani, words, Place(skp=skp))) == ["weights"]
    weighted(skp, "Posyandu aktif, bobot 60")
    assert codes(hints_for(ani, words, Place(skp=skp))) == []


@pytest.mark.usefixtures("asking")
def test_weights_of_indicators_are_summed_over_the_whole_skp(cast):
    skp, ani = factories.skp(cast.ani, results=0), cast.actor(cast.ani)
    with writing("test"):
        Skp.objects.filter(pk=skp.pk).update(start=date(2026, 2, 1))
    skp.refresh_from_db()
    first = weighted(skp, "Ibu terpantau", statement="Jumlah kunjungan", target_text="60 kunjungan, bobot 50")
    weighted(skp, "Posyandu aktif", statement="Jumlah posyandu, bobot 30", target_text="12 posyandu")
    words = Worded("Jumlah rujukan", target_text="12 rujukan, bobot 20", target=Decimal(12), unit="rujukan")
    assert codes(hints_for(ani, words, Place(skp=skp, result=first.pk))) == []
    more = Worded("Jumlah rujukan", target_text="12 rujukan, bobot 25", target=Decimal(12), unit="rujukan")
    assert codes(hints_for(ani, more, Place(skp=skp, result=first.pk))) == ["weights"]
    unplaced = Worded("Jumlah rujukan", target_text="12 rujukan, bobot 25", target=Decimal(12), unit="rujukan")
    assert codes(hints_for(ani, unplaced, Place(year=2026))) == []  # an objective's year begins before the scheme asks


def test_no_published_scheme_asks_for_weights(cast):
    """ADR 0021: off by default."""
    shelf = Library()
    assert [key for key in shelf.ids() if shelf.load(key).find("plan.weights_total", date(2026, 12, 31))] == []
    skp, ani = factories.skp(cast.ani, results=0), cast.actor(cast.ani)
    words = Worded("Kunjungan ibu, bobot 40", kind=Kind.RESULT)
    assert codes(hints_for(ani, words, Place(skp=skp))) == []  # no scheme was adopted
    assert codes(hints_for(ani, words, Place())) == []
    governing.adoption(cast.agency)
    assert codes(hints_for(ani, words, Place(skp=skp))) == []
