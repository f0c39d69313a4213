"""Fields that choose a colleague or a unit: typed words with suggestions, and without scripts the same words alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from capaian.foundation.ui.lookup import LookupInput
from capaian.people.models import Employee, Unit
from capaian.people.queries import choosing


class _Chosen(forms.CharField):
    """What both fields share: typed text is resolved within one agency; the cleaned value is the record, or None."""

    kind = ""

    def __init__(self, *, agency_id: int, day: date | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", LookupInput(format_lazy("{}?kind={}", reverse_lazy("people:lookup"), self.kind)))
        super().__init__(max_length=400, **kwargs)
        self.agency_id = agency_id
        self.day = day

    def choose(self, text: str) -> tuple[Any, tuple[str, ...]]:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        if value is None or not isinstance(value, str):
            return value
        text = value.strip()
        if not text:
            return None
        found, candidates = self.choose(text)
        if found is None:
            raise ValidationError(self.unknown(text, candidates), code="unknown")
        return found

    def unknown(self, text: str, candidates: tuple[str, ...]) -> str:
        """Plain words: nobody has this name, or who may be meant."""
        if not candidates:
            return self.nobody() % {"text": text}
        if len(candidates) == 1:
            return _("Maksud Anda “%(one)s”? Tulis seperti itu, atau pilih dari daftar.") % {"one": candidates[0]}
        listed = "; ".join(f"“{one}”" for one in candidates)
        return _("Ada beberapa yang cocok. Tulis salah satu seperti ini: %(listed)s.") % {"listed": listed}

    def nobody(self) -> str:
        raise NotImplementedError

    def run_validators(self, value: Any) -> None:
        """The text was judged by `to_python`; length and characters do not apply to a record."""


class PersonField(_Chosen):
    """A colleague of one agency, by name, label or whole NIP."""

    kind = "person"

    def choose(self, text: str) -> tuple[Employee | None, tuple[str, ...]]:
        return choosing.choose_person(self.agency_id, text, self.day)

    def nobody(self) -> str:
        return _("Tidak ada pegawai bernama atau ber-NIP “%(text)s” di instansi Anda. Periksa ejaannya, atau tulis NIP lengkap.")

    def prepare_value(self, value: Any) -> Any:
        return choosing.label_of_person(value, self.day) if isinstance(value, Employee) else value


class UnitField(_Chosen):
    """A unit of one agency, by name, label or code."""

    kind = "unit"

    def choose(self, text: str) -> tuple[Unit | None, tuple[str, ...]]:
        return choosing.choose_unit(self.agency_id, text, self.day)

    def nobody(self) -> str:
        return _("Tidak ada unit bernama atau berkode “%(text)s” di instansi Anda. Periksa ejaannya.")

    def prepare_value(self, value: Any) -> Any:
        return choosing.label_of_unit(value) if isinstance(value, Unit) else value
