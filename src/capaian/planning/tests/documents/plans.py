"""SKPs of the cast that fill every field of the forms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from capaian.foundation.writing import writing
from capaian.planning import workflow
from capaian.planning.models import (
    AnnexItem,
    Approach,
    Aspect,
    BehaviourExpectation,
    ControlLevel,
    Indicator,
    LibraryIndicator,
    LibraryVersion,
    MatrixCell,
    MatrixLevel,
    MatrixRow,
    Measurement,
    Perspective,
    ResultKind,
    ResultPlan,
    Rhythm,
    RoleMatrix,
    Skp,
    Strategy,
)
from capaian.planning.tests import factories

APPROACHES = {"A.1.1": ("dewi", Approach.QUALITATIVE), "A.1.2": ("dewi", Approach.QUANTITATIVE),
              "A.1.6": ("ani", Approach.QUALITATIVE), "A.1.7": ("ani", Approach.QUANTITATIVE)}


def skp_on(form: str, cast, *, text: str = "Angka kematian ibu menurun", state: str = workflow.AGREED) -> Skp:
    """An SKP of this form with a result of each kind, two indicators, a special expectation and a full annex."""
    who, approach = APPROACHES[form]
    skp = factories.skp(getattr(cast, who), state=state, results=0)
    with writing("factory"):
        Skp.objects.filter(pk=skp.pk).update(approach=approach)
        main = result(skp, text, assigned_by="Bupati Contoh" if who == "dewi" else "Kepala Puskesmas Galala")
        indicator(main, "Persentase persalinan di fasilitas kesehatan", "61,95%", Perspective.RECIPIENT)
        indicator(main, "Nilai kinerja pelaksanaan anggaran", "95", Perspective.BUDGET, ordinal=2)
        extra = result(skp, "Posko kesehatan haji terlaksana", kind=ResultKind.ADDITIONAL, assigned_by="Tim Kerja Haji")
        indicator(extra, "Jumlah posko", "2 posko", Perspective.PROCESS)
        BehaviourExpectation.objects.create(skp=skp, core_value="akuntabel", text="Menjadi panutan anti suap")
        for section, lines in (
            ("resources", ["Anggaran perjalanan", "Dua bidan"]), ("accountability", ["Dilaporkan setiap bulan"]),
            ("consequences", ["Diusulkan untuk pelatihan"]),
        ):
            for ordinal, line in enumerate(lines, start=1):
                AnnexItem.objects.create(skp=skp, section=section, text=line, ordinal=ordinal)
    skp.refresh_from_db()
    return skp


def result(skp: Skp, statement: str, *, kind: str = ResultKind.MAIN, assigned_by: str = "", ordinal: int = 1) -> ResultPlan:
    with writing("factory"):
        return ResultPlan.objects.create(skp=skp, statement=statement, kind=kind, assigned_by=assigned_by, ordinal=ordinal)


def indicator(plan: ResultPlan, statement: str, target: str, perspective: str = "", *, ordinal: int = 1, **more) -> Indicator:
    with writing("factory"):
        return Indicator.objects.create(
            result=plan, statement=statement, target_text=target, perspective=perspective, ordinal=ordinal, aspect=Aspect.QUALITY,
            target=Decimal(1), unit="nilai", measurement=Measurement.SNAPSHOT, **more,
        )


def definition(cast, **more) -> LibraryVersion:
    """What the library says of an indicator."""
    known = LibraryIndicator.objects.create(agency=cast.agency, code="linakes", owner=cast.office)
    says = {
        "name": "Persalinan di fasilitas kesehatan", "definition": "Persalinan yang ditolong di fasilitas kesehatan.",
        "purpose": "Mengetahui jangkauan layanan persalinan", "formula": "persalinan di faskes / seluruh persalinan × 100%",
        "unit": "Persen", "control": ControlLevel.OUTCOME, "data_source": "Kohort ibu puskesmas", "rhythm": Rhythm.QUARTERLY,
        "aspect": Aspect.QUANTITY,
    }
    return LibraryVersion.objects.create(indicator=known, number=1, digest="0" * 64, **(says | more))


def strategy(it: Indicator, **work) -> Strategy:
    with writing("factory"):
        return Strategy.objects.create(indicator=it, statement="Rumah tunggu kelahiran di setiap kecamatan", work=work or {
            "owner": "Kepala Dinas Kesehatan", "involved": ["Camat", "PKK"], "time": "12 bulan", "beneficiaries": "Ibu hamil",
            "purpose": "Menekan keterlambatan rujukan", "budget": "Rp250.000.000",
            "activities": {"routine": ["Kelas ibu hamil"], "transformative": ["Rumah tunggu dibuka", "Rujukan daring"]},
            "milestones": {"routine": ["Kelas berjalan di 14 puskesmas"], "transformative": ["Enam rumah tunggu beroperasi"]},
        })


def matrix(
    skp: Skp, people, *, level: str = MatrixLevel.HEAD, cells=lambda row, column: ["Peran hasil"], team=None
) -> RoleMatrix:
    """The matrix of a leader's SKP; `cells` says what stands in each: texts, None for TIDAK ADA PERAN, [] for nothing."""
    with writing("factory"):
        made = RoleMatrix.objects.create(level=level, skp=skp, unit=skp.position.unit, team=team)
        heads = Indicator.objects.filter(result__skp=skp).order_by("-result__kind", "result__ordinal", "ordinal", "pk")
        plans = ResultPlan.objects.filter(skp=skp).order_by("-kind", "ordinal", "pk")
        columns = [{"indicator": it} for it in heads] if level == MatrixLevel.HEAD else [{"parent": it} for it in plans]
        for number, person in enumerate(people, start=1):
            row = MatrixRow.objects.create(matrix=made, employee=person, ordinal=number)
            for place, column in enumerate(columns):
                said = cells(number - 1, place)
                if said is None:
                    MatrixCell.objects.create(row=row, no_role=True, **column)
                for ordinal, text in enumerate(said or (), start=1):
                    MatrixCell.objects.create(row=row, text=text, ordinal=ordinal, **column)
    return made


AGREED_AT = datetime(2026, 7, 2, 23, 30, tzinfo=UTC)  # the third of July in Jayapura
START = date(2026, 1, 1)
