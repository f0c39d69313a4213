from __future__ import annotations

from decimal import Decimal

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.planning import actions, queries, workflow
from capaian.planning.actions import IndicatorDraft
from capaian.planning.models import Indicator
from capaian.planning.tests import factories


@pytest.fixture
def result(cast):
    return factories.skp(cast.ani).results.get()


@pytest.fixture
def ani(cast):
    return cast.actor(cast.ani)


@pytest.mark.parametrize(
    ("draft", "printed"),
    [
        (IndicatorDraft("time", "Waktu", target=Decimal("2.50"), target_high=Decimal(3), unit="hari"), "2,5 – 3 hari"),
        (IndicatorDraft("time", "Waktu", target_text=" tepat waktu "), "tepat waktu"),
        (IndicatorDraft("cost", "Biaya", target=Decimal(0), unit="rupiah"), "0 rupiah"),
        (IndicatorDraft("cost", "Biaya", target=Decimal(1250000), unit="rupiah"), "1.250.000 rupiah"),
    ],
)
def test_an_indicator_is_added_at_the_end(result, ani, at, draft, printed):
    indicator = actions.add_indicator(result=result, draft=draft, by=ani, at=at)
    assert (indicator.ordinal, indicator.target_text) == (2, printed)
    assert AuditEvent.objects.get().verb == "indicator.add"


def test_an_indicator_is_changed_unless_the_form_is_stale(result, ani, at):
    indicator = result.indicators.get()
    opened = queries.version_of([indicator])
    draft = IndicatorDraft("quality", "Kepuasan ibu", target=Decimal(80), unit="persen")
    actions.change_indicator(indicator=indicator, draft=draft, version=opened, by=ani, at=at)
    stored = Indicator.objects.get()
    assert (stored.aspect, stored.statement, stored.target, stored.unit) == ("quality", "Kepuasan ibu", Decimal(80), "persen")
    row = AuditEvent.objects.get()
    assert (row.verb, row.before["target"], row.after["target"]) == ("indicator.change", "60.0000", "80")
    with pytest.raises(InvalidInput) as told:
        actions.change_indicator(indicator=indicator, draft=draft, version=opened, by=ani, at=at)
    assert [problem.field for problem in told.value.problems] == ["version"]


@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        ({"target": Decimal(-1)}, "target"),
        ({"target": Decimal(90), "target_high": Decimal(80)}, "target_high"),
        ({"target": None, "target_high": Decimal(80), "target_text": "sampai 80"}, "target"),
        ({"target": None}, "target_text"),
        ({"target": Decimal("NaN")}, "target"),
        ({"target": Decimal("Infinity")}, "target"),
        ({"target": Decimal("1E+16")}, "target"),
        ({"target": Decimal(1), "target_high": Decimal("1.00001")}, "target_high"),
    ],
)
def test_a_target_that_cannot_be_used_is_refused(result, ani, at, numbers, field):
    draft = IndicatorDraft("quantity", "Jumlah", unit="buah", **numbers)
    with pytest.raises(InvalidInput) as told:
        actions.add_indicator(result=result, draft=draft, by=ani, at=at)
    assert [problem.field for problem in told.value.problems] == [field]
    indicator = result.indicators.get()
    with pytest.raises(InvalidInput):
        actions.change_indicator(indicator=indicator, draft=draft, by=ani, at=at)
    assert Indicator.objects.get().target == Decimal(60)


def test_an_indicator_is_taken_out(result, ani, at):
    actions.remove_indicator(indicator=result.indicators.get(), by=ani, at=at)
    assert not Indicator.objects.exists()
    assert AuditEvent.objects.get().before["statement"] == "Jumlah kunjungan rumah"


@pytest.mark.parametrize("verb", ["add", "change", "remove"])
def test_only_the_owner_in_the_draft(cast, at, verb):
    skp = factories.skp(cast.ani, state=workflow.SUBMITTED)
    result = skp.results.get()
    indicator = result.indicators.get()
    indicator.result = result
    draft = IndicatorDraft("quantity", "Jumlah", target_text="banyak")
    calls = {
        "add": lambda by: actions.add_indicator(result=result, draft=draft, by=by, at=at),
        "change": lambda by: actions.change_indicator(indicator=indicator, draft=draft, by=by, at=at),
        "remove": lambda by: actions.remove_indicator(indicator=indicator, by=by, at=at),
    }
    for person in (cast.ani, cast.budi, cast.eko):
        with pytest.raises(Refused):
            calls[verb](cast.actor(person))
    assert Indicator.objects.get().statement == "Jumlah kunjungan rumah"
