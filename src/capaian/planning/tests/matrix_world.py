"""A matrix as simple as one can be: Budi leads Puskesmas Galala (results as columns), Dewi the office (indicators)."""

from __future__ import annotations

from datetime import UTC, datetime

from capaian.people.tests import factories as people
from capaian.planning.actions.matrix import CellWrite, start_matrix, write_cells
from capaian.planning.tests import factories

AT = datetime(2026, 1, 21, 2, 0, tzinfo=UTC)


def colleague(cast, name="Citra Ayu, A.Md.Kep.", nip="199101012015032998", **values):
    """One more person of Budi's puskesmas."""
    return people.employee(cast.unit, name, nip, appraiser=values.pop("appraiser", cast.budi), **values)


def led_by_budi(cast, results=2):
    """Budi's draft SKP and its matrix."""
    skp = factories.skp(cast.budi, results=results)
    return start_matrix(skp=skp, by=cast.actor(cast.budi), at=AT)


def led_by_dewi(cast, results=1):
    """Dewi's draft SKP and its matrix; she leads the office and appraises Budi and Citra."""
    skp = factories.skp(cast.dewi, results=results)
    return start_matrix(skp=skp, by=cast.actor(cast.dewi), at=AT)


def row_of(matrix, employee):
    return matrix.rows.get(employee=employee)


def write(matrix, by, texts):
    """`texts`: (row, column) → text."""
    cells = [CellWrite(row, column, text) for (row, column), text in texts.items()]
    return write_cells(matrix=matrix, cells=cells, by=by, at=AT)
