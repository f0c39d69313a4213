"""The language of a person is one press away, and then it is the whole page's: words, dates, numbers, what is typed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from capaian.evaluation.models import Evaluation
from capaian.foundation.forms import IndonesianDecimalField
from capaian.foundation.language import in_indonesian, told
from capaian.foundation.ui import numbers
from capaian.kernel.words import listed, say
from capaian.planning.documents import skp_document
from capaian.planning.models import Skp
from tests.house import world as worlds

CITED = re.compile(r"hlm\. [0-9, ]+ dan [0-9]+")  # pages of a regulation, as the scheme cites them
# Words that no English sentence of ours contains, unless the law's own word is meant.
INDONESIAN = re.compile(
    r"\b(yang|dan|untuk|belum|sudah|tidak|dengan|dari|pada|adalah|ini|oleh|kinerja|hasil|penilai|pegawai|sampai|ubah|simpan)\b",
    re.IGNORECASE,
)


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture
def english(client, world):
    """`english("ani", "home")` is that page as Ani reads it after choosing English."""

    def page(person: str, name: str) -> str:
        client.force_login(world.people[person].user, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.post(reverse("set_language"), {"language": "en", "next": "/"})
        response = client.get(reverse(name, kwargs=world.arguments(name)))
        assert (response.status_code, response["Content-Language"]) == (200, "en")
        return response.content.decode()

    return page


def heading(page: str) -> str:
    return unescape(re.search(r"<h1>(.*?)</h1>", page, re.DOTALL).group(1)).strip()


def seen(page: str) -> str:
    """What a reader sees of a page."""
    body = re.sub(r"<(script|style|head|svg|h1|option|form class=\"languages\")\b.*?</\1>", " ", page, flags=re.DOTALL)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body)))


@pytest.mark.parametrize(("person", "name", "title"), [
    ("ani", "planning:skp_list", "Performance plans (SKP) 2026"),
    ("ani", "planning:skp", "SKP 2026, Ani Lestari, A.Md.Kep."),
    ("ani", "evaluation:result", "Your predikat: Good"),
    ("budi", "evaluation:team_period", "Team evaluation, Quarter I 2026"),
    ("ani", "evaluation:results", "Results"),
    ("citra", "evaluation:overview", "Manage, Quarter I 2026"),
    ("ani", "progress:month", "Progress January 2026"),
    ("ani", "feedback:skp", "Ongoing feedback"),
])
def test_a_page_is_english_throughout(english, person, name, title):
    page = english(person, name)
    assert '<html lang="en">' in page
    assert heading(page) == title
    assert {word.lower() for word in INDONESIAN.findall(CITED.sub("", seen(page)))} == set()


def test_home_greets_in_english(english):
    assert re.fullmatch(r"Good (morning|afternoon|evening), Ani", heading(english("ani", "home")))


def test_the_explanation_is_english_and_the_dates_are_readable(english, world):
    page = seen(english("ani", "evaluation:result"))
    published = Evaluation.objects.get(pk=world.ids["evaluation:*:evaluation_id"]).published_at
    with translation.override("en"):
        assert f"published {numbers.long_date(published)}" in page
    assert "How this predikat came about" in page
    assert "Matrix cell: meets × meets = Good" in page


def test_the_way_back_is_one_press_too(client, english):
    english("ani", "home")
    client.post(reverse("set_language"), {"language": "id", "next": "/"})
    assert '<html lang="id">' in client.get("/").content.decode()


def test_a_refusal_is_english_too(client, world):
    client.force_login(world.people["fajar"].user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(reverse("set_language"), {"language": "en"})
    response = client.get(reverse("planning:skp", kwargs=world.arguments("planning:skp")))
    assert response.status_code == 403
    assert "This SKP can be opened only by the employee" in response.content.decode()


def test_numbers_and_dates_follow_the_language():
    moment = datetime(2026, 11, 21, 1, 14, tzinfo=UTC)

    def read() -> list[str]:
        return [numbers.number(Decimal("1250000.50")), numbers.percent(Decimal("88.31")), numbers.number(None),
                numbers.long_date(moment), numbers.long_moment(moment), numbers.month(moment)]

    with translation.override("en"):
        assert read() == ["1,250,000.5", "88.31%", "—", "21 November 2026", "21 November 2026 08:14 WIB", "November 2026"]
    with translation.override("id"):
        assert read() == [
            "1.250.000,5", "88,31\u00a0%", "—", "21 November 2026", "21 November 2026 08.14 WIB", "November 2026"]


@pytest.mark.parametrize(("typed", "english", "indonesian"), [
    ("88.31", "88.31", "88.31"), ("88,31", "88.31", "88.31"), ("1,250,000.5", "1250000.5", None),
    ("1.250.000,5", None, "1250000.5"),
    ("5,014", "5014", "5.014"), ("5.014", "5.014", "5014"), ("12", "12", "12"), ("abc", None, None), ("90%", None, None),
])
def test_what_a_screen_prints_can_be_typed_on_it(typed, english, indonesian):
    """1,250 is a thousand and more in English, and a little more than one in Indonesian: the field reads as the page prints."""
    field = IndonesianDecimalField(required=False)
    for language, expected in (("en", english), ("id", indonesian)):
        with translation.override(language):
            if expected is None:
                with pytest.raises(ValidationError):
                    field.clean(typed)
            else:
                number = field.clean(typed)
                assert number == Decimal(expected)
                assert field.clean(field.prepare_value(number)) == number
                assert field.clean(numbers.number(number, 4)) == number


def test_why_a_number_cannot_be_read_is_told_in_the_language():
    field = IndonesianDecimalField()
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        field.clean("1.250.000")
    assert refused.value.messages == ["“1.250.000” uses points between thousands; write 1,250,000."]


def test_a_sentence_of_the_rules_is_told_in_the_language():
    said = say("%(n)s orang", n=3)
    either = listed(" dan/atau ", ["Baik", "Sangat Baik"])
    off = say("lebih %(points)s", points=Decimal("2.50"))
    assert (said, either, off) == ("3 orang", "Baik dan/atau Sangat Baik", "lebih 2,50")
    with translation.override("en"):
        assert [told(said), told(either), told(off)] == ["3 people", "Good and/or Very good", "lebih 2.50"]
        assert [told("Baik"), told(""), told("Puskesmas Galala")] == ["Good", "", "Puskesmas Galala"]
    with translation.override("id"):
        assert [told(said), told(either), told(off)] == [said, either, off]


def test_official_forms_stay_indonesian(world):
    skp = Skp.objects.get(pk=world.ids["planning:*:pk"])
    with translation.override("id"):
        printed = skp_document(skp)
    with translation.override("en"):
        assert len(skp_document(skp)) == len(printed)
        assert in_indonesian(translation.get_language)() == "id"
        assert translation.get_language() == "en"
