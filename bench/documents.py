"""The SKP documents of a whole unit, as the job makes them, against a bare typst loop of the same pages.

`python -m bench.documents N` prints one JSON line: documents a minute and core of the job (read from the database, printed,
written, noted as read, packed into one ZIP), of the same printed form from data at hand, of workbooks, and of typst alone
compiling form A.1.7 as somebody would write it by hand; the processor time they take as ratios; the peak of memory.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from bench.document import _cell, _heads, _identity, _plain, facts

AT = datetime(2026, 1, 21, 2, tzinfo=UTC)
LOOP = 100
"""Documents of the bare loop and of the form from data at hand: their share is the same at any number."""

SKP_HEADS = (
    "NO.", "RENCANA HASIL KERJA PIMPINAN YANG DIINTERVENSI*", "RENCANA HASIL KERJA", "ASPEK", "INDIKATOR KINERJA INDIVIDU",
    "TARGET",
)


def bare_skp(data: dict) -> str:
    """Form A.1.7 written down by hand: the same tables, cells and words, literal, without data, drafts or page rules."""
    rows = []
    for number, result in enumerate(data["main"], start=1):
        span = f"rowspan: {len(result['indicators'])}"
        rows += [_cell(str(number), span), _cell(result["statement"], span), _cell(result["statement"], span)]
        rows += [_cell(it[key]) for it in result["indicators"] for key in ("aspect", "statement", "target")]
    values = []
    for number, value in enumerate(data["behaviours"], start=1):
        guides, expected = ("".join(f"- {_plain(line)}\n" for line in value[key]) for key in ("guides", "expectations"))
        values += [_cell(str(number), "rowspan: 2"), f"table.cell(colspan: 2)[*{_plain(value['name'])}*]", f"[{guides}]"]
        values.append(f"[Ekspektasi Khusus Pimpinan:\n{expected}]")
    return f"""#let blue = rgb("#DEEBF7")
#set page(width: 13in, height: 8.5in, margin: (x: 0.5in, top: 0.5in, bottom: 0.6in), footer: context {{
  set text(size: 7pt)
  grid(columns: (1fr, auto), [Format A.1.7 PermenPANRB 6/2022 · {data["doc"]["number"]}],
    [#counter(page).display() / #counter(page).final().first()])
}})
#set text(font: ("Bookman Old Style", "TeX Gyre Bonum", "URW Bookman", "Libertinus Serif"), size: 10pt, lang: "id")
#set table(stroke: 0.5pt, inset: (x: 4pt, y: 2.5pt), align: left + top)
#set par(leading: 0.18em, spacing: 0.3em)
#align(center)[= SASARAN KINERJA PEGAWAI \\ PENDEKATAN HASIL KERJA KUANTITATIF \\
  BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL]
#grid(columns: (1fr, auto), [*PEMERINTAH KABUPATEN UKUR*], [PERIODE PENILAIAN: {data["period"]}])
#table(columns: (26pt, 146pt, 1fr, 26pt, 146pt, 1fr), table.header({_heads("NO")},
  table.cell(colspan: 2, fill: blue)[*PEGAWAI YANG DINILAI*], {_heads("NO")},
  table.cell(colspan: 2, fill: blue)[*PEJABAT PENILAI KINERJA*]), {_identity(data)})
#table(columns: (30pt, 1fr, 1fr, 66pt, 1.05fr, 128pt), table.header(
  table.cell(colspan: 6, fill: blue)[*HASIL KERJA*], {_heads(*SKP_HEADS)}, {_heads(*(f"({n})" for n in range(1, 7)))}),
  table.header(level: 2, table.cell(colspan: 6)[*A. UTAMA*]), {", ".join(rows)},
  table.header(level: 2, table.cell(colspan: 6)[*B. TAMBAHAN*]), {", ".join(["align(center)[-]"] * 6)})
