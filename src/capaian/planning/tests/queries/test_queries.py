from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import Http404

from capaian.foundation.errors import Refused
from capaian.foundation.writing import writing
from capaian.people.models import Posting, Unit
from capaian.people.tests import factories as people
from capaian.planning import actions, queries, workflow
from capaian.planning.models import AnnexItem, BehaviourExpectation
from capaian.planning.tests import factories

DAY = date(2026, 1, 21)


def test_another_agencys_records_do_not_exist(cast):
    skp, eko = factories.skp(cast.ani), cast.actor(cast.eko)
    result = skp.results.get()
    goal = factories.objective(cast.unit)
    for ask in (
        lambda: queries.get_skp_for(eko, skp.pk),
        lambda: queries.get_skp_to_read_for(eko, skp.pk),
        lambda: queries.get_result_for(eko, skp.pk, result.pk),
        lambda: queries.get_indicator_for(eko, skp.pk, result.pk, result.indicators.get().pk),
        lambda: queries.get_objective_for(eko, goal.pk),
        lambda: queries.get_unit_for(eko, cast.unit.pk, DAY),
        lambda: queries.get_performance_year_for(eko, 2026),
        lambda: queries.skps_to_agree_for(eko, [(skp.pk, None)]),
    ):
        with pytest.raises(Http404):
            ask()
    assert list(queries.skps_for(eko, 2026)) == []
    assert list(queries.objectives_for(eko, cast.unit, 2026)) == []


def test_a_colleague_is_refused_with_a_reason(cast):
    rudi = people.employee(cast.unit, "Rudi Saputra", "199112312015031999", appraiser=cast.budi)
    with pytest.raises(Refused, match="hanya dapat dibuka oleh"):
        queries.get_skp_for(cast.actor(rudi), factories.skp(cast.ani).pk)


def test_parts_belong_to_their_skp(cast):
    mine, his = factories.skp(cast.ani), factories.skp(cast.budi)
    ani = cast.actor(cast.ani)
    result = mine.results.get()
    assert queries.get_result_for(ani, mine.pk, result.pk) == result
    assert queries.get_indicator_for(ani, mine.pk, result.pk, result.indicators.get().pk).result == result
    with pytest.raises(Http404):
        queries.get_result_for(ani, mine.pk, his.results.get().pk)
    with pytest.raises(Http404):
        queries.get_indicator_for(ani, mine.pk, result.pk, his.results.get().indicators.get().pk)


def test_the_list_is_mine_and_my_appraisees(cast):
    for person in (cast.ani, cast.budi, cast.citra, cast.eko):
        factories.skp(person)
    factories.skp(cast.ani, year=2025)

    def names(person):
        return [row.employee.name[:4] for row in queries.skps_for(cast.actor(person), 2026)]

    assert [names(person) for person in (cast.ani, cast.budi, cast.dewi, cast.eko)] == [
        ["Ani "], ["Ani ", "dr. "], ["Citr", "dr. "], ["Eko "],
    ]


def test_only_the_appraisers_own_can_be_ticked(cast):
    skp, budi = factories.skp(cast.ani, state=workflow.SUBMITTED), cast.actor(cast.budi)
    assert queries.skps_to_agree_for(budi, [(skp.pk, 5), (skp.pk, 5)]) == [(skp, 5)]
    for chosen in ([(None, None)], [(skp.pk, None), (999, None)]):
        with pytest.raises(Http404):
            queries.skps_to_agree_for(budi, chosen)
    with pytest.raises(Http404):
        queries.skps_to_agree_for(cast.actor(cast.citra), [(skp.pk, None)])


def test_who_has_not_started(cast):
    assert queries.without_skp_for(cast.actor(cast.budi), DAY) == [cast.ani]
    assert queries.without_skp_for(cast.actor(cast.ani), DAY) == []
    factories.skp(cast.ani)
    assert queries.without_skp_for(cast.actor(cast.budi), DAY) == []


def test_the_unit_of_the_objectives_page(cast):
    ani = cast.actor(cast.ani)
    assert queries.get_unit_for(ani, None, DAY) == cast.unit
    assert queries.get_unit_for(ani, cast.office.pk, DAY) == cast.office
    Posting.objects.filter(employee=cast.ani).delete()
    assert queries.get_unit_for(ani, None, DAY) == cast.office  # the first by name
    assert list(queries.units_for(ani)) == [cast.office, cast.unit]


