from __future__ import annotations

import pytest
from django.http import Http404

from capaian.foundation.writing import writing
from capaian.people.models import TaskTeam
from capaian.people.tests import factories as people
from capaian.planning import workflow
from capaian.planning.models import Objective, PlanKind, ResultPlan, StrategicPlan
from capaian.planning.queries import tree, tree_rows
from capaian.planning.queries.tree_search import search_for
from capaian.planning.queries.tree_sight import sight_for
from capaian.planning.tests import factories
from capaian.planning.tests.assigning import assignment


def sight(cast, person):
    actor = cast.actor(person)
    return sight_for(actor, actor.day, 2026)


@pytest.fixture
def chain(cast):
    """RPJMD → PK objective of the office → Dewi's result → Budi's → Ani's."""
    plan = StrategicPlan.objects.create(agency=cast.agency, kind=PlanKind.RPJMD, title="RPJMD", first_year=2025, last_year=2029)
    region = Objective.objects.create(unit=cast.office, plan=plan, statement="Masyarakat sehat")
    agreed = factories.objective(cast.office)
    agreed.parent = region
    agreed.save()
    made = {}
    above = {"objective": agreed}
    for name in ("dewi", "budi", "ani"):
        skp = factories.skp(getattr(cast, name), state=workflow.AGREED, results=0)
        with writing("test"):
            made[name] = ResultPlan.objects.create(skp=skp, statement=f"Hasil {name}", **above)
        above = {"parent": made[name], "cascade": "direct"}
    return region, agreed, made


def names(node):
    return [one.statement for one in node.below]


def test_everybody_sees_objectives_and_heads_and_the_line_above_the_own(cast, chain):
    _region, _agreed, made = chain
    other = people.employee(cast.office, "Gani", "199101012015031999", appraiser=cast.dewi)
    roots, more = tree.tree_for(sight(cast, other), (tree.RESULT, made["dewi"].pk))
    assert ([root.statement for root in roots], more, roots[0].source) == (["Masyarakat sehat"], 0, "RPJMD")
    dewi = roots[0].below[0].below[0]
    assert (dewi.people, dewi.is_meant, dewi.below, dewi.hidden, dewi.carriers) == (
        ("Dewi Kaisupy, S.K.M., M.Kes.",), True, (), 1, 1,
    )
    ani = tree.tree_for(sight(cast, cast.ani), (tree.RESULT, made["ani"].pk))[0][0].below[0].below[0].below[0].below[0]
    assert (ani.statement, ani.is_meant, ani.cascade, ani.href) == (
        "Hasil ani", True, "direct", f"/skp/{made['ani'].skp_id}/#result-{made['ani'].pk}",
    )


@pytest.mark.parametrize(("who", "reads"), [("ani", True), ("budi", True), ("dewi", True), ("citra", True), ("gani", False)])
def test_a_persons_result_is_read_by_the_line_above_heads_and_offices(cast, chain, who, reads):
    gani = people.employee(cast.unit, "Gani", "199101012015031999", appraiser=cast.budi)
    person = gani if who == "gani" else getattr(cast, who)
    node = tree.below_for(sight(cast, person), (tree.RESULT, chain[2]["budi"].pk))
    assert (names(node), node.hidden) == ((["Hasil ani"], 0) if reads else ([], 1))


def test_who_appraises_without_leading_a_unit_reads_down_the_line(cast, chain):
    lead = people.employee(cast.office, "Fitri", "198101012006012999")
    people.Reporting.objects.filter(employee=cast.budi).update(appraiser=lead)
    with writing("test"):
        chain[2]["budi"].skp.appraiser = cast.dewi
    node = tree.below_for(sight(cast, lead), (tree.RESULT, chain[2]["budi"].pk))
    assert names(node) == ["Hasil ani"]


def test_another_agencys_and_another_years_nodes_do_not_exist(cast, chain):
    _region, agreed, made = chain
    for key in ((tree.RESULT, made["dewi"].pk), (tree.OBJECTIVE, agreed.pk)):
        with pytest.raises(Http404):
            tree.below_for(sight(cast, cast.eko), key)
        with pytest.raises(Http404):
            tree.tree_for(sight(cast, cast.eko), key)


