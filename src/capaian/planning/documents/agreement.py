"""The performance agreement (perjanjian kinerja) of a unit: the statement and its attachment (PermenPANRB 53/2014, Annex I).

The wording is that of the ministry's form as regions and ministries print it; the columns of the centre are those of
PermenPANRB 6/2022, SA2 tables 3-4 (p.129-130). Who heads the institution promises alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from capaian.foundation.documents.engine import render
from capaian.foundation.documents.wording import file_name, long_date
from capaian.foundation.language import in_indonesian
from capaian.kernel.numbers import format_id
from capaian.people.models import Sphere
from capaian.planning import workflow
from capaian.planning.models import BudgetLine, Objective, PerformanceAgreement
from capaian.planning.queries.agreements import holder_of, is_alone, promised_by
from capaian.planning.rules.agreements import columns_at

NOT_FIXED = "RANCANGAN – belum ditetapkan, dipakai sementara bila minggu kedua Januari sudah lewat (Lampiran II.A.2.a.3)"
Data = dict[str, object]


@in_indonesian
def agreement_document(agreement: PerformanceAgreement, today: date) -> bytes:
    """Statement and attachment as PDF; a draft is marked on every page. Four queries at any number of objectives."""
    return render("planning/documents/agreement.typ", agreement_data(agreement, today))


def agreement_data(agreement: PerformanceAgreement, today: date) -> Data:
    """Everything that is printed. Who held the first party's post is asked for the day of fixing, of a draft for today."""
    fixed = agreement.fixed_on if agreement.state == workflow.FIXED else None
    day = fixed or today
    year, unit = agreement.performance_year.year, agreement.unit
    holder = holder_of(agreement.first_party, day)
    objectives, means = columns_at(unit.agency.sphere, unit.path.count("/") - 1)
    return {
        "doc": {
            "title": f"Perjanjian Kinerja {unit.name} {year}", "form": "Perjanjian Kinerja",
            "number": agreement.number or f"PK {agreement.pk}",
            "date": [day.year, day.month, day.day], "draft": fixed is None, "draft_note": NOT_FIXED,
            "footer": "Perjanjian Kinerja PermenPANRB 53/2014",
        },
        "agency": unit.agency.name, "unit": unit.name, "year": str(year), "number": agreement.number,
        "first": {
            "name": holder.name if holder else "", "nip": holder.nip if holder else "-",
            "post": agreement.first_party.title if agreement.first_party else "",
        },
        "alone": is_alone(agreement) and not agreement.second_party,
        "columns": {"objectives": objectives, "means": means, "sources": unit.agency.sphere == Sphere.REGIONAL},
        "second": {"name": agreement.second_party, "nip": "-", "post": agreement.second_party_post},
        "objectives": [_objective(one) for one in promised_by(agreement)],
        "budget": [_budget(one) for one in agreement.budget_lines.all()],
        "total": _rupiah(sum((one.amount for one in agreement.budget_lines.all()), start=Decimal(0))),
        "signed": {"place": unit.agency.place, "date": long_date(fixed) if fixed else ""},
    }


def agreement_file_name(agreement: PerformanceAgreement) -> str:
    """`Perjanjian Kinerja - Dinas Pekerjaan Umum - 2026.pdf`."""
    return file_name("Perjanjian Kinerja", agreement.unit.name, str(agreement.performance_year.year))


def _objective(objective: Objective) -> Data:
    rows = [[one.statement, one.target_text] for one in objective.indicators.all()]
    return {"statement": objective.statement, "indicators": rows}


def _budget(line: BudgetLine) -> Data:
    return {"program": line.program, "amount": _rupiah(line.amount), "source": line.source or "-"}


def _rupiah(amount: Decimal) -> str:
    return f"Rp{format_id(amount)}"
