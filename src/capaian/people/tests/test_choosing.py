"""From typed text to one person or unit, or to those that may be meant."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from capaian.people.forms import PersonField, UnitField
from capaian.people.queries.choosing import choose_person, label_of_person
from capaian.people.queries.directory import reindex_agency
from capaian.people.tests import factories

DAY = date(2026, 6, 1)
ANI = "Ani Lestari, A.Md.Kep. · Perawat Mahir · Puskesmas Galala"


def said(field, text):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(text)
    return refused.value.messages


@pytest.mark.parametrize("text", [
    "199012312015032999", "19901231 201503 2 999", "Ani Lestari, A.Md.Kep.", "ani lestari", ANI, ANI.upper(),
])  # fmt: skip
def test_a_person_is_chosen_by_nip_name_or_label(cast, text):
    assert PersonField(agency_id=cast.agency.pk, day=DAY).clean(text) == cast.ani


def test_a_person_that_is_not_clear_is_asked_back(cast):
    field = PersonField(agency_id=cast.agency.pk, day=DAY)
    assert said(field, "ani") == [f"Maksud Anda “{ANI}”? Tulis seperti itu, atau pilih dari daftar."]
    factories.employee(cast.office, "Ani Lestari, S.E.", "199012312015032998", title="Bendahara")
    other = "Ani Lestari, S.E. · Bendahara · Dinas Kesehatan"
    assert said(PersonField(agency_id=cast.eko.agency_id, day=DAY), "ani lestari") == [
        "Tidak ada pegawai bernama atau ber-NIP “ani lestari” di instansi Anda. Periksa ejaannya, atau tulis NIP lengkap.",
    ]
    reindex_agency(cast.agency.pk, DAY)
    assert said(field, "ani lestari") == [f"Ada beberapa yang cocok. Tulis salah satu seperti ini: “{ANI}”; “{other}”."]
    assert field.clean(other).name == "Ani Lestari, S.E."
    assert said(field, "Ani Lestari · Bidan")[0].startswith("Ada beberapa yang cocok.")


def test_only_a_whole_nip_chooses_and_never_elsewhere(cast):
    assert choose_person(cast.agency.pk, "19901231", DAY) == (None, ())
    assert choose_person(cast.eko.agency_id, cast.ani.nip, DAY) == (None, ())


def test_nothing_typed_is_nobody_or_required(cast):
    assert PersonField(agency_id=cast.agency.pk, required=False).clean(" ") is None
    assert said(PersonField(agency_id=cast.agency.pk), "") == ["Bidang ini tidak boleh kosong."]


def test_a_unit_is_chosen_by_code_name_or_label(cast):
    field = UnitField(agency_id=cast.agency.pk, day=DAY)
    for text in (cast.unit.code, "puskesmas galala", "Puskesmas Galala · Dinas Kesehatan"):
        assert field.clean(text) == cast.unit
    twin = factories.unit(cast.agency, "Puskesmas Galala")
    assert said(field, "Puskesmas Galala") == [
        "Ada beberapa yang cocok. Tulis salah satu seperti ini: “Puskesmas Galala · Dinas Kesehatan”; “Puskesmas Galala · U4”.",
    ]
    assert field.clean(twin.code) == twin
    assert said(field, "xyz") == ["Tidak ada unit bernama atau berkode “xyz” di instansi Anda. Periksa ejaannya."]
    assert said(UnitField(agency_id=cast.eko.agency_id, day=DAY), cast.unit.code)


def test_what_was_chosen_before_is_shown_as_its_label(cast):
    class Form(forms.Form):
        who = PersonField(agency_id=cast.agency.pk, day=DAY, initial=cast.ani)
        where = UnitField(agency_id=cast.agency.pk, day=DAY, initial=cast.unit)

    page = Form().as_p()
    assert f'value="{ANI}"' in page
    assert 'value="Puskesmas Galala · Dinas Kesehatan"' in page
    assert 'hx-get="/people/lookup/?kind=person&amp;name=who"' in page
    assert 'role="combobox"' in page
    assert "mbuh" in Form({"who": "mbuh"}).as_p()
    assert label_of_person(cast.ani, date(2020, 1, 1)) == cast.ani.name
