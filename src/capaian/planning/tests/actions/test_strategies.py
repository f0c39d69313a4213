from __future__ import annotations

import pytest

from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.planning.actions.strategies import StrategyDraft, add_strategy, change_strategy, remove_strategy
from capaian.planning.models import Strategy
from capaian.planning.queries.freshness import version_of
from capaian.planning.queries.matrix import columns_of, grid_of
from capaian.planning.tests import factories
from capaian.planning.tests.matrix_world import AT, led_by_budi, led_by_dewi, row_of, write

DRAFT = StrategyDraft("Kelas ibu hamil di setiap posyandu", "direct", {"time": "12 bulan"})


@pytest.fixture
def matrix(cast):
    return led_by_budi(cast, results=1)


@pytest.fixture
def indicator(matrix):
    return matrix.skp.results.get().indicators.get()


def test_strategies_are_added_changed_and_removed(cast, matrix, indicator):
    how = {"matrix": matrix, "by": cast.actor(cast.budi), "at": AT}
    one = add_strategy(indicator=indicator, draft=DRAFT, **how)
    two = add_strategy(indicator=indicator, draft=StrategyDraft("Dua"), **how)
    assert [(row.ordinal, row.cascade, row.work) for row in (one, two)] == [
        (1, "direct", {"time": "12 bulan"}), (2, "indirect", {}),
    ]
    change_strategy(strategy=one, draft=StrategyDraft("Satu saja"), version=version_of([one]), **how)
    with pytest.raises(InvalidInput, match="diubah dari layar lain"):
        change_strategy(strategy=one, draft=DRAFT, version=version_of([one]), **how)
    remove_strategy(strategy=two, **how)
    assert list(Strategy.objects.values_list("statement", flat=True)) == ["Satu saja"]
    verbs = AuditEvent.objects.filter(verb__startswith="strategy.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["strategy.add", "strategy.add", "strategy.change", "strategy.remove"]


def test_what_is_wrong_is_told_beside_the_field(cast, matrix, indicator):
    how = {"matrix": matrix, "by": cast.actor(cast.budi), "at": AT}
    for draft, fields in ((StrategyDraft(" ", "x"), ["statement", "cascade"]), (StrategyDraft("a" * 1001), ["statement"])):
        with pytest.raises(InvalidInput) as told:
            add_strategy(indicator=indicator, draft=draft, **how)
        assert [problem.field for problem in told.value.problems] == fields
    elsewhere = factories.skp(cast.ani).results.get().indicators.get()
    with pytest.raises(InvalidInput, match="bukan milik"):
        add_strategy(indicator=elsewhere, draft=DRAFT, **how)


def test_members_do_not_write_strategies(cast, matrix, indicator):
    with pytest.raises(Refused):
        add_strategy(matrix=matrix, indicator=indicator, draft=DRAFT, by=cast.actor(cast.ani), at=AT)


def test_a_strategy_without_an_owner_is_pointed_at_on_both_levels(cast, matrix, indicator):
    one = add_strategy(matrix=matrix, indicator=indicator, draft=DRAFT, by=cast.actor(cast.budi), at=AT)
    assert grid_of(matrix, AT.date()).gaps.idle == (one.pk,)
    place = (row_of(matrix, cast.ani).pk, columns_of(matrix)[0].key)
    write(matrix, cast.actor(cast.budi), {place: "Kelas ibu hamil setiap posyandu"})
    assert grid_of(matrix, AT.date()).gaps.idle == ()
    above = led_by_dewi(cast)
    indicator = above.skp.results.get().indicators.get()
    two = add_strategy(matrix=above, indicator=indicator, draft=DRAFT, by=cast.actor(cast.dewi), at=AT)
    assert grid_of(above, AT.date()).gaps.idle == (two.pk,)
    owned = StrategyDraft(DRAFT.statement, work={"owner": "Kabid"})
    change_strategy(matrix=above, strategy=two, draft=owned, by=cast.actor(cast.dewi), at=AT)
    assert grid_of(above, AT.date()).gaps.idle == ()
