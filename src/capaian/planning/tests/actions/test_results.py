from __future__ import annotations

from decimal import Decimal

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.foundation.writing import writing
from capaian.people.tests import factories as people
from capaian.planning import actions, queries, workflow
from capaian.planning.actions import IndicatorDraft, ResultDraft
from capaian.planning.models import ResultKind, ResultPlan
from capaian.planning.tests import factories

VISITS = IndicatorDraft("quantity", "Jumlah kunjungan", target=Decimal(60), unit="kunjungan")


def problems(told):
    return [(problem.field, problem.row) for problem in told.value.problems]


@pytest.fixture
def skp(cast):
    return factories.skp(cast.ani, results=0)


@pytest.fixture
def ani(cast):
    return cast.actor(cast.ani)


def test_a_result_comes_with_its_indicators_at_the_end_of_its_group(skp, ani, at):
    for words in ("Satu", "Dua"):
        actions.add_result(skp=skp, draft=ResultDraft(f" {words} "), indicators=[VISITS], by=ani, at=at)
    actions.add_result(skp=skp, draft=ResultDraft("Tiga", kind=ResultKind.ADDITIONAL), by=ani, at=at)
    rows = ResultPlan.objects.order_by("pk").values_list("statement", "kind", "ordinal")
    assert list(rows) == [("Satu", "main", 1), ("Dua", "main", 2), ("Tiga", "additional", 1)]
    indicator = ResultPlan.objects.get(statement="Satu").indicators.get()
    assert (indicator.target, indicator.target_text, indicator.ordinal) == (Decimal(60), "60 kunjungan", 1)
    assert AuditEvent.objects.filter(verb="result.add").count() == 3


def test_what_a_result_hangs_below(cast, skp, ani, at):
    above = factories.skp(cast.budi).results.get()
    goal = factories.objective(cast.office)
    result = actions.add_result(skp=skp, draft=ResultDraft("A", hangs=f"result:{above.pk}"), by=ani, at=at)
    assert (result.parent_id, result.objective_id) == (above.pk, None)
    actions.change_result(result=result, draft=ResultDraft("A", hangs=f"objective:{goal.pk}"), by=ani, at=at)
    stored = ResultPlan.objects.get(pk=result.pk)
    assert (stored.parent_id, stored.objective_id) == (None, goal.pk)


@pytest.mark.parametrize("below", ["foreign", "own", "peer", "foreign-objective", "nonsense", "other-year"])
def test_a_result_hangs_only_below_what_is_offered(cast, skp, ani, at, below):
    def value():
        if below == "foreign":
            return f"result:{factories.skp(cast.eko).results.get().pk}"
        if below == "own":
            return f"result:{factories.result(skp, 'Milik sendiri').pk}"
        if below == "peer":
            rudi = people.employee(cast.unit, "Rudi Saputra", "199112312015031999", appraiser=cast.budi)
            return f"result:{factories.skp(rudi).results.get().pk}"
        if below == "foreign-objective":
            return f"objective:{factories.objective(cast.eko.postings.get().position.unit).pk}"
        if below == "other-year":
            return f"objective:{factories.objective(cast.unit, year=2025).pk}"
        return "result:1 OR 1=1"

    hangs = value()
    count = ResultPlan.objects.count()
    with pytest.raises(InvalidInput) as told:
        actions.add_result(skp=skp, draft=ResultDraft("A", hangs=hangs), by=ani, at=at)
    assert problems(told) == [("hangs", None)]
    assert ResultPlan.objects.count() == count


def test_a_result_does_not_hang_below_its_own_descendant(cast, skp, ani, at):
    mine = factories.result(skp, "Milik Ani")
    between = factories.result(factories.skp(cast.citra, results=0), "Di antara", parent=mine)
    bosses = factories.result(factories.skp(cast.budi, results=0), "Milik Budi", parent=between)
    assert [option.value for option in queries.parent_options_for(skp, mine)] == []
    assert [option.value for option in queries.parent_options_for(skp)] == [f"result:{bosses.pk}"]
    with pytest.raises(InvalidInput) as told:
        actions.change_result(result=mine, draft=ResultDraft("A", hangs=f"result:{bosses.pk}"), by=ani, at=at)
    assert problems(told) == [("hangs", None)]


