"""Form A.1.5, the matrix of roles and results, on both levels (PermenPANRB 6/2022 II.A.5, p.46-49)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from django.db.models import Q

from capaian.foundation.documents.engine import render
from capaian.foundation.language import in_indonesian
from capaian.people.models import Posting
from capaian.people.queries.ledger import DEFINITIVE_FIRST
from capaian.planning.documents import sheets
from capaian.planning.documents.content import Data, frames, heading
from capaian.planning.models import MatrixCell, MatrixLevel, MatrixRow, RoleMatrix, Skp
from capaian.planning.queries.matrix import columns_of
from capaian.planning.rules.formats import Format

NO_ROLE = "TIDAK ADA PERAN"
UPRIGHT, WIDE = 3, 5
"""Columns of results on a page: up to three stand upright as the regulation prints them (p.48); more lie, five to a page."""


@in_indonesian
def matrix_document(matrix: RoleMatrix) -> bytes:
    """The matrix as PDF. Five queries at any number of people and columns."""
    return render("planning/documents/matrix.typ", matrix_data(matrix))


@in_indonesian
def matrix_sheet(matrix: RoleMatrix, path: Path) -> None:
    """The same as a workbook."""
    sheets.write_matrix(matrix_data(matrix), path)


def matrix_data(matrix: RoleMatrix) -> Data:
    """Everything that form A.1.5 prints, its columns in groups that fit on a page."""
    skp = frames().get(pk=matrix.skp_id)
    columns = columns_of(matrix)
    rows = list(MatrixRow.objects.filter(matrix=matrix).select_related("employee").order_by("ordinal", "pk"))
    said = _said(matrix)
    posts = _posts([row.employee_id for row in rows], skp)
    people = [
        {
            "name": row.employee.name, "post": posts.get(row.employee_id, "-"),
            "cells": [said.get((row.pk, column.key), []) for column in columns],
        }
        for row in rows
    ]
    data = heading(skp, form=Format.MATRIX, title="Matriks Pembagian Peran dan Hasil")
    team = f"TIM KERJA {matrix.team.name}" if matrix.team else ""
    return data | {
        "of": (team or matrix.unit.name).upper(), "landscape": len(columns) > UPRIGHT,
        "columns": [column.statement for column in columns],
        "people": people, "parts": parts_of(len(columns)),
        "leader": {"name": skp.employee.name, "post": skp.position.title},
    }


def parts_of(columns: int) -> list[list[int]]:
    """Groups [from, to) of columns that are read on one page: as equal as they can be."""
    most = UPRIGHT if columns <= UPRIGHT else WIDE
    pages = max(1, -(-columns // most))
    edges = [columns * page // pages for page in range(pages + 1)]
    return [list(edge) for edge in pairwise(edges)]


def _said(matrix: RoleMatrix) -> dict[tuple[int, int], list[str]]:
    """What stands in each cell, by row and column."""
    found: dict[tuple[int, int], list[str]] = {}
    for cell in MatrixCell.objects.filter(row__matrix=matrix).order_by("ordinal", "pk"):
        key = cell.indicator_id if matrix.level == MatrixLevel.HEAD else cell.parent_id
        if key is not None:
            found.setdefault((cell.row_id, key), []).append(NO_ROLE if cell.no_role else cell.text)
    return found


def _posts(people: Sequence[int], skp: Skp) -> dict[int, str]:
    """The newest post that each held while the leader's SKP runs, a definitive one first."""
    during = Q(start__lte=skp.end) & (Q(end__isnull=True) | Q(end__gte=skp.start))
    held = Posting.objects.filter(during, employee_id__in=people).select_related("position").order_by(DEFINITIVE_FIRST, "-start")
    posts: dict[int, str] = {}
    for posting in held:
        posts.setdefault(posting.employee_id, posting.position.title)
    return posts
