from __future__ import annotations

from decimal import Decimal

import pytest

from capaian.evaluation.actions import RatingInput, publish_evaluations, rate_team
from capaian.evaluation.models import Evaluation
from capaian.evaluation.queries import get_evaluation_for, led_units_of, standings_of
from capaian.evaluation.rules.freezing import frozen_trace
from capaian.evaluation.rules.predikat import decide
from capaian.evaluation.tests import factories
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent, Notice
from capaian.governance.schemes import load
from capaian.people.models import Posting

NINE = [
    ("above", "above", "SANGAT_BAIK"), ("above", "meets", "BAIK"), ("above", "below", "KURANG"),
    ("meets", "above", "BAIK"), ("meets", "meets", "BAIK"), ("meets", "below", "KURANG"),
    ("below", "above", "BUTUH_PERBAIKAN"), ("below", "meets", "BUTUH_PERBAIKAN"), ("below", "below", "SANGAT_KURANG"),
]


@pytest.fixture
def publish(cast, period, skp):
    def published(*, by=cast.budi, at=factories.OPEN, of=None):
        chosen = [skp.pk] if of is None else of
        return publish_evaluations(period=period, skp_ids=chosen, by=cast.actor(by), at=at)

    return published


@pytest.mark.parametrize(("result", "behaviour", "predikat"), NINE)
def test_each_cell_of_the_matrix_gives_its_predikat(level, rate, publish, result, behaviour, predikat):
    rate(result=result, behaviour=behaviour, reason=factories.REASON)
    [evaluation] = publish()
    assert evaluation.predikat == predikat


def test_everything_it_rests_on_is_frozen(cast, level, rate, publish):
    rate()
    publish()
    stored = Evaluation.objects.get()
    scheme = load(factories.SCHEME)
    assert (stored.state, stored.predikat, stored.organisation_level) == ("published", "BAIK", "BAIK")
    assert stored.achievement_pct == Decimal(100)
    assert (stored.scheme_id, stored.scheme_hash) == (scheme.id, scheme.hash)
    assert stored.published_at == factories.OPEN
    assert list(stored.statuses.order_by("pk").values_list("state", flat=True)) == ["rating", "published"]
    event = AuditEvent.objects.get(verb="evaluation.publish")
    assert event.after == {"state": "published", "reason": "", "predikat": "BAIK", "scheme_hash": scheme.hash}


def test_the_frozen_trace_is_what_recomputing_gives(cast, period, skp, level, rate, publish):
    rate()
    publish()
    stored = Evaluation.objects.get()
    scheme = load(stored.scheme_id)
    matrix = scheme.get("predikat.matrix", on=period.end)
    decided = decide(
        matrix=matrix.value, result=stored.result_rating, behaviour=stored.behaviour_rating, article=matrix.source
    )
    again = frozen_trace(
        score=standings_of([skp.pk], period, scheme)[skp.pk].score.steps, unit=cast.unit.name, level="BAIK",
        result="meets", behaviour="meets", decision=decided.steps, appraiser=cast.budi.name,
        scheme=f"{scheme.id} {scheme.hash}",
    )
    assert stored.trace == again


def test_a_unit_head_is_measured_by_the_superiors_unit(cast, period, publish):
    factories.level(cast.office, period, "ISTIMEWA")
    skp = factories.agreed(cast.budi)
    dewi = cast.actor(cast.dewi)
    said = [RatingInput(skp.pk, result_rating="meets", behaviour_rating="meets")]
    rate_team(period=period, ratings=said, by=dewi, at=factories.OPEN)
    [evaluation] = publish(by=cast.dewi, of=[skp.pk])
    assert evaluation.organisation_level == "ISTIMEWA"
    assert evaluation.trace[0]["inputs"] == {"unit": "Dinas Kesehatan"}
    assert led_units_of([cast.budi.pk], period)[cast.budi.pk].level == ""


