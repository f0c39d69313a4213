"""Single records of a matrix: a row, a column's indicator, a strategy. What is not of this matrix does not exist."""

from __future__ import annotations

from django.http import Http404

from capaian.planning.models import Indicator, MatrixRow, RoleMatrix, Strategy


def get_row_of(matrix: RoleMatrix, pk: int) -> MatrixRow:
    """A person of this matrix, or Http404."""
    row: MatrixRow | None = MatrixRow.objects.filter(matrix_id=matrix.pk, pk=pk).select_related("employee").first()
    if row is None:
        raise Http404
    row.matrix = matrix
    return row


def indicators_of(matrix: RoleMatrix) -> list[Indicator]:
    """The leader's standing indicators, with their results and strategies. Two queries."""
    rows = Indicator.objects.standing().filter(result__skp_id=matrix.skp_id, result__dropped_on__isnull=True)
    return list(
        rows.select_related("result").prefetch_related("strategies").order_by("result__ordinal", "result_id", "ordinal", "pk")
    )


def get_indicator_of(matrix: RoleMatrix, pk: int | None) -> Indicator:
    """A standing indicator of this matrix's leader, or Http404."""
    found = next((one for one in indicators_of(matrix) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


def get_strategy_of(matrix: RoleMatrix, pk: int) -> Strategy:
    """A strategy of this matrix's leader, or Http404."""
    rows = Strategy.objects.filter(indicator__result__skp_id=matrix.skp_id, pk=pk).select_related("indicator__result")
    strategy: Strategy | None = rows.first()
    if strategy is None:
        raise Http404
    return strategy
