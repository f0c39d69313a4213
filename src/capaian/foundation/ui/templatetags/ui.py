"""The tag library `ui`, built into every template (settings)."""

from __future__ import annotations

from django import template

from capaian.foundation.ui.tags import basic, charts, filters, forms

register = template.Library()
for part in (basic, charts, filters, forms):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
