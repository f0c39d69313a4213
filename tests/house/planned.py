"""What the addresses of planning are asked about: a chain and its agreements, matrices, plans in every state, links.

Beside Ani's agreed SKP with its version stand a copy in draft (a change of it), and SKPs of earlier years that are submitted,
asked about and adjusted; Budi's draft has a matrix that Ani is in. The chain, needs and library belong to Ani's unit.
"""

from __future__ import annotations

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from capaian.foundation.files import store
from capaian.foundation.files.kinds import IMPORT
from capaian.foundation.writing import writing
from capaian.people.models import Employee
from capaian.people.queries import actor_for
from capaian.people.tests import factories as people
from capaian.planning import workflow
from capaian.planning.actions.amendments import open_amendment
from capaian.planning.actions.library import (
    LibraryDraft,
    add_library_indicator,
    approve_library_indicator,
    offer_library_indicator,
)
from capaian.planning.actions.matrix import CellWrite, start_matrix, write_cells
from capaian.planning.models import (
    AnnexItem,
    AnnexSection,
    BehaviourExpectation,
    BudgetLine,
    CoverageCount,
    DeadlineKind,
    DialogueEntry,
    EvidenceKind,
    Exempt,
    HintExemption,
    HintSwitch,
    Indicator,
    LinkProposal,
    Need,
    NeedEvidence,
    Objective,
    ObjectiveNeed,
    Outcome,
    PerformanceAgreement,
    PlanningDeadline,
    ResultPlan,
    RoleTemplate,
    Skp,
    Strategy,
)
from capaian.planning.rules.library import Content
from capaian.planning.tests import assigning, chains, factories

_SHEET = b"""Tingkat;Rencana;Tahun awal;Tahun akhir;Kode unit;Kode sasaran;Kode induk;Sasaran;Indikator;Target 2026
RPJMD;RPJMD Contoh;2025;2029;;R1;;Daerah sehat;;
"""
_NEEDS = b"Bidang;Kebutuhan;Mendesak;Banyak warga\nKesehatan;Air bersih;5;4\n"
_OF_COPY = (
    "annex", "expectations", "indicator", "indicator_deletion", "indicator_new", "result", "result_deletion", "result_new",
    "result_order", "skp_submission", "skp_approach", "skp_cancellation", "skp_step", "skp_steps",
)
_OF_SUBMITTED = ("skp_agreement", "skp_questions", "skp_return", "skp_superior", "skp_withdrawal", "result_adjustment")
_LED = ("matrix_document", "matrix_sheet", "workblock_document", "workblock_sheet")


def of_planning(cast: people.Cast, skp: Skp, joko: Employee) -> dict[str, object]:
    """Under "planning:address:placeholder" what each address is asked about."""
    result = skp.results.get()
    factories.performance_year(cast.eko.agency)
    with writing("matrix"):
        promise = AnnexItem.objects.create(skp=skp, section=AnnexSection.RESOURCES, text="Dua sepeda motor")
    asked = {
        "planning:*:pk": skp.pk, "planning:*:result_pk": result.pk, "planning:*:indicator_pk": result.indicators.get().pk,
        "planning:*:core_value": "akuntabel", "planning:*:section": "resources", "planning:*:number": 1,
        "planning:promise:item_pk": promise.pk, "planning:cascade_result:pk": result.pk,
        **_copy(cast, skp), **_dialogues(cast, joko), **_chain(cast), **_led(cast, result),
        **_library(cast), **_assignments(cast), **_files(cast),
    }
    _said(cast, skp)
    return asked


def _copy(cast: people.Cast, skp: Skp) -> dict[str, object]:
    """A change that Ani began, in draft."""
    ani = actor_for(cast.ani.user, timezone.localdate())
    assert ani is not None
    copy = open_amendment(skp=skp, basis="change", reason="Anggaran kunjungan dipotong separuh.", by=ani, at=timezone.now())
    result = copy.results.get()
    indicator = result.indicators.get()
    return {
        **{f"planning:{name}:pk": copy.pk for name in _OF_COPY},
        **{f"planning:{name}:result_pk": result.pk for name in (*_OF_COPY, "library_choice")},
        **{f"planning:{name}:indicator_pk": indicator.pk for name in _OF_COPY},
        "planning:*:skp_pk": copy.pk,
    }


