"""The dialogue of expectations: what is asked, answered, adjusted, replied and accepted."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from capaian.foundation.errors import Refused
from capaian.foundation.permissions import Verdict, require
from capaian.kernel.numbers import whole_number
from capaian.planning import queries, workflow
from capaian.planning.actions import dialogue as actions
from capaian.planning.forms.dialogue import AdjustmentForm, TalkForm, Topic
from capaian.planning.models import DialogueEntry, Skp
from capaian.planning.permissions import may_adjust_skp, may_answer_skp, may_ask_skp
from capaian.planning.queries.dialogue import open_adjustments, open_questions, results_to_discuss, said
from capaian.planning.queries.turns import counterpart_of
from capaian.planning.views.editing import edit_page, sent, unstopped, version


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask about results or about the whole."""
    skp = _in_turn(request, pk, may_ask_skp, {workflow.SUBMITTED})
    topics = [*_of_results(skp), Topic(None, _("Tentang SKP secara keseluruhan"))]
    form = TalkForm(sent(request), topics=topics)

    def save() -> None:
        actions.ask_skp(skp=skp, questions=form.words(), by=request.actor, at=request.now)

    lead = _("Isi yang perlu saja. %(name)s menjawab, lalu SKP kembali kepada Anda.")
    words = {"heading": _("Tanyakan kepada pegawai"), "button": _("Kirim pertanyaan"), "lead": lead}
    return _talk(request, skp, form, save, words, done=_("Pertanyaan dikirim kepada %(name)s."), to=skp.employee.name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer everything that was asked."""
    skp = _in_turn(request, pk, may_answer_skp, {workflow.ASKED})
    form = TalkForm(sent(request), topics=_to_answer(open_questions(skp), required=True) or [_whole()])

    def save() -> None:
        actions.answer_skp(skp=skp, answers=form.words(), by=request.actor, at=request.now)

    lead = _("Setelah dijawab, giliran kembali kepada %(name)s. Bila isi SKP perlu diubah, tarik kembali dulu SKP-nya.")
    words = {"heading": _("Jawab pertanyaan penilai"), "button": _("Kirim jawaban"), "lead": lead}
    return _talk(request, skp, form, save, words, done=_("Jawaban dikirim kepada %(name)s."), to=counterpart_of(skp).name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def replies(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why one does not agree to what was adjusted."""
    skp = _in_turn(request, pk, may_answer_skp, {workflow.ADJUSTED})
    form = TalkForm(sent(request), topics=[*_to_answer(open_adjustments(skp)), _whole()])

    def save() -> None:
        actions.reply_skp(skp=skp, words=form.words(), by=request.actor, at=request.now)

    lead = _("Tuliskan apa yang belum Anda setujui dan usulan Anda. Giliran kembali kepada %(name)s.")
    words = {"heading": _("Tanggapi penyesuaian"), "button": _("Kirim tanggapan"), "lead": lead}
    return _talk(request, skp, form, save, words, done=_("Tanggapan dikirim kepada %(name)s."), to=counterpart_of(skp).name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def adjustment(request: HttpRequest, pk: int, result_pk: int) -> HttpResponse:
    """Propose another wording, kind or target of one result, with the reason."""
    skp = _in_turn(request, pk, may_adjust_skp, {workflow.SUBMITTED, workflow.ADJUSTED})
    result = queries.get_result_for(request.actor, skp.pk, result_pk)
    indicators = list(result.indicators.all())
    form = AdjustmentForm(sent(request), result=result, indicators=indicators)

    def save() -> None:
        actions.adjust_result(
            result=result, adjustment=form.adjustment(), reason=form.cleaned_data["reason"], by=request.actor, at=request.now,
            version=version(request),
        )

    context = {"skp": skp, "result": result, "version": queries.version_of([result, *indicators])}
    return edit_page(
        request, "planning/dialogue/adjustment.html", context, form=form, save=save, to=f"{_page(skp)}#result-{result.pk}",
        said=_("Penyesuaian dikirim kepada %(name)s.") % {"name": unstopped(skp.employee.name)},
    )


@login_required
@require_POST
def acceptance(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to what was adjusted."""
    skp = queries.get_skp_for(request.actor, pk)
    actions.accept_skp(skp=skp, seen=whole_number(request.POST.get("seen", "")), by=request.actor, at=request.now)
    if skp.state == workflow.SUBMITTED:  # a new appraiser came since
        words = _("Penyesuaian Anda terima. SKP sekarang menunggu %(name)s, pejabat penilai yang baru.")
        messages.success(request, words % {"name": counterpart_of(skp).name})
        return redirect("planning:skp", pk=pk)
    messages.success(request, _("SKP disepakati sesuai penyesuaian."))
    return redirect("planning:skp", pk=skp.amends_id or pk)


@login_required
@require_POST
def superior(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with the appraiser's superior, because the appraiser stayed silent (II.C.5)."""
    skp = queries.get_skp_for(request.actor, pk)
    actions.take_dialogue_up(skp=skp, by=request.actor, at=request.now)
    messages.success(request, _("Dialog dilanjutkan dengan %(name)s.") % {"name": unstopped(counterpart_of(skp).name)})
    return redirect("planning:skp", pk=pk)


def _in_turn(request: HttpRequest, pk: int, may: Callable[..., Verdict], states: set[str]) -> Skp:
    """The SKP, where this person may and it is this verb's turn."""
    skp = queries.get_skp_for(request.actor, pk)
    require(may(request.actor, skp))
    if skp.state not in states:
        words = _("Langkah ini tidak tersedia saat status SKP “%(label)s”. Muat ulang halamannya.")
        raise Refused(words % {"label": skp.state_label})
    return skp


def _talk(
    request: HttpRequest, skp: Skp, form: TalkForm, save: Callable[[], None], words: dict[str, str], *, done: str, to: str
) -> HttpResponse:
    """The page on which one of the two says something to the other, who is called `to`."""
    context = {"skp": skp, **words, "lead": words["lead"] % {"name": to}}
    return edit_page(
        request, "planning/dialogue/talk.html", context, form=form, save=save, to=_page(skp), said=done % {"name": unstopped(to)},
    )


def _of_results(skp: Skp) -> list[Topic]:
    return [Topic(row.pk, row.statement) for row in results_to_discuss(skp)]


def _whole() -> Topic:
    return Topic(None, _("Tentang SKP secara keseluruhan"))


def _to_answer(entries: list[DialogueEntry], *, required: bool = False) -> list[Topic]:
    """A box for each result that was spoken of; several words about one stand together above it."""
    spoken: dict[int | None, list[DialogueEntry]] = {}
    for entry in entries:
        spoken.setdefault(entry.result_id, []).append(entry)
    return [
        Topic(key, rows[0].about or _("Tentang SKP secara keseluruhan"), " · ".join(_told(row) for row in rows), required)
        for key, rows in spoken.items()
    ]


def _told(entry: DialogueEntry) -> str:
    """Who said what, with what it changes."""
    changes = [f"{line.label}: {line.before} → {line.after}" for line in said(entry).lines]
    return f"{entry.by_name}: {'; '.join([*changes, entry.text])}"


def _page(skp: Skp) -> str:
    return reverse("planning:skp", args=[skp.pk])
