"""Weighing needs and deciding what each leads to."""

from __future__ import annotations

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.people.models import RoleGrant
from capaian.planning import queries
from capaian.planning.actions.need_sheets import apply_needs
from capaian.planning.actions.needs import (
    AnalysisDraft,
    EvidenceDraft,
    NeedDraft,
    add_analysis,
    add_need,
    change_analysis,
    change_need,
    decide_need,
    remove_need,
)
from capaian.planning.models import Need, NeedsAnalysis
from capaian.planning.queries.need_sheets import known_needs
from capaian.planning.queries.needs import get_analysis_for, weighed_needs
from capaian.planning.rules.need_sheet import judge_needs, read_need
from capaian.planning.rules.needs import HOUSE_CRITERIA
from capaian.planning.tests import chains, factories

LISTED = [("", "Mendesak", 60), ("", "mendesak sekali", 30), ("", "Mendesak sekali!", 10)]
DRAFT = AnalysisDraft(" Kebutuhan 2026 ", "USG", LISTED)
PROOF = EvidenceDraft("survey", "Survei 2025", "61,5 % menyebut air bersih")


def test_an_analysis_is_begun_and_changed(cast, at):
    citra, year = cast.actor(cast.citra), factories.performance_year(cast.agency)
    made = add_analysis(performance_year=year, draft=DRAFT, by=citra, at=at)
    assert [one["slug"] for one in made.criteria] == ["mendesak", "mendesak-sekali", "mendesak-sekali-2"]
    assert (made.title, made.unit, made.made_by_name) == ("Kebutuhan 2026", None, cast.citra.name)
    opened = queries.version_of([get_analysis_for(citra, made.pk)])
    draft = AnalysisDraft("Baru", "Lain", [("mendesak", "Mendesak", 100)])
    change_analysis(analysis=made, draft=draft, version=opened, by=citra, at=at)
    made.refresh_from_db()
    assert made.criteria == [{"slug": "mendesak", "label": "Mendesak", "weight": 100}]
    with pytest.raises(InvalidInput):
        change_analysis(analysis=made, draft=draft, version=opened, by=citra, at=at)
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)) == ["needs.begin", "needs.change"]


@pytest.mark.parametrize(("draft", "fields"), [
    (AnalysisDraft("", " ", [("", "A", 100)]), [("title", None), ("method", None)]),
    (AnalysisDraft("x" * 201, "y" * 1001, [("", "A", 100)]), [("title", None), ("method", None)]),
    (AnalysisDraft("A", "B", [("", "A", 60), ("", "!", 50)]), [("criteria", None)]),
    (AnalysisDraft("A", "B", [("", "A", 100), ("", "B", 0)]), [("criteria", 2)]),
])
def test_a_bad_method_writes_nothing(cast, at, draft, fields):
    year = factories.performance_year(cast.agency)
    with pytest.raises(InvalidInput) as told:
        add_analysis(performance_year=year, draft=draft, by=cast.actor(cast.citra), at=at)
    assert [(problem.field, problem.row) for problem in told.value.problems] == fields
    assert not NeedsAnalysis.objects.exists()


def test_needs_are_added_changed_and_removed(cast, at):
    citra, of = cast.actor(cast.citra), chains.analysis(cast.agency)
    draft = NeedDraft("other", " Air bersih ", " Air ", {"urgency": 5, "reach": 4}, [PROOF])
    made = add_need(analysis=of, draft=draft, by=citra, at=at)
    assert (made.statement, made.sector_name, made.evidence.get().finding) == ("Air bersih", "Air", PROOF.finding)
    opened = queries.version_of([Need.objects.get(pk=made.pk), *made.evidence.all()])
    change_need(need=made, draft=NeedDraft("health", "Air", "tidak dipakai", {"urgency": 1}), version=opened, by=citra, at=at)
    made.refresh_from_db()
    assert (made.sector_name, made.scores, made.evidence.count()) == ("", {"urgency": 1}, 0)
    with pytest.raises(InvalidInput):
        change_need(need=made, draft=draft, version=opened, by=citra, at=at)
    remove_need(need=made, by=citra, at=at)
    assert not Need.objects.exists()
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["need.add", "need.change", "need.remove"]


@pytest.mark.parametrize(("draft", "fields"), [
    (NeedDraft("agriculture", " "), [("statement", None), ("sector", None)]),
    (NeedDraft("other", "x" * 1001), [("statement", None), ("sector_name", None)]),
    (NeedDraft("other", "A", "x" * 81), [("sector_name", None)]),
    (NeedDraft("health", "A", scores={"urgency": 6, "other": 1}), [("score_urgency", None), ("score_other", None)]),
    (NeedDraft("health", "A", evidence=[PROOF, EvidenceDraft("rumour", "B", "C"), EvidenceDraft("survey", "x" * 301, "C")]),
     [("evidence", 2), ("evidence", 3)]),
])
def test_a_bad_need_is_named_by_field_and_row(cast, at, draft, fields):
    with pytest.raises(InvalidInput) as told:
        add_need(analysis=chains.analysis(cast.agency), draft=draft, by=cast.actor(cast.citra), at=at)
    assert [(problem.field, problem.row) for problem in told.value.problems] == fields