#table(columns: (30pt, 1fr, 1fr), table.header(table.cell(colspan: 3, fill: blue)[*PERILAKU KERJA*]), {", ".join(values)})
#grid(columns: (1fr, 1fr), align: center, [Pegawai yang Dinilai], [{data["signed"]["place"]}, {data["signed"]["date"]} \\
  Pejabat Penilai Kinerja], v(44pt), v(44pt), [*{data["employee"]["name"]}*], [*{data["appraiser"]["name"]}*])
#text(size: 7.5pt)[Dalam hal rencana hasil kerja Pimpinan yang diintervensi adalah hasil kerja pejabat pimpinan tinggi dan
Pimpinan unit kerja mandiri maka dituliskan rencana hasil kerja beserta indikator kinerja individu yang diintervensi \\ Pimpinan
dapat memberikan Ekspektasi khusus terhadap satu atau lebih aspek perilaku kerja Pegawai]
"""


def main(people: int) -> None:
    """Fill an empty database with so many SKPs, then measure."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from capaian.foundation import tenancy  # noqa: PLC0415

    tenancy.rest_everywhere()
    call_command("migrate", verbosity=0, run_syncdb=True)
    found: dict[str, float] = {"people": people, "start_mib": _peak()}
    agency, manager = _fill(people)
    _bare(found)
    _printed(found)
    for ending in ("pdf", "xlsx"):
        _job(agency, manager, ending, found)
    for way in ("printed", "pdf", "xlsx"):
        found[f"{way}_ratio"] = round(found[f"{way}_ms"] / found["bare_ms"], 2)
    sys.stdout.write(json.dumps(found) + "\n")


def _fill(people: int):
    """An agency of one unit whose people have the SKP of the worked example, each with other words."""
    from capaian.foundation.models import User  # noqa: PLC0415
    from capaian.foundation.writing import writing  # noqa: PLC0415
    from capaian.governance.models import PerformanceYear  # noqa: PLC0415
    from capaian.people.models import Agency, Employee, Position, PositionGroup, Unit  # noqa: PLC0415
    from capaian.planning.models import AnnexItem, BehaviourExpectation, Indicator, ResultPlan, Skp  # noqa: PLC0415
    from capaian.web.demonstration.official_functional import FUNCTIONAL  # noqa: PLC0415

    agency = Agency.objects.create(code="ukur", name="Pemerintah Kabupaten Ukur", place="Ukur")
    unit = Unit.objects.create(agency=agency, code="1", name="Dinas Ukur")
    year = PerformanceYear.objects.create(agency=agency, year=2026)
    post = Position.objects.create(unit=unit, title="Jabatan Fungsional Ahli Muda", group=PositionGroup.FUNCTIONAL)
    user = User.objects.create(username="ukur")
    manager = Employee.objects.create(
        agency=agency, user=user, nip="196801011992011999", name="Pengelola Ukur", rank_grade="IV/a"
    )
    staff = Employee.objects.bulk_create(
        Employee(agency=agency, nip=f"{199001010000000000 + number}", name=f"Pegawai Nomor {number}", rank_grade="Penata (III/c)")
        for number in range(people)
    )
    with writing("bench"):
        skps = Skp.objects.bulk_create(
            Skp(
                employee=one, performance_year=year, position=post, appraiser=manager, appraiser_position=post, state="agreed",
                start=date(2026, 1, 1), end=date(2026, 12, 31), agreed_on=date(2026, 1, 20),
            ) for one in staff
        )
        plans = ResultPlan.objects.bulk_create(
            (
                ResultPlan(skp=skp, statement=f"{planned.statement} ({number})", ordinal=place)
                for number, skp in enumerate(skps) for place, planned in enumerate(FUNCTIONAL.results, start=1)
            ), batch_size=1_000,
        )
        Indicator.objects.bulk_create(
            (
                Indicator(
                    result=plan, ordinal=place, aspect=it.aspect, statement=it.statement, target_text=it.target_text,
                    target=Decimal(it.target), unit=it.unit,
                )
                for number, plan in enumerate(plans)
                for place, it in enumerate(FUNCTIONAL.results[number % len(FUNCTIONAL.results)].indicators, start=1)
            ), batch_size=1_000,
        )
        BehaviourExpectation.objects.bulk_create(
            (
                BehaviourExpectation(skp=skp, core_value=value, text=text, ordinal=place)
                for skp in skps for value, behaviour in FUNCTIONAL.behaviour.items()
                for place, text in enumerate(behaviour.expectations, start=1)
            ), batch_size=1_000,
        )
        lines = (AnnexItem(skp=skp, section="resources", text="Dukungan data") for skp in skps)
        AnnexItem.objects.bulk_create(lines, batch_size=1_000)
    return agency, manager