def _dialogues(cast: people.Cast, joko: Employee) -> dict[str, object]:
    """One SKP of Ani's per turn of the dialogue, each of another year; Joko's, whose appraiser changed since it was agreed."""
    states = {2025: workflow.SUBMITTED, 2024: workflow.ASKED, 2023: workflow.ADJUSTED}
    made = {state: factories.skp(cast.ani, state=state, year=year) for year, state in states.items()}
    theirs = factories.skp(joko, state=workflow.AGREED)
    with writing("matrix"):
        Skp.objects.filter(pk__in=[one.pk for one in made.values()]).update(appraiser=cast.budi)  # the ledger begins later
        Skp.objects.filter(pk=theirs.pk).update(appraiser=cast.budi)  # as it was agreed, before Dewi came
    adjusted = made[workflow.ADJUSTED].pk
    return {
        **{f"planning:{name}:pk": made[workflow.SUBMITTED].pk for name in _OF_SUBMITTED},
        "planning:result_adjustment:result_pk": made[workflow.SUBMITTED].results.get().pk,
        "planning:skp_answers:pk": made[workflow.ASKED].pk, "planning:skp_replies:pk": adjusted,
        "planning:skp_acceptance:pk": adjusted, "planning:skp_clarification:pk": theirs.pk,
    }


def _chain(cast: people.Cast) -> dict[str, object]:
    """Needs, a Renstra with a target of 2026, the objectives of the year, a draft agreement and last year's, fixed."""
    analysis = chains.analysis(cast.agency, cast.unit)
    need = chains.need(analysis)
    plan = chains.plan(cast.agency, cast.unit)
    goal = chains.goal(plan, cast.unit)
    objective = factories.objective(cast.unit)
    draft = chains.agreement(cast.unit)
    with writing("matrix"):
        fixed = type(draft).objects.create(
            unit=cast.unit, performance_year=factories.performance_year(cast.agency, 2025), state=workflow.FIXED,
            first_party=draft.first_party, second_party="Bupati", fixed_on=date(2025, 1, 10),
        )
    year = ("objective", "objective_detail", "objective_deletion", "cascade_objective")
    plans = ("plan", "plan_edit", "plan_deletion", "plan_derivation", "plan_objective_new")
    agreements = ("performance_agreement", "agreement_edit", "agreement_fixing", "agreement_pdf")
    needs = ("needs", "needs_method", "need_new", "needs_export", "needs_sheet", "needs_preview")
    return {
        **{f"planning:{name}:pk": objective.pk for name in year}, "planning:objective_derivation:pk": goal.pk,
        **{f"planning:{name}:pk": plan.pk for name in plans}, **{f"planning:{name}:pk": draft.pk for name in agreements},
        "planning:agreement_reopening:pk": fixed.pk, **{f"planning:{name}:pk": analysis.pk for name in needs},
        **{f"planning:{name}:pk": need.pk for name in ("need", "need_deletion", "need_decision")},
        "planning:*:key_pk": objective.indicators.get().pk,
    }


def _library(cast: people.Cast) -> dict[str, object]:
    """Three measures of Ani's unit: being drafted, offered, in use. The last is what an indicator of Dewi's means."""
    citra, now = cast.actor(cast.citra), timezone.now()
    content = Content(
        name="Persentase K4", definition="Ibu hamil dengan empat kunjungan", purpose="Ibu selamat", formula="K4 ÷ sasaran × 100",
        unit="%", aspect="quantity", control="output-high",
    )
    drafted, offered, used = (
        add_library_indicator(unit=cast.unit, draft=LibraryDraft(content, code), by=citra, at=now) for code in ("a", "b", "c")
    )
    for one in (offered, used):
        offer_library_indicator(indicator=one, by=citra, at=now)
    approve_library_indicator(indicator=used, by=citra, at=now)
    with writing("matrix"):
        led = Indicator.objects.filter(result__skp__employee=cast.dewi)
        led.update(definition=used.versions.get())
    of = {
        drafted.pk: ("edit", "submission"), offered.pk: ("return", "approval"), used.pk: ("indicator", "revision", "retirement"),
    }
    return {f"planning:library_{name}:pk": pk for pk, names in of.items() for name in names}