def test_a_need_leads_to_objectives_or_to_a_reason_and_is_open_otherwise(cast, at):
    citra, of, goal = cast.actor(cast.citra), chains.analysis(cast.agency), factories.objective(cast.unit)
    need = chains.need(of)
    assert weighed_needs(of).undecided == 1
    decide_need(need=need, objectives=[goal], by=citra, at=at)
    assert (weighed_needs(of).undecided, weighed_needs(of).placed[0].decision) == (0, "answered")
    with pytest.raises(Refused, match="sudah dijawab sasaran"):
        remove_need(need=need, by=citra, at=at)
    decide_need(need=need, reason_not="Kewenangan pemerintah provinsi.", by=citra, at=at)
    assert weighed_needs(of).placed[0].decision == "not"
    decide_need(need=need, by=citra, at=at)
    assert weighed_needs(of).placed[0].decision == "open"
    event = AuditEvent.objects.filter(verb="need.decide").order_by("pk").first()
    assert event.after == {"objectives": [goal.statement], "reason_not": ""}


def test_a_decision_that_says_too_little_or_two_things_is_refused(cast, at):
    citra, need, goal = cast.actor(cast.citra), chains.need(chains.analysis(cast.agency)), factories.objective(cast.unit)
    theirs = factories.objective(cast.eko.user.employee.agency.units.first())
    for objectives, reason, field in (
        ([goal], "Kewenangan pemerintah provinsi.", "reason_not"), ([], "belum", "reason_not"), ([], " ", "reason_not"),
        ([], "x" * 1001, "reason_not"),
        ([theirs], "", "objectives"),
    ):
        with pytest.raises(InvalidInput) as told:
            decide_need(need=need, objectives=objectives, reason_not=reason, by=citra, at=at)
        assert [problem.field for problem in told.value.problems] == [field]


def test_unit_managers_weigh_for_their_unit_and_others_do_not(cast, at):
    RoleGrant.objects.create(employee=cast.ani, role="unit-performance-manager", unit=cast.office)
    year, ani = factories.performance_year(cast.agency), cast.actor(cast.ani)
    draft = AnalysisDraft("A", "B", [("", "A", 100)])
    made = add_analysis(performance_year=year, unit=cast.unit, draft=draft, by=ani, at=at)
    add_need(analysis=made, draft=NeedDraft("health", "A"), by=ani, at=at)
    whole = chains.analysis(cast.agency)
    need = chains.need(whole)
    for by in (ani, cast.actor(cast.dewi), cast.actor(cast.eko)):
        for act in (
            lambda by=by: add_analysis(performance_year=year, draft=draft, by=by, at=at),
            lambda by=by: change_analysis(analysis=whole, draft=draft, by=by, at=at),
            lambda by=by: add_need(analysis=whole, draft=NeedDraft("health", "A"), by=by, at=at),
            lambda by=by: change_need(need=need, draft=NeedDraft("health", "A"), by=by, at=at),
            lambda by=by: decide_need(need=need, by=by, at=at), lambda by=by: remove_need(need=need, by=by, at=at),
            lambda by=by: apply_needs(analysis=whole, rows=[], by=by, at=at),
        ):
            with pytest.raises(Refused):
                act()
    with pytest.raises(Refused):
        add_analysis(performance_year=year, unit=cast.unit, draft=draft, by=cast.actor(cast.eko), at=at)


def test_a_sheet_adds_and_changes_the_good_rows_and_a_second_run_changes_nothing(cast, at):
    citra, of = cast.actor(cast.citra), chains.analysis(cast.agency)
    chains.need(of, "Air bersih", urgency=5, reach=None)
    criteria = [one for one in HOUSE_CRITERIA if one.slug in {"urgency", "reach"}]

    def judged():
        rows = [
            read_need(2, {"statement": "air  bersih", "sector": "Infrastruktur", "score_reach": "4", "kind": "Survei",
                          "source": "S", "finding": "F"}, criteria),
            read_need(3, {"statement": "Pasar ikan", "sector": "Perikanan", "score_urgency": "2"}, criteria),
            read_need(4, {"statement": "Jalan", "sector": "Infrastruktur", "score_urgency": "9"}, criteria),
        ]
        return judge_needs(rows, known_needs(of))

    assert [row.outcome for row in judged()] == ["changed", "added", "rejected"]
    assert apply_needs(analysis=of, rows=judged(), by=citra, at=at) == 2
    water, market = Need.objects.order_by("pk")
    assert (water.statement, water.scores, water.evidence.get().source) == ("Air bersih", {"urgency": 5, "reach": 4}, "S")
    assert (market.sector, market.sector_name, market.scores) == ("other", "Perikanan", {"urgency": 2})
    assert [row.outcome for row in judged()] == ["unchanged", "unchanged", "rejected"]
    assert apply_needs(analysis=of, rows=judged(), by=citra, at=at) == 0