def test_a_draft_tells_everything_that_is_wrong(skp, ani, at):
    draft = ResultDraft(" ", kind="grand", assigned_by="x" * 201)
    bad = IndicatorDraft("colour", "y" * 1001, target=Decimal(-1), target_text="z" * 201, unit="u" * 61,
                         polarity="sideways", measurement="guess")
    with pytest.raises(InvalidInput) as told:
        actions.add_result(skp=skp, draft=draft, indicators=[VISITS, bad], by=ani, at=at)
    assert problems(told) == [
        ("statement", None), ("kind", None), ("assigned_by", None), ("target", 2), ("aspect", 2), ("polarity", 2),
        ("measurement", 2), ("statement", 2), ("target_text", 2), ("unit", 2),
    ]
    assert not ResultPlan.objects.exists()


def test_changing_the_kind_moves_to_the_end_of_the_other_group(cast, skp, ani, at):
    first, _second = (factories.result(skp, words, ordinal=n) for n, words in enumerate(("A", "B"), start=1))
    factories.result(skp, "C", kind=ResultKind.ADDITIONAL)
    actions.change_result(result=first, draft=ResultDraft("A", kind=ResultKind.ADDITIONAL), by=ani, at=at)
    assert list(ResultPlan.objects.order_by("pk").values_list("statement", "kind", "ordinal")) == [
        ("A", "additional", 2), ("B", "main", 2), ("C", "additional", 1),
    ]
    row = AuditEvent.objects.get()
    assert (row.verb, row.before["kind"], row.after["kind"]) == ("result.change", "main", "additional")


def test_a_stale_form_changes_nothing(skp, ani, at):
    result = factories.result(skp, "Lama")
    opened = queries.version_of([result])
    actions.change_result(result=result, draft=ResultDraft("Dari layar lain"), version=opened, by=ani, at=at)
    with pytest.raises(InvalidInput) as told:
        actions.change_result(result=result, draft=ResultDraft("Dari layar ini"), version=opened, by=ani, at=at)
    assert problems(told) == [("version", None)]
    assert ResultPlan.objects.get().statement == "Dari layar lain"


def test_a_result_that_carries_others_stays(cast, skp, ani, at):
    result = factories.result(skp, "A")
    child = factories.result(factories.skp(cast.citra, results=0), "Di bawahnya", parent=result)
    with pytest.raises(Refused, match="rujukan bagi 1 hasil kerja"):
        actions.remove_result(result=result, by=ani, at=at)
    with writing("test"):
        child.delete()
    actions.remove_result(result=result, by=ani, at=at)
    assert not ResultPlan.objects.exists()
    assert AuditEvent.objects.get().before["statement"] == "A"


def test_results_are_ordered_by_exchange_with_the_neighbour(skp, ani, at):
    for number, words in enumerate("ABC", start=1):
        factories.result(skp, words, ordinal=number)

    def order():
        return "".join(ResultPlan.objects.order_by("ordinal").values_list("statement", flat=True))

    last = ResultPlan.objects.get(statement="C")
    for direction, expected in (("down", "ABC"), ("up", "ACB"), ("up", "CAB"), ("up", "CAB"), ("down", "ACB")):
        actions.move_result(result=last, direction=direction, by=ani, at=at)
        assert order() == expected
    assert AuditEvent.objects.count() == 3


@pytest.mark.parametrize("state", [workflow.SUBMITTED, workflow.AGREED])
@pytest.mark.parametrize("verb", ["add", "change", "remove", "move"])
def test_nothing_changes_after_the_draft(cast, ani, at, state, verb):
    skp = factories.skp(cast.ani, state=state)
    result = skp.results.get()
    calls = {
        "add": lambda: actions.add_result(skp=skp, draft=ResultDraft("A"), by=ani, at=at),
        "change": lambda: actions.change_result(result=result, draft=ResultDraft("A"), by=ani, at=at),
        "remove": lambda: actions.remove_result(result=result, by=ani, at=at),
        "move": lambda: actions.move_result(result=result, direction="up", by=ani, at=at),
    }
    with pytest.raises(Refused):
        calls[verb]()
    assert list(skp.results.values_list("statement", flat=True)) == [result.statement]
    assert not AuditEvent.objects.exists()


def test_the_stored_state_decides_not_the_one_on_the_screen(cast, ani, at):
    skp = factories.skp(cast.ani)
    actions.submit_skp(skp=type(skp).objects.get(pk=skp.pk), by=ani, at=at)
    assert skp.state == workflow.DRAFT  # another tab still shows the draft
    with pytest.raises(Refused, match="Tarik kembali dulu"):
        actions.add_result(skp=skp, draft=ResultDraft("A"), by=ani, at=at)