def test_without_the_units_level_nothing_is_published(rate, publish):
    rate()
    with pytest.raises(Refused, match="Capaian organisasi Puskesmas Galala untuk Triwulan III 2026 belum ditetapkan"):
        publish()
    assert Evaluation.objects.get().state == "rating"


def test_without_a_recorded_post_the_unit_is_not_known(cast, level, rate, publish):
    rate()
    Posting.objects.filter(employee=cast.budi).delete()
    with pytest.raises(Refused, match="belum tercatat"):
        publish()


def test_everybody_who_is_not_ready_is_named_and_nobody_is_published(cast, period, skp, level, rate, publish):
    rate()
    second, third = (factories.agreed(factories.colleague(cast, number)) for number in (1, 2))
    rate(of=third, result="below", behaviour="meets")
    with pytest.raises(InvalidInput) as refused:
        publish(of=[skp.pk, second.pk, third.pk])
    assert [(problem.field, problem.reason) for problem in refused.value.problems] == [
        (f"skp-{second.pk}", "Pegawai 01: rating hasil kerja belum dipilih"),
        (f"skp-{second.pk}", "Pegawai 01: rating perilaku belum dipilih"),
        (
            f"skp-{third.pk}",
            "Pegawai 02: “di bawah ekspektasi” tanpa umpan balik tercatat perlu alasan tertulis, paling sedikit 20 huruf",
        ),
    ]
    assert not Evaluation.objects.filter(state="published").exists()


def test_below_with_recorded_feedback_needs_no_further_reason(skp, level, rate, publish):
    factories.feedback(skp, tone="negative")
    rate(result="below", behaviour="meets")
    [evaluation] = publish()
    assert evaluation.predikat == "BUTUH_PERBAIKAN"


def test_publishing_twice_is_refused(level, rate, publish):
    rate()
    publish()
    with pytest.raises(Refused, match="sudah diterbitkan"):
        publish()
    assert AuditEvent.objects.filter(verb="evaluation.publish").count() == 1


def test_another_tab_cannot_change_what_is_published(level, rate, publish):
    rate()
    publish()
    with pytest.raises(Refused, match="tidak dapat diubah lagi"):
        rate(result="above")
    assert rate(result="meets", behaviour="meets") == []  # the same grid sent again says nothing new
    assert Evaluation.objects.get().result_rating == "meets"


@pytest.mark.parametrize("at", [factories.EARLY, factories.LATE])
def test_outside_the_window_nothing_is_published(level, rate, publish, at):
    rate()
    with pytest.raises(Refused, match="Triwulan III 2026"):
        publish(at=at)


@pytest.mark.parametrize("who", ["ani", "citra", "dewi"])
def test_only_the_appraiser_publishes(cast, level, rate, publish, who):
    rate()
    with pytest.raises(Refused, match="Hanya pejabat penilainya"):
        publish(by=getattr(cast, who))


def test_another_agency_publishes_nothing(cast, level, rate, publish):
    rate()
    with pytest.raises(Refused, match="tidak dinilai pada periode ini"):
        publish(by=cast.eko)


def test_nobody_chosen_is_said(publish):
    with pytest.raises(InvalidInput, match="Pilih paling sedikit satu orang"):
        publish(of=[])


def test_a_measurement_that_is_missing_stays_missing(cast, period, level, rate, publish):
    silent = factories.agreed(factories.colleague(cast, 1), None)
    rate(of=silent)
    [evaluation] = publish(of=[silent.pk])
    assert evaluation.achievement_pct is None
    assert get_evaluation_for(cast.actor(cast.budi), evaluation.pk) == evaluation


def test_whose_result_it_is_is_told_without_the_result(cast, level, rate, publish):
    rate()
    [evaluation] = publish()
    notice = Notice.objects.get()
    assert (notice.recipient_id, notice.kind, notice.href) == (
        cast.ani.user_id, "evaluation-published", f"/results/{evaluation.pk}/")
    assert notice.title.startswith("Hasil evaluasi kinerja Triwulan")
    assert "Baik" not in notice.title + notice.text
