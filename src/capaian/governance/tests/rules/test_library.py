"""Publishing, inheritance by date, and what the hash does and does not notice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from capaian.governance.schemes import Library, NoSuchValue, SchemeErrors, UnknownScheme, available, check_file, load
from capaian.governance.tests.rules.files import GOOD, MATRIX, value, write


def publish(directory, *schemes) -> None:
    lines = [f"{scheme.id} {scheme.hash}" for scheme in schemes]
    (directory / "published.txt").write_text("# terbit\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


def child(effective: str = "2026-04-01", parent: str = "contoh-2026") -> str:
    text = GOOD.replace("contoh-2026", "anak-2026").replace("extends: null", f"extends: {parent}")
    head = text[: text.index("values:")].replace("from: 2026-01-01", f"from: {effective}")
    return (
        head + "values:\n  bridge.meets_from:\n"
        f"    - {{from: {effective}, until: 2026-08-31, unit: percent, kind: policy, confidence: M, source: Anak, value: 80}}\n"
    )


def test_every_shipped_scheme_loads_and_is_published():
    assert [scheme_id for scheme_id in available() if not load(scheme_id).is_published] == []
    assert sorted(Library().published) == list(available())


@pytest.mark.parametrize("change", [
    lambda text: "# catatan\n" + text,
    lambda text: text.replace("value: 90}", "value: 90, note: catatan}"),
    lambda text: text.replace("value: 90}", "value: '90.0'}"),
    lambda text: text.replace("{from: 2026-01-01, until: null}", "\n  until: null\n  from: 2026-01-01"),
    lambda text: text.replace(", until: null, unit", ", unit"),
    lambda text: text.replace("status: draft", "status:   draft   # nanti terbit"),
])  # fmt: skip
def test_writing_it_otherwise_leaves_the_hash(tmp_path, change):
    before = check_file(write(tmp_path)).hash
    assert check_file(write(tmp_path, change(GOOD))).hash == before


@pytest.mark.parametrize(("old", "new"), [
    ("value: 90", "value: 91"), ("title: Skema contoh", "title: Skema lain"),
    ("source: Contoh, value: 90", "source: Lain, value: 90"),
    ("until: null, unit: percent, kind: policy, confidence: H, source: Contoh, value: 90",
     "until: 2027-01-01, unit: percent, kind: policy, confidence: H, source: Contoh, value: 90"),
    ("kind: policy", "kind: law"), ("confidence: H", "confidence: L"),
    ("effective: {from: 2026-01-01", "effective: {from: 2025-01-01"),
])  # fmt: skip
def test_saying_something_else_changes_the_hash(tmp_path, old, new):
    before = check_file(write(tmp_path)).hash
    assert check_file(write(tmp_path, GOOD.replace(old, new, 1))).hash != before


def test_a_published_scheme_cannot_change(tmp_path):
    published = GOOD.replace("draft", "published")
    publish(tmp_path, check_file(write(tmp_path)))
    assert check_file(write(tmp_path, published)).is_published
    with pytest.raises(SchemeErrors) as caught:
        check_file(write(tmp_path, published.replace("value: 90", "value: 91")))
    assert "terbitkan perubahan sebagai id/versi baru" in str(caught.value)
    with pytest.raises(SchemeErrors) as caught:
        check_file(write(tmp_path, GOOD))
    assert str(caught.value) == "contoh-2026.yaml, baris 3, status: skema yang sudah terbit tidak dapat kembali menjadi draft"


def test_a_second_file_with_a_shipped_id_is_refused(tmp_path):
    text = GOOD.replace("contoh-2026", "permenpanrb-6-2022")
    with pytest.raises(SchemeErrors) as caught:
        check_file(write(tmp_path, text, "permenpanrb-6-2022"))
    assert "isi skema yang sudah terbit berubah" in str(caught.value)


def test_a_directory_with_its_own_list_cannot_reuse_a_shipped_id(tmp_path):
    path = write(tmp_path, GOOD.replace("contoh-2026", "permenpanrb-6-2022"), "permenpanrb-6-2022")
    (tmp_path / "published.txt").write_text(f"permenpanrb-6-2022 {Library(tmp_path).read(path).hash}\n", encoding="utf-8")
    with pytest.raises(SchemeErrors) as caught:
        check_file(path)
    assert "isi skema yang sudah terbit berubah" in str(caught.value)


def test_a_byte_order_mark_is_no_content(tmp_path):
    path = tmp_path / "contoh-2026.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert check_file(path).hash == check_file(write(tmp_path)).hash


def test_a_published_child_needs_a_published_parent_and_covers_it(tmp_path):
    parent = check_file(write(tmp_path))
    heir = check_file(write(tmp_path, child(), "anak-2026"))
    publish(tmp_path, heir)
    with pytest.raises(SchemeErrors) as caught:
        check_file(write(tmp_path, child().replace("draft", "published"), "anak-2026"))
    assert "skema terbit tidak dapat mewarisi draf “contoh-2026”" in str(caught.value)
    other = check_file(write(tmp_path, GOOD.replace("value: 105", "value: 106")))
    (tmp_path / "published.txt").unlink()
    assert other.hash != parent.hash
    assert check_file(write(tmp_path, child(), "anak-2026")).hash != heir.hash


def test_the_list_of_published_schemes_is_checked_too(tmp_path):
    (tmp_path / "published.txt").write_text("a 1\na 2\nhanya-id\n", encoding="utf-8")
    with pytest.raises(SchemeErrors) as caught:
        Library(tmp_path).read(write(tmp_path))
    assert str(caught.value).splitlines() == [
        "published.txt, baris 2, a: sudah tercatat di atas", "published.txt, baris 3, hanya-id: harus berisi id dan hash"]


def test_a_library_without_a_list_has_published_nothing(tmp_path):
    assert Library(tmp_path).published == {}


def test_the_childs_word_goes_before_the_parents_on_its_days(tmp_path):
    write(tmp_path)
    heir = check_file(write(tmp_path, child(), "anak-2026"))
    assert heir.extends == "contoh-2026"
    assert heir.names() == ("bridge.above_from", "bridge.meets_from")
    assert [heir.get("bridge.meets_from", on=day).value for day in (
        date(2026, 3, 31), date(2026, 4, 1), date(2026, 8, 31), date(2026, 9, 1))] == [90, 80, 80, 90]
    assert heir.get("bridge.above_from", on=date(2026, 6, 30)).value == Decimal(105)
    assert heir.get("bridge.above_from", on=date(2026, 7, 1)).value == Decimal("107.5")
    assert heir.get("bridge.above_from").value == Decimal("107.5")
    assert heir.change_days() == (date(2026, 4, 1), date(2026, 7, 1))


def test_silence_is_said_and_never_a_number(tmp_path):
    scheme = check_file(write(tmp_path))
    with pytest.raises(NoSuchValue) as caught:
        scheme.get("bridge.meets_from", on=date(2025, 12, 31))
    assert str(caught.value) == "Skema contoh-2026 tidak memuat bridge.meets_from pada 2025-12-31."
    with pytest.raises(KeyError) as caught:
        scheme.get("achievement.cap")
    assert str(caught.value) == "Skema contoh-2026 tidak memuat achievement.cap."


def test_a_contradiction_with_the_parent_is_seen_in_the_child(tmp_path):
    write(tmp_path)
    spoiled = child().replace("until: 2026-08-31", "until: null").replace("value: 80", "value: 106")
    with pytest.raises(SchemeErrors) as caught:
        check_file(write(tmp_path, spoiled, "anak-2026"))
    assert [line.partition(": ")[2] for line in str(caught.value).splitlines()] == [
        "batas “sesuai” (106) harus di bawah batas “di atas” (105)"]


def test_a_broken_parent_and_a_circle_are_told(tmp_path):
    write(tmp_path, GOOD.replace("value: 90", "value: x"))
    with pytest.raises(SchemeErrors) as caught:
        check_file(write(tmp_path, child(), "anak-2026"))
    assert "anak-2026.yaml, baris 6, extends: skema induk “contoh-2026” bermasalah" in str(caught.value).splitlines()
    write(tmp_path, GOOD.replace("extends: null", "extends: anak-2026"))
    with pytest.raises(SchemeErrors) as caught:
        check_file(tmp_path / "anak-2026.yaml")
    assert "skema saling mewarisi tanpa ujung: anak-2026 → contoh-2026 → anak-2026" in str(caught.value)


def test_parents_are_found_among_the_shipped_schemes(tmp_path):
    scheme = check_file(write(tmp_path, child(parent="permenpanrb-6-2022").replace("meets_from", "above_from"), "anak-2026"))
    assert scheme.get("clock.objection_filed").value == 14
    assert scheme.get("bridge.above_from").source == "Anak"


@pytest.mark.parametrize("scheme_id", ["tidak-ada", "../permenpanrb-6-2022", "PermenPANRB", ""])
def test_an_unknown_scheme(scheme_id):
    with pytest.raises(UnknownScheme) as caught:
        load(scheme_id)
    assert "skema tidak dikenal; yang ada: jambi-kinerja-2026" in str(caught.value)


def test_the_hash_tells_every_kind_of_value_apart(tmp_path):
    variants = ["100", "null"]
    texts = [GOOD.replace("105", "99").replace('"107.5"', "99") + value("achievement.cap", variant) for variant in variants]
    texts.append(GOOD + MATRIX)
    texts.append(GOOD + value("evaluation.semester_review", "true", "flag"))
    texts.append(GOOD + value("evaluation.cycles_allowed", "[month, quarter]", "cycle"))
    texts.append(GOOD + value("evaluation.cycles_allowed", "[quarter, month]", "cycle"))
    texts.append(GOOD + value("calendar.national", "{2026-01-01: A}", "day"))
    hashes = {check_file(write(tmp_path, text)).hash for text in texts}
    assert len(hashes) == len(texts)
