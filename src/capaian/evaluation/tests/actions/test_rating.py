from __future__ import annotations

import pytest

from capaian.evaluation.actions import RatingInput, rate_team
from capaian.evaluation.models import Evaluation
from capaian.evaluation.tests import factories
from capaian.foundation.errors import InvalidInput, Refused
from capaian.foundation.models import AuditEvent
from capaian.people.models import Reporting
from capaian.people.tests import factories as people
from capaian.planning import workflow as planning
from capaian.planning.tests import factories as plans


def test_the_first_rating_opens_the_evaluation_with_status_and_audit(cast, period, skp, rate):
    [evaluation] = rate(result="meets", behaviour=None)
    assert (evaluation.result_rating, evaluation.behaviour_rating, evaluation.state) == ("meets", "", "rating")
    assert evaluation.appraiser == cast.budi
    assert list(evaluation.statuses.values_list("state", "by_name")) == [("rating", cast.budi.name)]
    event = AuditEvent.objects.get(verb="evaluation.rate")
    assert (event.before, event.after) == ({"result_rating": ""}, {"result_rating": "meets"})


def test_a_second_rating_changes_only_what_was_said(period, skp, rate):
    rate(result="meets", behaviour="above", reason="  Baik.  ")
    [evaluation] = rate(result="above", behaviour=None)
    stored = Evaluation.objects.get()
    assert stored == evaluation
    assert (stored.result_rating, stored.behaviour_rating, stored.reason) == ("above", "above", "Baik.")
    assert AuditEvent.objects.filter(verb="evaluation.rate").count() == 2
    assert stored.statuses.count() == 1


def test_what_says_nothing_new_is_left_alone(rate):
    rate(result="meets", behaviour="meets")
    assert rate(result="meets", behaviour="meets") == []
    assert AuditEvent.objects.filter(verb="evaluation.rate").count() == 1


def test_a_rating_can_be_taken_back(rate):
    rate(result="below", behaviour="meets")
    [evaluation] = rate(result="", behaviour=None)
    assert evaluation.result_rating == ""


@pytest.mark.parametrize("who", ["ani", "citra", "dewi"])
def test_only_the_appraiser_rates(cast, rate, who):
    with pytest.raises(Refused, match=r"Hanya pejabat penilainya, dr\. Budi Hartono"):
        rate(by=getattr(cast, who))
    assert not Evaluation.objects.exists()


def test_another_agency_does_not_find_the_skp(cast, rate):
    with pytest.raises(Refused, match="tidak dinilai pada periode ini"):
        rate(by=cast.eko)


def test_before_the_window_the_day_it_opens_is_told(rate):
    with pytest.raises(Refused, match=r"^Penilaian Triwulan III 2026 dibuka pada 25 September 2026\.$"):
        rate(at=factories.EARLY)


def test_after_the_window_the_superior_takes_over(rate):
    with pytest.raises(Refused, match=r"berakhir pada 15 Oktober 2026\. Penilaian beralih kepada Dewi Kaisupy.*IV\.A\.11"):
        rate(at=factories.LATE)


def test_after_the_window_without_a_recorded_superior_the_office_is_named(cast, rate):
    Reporting.objects.filter(employee=cast.budi).delete()
    with pytest.raises(Refused, match="beralih kepada atasan pejabat penilai sebagai"):
        rate(at=factories.LATE)


def test_a_person_without_appraiser_is_told_who_can_mend_it(cast, skp, rate):
    Reporting.objects.filter(employee=cast.ani).delete()
    with pytest.raises(Refused, match=r"belum tercatat\. Pengelola kinerja dapat melengkapinya"):
        rate()


def test_an_skp_not_agreed_cannot_be_rated(cast, period, rate):
    draft = plans.skp(factories.colleague(cast, 1), state=planning.SUBMITTED)
    with pytest.raises(Refused, match="belum disepakati"):
        rate(of=draft)


def test_an_appraiser_who_moves_inside_the_window_still_rates(cast, rate):
    new = people.employee(cast.unit, "Fitri Ohorella", "198803152012012999", leads=True)
    Reporting.objects.filter(employee=cast.ani).update(end="2026-09-25")
    Reporting.objects.create(employee=cast.ani, appraiser=new, start="2026-09-26")
    assert len(rate(by=cast.budi)) == 1
    with pytest.raises(Refused):
        rate(by=new, result="above")


def test_an_appraiser_who_moved_before_the_window_does_not(cast, rate):
    new = people.employee(cast.unit, "Fitri Ohorella", "198803152012012999", leads=True)
    Reporting.objects.filter(employee=cast.ani).update(end="2026-08-25")
    Reporting.objects.create(employee=cast.ani, appraiser=new, start="2026-08-26")
    with pytest.raises(Refused, match="Hanya pejabat penilainya, Fitri Ohorella"):
        rate(by=cast.budi)
    assert len(rate(by=new)) == 1


def test_words_that_are_no_rating_are_all_named_and_nothing_is_written(cast, period, skp):
    other = factories.agreed(factories.colleague(cast, 1))
    said = [
        RatingInput(other.pk, result_rating="meets"),
        RatingInput(skp.pk, result_rating="baik", behaviour_rating="5", reason="x" * 4_001),
    ]
    with pytest.raises(InvalidInput) as refused:
        rate_team(period=period, ratings=said, by=cast.actor(cast.budi), at=factories.OPEN)
    assert [problem.field for problem in refused.value.problems] == [
        f"result_rating-{skp.pk}", f"behaviour_rating-{skp.pk}", f"reason-{skp.pk}",
    ]
    assert not Evaluation.objects.exists()


def test_one_refused_row_undoes_the_whole_grid(cast, period, skp):
    foreign = factories.agreed(cast.citra)
    said = [RatingInput(skp.pk, result_rating="meets"), RatingInput(foreign.pk, result_rating="meets")]
    with pytest.raises(Refused):
        rate_team(period=period, ratings=said, by=cast.actor(cast.budi), at=factories.OPEN)
    assert not Evaluation.objects.exists()
