"""Generated documents follow the code they are made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from capaian.config import docs

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", docs.pages(ROOT), ids=lambda page: page.path.name)
def test_docs_follow_the_code(page):
    assert page.path.read_text() == page.text, "run `make docs`"


@pytest.mark.django_db
def test_migrations_follow_the_models():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_rule_names_its_article_and_has_a_test_that_names_it():
    index = docs.rules_index(ROOT)
    assert [line for line in index.splitlines() if "**none**" in line or "**no docstring**" in line] == []