def _led(cast: people.Cast, below: ResultPlan) -> dict[str, object]:
    """Budi's draft with a matrix in which Ani has a role, a strategy, a template, and a result of Ani's that waits."""
    budi = cast.actor(cast.budi)
    led, head = factories.skp(cast.budi, results=2), factories.skp(cast.dewi)
    factories.objective(cast.office)
    matrix = start_matrix(skp=led, by=budi, at=timezone.now())
    above = led.results.first()
    indicator = above.indicators.get()
    row = matrix.rows.get(employee=cast.ani)
    write_cells(matrix=matrix, cells=[CellWrite(row.pk, above.pk, "Kunjungan terlaksana")], by=budi, at=timezone.now())
    RoleTemplate.objects.create(agency=cast.agency, name="Perawat", made_by_name=cast.budi.name)
    with writing("matrix"):
        strategy = Strategy.objects.create(indicator=indicator, statement="Kunjungan bersama kader")
        link = LinkProposal.objects.create(result=below, parent=above, proposed_at=timezone.now())
        ResultPlan.objects.filter(pk=below.pk).update(placeholder="Kesehatan ibu")
    of_matrix = (
        "matrix", "matrix_row", "matrix_cells", "matrix_removal", "matrix_template_saving", "matrix_people", "matrix_renewal",
        "matrix_assignment", "matrix_no_role", "matrix_template_use", "matrix_last_year", "matrix_paste", "matrix_table",
        "matrix_sending", "strategies", "strategy_new", "strategy", "strategy_deletion",
    )
    return {
        **{f"planning:{name}:pk": matrix.pk for name in of_matrix}, **{f"planning:{name}:pk": led.pk for name in _LED},
        **{f"planning:{name}:pk": head.pk for name in ("agreement_adoption", "manual_document", "manual_sheet")},
        "planning:*:row_pk": row.pk, "planning:*:strategy_pk": strategy.pk, "planning:strategy_new:indicator_pk": indicator.pk,
        "planning:matrix_new:skp_pk": led.pk,
        "planning:link_refusal:pk": link.pk, "planning:link_choice:pk": below.pk,
    }


def _assignments(cast: people.Cast) -> dict[str, object]:
    """Dewi gave Ani one that Budi has still to decide about, and one that runs."""
    proposed = assigning.assignment(cast.ani, cast.dewi)
    active = assigning.assignment(cast.ani, cast.dewi, state=workflow.ACTIVE)
    return {
        **{f"planning:{name}:pk": proposed.pk
           for name in ("assignment", "assignment_approval", "assignment_rejection", "assignment_withdrawal")},
        **{f"planning:{name}:pk": active.pk for name in ("assignment_end", "assignment_adoption")},
    }


def _said(cast: people.Cast, skp: Skp) -> None:
    """What nobody is asked about by number, but lists and files could show: a row in every other table."""
    now, by = timezone.now(), {"by_name": cast.citra.name, "at": timezone.now()}
    need, objective = Need.objects.get(), Objective.objects.filter(unit=cast.unit, plan=None).get()
    NeedEvidence.objects.create(need=need, kind=EvidenceKind.SURVEY, source="Survei 2025", finding="61,5 %")
    ObjectiveNeed.objects.create(need=chains.need(need.analysis, "Puskesmas keliling"), objective=objective)
    agreement = PerformanceAgreement.objects.get(performance_year=objective.performance_year)
    BudgetLine.objects.create(agreement=agreement, program="Kesehatan ibu", amount=5_000_000)
    HintSwitch.objects.create(agency=cast.agency, code="vague", reason="Sudah dilatih", **by)
    HintExemption.objects.create(employee=cast.ani, digest="0" * 64, statement="Tidak ada", kind=Exempt.LIFE, at=now)
    PlanningDeadline.objects.create(
        performance_year=skp.performance_year, kind=DeadlineKind.SKP, due_on=date(2026, 1, 31), reason="Surat edaran", **by
    )
    lacking = [[cast.unit.pk, cast.unit.path, {"orphans": 1}]]
    CoverageCount.objects.create(performance_year=skp.performance_year, counted_at=now, units=lacking)
    with writing("matrix"):
        agreement.statuses.create(state=agreement.state, by_id=cast.citra.pk, **by)
        BehaviourExpectation.objects.create(skp=skp, core_value="akuntabel", text="Catat setiap kunjungan")
        DialogueEntry.objects.create(skp=skp, outcome=Outcome.ASK, text="Berapa?", by_id=cast.budi.pk, **by)


def _files(cast: people.Cast) -> dict[str, object]:
    """Sheets that Citra gave and looks at before they are applied."""
    citra, now = cast.actor(cast.citra), timezone.now()
    given = {"chain_preview": _SHEET, "needs_preview": _NEEDS}
    return {
        f"planning:{name}:file_pk": store(ContentFile(content, name=f"{name}.csv"), by=citra, at=now, use=IMPORT).pk
        for name, content in given.items()
    }
