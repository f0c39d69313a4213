"""What both agreed to changes by an amendment and by no other door: no action, no form, no bulk write."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from capaian.foundation.errors import Refused
from capaian.foundation.models.judged import OutsideAnAction
from capaian.planning.actions import (
    IndicatorDraft,
    ResultDraft,
    add_indicator,
    add_result,
    agree_skp,
    agree_skps,
    change_indicator,
    change_result,
    move_result,
    remove_indicator,
    remove_result,
    return_skp,
    submit_skp,
    withdraw_skp,
    write_annex,
    write_expectations,
)
from capaian.planning.actions.adoption import Adopted, adopt_results
from capaian.planning.actions.approach import choose_approach
from capaian.planning.actions.dialogue import Adjustment, accept_skp, adjust_result, answer_skp, ask_skp, reply_skp
from capaian.planning.models import AnnexItem, Indicator, ResultPlan, Skp, SkpVersion
from capaian.planning.queries.versions import stored_content
from capaian.planning.rules.content import digest
from capaian.planning.tests import factories

RESULT = ResultDraft("Balita tumbuh sesuai umur")
TARGET = IndicatorDraft("quantity", "Jumlah balita", "90 balita")
REASON = "Target ini perlu diturunkan karena anggaran dipotong."

EMPLOYEE: dict[str, Callable[..., object]] = {
    "add_result": lambda skp, r, i, who: add_result(skp=skp, draft=RESULT, **who),
    "change_result": lambda skp, r, i, who: change_result(result=r, draft=RESULT, **who),
    "remove_result": lambda skp, r, i, who: remove_result(result=r, **who),
    "move_result": lambda skp, r, i, who: move_result(result=r, direction="down", **who),
    "add_indicator": lambda skp, r, i, who: add_indicator(result=r, draft=TARGET, **who),
    "change_indicator": lambda skp, r, i, who: change_indicator(indicator=i, draft=TARGET, **who),
    "remove_indicator": lambda skp, r, i, who: remove_indicator(indicator=i, **who),
    "write_expectations": lambda skp, r, i, who: write_expectations(skp=skp, core_value="akuntabel", lines=["Baru"], **who),
    "write_annex": lambda skp, r, i, who: write_annex(skp=skp, section="resources", lines=["Baru"], **who),
    "choose_approach": lambda skp, r, i, who: choose_approach(skp=skp, approach="qualitative", **who),
    "adopt_results": lambda skp, r, i, who: adopt_results(skp=skp, drafts=[Adopted(RESULT, [TARGET])], **who),
    "submit": lambda skp, r, i, who: submit_skp(skp=skp, **who),
    "withdraw": lambda skp, r, i, who: withdraw_skp(skp=skp, **who),
    "answer": lambda skp, r, i, who: answer_skp(skp=skp, answers={None: "Sudah kami perbaiki."}, **who),
    "reply": lambda skp, r, i, who: reply_skp(skp=skp, words={None: "Kami belum sependapat."}, **who),
    "accept": lambda skp, r, i, who: accept_skp(skp=skp, **who),
}
APPRAISER: dict[str, Callable[..., object]] = {
    "write_expectations": EMPLOYEE["write_expectations"],
    "write_consequences": lambda skp, r, i, who: write_annex(skp=skp, section="consequences", lines=["Baru"], **who),
    "choose_approach": EMPLOYEE["choose_approach"],
    "ask": lambda skp, r, i, who: ask_skp(skp=skp, questions={None: "Mengapa hanya 60?"}, **who),
    "adjust": lambda skp, r, i, who: adjust_result(result=r, adjustment=Adjustment("Diubah", "main"), reason=REASON, **who),
    "return": lambda skp, r, i, who: return_skp(skp=skp, reason=REASON, **who),
    "agree": lambda skp, r, i, who: agree_skp(skp=skp, **who),
    "agree_many": lambda skp, r, i, who: agree_skps(skps=[(skp, None)], **who),
}


@pytest.fixture
def agreed(cast) -> Skp:
    return factories.skp(cast.ani, state="agreed", results=2)


@pytest.mark.parametrize(
    ("person", "act"), [*(("ani", act) for act in EMPLOYEE), *(("budi", act) for act in APPRAISER)]
)
def test_no_action_changes_an_agreed_skp(cast, agreed, at, person, act):
    before = digest(stored_content(agreed.pk))
    result = agreed.results.order_by("ordinal").first()
    act = (EMPLOYEE if person == "ani" else APPRAISER)[act]
    with pytest.raises(Refused):
        act(agreed, result, result.indicators.get(), {"by": cast.actor(getattr(cast, person)), "at": at})
    assert digest(stored_content(agreed.pk)) == before
    assert Skp.objects.get(pk=agreed.pk).state == "agreed"


@pytest.mark.parametrize("path", [
    "results/new/", "results/{result}/", "results/{result}/deletion/", "results/{result}/indicators/new/",
    "results/{result}/indicators/{indicator}/", "results/{result}/indicators/{indicator}/deletion/", "annex/resources/",
    "behaviour/akuntabel/",
])  # fmt: skip
def test_no_form_changes_an_agreed_skp(cast, client_as, agreed, path):
    before = digest(stored_content(agreed.pk))
    result = agreed.results.order_by("ordinal").first()
    address = reverse("planning:skp", args=[agreed.pk]) + path.format(result=result.pk, indicator=result.indicators.get().pk)
    typed = {"statement": "Diubah", "kind": "main", "aspect": "quantity", "target_text": "1", "polarity": "higher",
             "measurement": "snapshot", "lines": "Baru"}
    sent = client_as(cast.ani).post(address, typed)
    assert sent.status_code in (403, 422)
    assert digest(stored_content(agreed.pk)) == before


def test_no_bulk_write_changes_an_agreed_skp(agreed):
    result = agreed.results.first()
    writes = [
        lambda: ResultPlan.objects.filter(skp=agreed).update(statement="Diubah"), result.save, result.delete,
        lambda: Indicator.objects.filter(result__skp=agreed).delete(), lambda: Skp.objects.bulk_create([Skp()]),
        lambda: AnnexItem.objects.bulk_create([AnnexItem(skp=agreed, section="resources", text="Baru")]),
        lambda: SkpVersion.objects.filter(skp=agreed).update(digest=""),
    ]
    for write in writes:
        with pytest.raises(OutsideAnAction):
            write()
