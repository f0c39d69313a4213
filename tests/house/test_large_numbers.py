"""The number of a record is printed as it is: from the thousandth record on, forms and targets must still find it."""

from __future__ import annotations

from django.template import Context, Template
from django.utils import translation


def test_a_records_number_has_no_thousands_dots():
    with translation.override("id"):
        assert Template('name="result-{{ pk }}"').render(Context({"pk": 1_234_567})) == 'name="result-1234567"'


def test_a_figure_for_people_has_them():
    with translation.override("id"):
        assert Template("{{ n|angka }}").render(Context({"n": 1_234_567})) == "1.234.567"