def _bare(found: dict[str, float]) -> None:
    """typst alone, one compiler for all."""
    import typst  # noqa: PLC0415

    from capaian.web.demonstration.official_functional import FUNCTIONAL  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bare.typ"
        path.write_text(bare_skp(facts(FUNCTIONAL, 0)), encoding="utf-8")
        compiler = typst.Compiler(path, root=folder)
        compiler.compile(format="pdf")

        def one(number: int) -> None:
            path.write_text(bare_skp(facts(FUNCTIONAL, number)), encoding="utf-8")
            made = compiler.compile(format="pdf")
            assert isinstance(made, bytes)
            (Path(folder) / f"{number}.pdf").write_bytes(made)

        _loop("bare", one, found)


def _printed(found: dict[str, float]) -> None:
    """Our form from data at hand: what the template, the archive standard and the tags cost."""
    from capaian.planning.documents.skp import family, render_skp  # noqa: PLC0415
    from capaian.planning.rules.formats import Format  # noqa: PLC0415
    from capaian.web.demonstration.official_functional import FUNCTIONAL  # noqa: PLC0415

    def one(number: int) -> None:
        data = facts(FUNCTIONAL, number) | family(Format.QUANTITATIVE)
        data["doc"]["form"] = "A.1.7"  # type: ignore[index]
        render_skp(data)

    one(0)
    _loop("printed", one, found)


def _job(agency, manager, ending: str, found: dict[str, float]) -> None:
    from capaian.foundation.actor import Actor, Role  # noqa: PLC0415
    from capaian.foundation.jobs.runner import run_job  # noqa: PLC0415
    from capaian.people.models import Unit  # noqa: PLC0415
    from capaian.planning.actions.printing import print_unit  # noqa: PLC0415

    by = Actor(manager.user_id, manager.pk, agency.pk, manager.name, roles=frozenset({Role.PERFORMANCE_MANAGER}))
    job = print_unit(
        unit=Unit.objects.get(agency=agency), year=2026, forms=["skp"], ending=ending, states=["agreed"], by=by, at=AT
    )
    begin, cpu = time.perf_counter(), time.process_time()
    run_job.func(job.pk)
    found[f"{ending}_seconds"] = round(time.perf_counter() - begin, 1)
    found[f"{ending}_ms"] = round((time.process_time() - cpu) * 1000 / found["people"], 1)
    found[f"{ending}_per_minute"] = round(60_000 / found[f"{ending}_ms"])
    found[f"{ending}_mib"] = _peak()
    job.refresh_from_db()
    assert job.state == "done", job.message
    found[f"{ending}_zip_kib"] = round(_zip_size() / 1024 / found["people"], 1)


def _zip_size() -> int:
    from capaian.foundation.models import StoredFile  # noqa: PLC0415

    return StoredFile.objects.order_by("-pk").values_list("size", flat=True)[0]


def _loop(name: str, one: Callable[[int], None], found: dict[str, float]) -> None:
    cpu = time.process_time()
    for number in range(1, LOOP + 1):
        one(number)
    found[f"{name}_ms"] = round((time.process_time() - cpu) * 1000 / LOOP, 1)
    found[f"{name}_per_minute"] = round(60_000 / found[f"{name}_ms"])


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    main(int(sys.argv[1]))
