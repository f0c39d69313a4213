"""The planning of the regulation's worked example (PermenPANRB 6/2022, Anak Lampiran 2): four persons, two agreements, two
matrices, workblock and annex, entered whole by the actions of the product. Where it breaks a rule of thumb of its own
regulation, the product says so and lets it pass; every such saying stands here."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from capaian.people.models import Agency
from capaian.planning import workflow
from capaian.planning.documents.annex import annex_document
from capaian.planning.documents.matrix import matrix_document
from capaian.planning.documents.skp import skp_document
from capaian.planning.documents.workblock import workblock_document
from capaian.planning.models import MatrixCell, RoleMatrix, Skp, Strategy
from capaian.planning.queries.completeness import findings_of
from capaian.planning.queries.matrix import grid_of
from capaian.planning.rules.completeness import blocks
from capaian.planning.rules.findings import Code
from capaian.web.demonstration.official_example import build_official_example

pytestmark = pytest.mark.django_db
YEAR = 2026


@pytest.fixture(scope="module")
def example(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        agency = Agency.objects.create(code="kementerian", name="Kementerian Contoh", place="Jakarta")
        yield build_official_example(agency, year=YEAR)
        transaction.set_rollback(True)


def grid(skp):
    return grid_of(RoleMatrix.objects.get(skp=skp), date(YEAR, 1, 20))


def skps(example):
    names = ("general_skp", "director_skp", "head_skp", "official_skp")
    return [Skp.objects.get(pk=getattr(example, name).pk) for name in names]


def test_four_plans_are_agreed_with_every_result_and_indicator(example):
    rows = [
        (skp.state, skp.results.filter(kind="main").count(), skp.results.filter(kind="additional").count(),
         sum(result.indicators.count() for result in skp.results.all()))
        for skp in skps(example)
    ]
    agreed = workflow.AGREED
    assert rows == [(agreed, 7, 1, 9), (agreed, 9, 1, 11), (agreed, 3, 0, 7), (agreed, 4, 0, 10)]


def test_the_agreement_hangs_from_above_to_below(example):
    """p.131-155: the leaders take their agreement over; below, each result intervenes what the matrix says."""
    general, director, head, official = skps(example)
    for leader in (general, director):
        first = leader.results.get(source="agreement")
        assert first.objective.unit == leader.position.unit
        assert first.indicators.get().objective_indicator.objective == first.objective
    key = director.results.get(source="agreement").indicators.get()
    assert {(result.parent_indicator, result.source) for result in head.results.all()} == {(key, "matrix")}
    assert {result.parent.skp for result in official.results.all()} == {head}


def test_where_the_example_breaks_a_rule_of_thumb_it_is_told_and_passes(example):
    told = [
        [(finding.code, finding.section or finding.about) for finding in findings_of(skp)] for skp in skps(example)
    ]
    no_annex = [(Code.EMPTY_ANNEX, section) for section in ("resources", "accountability", "consequences")]  # p.158: one only
    reworded = [
        ("Respons yang cepat dan akurat atas pengaduan masyarakat dan permohonan konsultasi penerbitan PBG/IMB dan SLF melalui "
         "aplikasi SIMBG"),
        ("Pengguna dan Pengelola Layanan SIMBG dapat mengetahui progres/tindak lanjut pengaduannya secara up-to-date melalui "
         "aplikasi SIMBG"),
        ("Telaahan jawaban atas pengaduan masyarakat tersusun secara cepat dan akurat (berdasarkan objek atau jenis masalah atau "
         "berdasarkan wilayah)"),
    ]
    assert told == [
        no_annex, no_annex, [(Code.WORDED_OTHERWISE, reworded[0])],
        [(Code.WORDED_OTHERWISE, reworded[1]), (Code.WORDED_OTHERWISE, reworded[2])],
    ]
    assert not any(blocks(findings_of(skp)) for skp in skps(example))


def test_the_first_matrix_leaves_ten_indicators_without_an_owner(example):
    """Table 10 (p.144) gives roles for the first of the director's indicators only."""
    drawn = grid(example.director_skp)
    assert ([one.post for one in drawn.people], len(drawn.columns)) == (["Kepala Subdirektorat II"], 11)
    assert drawn.gaps.ownerless == tuple(column.key for column in drawn.columns[1:])
    (cell,) = drawn.cells.values()
    assert len(cell.roles) == 3


def test_the_second_matrix_has_the_one_empty_cell_of_print(example):
    """Table 11 (p.145-147): Pengelola Data, third column, where TIDAK ADA PERAN would be said."""
    drawn = grid(example.head_skp)
    (empty,) = drawn.gaps.empty
    assert (drawn.person(empty[0]).post, drawn.column(empty[1]).number) == ("Pengelola Data", 3)
    assert (drawn.gaps.ownerless, drawn.gaps.roleless) == ((), ())
    assert sum(len(cell.roles) for cell in drawn.cells.values()) == 24


def test_the_workblock_stands_below_the_directors_first_indicator(example):
    strategy = Strategy.objects.get(indicator__result__skp=example.director_skp)
    assert strategy.indicator.target_text == "30%"
    counts = {part: [len(rows) for rows in strategy.work[part].values()] for part in ("activities", "milestones")}
    assert counts == {"activities": [1, 3], "milestones": [1, 3]}


def test_all_of_it_is_printed(example):
    general, director, head, official = skps(example)
    matrices = [RoleMatrix.objects.get(skp=skp) for skp in (director, head)]
    pages = [skp_document(skp) for skp in (general, director, head, official)]
    pages += [matrix_document(matrix) for matrix in matrices] + [workblock_document(director), annex_document(head)]
    assert [page[:5] for page in pages] == [b"%PDF-"] * 8
    assert MatrixCell.objects.filter(row__matrix__in=matrices, result__isnull=False).count() == 7
