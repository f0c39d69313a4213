"""Each component: its ordinary use, what it says where something is missing, and that a misspelt argument is refused."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError


def drawn(source: str, **data: object) -> str:
    return Template(source).render(Context(data))


def words(html: str) -> str:
    """What a person reads."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("source", [
    '{% chip "Baik" colour="good" %}', '{% button text="Lihat" url="/" %}', '{% submit label="Kirim" %}',
    '{% card title="x" %}{% endcard %}',
    '{% notice kind="info" %}{% endnotice %}', "{% field x help='y' %}", "{% meter percent=3 %}", "{% steps entries=x %}",
    "{% quad hasil='above' %}", "{% dist counts=x colour='red' %}", "{% sparkline x goal=3 %}", "{% seg title='x' %}",
    "{% pager x size=3 %}",
])
def test_an_unknown_argument_is_refused_and_the_accepted_ones_are_named(source):
    with pytest.raises(TemplateSyntaxError, match=r"\. \{% \w+ %\} accepts: \w+"):
        Template(source)


def test_the_error_names_every_accepted_argument():
    with pytest.raises(TemplateSyntaxError, match=r"accepts: text, href, kind$"):
        Template('{% button text="Lihat" href="/" colour="red" %}')
    with pytest.raises(TemplateSyntaxError, match=r"accepts: page_obj$"):
        Template("{% pager page wrong=1 %}")


@pytest.mark.parametrize(("source", "accepted"), [
    ('{% chip "Baik" "green" %}', "'good', 'warn', 'bad', 'info'"),
    ('{% button text="x" href="/" kind="danger" %}', "'primary', 'plain', 'quiet'"),
    ('{% notice "red" %}{% endnotice %}', "'info'"), ('{% quad result="high" %}', "'above', 'meets', 'below'"),
    ('{% meter value=1 max=2 tone="red" %}', "'good'"),
])
def test_an_unknown_word_is_refused_and_the_accepted_ones_are_named(source, accepted):
    with pytest.raises(TemplateSyntaxError, match=re.escape(accepted)):
        drawn(source)


def test_chip_says_its_status_in_words():
    assert drawn('{% chip "Baik" "good" %}') == '<span class="chip good">Baik</span>'
    assert drawn('{% chip "Belum lengkap" %}') == '<span class="chip">Belum lengkap</span>'
    assert drawn("{% chip text %}", text="<b>") == '<span class="chip">&lt;b&gt;</span>'


def test_buttons():
    assert drawn('{% button text="Lihat" href="/skp/1/" kind="primary" %}') == (
        '<a class="button primary" href="/skp/1/">Lihat</a>'
    )
    assert drawn('{% submit text="Kirim" %}') == '<button type="submit" class="button primary">Kirim</button>'
    assert drawn('{% submit text="Hapus" kind="plain" name="verb" value=0 form="f" %}') == (
        '<button type="submit" class="button plain" name="verb" value="0" form="f">Hapus</button>'
    )


def test_blocks_draw_what_stands_between_them():
    assert drawn('{% card heading="Judul" %}<p>{{ x }}</p>{% endcard %}', x="&") == (
        '<section class="card stack"><h2>Judul</h2><p>&amp;</p></section>'
    )
    assert drawn('{% notice "bad" %}Gagal{% endnotice %}') == '<div class="notice bad" role="alert">Gagal</div>'
    assert words(drawn('{% details_block summary="Mengapa" %}Karena{% enddetails_block %}')) == "Mengapa Karena"


def test_steps_say_where_one_is():
    html = drawn("{% steps items %}", items=[
        {"label": "Rencana", "note": "Januari", "state": "done"}, {"label": "Pelaksanaan", "state": "current"},
            {"label": "Penilaian"},
    ])
    assert words(html) == "Rencana (selesai) Januari Pelaksanaan (Anda di sini) Penilaian"
    assert html.count('aria-current="step"') == 1
    with pytest.raises(TemplateSyntaxError, match="'done', 'current', 'todo'"):
        drawn("{% steps items %}", items=[{"label": "x", "state": "now"}])


def test_a_to_do_says_which_thing_its_button_belongs_to():
    html = drawn("{% todo_list items %}", items=[
        {"title": "Kirim progres", "note": "9 hari lagi", "href": "/p/", "action": "Lanjutkan", "kind": "primary"},
        {"title": "Progres Oktober", "chip": ("Diperiksa", "info")},
    ])
    assert words(html) == "Kirim progres 9 hari lagi Lanjutkan : Kirim progres Progres Oktober Diperiksa"
    assert html.count('class="button primary"') == 1


def test_empty_says_what_to_do():
    assert words(drawn('{% empty heading="Belum ada" text="Mulai di sini." href="/x/" action="Buat" %}')) == (
        "Belum ada Mulai di sini. Buat"
    )
    assert words(drawn('{% empty heading="Belum ada" %}')) == "Belum ada"


