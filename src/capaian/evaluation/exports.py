"""The evaluation on the official form C.1.3 (PermenPANRB 6/2022, p.111-113). Ask for the evaluation first: this
prints what it is given and judges nobody's right to read it."""

from __future__ import annotations

from collections import defaultdict
from zoneinfo import ZoneInfo

from capaian.evaluation import workflow
from capaian.evaluation.models import Evaluation
from capaian.feedback.models import Feedback
from capaian.foundation.documents.engine import render
from capaian.foundation.documents.wording import MONTHS, file_name, long_date
from capaian.foundation.language import in_indonesian
from capaian.governance.models import EvaluationPeriod, PeriodKind
from capaian.people.models import Position
from capaian.people.queries import posting_on
from capaian.planning import documents as planning
from capaian.planning.models import Indicator, ResultKind, Skp
from capaian.planning.queries.versions import as_agreed
from capaian.progress.queries import Realized, realizations_of

NOT_PUBLISHED = "RANCANGAN – evaluasi belum diterbitkan pejabat penilai"

Data = dict[str, object]
Given = dict[int | str, list[dict[str, str]]]


@in_indonesian
def evaluation_document(evaluation: Evaluation) -> bytes:
    """Form C.1.3 as PDF: the year so far at the period's end, the feedback until publication, ratings and predikat.

    Unpublished it is marked RANCANGAN, with every option still open. Eleven queries at most, however many results.
    """
    evaluation = Evaluation.objects.select_related("period__performance_year", "appraiser").get(pk=evaluation.pk)
    skp = as_agreed(planning.load(evaluation.skp_id), evaluation.period.end)
    realized = realizations_of(skp, until=evaluation.period.end)
    given = _feedback(evaluation)
    data = planning.heading(skp) | _verdict(evaluation) | _period(evaluation.period)
    data |= _papers(evaluation, skp.employee.agency.time_zone, place=skp.employee.agency.place, name=skp.employee.name)
    data["appraiser"] = planning.identity(evaluation.appraiser, _post_of_appraiser(evaluation, skp))
    for kind in ResultKind.values:
        data[kind] = [
            planning.result(plan) | {"indicators": [_reached(it, realized[it.pk], given) for it in planning.indicators_of(plan)]}
            for plan in planning.results(skp, kind)
        ]
    data["behaviours"] = [value | {"feedback": given[str(value["slug"])]} for value in planning.behaviours(skp)]
    return render("evaluation/documents/evaluation.typ", data)


@in_indonesian
def evaluation_file_name(evaluation: Evaluation) -> str:
    """`C.1.3 - Ani Lestari, A.Md.Kep - Tahun 2026.pdf`."""
    return file_name("C.1.3", evaluation.skp.employee.name, evaluation.period.label)


def _papers(evaluation: Evaluation, zone: str, *, place: str, name: str) -> Data:
    """Title, number and signing of the form. The scheme's hash says by which published rules it was judged."""
    moment = evaluation.published_at
    day = moment.astimezone(ZoneInfo(zone)).date() if moment else evaluation.period.end
    number = f"Evaluasi {evaluation.pk}"
    if evaluation.scheme_hash:
        number += f" · skema {evaluation.scheme_id} {evaluation.scheme_hash[:12]}"
    return {
        "doc": {
            "title": f"Hasil Evaluasi Kinerja Pegawai {name} {evaluation.period.label}", "form": "C.1.3", "number": number,
            "date": [day.year, day.month, day.day], "draft": moment is None, "draft_note": NOT_PUBLISHED,
        },
        "signed": {"place": place, "date": long_date(day) if moment else ""},
    }


def _verdict(evaluation: Evaluation) -> Data:
    """The "choose one" fields; an unpublished evaluation has chosen nothing yet."""
    if evaluation.state != workflow.PUBLISHED:
        return {"organisation": "", "result_rating": "", "behaviour_rating": "", "predikat": ""}
    return {
        "organisation": evaluation.organisation_level, "result_rating": evaluation.result_rating,
        "behaviour_rating": evaluation.behaviour_rating, "predikat": evaluation.predikat,
    }


def _period(period: EvaluationPeriod) -> Data:
    """The PERIODE line: the quarter to leave standing ("4" for the fourth and for the year), or the month in words."""
    if period.kind == PeriodKind.MONTH:
        return {"quarter": "", "cycle": f"BULAN {MONTHS[period.ordinal - 1]}".upper()}
    return {"quarter": "4" if period.kind == PeriodKind.ANNUAL else str(period.ordinal), "cycle": ""}


def _post_of_appraiser(evaluation: Evaluation, skp: Skp) -> Position | None:
    """The post the appraiser signs in: the SKP's, or the current one where somebody else rated."""
    if evaluation.appraiser_id == skp.appraiser_id:
        return skp.appraiser_position
    posting = posting_on(evaluation.appraiser, evaluation.period.end)
    return posting.position if posting else None


def _feedback(evaluation: Evaluation) -> Given:
    """Feedback by indicator or core value, oldest first, labelled by giver; none that came after publication."""
    rows = Feedback.objects.filter(skp_id=evaluation.skp_id).order_by("at", "pk")
    if evaluation.published_at is not None:
        rows = rows.filter(at__lte=evaluation.published_at)
    given: Given = defaultdict(list)
    for row in rows:
        entry = {"giver": row.giver_label or row.get_giver_display(), "text": row.text}
        given[row.indicator_id or row.core_value].append(entry)
    return given


def _reached(indicator: Indicator, realized: Realized, given: Given) -> Data:
    """Columns 4 to 8. What was not measured says why; how much evidence lies behind is counted, not hidden."""
    files = sum(bool(one.name) for one in realized.evidence)
    links = len(realized.evidence) - files
    counted = ", ".join([*([f"{links} tautan"] if links else []), *([f"{files} berkas"] if files else [])])
    return planning.planned(indicator) | {
        "realisation": realized.text, "reason": realized.reason, "evidence": f"Bukti dukung: {counted}" if counted else "",
        "feedback": given[indicator.pk],
    }
