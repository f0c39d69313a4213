from __future__ import annotations

from decimal import Decimal

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.foundation.writing import writing
from capaian.planning import actions, workflow
from capaian.planning.actions.drafts import IndicatorDraft, ResultDraft
from capaian.planning.models import Approach, Indicator, ResultPlan, Skp
from capaian.planning.queries.completeness import findings_of, keys_of
from capaian.planning.queries.performance import promised_in
from capaian.planning.rules.findings import Code
from capaian.planning.tests import factories


@pytest.fixture
def head(cast):
    return factories.skp(cast.dewi, results=0)


def taken(skp):
    return list(
        Indicator.objects.filter(result__skp=skp).order_by("result__ordinal", "ordinal").values_list(
            "result__statement", "statement", "target", "objective_indicator"
        )
    )


def test_one_press_takes_the_agreement_over(cast, head, at):
    goal = factories.objective(cast.office)
    goal.indicators.create(statement="Angka kematian ibu", target_text="12 kasus", target=Decimal(12), unit="kasus", ordinal=2)
    first, second = goal.indicators.order_by("ordinal")
    by = cast.actor(cast.dewi)
    assert actions.adopt_agreement(skp=head, by=by, at=at) == 2
    assert taken(head) == [
        (goal.statement, first.statement, None, first.pk), (goal.statement, second.statement, Decimal(12), second.pk),
    ]
    result = ResultPlan.objects.get(skp=head)
    assert (result.kind, result.source, result.objective) == ("main", "agreement", goal)
    with pytest.raises(Refused, match="sudah ada dalam SKP"):
        actions.adopt_agreement(skp=head, by=by, at=at)
    goal.indicators.create(statement="Cakupan imunisasi", target_text="90 %", ordinal=3)
    assert [one.about for one in findings_of(Skp.objects.get(pk=head.pk)) if one.code == Code.KEY_MISSING] == [
        "Cakupan imunisasi"
    ]
    assert actions.adopt_agreement(skp=head, by=by, at=at) == 1
    assert ResultPlan.objects.filter(skp=head).count() == 1


def test_who_takes_it_over(cast, head, at):
    with pytest.raises(Refused, match="belum dicatat"):
        actions.adopt_agreement(skp=head, by=cast.actor(cast.dewi), at=at)
    factories.objective(cast.office)
    with pytest.raises(Refused):
        actions.adopt_agreement(skp=head, by=cast.actor(cast.citra), at=at)
    staff = factories.skp(cast.ani)
    with pytest.raises(Refused, match="pimpinan unit"):
        actions.adopt_agreement(skp=staff, by=cast.actor(cast.ani), at=at)
    assert keys_of(staff) == {}
    assert not taken(head)


def test_a_draft_of_the_agreement_stands_in_after_its_day(cast, head, at):
    assert (promised_in(head, at.date()).fixed, promised_in(head, at.date()).stands_in) == (False, True)
    assert promised_in(head, at.date().replace(day=14)).stands_in is False


def test_the_leader_chooses_the_approach(cast, at):
    skp = factories.skp(cast.ani)
    budi = cast.actor(cast.budi)
    actions.choose_approach(skp=skp, approach=Approach.QUALITATIVE, by=budi, at=at)
    actions.choose_approach(skp=skp, approach=Approach.QUALITATIVE, by=budi, at=at)
    assert Skp.objects.get(pk=skp.pk).approach == "qualitative"
    row = AuditEvent.objects.get()
    assert (row.verb, row.before, row.after) == (
        "skp.approach", {"approach": "quantitative"}, {"approach": "qualitative"},
    )
    with pytest.raises(InvalidInput):
        actions.choose_approach(skp=skp, approach="both", by=budi, at=at)
    for person in (cast.ani, cast.citra):
        with pytest.raises(Refused, match="dipilih pejabat penilai"):
            actions.choose_approach(skp=skp, approach="quantitative", by=cast.actor(person), at=at)
    with writing("test"):
        skp.state = workflow.AGREED
        skp.save()
    with pytest.raises(Refused, match="sebelum SKP disepakati"):
        actions.choose_approach(skp=skp, approach="quantitative", by=budi, at=at)


@pytest.fixture
def promise(cast, at):
    skp = factories.skp(cast.ani)
    actions.write_annex(
        skp=skp, section="resources", lines=["Satu kendaraan roda dua", "Dua tensimeter"], by=cast.actor(cast.ani), at=at
    )
    with writing("test"):
        skp.state = workflow.AGREED
        skp.save()
    return skp.annex_items.get(ordinal=1)


def test_a_promise_is_told_kept_or_broken(cast, promise, at):
    for person, state, words in ((cast.ani, "broken", "Kendaraan rusak"), (cast.budi, "kept", "Diganti Juni")):
        actions.tell_promise(item=promise, state=state, words=words, by=cast.actor(person), at=at)
        promise.refresh_from_db()
        assert (promise.promise, promise.told, promise.told_at, promise.told_by_name) == (state, words, at, person.name)
    assert AuditEvent.objects.filter(verb="annex.promise").count() == 2


@pytest.mark.parametrize(("state", "words", "fields"), [
    ("broken", " ", ["told"]), ("lost", "", ["promise"]), ("kept", "x" * 301, ["told"]),
])
def test_a_telling_that_says_too_little(cast, promise, at, state, words, fields):
    with pytest.raises(InvalidInput) as told:
        actions.tell_promise(item=promise, state=state, words=words, by=cast.actor(cast.ani), at=at)
    assert [problem.field for problem in told.value.problems] == fields


def test_who_tells_of_what(cast, promise, at):
    with pytest.raises(Refused):
        actions.tell_promise(item=promise, state="kept", words="", by=cast.actor(cast.citra), at=at)
    with pytest.raises(InvalidInput, match="diubah dari layar lain"):
        actions.tell_promise(item=promise, state="kept", words="", by=cast.actor(cast.ani), at=at, version="x")
    with writing("test"):
        promise.section = "accountability"
        promise.save()
    with pytest.raises(InvalidInput, match="Hanya dukungan"):
        actions.tell_promise(item=promise, state="kept", words="", by=cast.actor(cast.ani), at=at)
    draft = factories.skp(cast.budi)
    actions.write_annex(skp=draft, section="resources", lines=["x"], by=cast.actor(cast.budi), at=at)
    with pytest.raises(Refused, match="setelah SKP disepakati"):
        actions.tell_promise(item=draft.annex_items.get(), state="kept", words="", by=cast.actor(cast.budi), at=at)


def test_a_choice_nobody_offers_is_refused_beside_its_field():
    result = ResultDraft("Layanan lebih cepat", cascade="sideways", source="rumour")
    assert [problem.field for problem in result.problems()] == ["cascade", "source"]
    indicator = IndicatorDraft("quantity", "Jumlah kunjungan", "60 kunjungan", perspective="heaven", control="none")
    assert [problem.field for problem in indicator.problems()] == ["perspective", "control"]