def test_objectives_count_the_results_below_them(cast):
    goal = factories.objective(cast.unit)
    skp = factories.skp(cast.ani, results=0)
    with writing("test"):
        for number in (1, 2):
            row = factories.result(skp, f"Hasil {number}")
            row.objective = goal
            row.save()
    assert [row.below for row in queries.objectives_for(cast.actor(cast.ani), cast.unit, 2026)] == [2]


def test_objectives_of_the_units_above_are_offered(cast):
    top = Unit.objects.create(agency=cast.agency, code="TOP", name="Sekretariat Daerah")
    cast.office.parent = top
    cast.office.save()
    goals = [factories.objective(unit, unit.name) for unit in (cast.unit, cast.office, top)]
    beside = people.unit(cast.agency, "Puskesmas Lain")
    factories.objective(beside, "Bukan milik kami")
    offered = {option.value for option in queries.parent_options_for(factories.skp(cast.ani))}
    assert offered == {f"objective:{goal.pk}" for goal in goals}


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_a_whole_skp_takes_the_same_queries_at_any_size(cast, django_assert_num_queries, rows):
    above = factories.skp(cast.budi).results.get()
    skp = factories.skp(cast.ani, results=rows, parent=above)
    with writing("test"):
        for number in range(rows):
            BehaviourExpectation.objects.create(skp=skp, core_value="loyal", text=f"Harapan {number}")
            AnnexItem.objects.create(skp=skp, section="resources", text=f"Dukungan {number}")
    ani = cast.actor(cast.ani)
    with django_assert_num_queries(6):
        read = queries.get_skp_to_read_for(ani, skp.pk)
        queries.findings_of(read)
        assert [row.parent.skp.appraiser.name for row in read.results.all()] == [cast.dewi.name] * rows


NOW = datetime(2026, 1, 21, 2, tzinfo=UTC)


def todos(cast, person):
    return [(row["column"], row["title"], row["note"]) for row in queries.todos_for(cast.actor(person), NOW)]


def test_what_planning_asks_of_the_employee(cast, at):
    assert todos(cast, cast.ani) == [("todo", "Susun SKP 2026", "Belum ada SKP Anda untuk tahun ini · 10 hari lagi")]
    skp, ani, budi = factories.skp(cast.ani), cast.actor(cast.ani), cast.actor(cast.budi)
    assert todos(cast, cast.ani) == [("todo", "Lanjutkan SKP 2026", "Lengkapi, lalu ajukan kepada penilai · 10 hari lagi")]
    actions.submit_skp(skp=skp, by=ani, at=at)
    assert todos(cast, cast.ani) == [("waiting", "SKP 2026", "diperiksa dr. Budi Hartono")]
    actions.return_skp(skp=skp, reason="Target terlalu rendah, naikkan.", by=budi, at=at)
    told = "Catatan penilai: Target terlalu rendah, naikkan. · 10 hari lagi"
    assert todos(cast, cast.ani) == [("todo", "Perbaiki SKP 2026", told)]
    actions.submit_skp(skp=skp, by=ani, at=at)
    actions.agree_skp(skp=skp, by=budi, at=at)
    assert todos(cast, cast.ani) == [("done", "SKP 2026 disepakati", "21 Januari 2026")]


def test_what_planning_asks_of_the_appraiser(cast, django_assert_num_queries):
    factories.skp(cast.budi, state=workflow.AGREED)
    first = factories.skp(cast.ani, state=workflow.SUBMITTED)
    rows = queries.todos_for(cast.actor(cast.budi), NOW)
    assert [(row["title"], row["href"]) for row in rows[1:]] == [
        ("Periksa SKP Ani Lestari, A.Md.Kep.", f"/skp/{first.pk}/")
    ]
    for number in range(3):
        person = people.employee(cast.unit, f"Pegawai {number}", f"19911231201503{number}999", appraiser=cast.budi)
        factories.skp(person, state=workflow.SUBMITTED)
    budi = cast.actor(cast.budi)
    with django_assert_num_queries(2):
        rows = queries.todos_for(budi, NOW)
    assert [(row["title"], row["note"], row["href"]) for row in rows[1:]] == [
        ("4 SKP menunggu persetujuan Anda", "Ani Lestari, A.Md.Kep.; Pegawai 0; dan 2 orang lagi · 10 hari lagi", "/skp/")
    ]


def test_a_tree_of_units_that_bites_its_tail_ends(cast):
    cast.office.parent = cast.unit
    cast.office.save()
    goal = factories.objective(cast.unit)
    assert [option.value for option in queries.parent_options_for(factories.skp(cast.ani))] == [f"objective:{goal.pk}"]
