"""What this module holds about a person."""

from __future__ import annotations

from collections.abc import Iterator

from capaian.foundation.actor import Actor
from capaian.foundation.record.own_data import Section, rows_of
from capaian.kernel.words import N_
from capaian.planning.models import (
    AnnexItem,
    Assignment,
    AssignmentStatus,
    BehaviourExpectation,
    DialogueEntry,
    HintExemption,
    Indicator,
    LinkProposal,
    MatrixCell,
    PerformanceAgreementStatus,
    ResultPlan,
    Skp,
    SkpStatus,
    SkpVersion,
)


def held_by_planning(actor: Actor) -> Iterator[Section]:
    me = actor.employee_id
    yield Section("skp", N_("SKP"), rows_of(
        Skp.objects.filter(employee_id=me).order_by("pk"), "id", "start", "end", "state", "agreed_on",
        "approach", "closed_on", "fixed_by", "version", "amends_id", "basis", "basis_reason",
        year="performance_year__year", position="position__title", appraiser="appraiser__name",
    ))
    yield Section("versi-skp", N_("Versi SKP yang disepakati"), rows_of(
        SkpVersion.objects.filter(skp__employee_id=me).order_by("skp_id", "number"), "number", "agreed_at", "agreed_with",
        "basis", "reason", "digest", "content", skp="skp_id",
    ))
    yield Section("riwayat-skp", N_("Riwayat SKP"), rows_of(
        SkpStatus.objects.filter(record__employee_id=me).order_by("pk"), "state", "at", "by_name", "reason", skp="record_id",
    ))
    yield Section("dialog-skp", N_("Dialog tentang SKP"), rows_of(
        DialogueEntry.objects.filter(skp__employee_id=me).order_by("skp_id", "at", "pk"), "outcome", "text", "about", "before",
        "after", "by_name", "at", skp="skp_id", result="result_id",
    ))
    yield Section("dialog-skp-ditulis", N_("Yang Anda tulis dalam dialog SKP orang lain"), rows_of(
        DialogueEntry.objects.filter(by_id=me).exclude(skp__employee_id=me).order_by("at", "pk"), "outcome", "text", "at",
        skp="skp_id",
    ))
    yield Section("hasil-kerja", N_("Hasil kerja"), rows_of(
        ResultPlan.objects.filter(skp__employee_id=me).order_by("skp_id", "ordinal", "pk"), "id", "kind",
        "statement", "source", "cascade", "placeholder", "assigned_by", "dropped_on",
        skp="skp_id", supports="parent__statement", objective="objective__statement",
    ))
    yield Section("indikator", N_("Indikator"), rows_of(
        Indicator.objects.filter(result__skp__employee_id=me).order_by("result_id", "ordinal", "pk"), "id", "aspect", "statement",
        "target_text", "target", "target_high", "unit", "polarity", "measurement", "perspective", "control", "dropped_on",
        result="result_id",
    ))
    yield Section("ekspektasi-perilaku", N_("Ekspektasi khusus atas perilaku"), rows_of(
        BehaviourExpectation.objects.filter(skp__employee_id=me).order_by("skp_id", "ordinal"), "core_value", "text",
        skp="skp_id",
    ))
    yield Section("peran-dalam-matriks", N_("Peran dalam matriks"), rows_of(
        MatrixCell.objects.filter(row__employee_id=me).order_by("row_id", "pk"), "text", "no_role", "cascade",
        matrix="row__matrix_id", indicator="indicator__statement", supports="parent__statement", result="result_id",
    ))
    yield Section("lampiran-skp", N_("Lampiran SKP"), rows_of(
        AnnexItem.objects.filter(skp__employee_id=me).order_by("skp_id", "ordinal"), "section", "text", "due_on",
        "promise", "told", "told_at", "told_by_name", skp="skp_id",
    ))
    yield Section("penugasan", N_("Penugasan"), rows_of(
        Assignment.objects.filter(employee_id=me).order_by("pk"), "id", "form", "host", "giver_name", "giver_post",
        "organisation", "consent", "statement", "main", "state", "start", "end", team="team__name",
    ))
    yield Section("penugasan-diberikan", N_("Penugasan yang saya berikan"), rows_of(
        Assignment.objects.filter(giver_id=me).order_by("pk"), "id", "statement", "state", "start", "end",
    ))
    yield Section("riwayat-penugasan", N_("Riwayat penugasan"), rows_of(
        AssignmentStatus.objects.filter(record__employee_id=me).order_by("pk"), "state", "at", "by_name", "reason",
        assignment="record_id",
    ))
    yield Section("kaitan-hasil-kerja", N_("Kaitan hasil kerja"), rows_of(
        LinkProposal.objects.filter(result__skp__employee_id=me).order_by("pk"), "proposed_at", "employee_at", "leader_at",
        "rejected_at", "rejected_by_name", result="result__statement", supports="parent__statement",
    ))
    yield Section("pengecualian-kata-mutlak", N_("Pengecualian kata mutlak"), rows_of(
        HintExemption.objects.filter(employee_id=me).order_by("pk"), "statement", "kind", "at",
    ))
    yield Section("perjanjian-kinerja", N_("Perjanjian kinerja yang saya tetapkan atau buka kembali"), rows_of(
        PerformanceAgreementStatus.objects.filter(by_id=me).order_by("pk"), "state", "at", "reason",
        unit="record__unit__name", year="record__performance_year__year",
    ))
