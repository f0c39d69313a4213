"""From typed text to one person or unit, or to those that may be meant."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from capaian.people.forms import PersonField, UnitField
from capaian.people.models import Unit
from capaian.people.queries.choosing import choose_person, choose_unit, label_of_person, label_of_unit, unit_called
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


@pytest.fixture
def twins(cast):
    """"Subbagian Umum · Sekretariat" in two offices."""
    offices = [factories.unit(cast.agency, name) for name in ("Dinas Pangan", "Dinas Sosial")]
    return [factories.unit(cast.agency, "Subbagian Umum", factories.unit(cast.agency, "Sekretariat", one)) for one in offices]


def test_units_of_one_name_below_one_name_are_told_apart_by_their_code(cast, twins):
    field = UnitField(agency_id=cast.agency.pk, day=DAY)
    labels = [f"Subbagian Umum · Sekretariat · {unit.code}" for unit in twins]
    assert [label_of_unit(unit) for unit in twins] == labels
    assert [field.clean(f" {label.upper()}") for label in labels] == twins
    for text in ("Subbagian Umum", "Subbagian Umum · Sekretariat", "subbagian umum · sekret"):
        assert said(field, text) == [f"Ada beberapa yang cocok. Tulis salah satu seperti ini: “{labels[0]}”; “{labels[1]}”."]
    assert label_of_unit(cast.unit) == "Puskesmas Galala · Dinas Kesehatan"
    assert said(field, f"Puskesmas Galala · Sekretariat · {twins[0].code}")


def test_a_closed_twin_keeps_its_own_label_and_leaves_the_short_one_to_the_other(cast, twins):
    Unit.objects.filter(pk=twins[0].pk).update(closed_on=DAY)
    assert choose_unit(cast.agency.pk, "Subbagian Umum · Sekretariat", DAY) == (twins[1], ())
    assert choose_unit(cast.agency.pk, label_of_unit(twins[1]), DAY) == (twins[1], ())
    assert choose_unit(cast.agency.pk, label_of_unit(twins[0]), DAY)[0] is None
    assert unit_called(cast.agency.pk, twins[0].pk, label_of_unit(twins[0])) == twins[0]
    assert unit_called(cast.agency.pk, twins[0].pk, label_of_unit(twins[1])) is None
    assert unit_called(cast.eko.agency_id, twins[0].pk, label_of_unit(twins[0])) is None
    assert unit_called(cast.agency.pk, None, label_of_unit(twins[0])) is None


@pytest.mark.parametrize(("name", "above"), [("Tata Usaha", "SMPN 60"), ("Usaha", "SMPN 07"), ("Sub-Bagian Gizi", "Ru'ang")])
def test_a_unit_is_found_by_its_label_however_many_share_its_words(cast, django_assert_num_queries, name, above):
    for number in range(61):
        factories.unit(cast.agency, "Tata Usaha", factories.unit(cast.agency, f"SMPN {number:02d}"))
    parent = Unit.objects.filter(name=above).first() or factories.unit(cast.agency, above)
    meant = Unit.objects.filter(name=name, parent=parent).first() or factories.unit(cast.agency, name, parent)
    with django_assert_num_queries(2):
        assert choose_unit(cast.agency.pk, f"{name} · {above}", DAY) == (meant, ())
    with django_assert_num_queries(3):
        assert choose_unit(cast.agency.pk, f"{name} · {above[:4]}", DAY)[0] is None


def test_names_that_differ_in_their_capitals_alone_are_chosen_letter_for_letter(cast):
    twins = [factories.unit(cast.agency, name, cast.office) for name in ("Tata Usaha", "Tata usaha")]
    assert [choose_unit(cast.agency.pk, label_of_unit(unit), DAY) for unit in twins] == [(unit, ()) for unit in twins]
