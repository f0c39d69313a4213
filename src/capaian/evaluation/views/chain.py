"""The explanation of a predikat as the numbered chain of the "why" page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from capaian.evaluation.queries import Explanation
from capaian.evaluation.rules.predikat import PREDIKAT_LABELS, RATING_LABELS, Predikat, Rating
from capaian.kernel.words import N_

SHORT = {Rating.ABOVE: N_("di atas"), Rating.MEETS: N_("sesuai"), Rating.BELOW: N_("di bawah")}


def chain_of(why: Explanation) -> list[dict[str, str]]:
    """Organisation level, result rating, behaviour rating, cell of the table: in the order in which they led on."""
    one = why.evaluation
    result, behaviour = Rating(one.result_rating), Rating(one.behaviour_rating)
    cell = _("Sel matriks: %(result)s × %(behaviour)s = %(predikat)s") % {
        "result": _(SHORT[result]), "behaviour": _(SHORT[behaviour]), "predikat": _(PREDIKAT_LABELS[Predikat(one.predikat)]),
    }
    return [
        {
            "title": _("Capaian organisasi: %(level)s") % {"level": why.organisation},
            "text": _("%(unit)s, unit yang dipimpin penilai. Menentukan pola sebaran, bukan nilai Anda.") % {"unit": why.unit},
            "small": "PermenPANRB 6/2022, Lampiran IV.B.1.g",
        },
        {
            "title": _("Hasil kerja: %(rating)s") % {"rating": _(RATING_LABELS[result]).lower()},
            "text": _reached(why), "small": _("Dinilai %(name)s") % {"name": one.appraiser.name},
        },
        {
            "title": _("Perilaku kerja: %(rating)s") % {"rating": _(RATING_LABELS[behaviour]).lower()},
            "text": _("%(count)d umpan balik tercatat sebelum diterbitkan.") % {
                "count": sum(len(given) for _value, given in why.behaviour),
            },
            "small": _("Dinilai %(name)s") % {"name": one.appraiser.name},
        },
        {"title": cell, "text": why.matrix.source, "small": _scheme(why)},
    ]


def _reached(why: Explanation) -> str:
    if not why.measured:
        return _("Belum ada indikator yang dapat dihitung; penilai menilai dari umpan balik dan bukti.")
    text = _("%(reached)d dari %(measured)d indikator terukur mencapai target, %(evidence)d bukti.") % {
        "reached": why.reached, "measured": why.measured, "evidence": why.evidence_count,
    }
    if why.unmeasured:
        text += " " + _("%(count)d indikator belum dapat dihitung.") % {"count": len(why.unmeasured)}
    return text


def _scheme(why: Explanation) -> str:
    one = why.evaluation
    return _("Skema %(id)s · sidik %(start)s…%(end)s") % {
        "id": one.scheme_id, "start": one.scheme_hash[:4], "end": one.scheme_hash[-4:],
    }
