"""Filters for numbers, dates and names."""

from __future__ import annotations

from django.template import Library

from capaian.foundation.language import told
from capaian.foundation.ui import numbers

register = Library()
register.filter("angka", numbers.number)
register.filter("persen", numbers.percent)
register.filter("tanggal", numbers.long_date)
register.filter("jam", numbers.local_clock)
register.filter("tanggal_waktu", numbers.long_moment)
register.filter("bulan", numbers.month)
register.filter("terjemah", told)
register.filter("inisial", numbers.initials)
register.filter("panggilan", numbers.calling_name)


@register.filter
def message_tone(level: str) -> str:
    """Django's words for messages in the words of the components."""
    return {"success": "good", "warning": "warn", "error": "bad"}.get(level, "info")
