from __future__ import annotations

import pytest

from capaian.people.rules.words import name_words, sort_key, wanted_nip, wanted_words, words_of


@pytest.mark.parametrize(("text", "words"), [
    ("Perawat Mahir", ("perawat", "mahir")), ("Nu'man Café", ("numan", "cafe")),
    ("SDM (pengelola/unit) SDM", ("sdm", "pengelola", "unit")),
    ("", ()), ("x" * 50, ("x" * 40,)),
])  # fmt: skip
def test_words_of_a_text_are_plain_and_single(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(("name", "words"), [
    ("dr. Budi Hartono, M.Kes.", ("budi", "hartono")), ("Prof. Dr. Ir. H. Umar", ("umar",)),
    ("Ani Lestari, A.Md.Kep.", ("ani", "lestari")),
    ("Hj. Siti", ("siti",)), ("Dr", ("dr",)), ("Abd. Rahman", ("abd", "rahman")),
])  # fmt: skip
def test_name_words_leave_titles_out(name, words):
    assert name_words(name) == words


def test_sort_key_orders_by_name_and_not_by_title():
    assert sorted(["dr. Budi", "Citra, S.E.", "Ani"], key=sort_key) == ["Ani", "dr. Budi", "Citra, S.E."]


@pytest.mark.parametrize(("typed", "words"), [
    ("ani les", ("ani", "les")), ("Lestari, A.Md.Kep.", ("lestari",)), ("dr. bud", ("bud",)), ("dr bud", ("bud",)),
    ("dr", ("dr",)), ("S.E.", ("s", "e")), ("a b c d e f g", ("a", "b", "c", "d", "e", "f")), ("  ", ()),
])  # fmt: skip
def test_wanted_words_forgive_titles(typed, words):
    assert wanted_words(typed) == words


@pytest.mark.parametrize(("typed", "nip"), [
    ("1990", "1990"), ("19901231 201503 2", "199012312015032"), ("199", ""), ("1990 ani", ""), ("ani", ""), ("", ""),
    ("١٩٩٠", ""),
])  # fmt: skip
def test_wanted_nip_is_digits_alone(typed, nip):
    assert wanted_nip(typed) == nip
