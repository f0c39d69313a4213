"""The filter of the list, and how one wants to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from capaian.foundation.models import Delivery, NoticeSettings
from capaian.foundation.notices.kinds import KINDS

HOURS = [(hour, f"{hour:02}.00") for hour in range(24)]
ALL, UNREAD = "semua", "belum"


class NoticeFilter(forms.Form):
    """Kind and state, kept in the address; what cannot be read falls back to everything."""

    use_required_attribute = False
    is_filter = True  # nothing in it must be filled in, and nothing needs to say so
    jenis = forms.ChoiceField(label=_("Jenis"), required=False, choices=[
        ("", _("Semua jenis")), *((str(kind), facts.label) for kind, facts in KINDS.items())])
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[(ALL, _("Semua")), (UNREAD, _("Belum dibaca"))])

    def chosen(self) -> tuple[str, bool]:
        """(kind, unread only)."""
        self.is_valid()
        return self.cleaned_data.get("jenis", ""), self.cleaned_data.get("status") == UNREAD


class Clock(forms.TimeInput):
    """A time of day as the browser's own field; without it one types 21:00."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DeliveryForm(forms.Form):
    """How soon by mail, the hour of the summary, quiet hours, and kinds that are never mailed."""

    use_required_attribute = False
    delivery = forms.ChoiceField(label=_("Kirim ke surel"), choices=Delivery.choices, widget=forms.RadioSelect)
    digest_hour = forms.TypedChoiceField(label=_("Jam ringkasan harian"), choices=HOURS, coerce=int)
    quiet_from = forms.TimeField(label=_("Jam tenang, dari"), required=False, widget=Clock(), input_formats=["%H:%M", "%H.%M"],
                                 error_messages={"invalid": _("Tulis jam seperti 21.00.")})
    quiet_until = forms.TimeField(label=_("sampai"), required=False, widget=Clock(), input_formats=["%H:%M", "%H.%M"],
                                  error_messages={"invalid": _("Tulis jam seperti 05.00.")})
    muted = forms.MultipleChoiceField(
        label=_("Jangan kirim surel untuk"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(str(kind), facts.label) for kind, facts in KINDS.items()])

    def __init__(self, data: Any, chosen: NoticeSettings) -> None:
        names = ("delivery", "digest_hour", "quiet_from", "quiet_until", "muted")
        super().__init__(data, initial={name: getattr(chosen, name) for name in names})