def test_an_objective_of_another_year_is_not_opened(cast, chain):
    old = factories.objective(cast.office, "Dulu", year=2025)
    with pytest.raises(Http404):
        tree.way_to(sight(cast, cast.citra), (tree.OBJECTIVE, old.pk))


def test_what_one_may_not_read_is_not_opened(cast, chain):
    gani = people.employee(cast.office, "Gani", "199101012015031999", appraiser=cast.dewi)
    with pytest.raises(Http404):
        tree.way_to(sight(cast, gani), (tree.RESULT, chain[2]["ani"].pk))


def test_a_way_through_what_one_may_not_read_is_masked(cast, chain):
    """Gani's colleague hangs below Budi, whom Gani may not read: the line is shown, Budi's words are not."""
    _region, _agreed, made = chain
    lead = people.employee(cast.office, "Fitri", "198101012006012999", appraiser=cast.dewi)
    people.Reporting.objects.filter(employee=cast.ani).update(appraiser=lead)
    roots, _more = tree.tree_for(sight(cast, lead), (tree.RESULT, made["ani"].pk))
    budi = roots[0].below[0].below[0].below[0]
    assert (budi.is_masked, budi.statement, names(budi)) == (True, "", ["Hasil ani"])


def test_several_people_on_one_result_are_one_line_and_teams_and_other_units_are_marked(cast, chain):
    _region, _agreed, made = chain
    team = TaskTeam.objects.create(agency=cast.agency, name="Tim DBD", start="2026-01-01")
    there = people.unit(cast.agency, "Dinas Pendidikan")
    for number, unit in enumerate((cast.unit, cast.unit, there)):
        person = people.employee(unit, f"Hadi {number}", f"19910101201503199{number}", appraiser=cast.budi)
        given = assignment(person, cast.budi, team=team, state=workflow.ACTIVE) if unit == there else None
        skp = factories.skp(person, results=0)
        with writing("test"):
            ResultPlan.objects.create(skp=skp, statement="Rumah diperiksa", parent=made["budi"], assignment=given)
    node = tree.below_for(sight(cast, cast.citra), (tree.RESULT, made["budi"].pk))
    assert [(one.people, one.across, one.team, one.cascade) for one in node.below] == [
        (("Ani Lestari, A.Md.Kep.",), False, "", "direct"),
        (("Hadi 0", "Hadi 1"), False, "", "indirect"),
        (("Hadi 2",), True, "Tim DBD", "indirect"),
    ]


def test_a_level_is_cut_after_fifty_and_says_so(cast, chain, monkeypatch):
    monkeypatch.setattr(tree_rows, "MOST_BELOW", 1)
    region, agreed, _made = chain
    factories.objective(cast.office, "Lain")
    second = Objective.objects.create(unit=cast.office, plan=region.plan, statement="Kedua", parent=region, ordinal=9)
    roots, more = tree.tree_for(sight(cast, cast.citra), (tree.OBJECTIVE, agreed.pk))
    assert (len(roots), more, roots[0].more, names(roots[0])) == (1, 1, 0, [second.statement, agreed.statement])
    assert tree.below_for(sight(cast, cast.citra), (tree.OBJECTIVE, region.pk)).more == 1
    factories.objective(cast.unit, "Terakhir")
    last = Objective.objects.get(statement="Terakhir")
    roots, more = tree.tree_for(sight(cast, cast.citra), (tree.OBJECTIVE, last.pk))
    assert [root.statement for root in roots] == ["Masyarakat sehat", "Terakhir"]


def test_the_search_finds_words_and_people_one_may_read(cast, chain):
    assert [one.statement for one in search_for(sight(cast, cast.citra), "hasil ani")] == ["Hasil ani"]
    assert [one.note for one in search_for(sight(cast, cast.ani), "sehat")] == ["Dinas Kesehatan"]
    gani = people.employee(cast.office, "Gani", "199101012015031999", appraiser=cast.dewi)
    assert [one.statement for one in search_for(sight(cast, gani), "hasil")] == ["Hasil dewi"]


