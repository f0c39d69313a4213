"""Family and approach decide the form."""

import pytest

from capaian.planning.rules.formats import format_of


@pytest.mark.parametrize(
    ("leads", "quantitative", "form"),
    [(True, False, "A.1.1"), (True, True, "A.1.2"), (False, False, "A.1.6"), (False, True, "A.1.7")],
)
def test_format_of_each_family_and_approach(leads, quantitative, form):
    assert format_of(leads=leads, quantitative=quantitative) == form