def test_chain_keeps_the_order():
    assert words(drawn("{% chain items %}",
        items=[{"title": "Satu", "text": "a", "small": "b"}, {"title": "Dua"}])) == "Satu a b Dua"


class Sample(forms.Form):
    target = forms.DecimalField(label="Target", localize=True, help_text="Angka saja")
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea)
    way = forms.ChoiceField(label="Arah", choices=(("up", "Naik"), ("down", "Turun")), widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Yakin")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_ties_label_hint_example_and_errors_together():
    html = drawn('{% field form.target example="88,31" %}', form=Sample({"target": "n/a"}))
    assert '<label for="id_target">Target</label>' in html
    assert 'aria-describedby="id_target-hint id_target-example id_target-errors"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="n/a"' in html
    assert words(html) == "Target Masukkan sebuah bilangan. Angka saja Contoh: 88,31"


def test_a_number_is_typed_with_a_comma():
    html = drawn("{% field form.target %}", form=Sample(initial={"target": Decimal("88.31")}))
    assert 'inputmode="decimal"' in html
    assert 'type="text"' in html
    assert 'value="88,31"' in html
    assert Sample({"target": "88,31"}).fields["target"].clean("88,31") == Decimal("88.31")


def test_a_number_field_of_plain_django_keeps_its_own_input():
    """It reads points only, so it must not be shown with a comma; our forms use foundation.forms."""

    class Plain(forms.Form):
        share = forms.DecimalField(label="Bagian")

    html = drawn("{% field form.share %}", form=Plain(initial={"share": Decimal("88.31")}))
    assert 'type="number"' in html
    assert 'value="88.31"' in html


def test_a_component_needs_a_template_around_it():
    with pytest.raises(RuntimeError, match="inside a template"):
        Template("{% chip 'x' %}").nodelist[0].render(Context())


def test_what_may_stay_empty_says_so():
    assert words(drawn("{% field form.note %}", form=Sample())) == "Catatan (boleh kosong)"


def test_choices_are_a_group_with_a_legend():
    html = drawn("{% field form.way hint='Pilih satu' %}", form=Sample({}))
    assert words(html) == "Arah Naik Turun Bidang ini tidak boleh kosong. Pilih satu"
    assert html.startswith('<fieldset class="field wrong" id="id_way" aria-describedby="id_way-hint id_way-errors">')
    assert "<legend>Arah</legend>" in html


def test_a_box_stands_before_its_words_and_a_hidden_field_alone():
    assert words(drawn("{% field form.sure %}", form=Sample())) == "Yakin"
    assert drawn("{% field form.secret %}", form=Sample()) == '<input type="hidden" name="secret" class="input" id="id_secret">'


def test_a_field_that_does_not_exist_is_an_error():
    with pytest.raises(TypeError, match="bound field"):
        drawn("{% field form.missing %}", form=Sample())


def test_problems_are_summed_at_the_top_and_lead_to_their_fields():
    form = Sample({"target": "n/a", "way": "up", "sure": "on"})
    form.add_error(None, "Periode sudah ditutup.")
    html = drawn("{% error_summary form %}", form=form)
    assert words(html) == "Ada 2 hal yang perlu diperbaiki Periode sudah ditutup. Target: Masukkan sebuah bilangan."
    assert '<a href="#id_target">' in html
    assert drawn("{% error_summary form %}", form=Sample()) == ""


def test_seg_is_a_group_of_radios():
    html = drawn('{% seg name="r" choices=choices value=value label="Hasil" attrs=attrs %}',
                 choices=[("a", "Bawah"), ("b", "Atas")], value="b", attrs={"hx-post": "/x/"})
    assert html.startswith('<fieldset class="seg" hx-post="/x/"><legend class="sr-only">Hasil</legend>')
    assert html.count(" checked") == 1
    assert '<input type="radio" name="r" value="b" checked>' in html
    assert " checked" not in drawn("{% seg name='r' choices=choices value=None label='x' %}", choices=[("a", "A")])
    assert " disabled" in drawn("{% seg name='r' choices=choices label='x' disabled=True %}", choices=[("a", "A")])


@pytest.mark.parametrize(("value", "highest", "width"), [
    (Decimal(88), Decimal(92), "95.65%"), (Decimal(120), 100, "100%"), (0, 60, "0%"), (Decimal(-5), 60, "0%"), (3, 0, "0%"),
])
def test_meter_draws_the_share(value, highest, width):
    html = drawn('{% meter value=value max=highest label="Imunisasi" %}', value=value, highest=highest)
    assert f'<rect class="fill" width="{width}"' in html
    assert "style=" not in html


def test_a_missing_value_is_called_missing_and_drawn_as_nothing():
    html = drawn('{% meter value=None max=100 label="IKM" %}')
    assert 'aria-label="IKM: belum ada data"' in html
    assert 'class="fill"' not in html
    assert 'aria-label="3 dari 9"' in drawn("{% meter value=3 max=9 %}")


def test_quad_lights_one_cell():
    html = drawn('{% quad result="meets" behaviour="above" %}')
    assert html.count("aria-current") == 1
    assert words(html).endswith("Sesuai Kurang Baik Baik (letak Anda) Di bawah Sangat Kurang Butuh Perbaikan Butuh Perbaikan")
    assert "aria-current" not in drawn("{% quad result=None behaviour=None %}")
    other = {level: dict.fromkeys(("below", "meets", "above"), "Istimewa") for level in ("above", "meets", "below")}
    assert drawn('{% quad result="below" behaviour="below" matrix=other %}', other=other).count("Istimewa") == 9


def test_distribution_has_its_table():
    html = drawn('{% dist counts guidance=guidance highlight="BAIK" %}',
                 counts={"BAIK": 8, "SANGAT_BAIK": 2}, guidance={"BAIK": Decimal(60), "KURANG": None})
    assert 'aria-label="Sebaran: Sangat Baik 2, Baik 8, Butuh Perbaikan 0, Kurang 0, Sangat Kurang 0"' in html
    assert html.count("<line") == 1
    assert "Baik 8 80 % 60 %" in words(html)
    assert "Kurang 0 0 % —" in words(html)


def test_a_distribution_of_nobody_has_no_shares_and_no_guidance_line():
    html = drawn("{% dist counts guidance=guidance %}", counts={}, guidance={"BAIK": Decimal(60)})
    assert "<line" not in html
    assert "Baik 0 — 60 %" in words(html)
    assert "Pedoman" not in words(drawn("{% dist counts %}", counts={"BAIK": 1}))


def test_sparkline_breaks_over_a_missing_month_and_has_its_table():
    html = drawn('{% sparkline values target=target label="Kunjungan" %}', values=[Decimal(1), 2, None, 4, 5],
        target=Decimal("6.5"))
    assert html.count("<polyline") == 2
    assert words(html).endswith("Jan 1 Feb 2 Mar belum ada Apr 4 Mei 5 Target 6,5")


def test_sparkline_of_nothing_says_so():
    assert "belum ada data" in drawn("{% sparkline values label='x' %}", values=[None, None])
    assert "belum ada data" in drawn("{% sparkline values label='x' %}", values=[])


def test_sparkline_of_one_value_and_named_points():
    html = drawn("{% sparkline values label='x' %}", values=[("TW I", Decimal(3))])
    assert html.count("<circle") == 2
    assert words(html).endswith("TW I 3")


def test_pager_keeps_the_filters(rf):
    page = Paginator(range(120), 50).page(2)
    html = drawn("{% pager page %}", page=page, request=rf.get("/?q=siti&page=2"))
    assert 'href="?q=siti&amp;page=1"' in html
    assert 'href="?q=siti&amp;page=3"' in html
    assert words(html) == "Sebelumnya Halaman 2 dari 3 · 120 baris Berikutnya"
    assert 'href="?page=3"' in drawn("{% pager page %}", page=page)
    assert drawn("{% pager page %}", page=Paginator([], 50).page(1)) == ""
    assert words(drawn("{% pager page %}", page=Paginator(range(120), 50).page(3))).startswith("Sebelumnya")


def test_filters():
    source = "{{ a|angka }} {{ a|persen }} {{ n|inisial }} {{ n|panggilan }} {{ 'error'|message_tone }} {{ ''|message_tone }}"
    assert drawn(source, a=Decimal("88.31"), n="dr. Budi Hartono") == "88,31 88,31\u00a0% BH dr. Budi bad info"


def test_what_is_pasted_is_never_cut_by_the_browser():
    class Short(forms.Form):
        statement = forms.CharField(max_length=5, widget=forms.Textarea)
        code = forms.CharField(max_length=5)

    form = Short({"statement": "terlalu panjang", "code": "terlalu panjang"})
    for name in ("statement", "code"):
        html = drawn("{% field form." + name + " %}", form=form)
        assert ("maxlength" in html, "terlalu panjang" in html, bool(form[name].errors)) == (False, True, True)


def test_a_choice_that_is_never_empty_does_not_say_that_it_may_be():
    class Chosen(forms.Form):
        source = forms.ChoiceField(label="Asal", choices=[("own", "Sendiri"), ("Lain", [("x", "X")])], required=False)
        control = forms.ChoiceField(label="Kendali", choices=[("", "Belum"), ("low", "Rendah")], required=False)

    assert "boleh kosong" not in drawn("{% field form.source %}", form=Chosen())
    assert "boleh kosong" in drawn("{% field form.control %}", form=Chosen())


def test_a_query_leaves_out_what_is_not_known():
    source = '{% query kind="result" skp=skp year=year prefix=missing as asked %}{{ asked }}'
    assert drawn(source, skp=1234567, year=None) == "kind=result&amp;skp=1234567"
    assert drawn("{% query q=words as asked %}{{ asked }}", words="a&b c") == "q=a%26b+c"
