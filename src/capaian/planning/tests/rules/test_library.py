from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from capaian.planning.rules.library import Change, Content, canonical, difference, digest, tidy
from capaian.planning.rules.library_file import (
    FORMAT,
    MOST_BYTES,
    MOST_ENTRIES,
    Entry,
    Rejected,
    Unreadable,
    is_code,
    read,
    write,
)

K4 = Content("Cakupan K4", "Ibu hamil dengan enam kunjungan", "Mengetahui jangkauan", unit="persen")
CHOICES = {"polarity": ["higher", "lower"]}


def file_of(*rows, **about) -> bytes:
    return json.dumps({"format": FORMAT, "version": 1, "agency": "Kota Lain", "indicators": list(rows), **about}).encode()


def row(**fields):
    return {"code": "k4", **asdict(K4), **fields}


def test_blanks_and_ways_to_write_a_letter_mean_nothing():
    same = replace(K4, name="  Cakupan   K4 ", definition="Ibu hamil dengan\u0020enam kunjungan\n")
    accented = (replace(K4, unit="é"), replace(K4, unit="e\u0301"))
    assert tidy(same) == K4
    assert (canonical(same), digest(same)) == (canonical(K4), digest(K4))
    assert digest(accented[0]) == digest(accented[1]) != digest(K4)


def test_the_difference_is_told_field_by_field():
    assert difference(K4, replace(K4, unit="kunjungan", name="Cakupan K4 ")) == (Change("unit", "persen", "kunjungan"),)
    assert difference(K4, K4) == ()


def test_a_file_is_canonical_and_is_read_back():
    entries = [Entry("z", replace(K4, name="Z")), Entry("k4", K4)]
    text = write("Kabupaten Contoh", entries)
    assert text == write("Kabupaten Contoh", reversed(entries))
    assert read(b"\xef\xbb\xbf" + text.encode(), CHOICES).entries == (Entry("k4", K4), Entry("z", replace(K4, name="Z")))
    assert read(text.encode(), CHOICES).agency == "Kabupaten Contoh"


@pytest.mark.parametrize(("data", "why"), [
    (b" " * (MOST_BYTES + 1), "terlalu besar"), (b"\xff\xfe", "UTF-8"), (b"{", "baris 1"), (b"[" * 100_000, "bertumpuk"),
    (b'{"format": "a", "format": "b"}', "dua kali"),
    (b"[]", "bukan berkas kamus"), (b'{"format": "x"}', "bukan berkas kamus"),
    (file_of(version=2), "versi lain"), (file_of(extra=1), "Susunan"), (file_of(agency=3), "Susunan"),
    (file_of(indicators={}), "Susunan"), (file_of(*[{}] * (MOST_ENTRIES + 1)), "2001 entri"),
])
def test_a_file_that_cannot_be_used_says_why(data, why):
    with pytest.raises(Unreadable, match=why):
        read(data, CHOICES)


@pytest.mark.parametrize(("entry", "why"), [
    (7, "bukan kumpulan isian"), (row(code="K 4"), "huruf kecil"), (row(code=4), "huruf kecil"),
    (row(surprise="x", owner="y"), "owner, surprise"), (row(name=" "), "Belum diisi: name"), (row(name=3), "harus berupa teks"),
    (row(unit="x" * 61), "paling banyak 60"),
    (row(polarity="up"), "“up” tidak dikenal"), (row(name="a\x00b"), "tidak dapat dicetak"),
    (row(digest="0" * 64), "tidak cocok dengan sidik"),
])
def test_an_entry_that_cannot_be_used_is_rejected_and_the_rest_is_kept(entry, why):
    shared = read(file_of(entry, row(code="baik")), CHOICES)
    assert [one.code for one in shared.entries] == ["baik"]
    (rejected,) = shared.rejected
    assert rejected.place == 1
    assert why in " ".join(rejected.reasons)


def test_a_code_that_is_there_twice_is_rejected_twice():
    shared = read(file_of(row(), row(name="Lain"), row(code="b", digest=digest(K4))), CHOICES)
    twice = ("Kode ini ada lebih dari sekali di berkas.",)
    assert shared.rejected == (Rejected(1, "k4", twice), Rejected(2, "k4", twice))
    assert [one.code for one in shared.entries] == ["b"]


def test_codes():
    good, bad = ("k4", "cakupan-k4"), ("K4", "-k4", "k--4", "k4\n", "", "a" * 61)
    assert ([*map(is_code, good)], [*map(is_code, bad)]) == ([True] * 2, [False] * 6)
