"""Addresses of the role-result matrix and its strategies."""

from __future__ import annotations

from django.urls import path

from capaian.planning.views import matrix, matrix_filling, matrix_sending, matrix_tables, strategies

_MATRIX = "matrices/<int:pk>/"
_ROW = f"{_MATRIX}rows/<int:row_pk>/"
_STRATEGY = f"{_MATRIX}strategies/<int:strategy_pk>/"

urlpatterns = [
    path("matrices/", matrix.matrix_list, name="matrix_list"),
    path("matrices/new/<int:skp_pk>/", matrix.matrix_new, name="matrix_new"),
    path("matrices/roles/<int:skp_pk>/", matrix_sending.own_roles, name="matrix_roles"),
    path("matrices/roles/<int:skp_pk>/changes/", matrix_sending.own_changes, name="matrix_changes"),
    path(_MATRIX, matrix.matrix_grid, name="matrix"),
    path(_ROW, matrix.matrix_row, name="matrix_row"),
    path(f"{_ROW}cells/", matrix.matrix_cells, name="matrix_cells"),
    path(f"{_ROW}removal/", matrix.row_removal, name="matrix_removal"),
    path(f"{_MATRIX}templates/", matrix_filling.template_saving, name="matrix_template_saving"),
    path(f"{_MATRIX}people/", matrix.people, name="matrix_people"),
    path(f"{_MATRIX}renewal/", matrix.renewal, name="matrix_renewal"),
    path(f"{_MATRIX}assignment/", matrix_filling.assignment, name="matrix_assignment"),
    path(f"{_MATRIX}no-role/", matrix_filling.no_role, name="matrix_no_role"),
    path(f"{_MATRIX}template/", matrix_filling.template_use, name="matrix_template_use"),
    path(f"{_MATRIX}last-year/", matrix_filling.last_year, name="matrix_last_year"),
    path(f"{_MATRIX}paste/", matrix_tables.paste, name="matrix_paste"),
    path(f"{_MATRIX}table.xlsx", matrix_tables.table, name="matrix_table"),
    path(f"{_MATRIX}sending/", matrix_sending.sending, name="matrix_sending"),
    path(f"{_MATRIX}strategies/", strategies.strategy_list, name="strategies"),
    path(f"{_MATRIX}strategies/new/<int:indicator_pk>/", strategies.strategy_new, name="strategy_new"),
    path(_STRATEGY, strategies.strategy_edit, name="strategy"),
    path(f"{_STRATEGY}deletion/", strategies.strategy_deletion, name="strategy_deletion"),
]