def test_what_hangs_below_nothing_is_found_beside_the_objectives(cast, chain):
    lone = factories.result(chain[2]["ani"].skp, "Yatim")
    roots, _more = tree.tree_for(sight(cast, cast.ani), (tree.RESULT, lone.pk))
    assert [(root.statement, root.is_meant, root.across) for root in roots] == [
        ("Masyarakat sehat", False, False), ("Yatim", True, False),
    ]


def test_who_is_looked_for_is_found_beside_colleagues_with_the_same_result(cast, chain):
    _region, _agreed, made = chain
    results = []
    for number in range(3):
        person = people.employee(cast.unit, f"Hadi {number}", f"19910101201503199{number}", appraiser=cast.budi)
        skp = factories.skp(person, results=0)
        with writing("test"):
            results.append(ResultPlan.objects.create(skp=skp, statement="Rumah diperiksa", parent=made["budi"]))
    roots, _more = tree.tree_for(sight(cast, cast.citra), (tree.RESULT, results[1].pk))
    budi = roots[0].below[0].below[0].below[0]
    assert [(one.people, one.is_meant, one.is_masked) for one in budi.below] == [
        (("Ani Lestari, A.Md.Kep.",), False, False), (("Hadi 0", "Hadi 2"), False, False), (("Hadi 1",), True, False),
    ]


def test_a_long_level_of_results_is_cut_for_each_node_by_itself(cast, chain, monkeypatch):
    """Where more hangs below the way than is shown, each level keeps its first and what is on the way."""
    monkeypatch.setattr(tree_rows, "MOST_BELOW", 1)
    _region, _agreed, made = chain
    with writing("test"):
        other = ResultPlan.objects.create(skp=made["dewi"].skp, statement="Zat", objective=made["dewi"].objective)
        for number in range(3):
            ResultPlan.objects.create(skp=made["budi"].skp, statement=f"Aksi {number}", parent=made["dewi"])
            ResultPlan.objects.create(skp=made["ani"].skp, statement=f"Zona {number}", parent=made["budi"])
    roots, _more = tree.tree_for(sight(cast, cast.citra), (tree.RESULT, made["budi"].pk))
    agreed = roots[0].below[0]
    assert (names(agreed), agreed.more) == (["Hasil dewi"], 1)
    assert (names(agreed.below[0]), agreed.below[0].more) == (["Aksi 0", "Hasil budi"], 2)
    assert (names(agreed.below[0].below[1]), agreed.below[0].below[1].more) == (["Hasil ani"], 3)
    roots, _more = tree.tree_for(sight(cast, cast.citra), (tree.RESULT, other.pk))
    assert names(roots[0].below[0]) == ["Hasil dewi", "Zat"]


def test_one_long_level_among_short_ones_is_cut_without_asking_twice(cast, chain, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(tree_rows, "MOST_BELOW", 2)
    with writing("test"):
        for number in range(3):
            ResultPlan.objects.create(skp=chain[2]["ani"].skp, statement=f"Zona {number}", parent=chain[2]["budi"])
    asked = sight(cast, cast.citra)
    with django_assert_num_queries(6):  # the way up in two, roots, objectives, results, counts
        roots, _more = tree.tree_for(asked, (tree.RESULT, chain[2]["budi"].pk))
    budi = roots[0].below[0].below[0].below[0]
    assert (names(budi), budi.more) == (["Hasil ani", "Zona 0"], 2)


def test_a_line_says_whose_it_is_and_how_many_carry_it():
    assert tree.Node(tree.OBJECTIVE, 1, "Sehat", source="RPJMD", unit="Setda", carriers=1200).note == (
        "Sasaran RPJMD · Setda · didukung 1.200 orang"
    )
    result = tree.Node(tree.RESULT, 2, "Rumah diperiksa", unit="Galala", people=("Ani", "Budi"))
    assert (result.note, result.toggle) == ("Ani, Budi · Galala", "Yang mendukung Rumah diperiksa")
    assert tree.Node(tree.RESULT, 2, "", is_masked=True, carriers=2).note == "didukung 2 orang"
