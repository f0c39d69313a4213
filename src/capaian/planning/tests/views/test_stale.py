"""Two screens on one record, in every room that is saved as a whole: both texts are shown, and nothing typed is lost."""

from __future__ import annotations

import html
import re

import pytest

from capaian.foundation.writing import writing
from capaian.planning.models import Need, NeedsAnalysis, PerformanceAgreement, StrategicPlan
from capaian.planning.tests import chains, factories


def method(cast):
    of = chains.analysis(cast.agency)
    criteria = [{"label": "Mendesak", "weight": 60, "slug": "urgency"}, {"label": "Banyak warga", "weight": 40, "slug": "reach"}]
    return NeedsAnalysis, of.pk, f"/needs/{of.pk}/method/", "title", {"title": of.title, "method": "USG"}, ("criteria", criteria)


def need(cast):
    made = chains.need(chains.analysis(cast.agency))
    data = {"statement": made.statement, "sector": made.sector, "score_urgency": "5", "score_reach": "5"}
    return Need, made.pk, f"/needs/items/{made.pk}/", "statement", data, ("evidence", [])


def plan(cast):
    made = chains.plan(cast.agency)
    data = {"title": made.title, "first_year": "2025", "last_year": "2027"}
    return StrategicPlan, made.pk, f"/plans/{made.pk}/edit/", "title", data, None


def agreement(cast):
    made = chains.agreement(cast.office)
    data = {"second_party": made.second_party, "second_party_post": made.second_party_post, "first_party": ""}
    return PerformanceAgreement, made.pk, f"/agreements/{made.pk}/edit/", "second_party", data, ("budget", [])


def rows(formset):
    if formset is None:
        return {}
    prefix, values = formset
    data = {f"{prefix}-TOTAL_FORMS": len(values), f"{prefix}-INITIAL_FORMS": len(values)}
    return data | {f"{prefix}-{number}-{name}": text for number, row in enumerate(values) for name, text in row.items()}


def hidden(response):
    found = re.findall(r'<input type="hidden" name="(version|opened)" value="([^"]*)"', response.content.decode())
    return {name: html.unescape(text) for name, text in found}


@pytest.mark.parametrize("room", [method, need, plan, agreement])
def test_both_texts_are_shown_and_a_second_save_is_meant(client_as, cast, room):
    factories.performance_year(cast.agency)
    model, pk, path, field, data, formset = room(cast)
    client = client_as(cast.citra)
    opened = hidden(client.get(path))
    with writing("another screen"):
        model.objects.filter(pk=pk).update(**{field: "Dari layar lain"})
    sent = data | rows(formset) | {field: "Dari layar ini"}
    stale = client.post(path, sent | opened)
    said = " ".join(stale.content.decode().split())
    assert (stale.status_code, "Bandingkan sebelum menyimpan" in said) == (422, True)
    assert ("<b>Dari layar ini</b>" in said, "Dari layar lain</td>" in said) == (True, True)
    assert getattr(model.objects.get(pk=pk), field) == "Dari layar lain"
    assert client.post(path, sent | hidden(stale)).status_code == 302
    assert getattr(model.objects.get(pk=pk), field) == "Dari layar ini"
