"""A text input with suggestions from the server. Without scripts it is a text input; the form resolves what was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class LookupInput(forms.TextInput):
    """`address` answers with `<li role="option" data-value="…">` for what was typed (it comes under the input's name).

    Arrow keys walk the suggestions, Enter takes one, Escape closes them (components/lookup/lookup.js).
    """

    def __init__(self, address: Any, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.address = address

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        identity = (attrs or {}).get("id") or f"id_{name}"
        listed = f"{identity}-options"
        connected = {
            **(attrs or {}), "role": "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listed,
            "hx-get": f"{self.address}&name={name}", "hx-trigger": "input changed delay:200ms", "hx-target": f"#{listed}",
            "hx-sync": "this:replace",
        }
        control = super().render(name, value, connected, renderer)
        return format_html(
            '<div class="lookup">{}<ul id="{}" class="options" role="listbox" aria-label="{}" hidden></ul></div>',
            control, listed, _("Saran"),
        )
