from __future__ import annotations

from dataclasses import replace

import pytest

from capaian.foundation.actor import Role
from capaian.people.tests import factories as people
from capaian.planning.permissions.matrix import may_edit_matrix, may_send_roles, may_view_matrix
from capaian.planning.tests.matrix_world import led_by_budi


@pytest.fixture
def asked(cast):
    """Who may do what with Budi's matrix: everybody by name."""
    matrix = led_by_budi(cast)
    fajar = people.employee(cast.office, "Fajar", "199101012015031996")
    gita = people.employee(cast.office, "Gita", "199101012015031995", roles=(Role.INSPECTOR,))
    everybody = {name: cast.actor(getattr(cast, name)) for name in ("ani", "budi", "citra", "dewi", "eko")}
    everybody |= {"fajar": cast.actor(fajar), "gita": cast.actor(gita)}
    everybody["hani"] = replace(everybody["fajar"], employee_id=0, scopes=((Role.UNIT_MANAGER, cast.unit.path),))

    def ask(question):
        return {name for name, actor in everybody.items() if question(actor, matrix)}

    return ask


def test_who_reads(asked):
    assert asked(may_view_matrix) == {"ani", "budi", "citra", "dewi", "gita", "hani"}


def test_who_edits(asked):
    assert asked(may_edit_matrix) == {"budi", "citra", "hani"}


def test_who_sends(asked):
    assert asked(may_send_roles) == {"budi"}
