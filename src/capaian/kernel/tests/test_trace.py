from __future__ import annotations

from capaian.kernel.berakhlak import BERAKHLAK, BY_SLUG
from capaian.kernel.trace import Step, Traced


def test_a_step_is_plain_data():
    step = Step("capaian", "PermenPANRB 8/2021", {"target": "80"}, "102.22", "half-up 2")
    assert step.as_json() == {
        "rule": "capaian", "article": "PermenPANRB 8/2021", "inputs": {"target": "80"}, "value": "102.22",
        "rounding": "half-up 2",
    }
    assert Traced(1, (step,)).steps == (step,)


def test_the_seven_values_have_three_guides_each():
    assert list(BY_SLUG) == [
        "berorientasi-pelayanan", "akuntabel", "kompeten", "harmonis", "loyal", "adaptif", "kolaboratif"]
    assert {len(value.guides) for value in BERAKHLAK} == {3}
