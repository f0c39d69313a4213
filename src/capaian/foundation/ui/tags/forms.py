"""What a person fills in: field, error summary, segmented choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import flatatt
from django.template import Library

from capaian.foundation.ui.component import component

register = Library()


def _shape(widget: forms.Widget) -> str:
    """How the widget is drawn: one control under its label, a box before its label, or a group of choices."""
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "box"
    return "hidden" if widget.is_hidden else "control"


def _attributes(bound: BoundField, described: list[str]) -> dict[str, Any]:
    attributes: dict[str, Any] = {"class": " ".join(filter(None, [bound.field.widget.attrs.get("class"), "input"]))}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if getattr(bound.field, "max_length", None):
        attributes["maxlength"] = False  # a browser would cut what is pasted and say nothing; the form says what is too long
    if isinstance(bound.field, forms.DecimalField | forms.FloatField):
        attributes["inputmode"] = "decimal"
    return attributes


def _always_chosen(field: forms.Field) -> bool:
    """Whether one of several must be chosen as it is: the choices hold no empty one. Those out of the database are not asked."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.MultipleChoiceField | forms.ModelChoiceField):
        return False
    values = [choice for choice in field.choices if not isinstance(choice[1], list | tuple)]
    return not any(value in {"", None} for value, _label in values)


@component(register, "field")
def field(bound_field: BoundField, hint: str = "", example: str = "") -> Mapping[str, Any]:
    """Label, control, hint, example and errors, tied together for those who listen instead of look."""
    if not isinstance(bound_field, BoundField):
        raise TypeError("{% field %} takes a bound field such as form.target; the form has no field of that name")
    identity = bound_field.id_for_label or bound_field.auto_id or bound_field.html_name
    hint = hint or str(bound_field.help_text or "")
    described = [f"{identity}-{part}" for part, there in
                 (("hint", hint), ("example", example), ("errors", bound_field.errors)) if there]
    shape = _shape(bound_field.field.widget)
    # Of a filter, everything is optional; among choices without an empty one, nothing is; of `unmarked` ones the page says it.
    demanded = bound_field.field.required or _always_chosen(bound_field.field)
    unmarked = bound_field.name in getattr(bound_field.form, "unmarked", ())
    optional = not (demanded or unmarked or getattr(bound_field.form, "is_filter", False))
    data: dict[str, Any] = {
        "bound": bound_field, "shape": shape, "id": identity, "hint": hint, "example": example,
        "errors": bound_field.errors, "described": " ".join(described), "optional": optional,
    }
    if shape == "group":
        data["choices"] = list(bound_field)
    else:
        attributes = _attributes(bound_field, described)
        data["control"] = bound_field.as_widget(attrs=attributes)
    return data


@component(register, "error_summary")
def error_summary(form: forms.BaseForm) -> Mapping[str, Any]:
    """Every problem of the form at the top, each a link to its field."""
    problems = [{"text": text, "href": "", "label": ""} for text in form.non_field_errors()]
    for bound in form:
        target = bound.id_for_label or bound.auto_id
        problems += [{"text": text, "href": f"#{target}", "label": bound.label} for text in bound.errors]
    return {"problems": problems, "count": len(problems)}


@component(register, "seg")
def seg(  # noqa: PLR0917 - a tag's arguments are named in the template
    name: str, choices: Iterable[tuple[Any, str]], value: Any = "", label: str = "", disabled: bool = False,
    attrs: Mapping[str, Any] | None = None,
) -> Mapping[str, Any]:
    """A few short choices side by side, as radios; `attrs` go on the fieldset (hx-post and the like)."""
    chosen = "" if value is None else str(value)
    options = [(key, text, str(key) == chosen) for key, text in choices]
    return {"name": name, "options": options, "label": label, "disabled": disabled, "attrs": flatatt(dict(attrs or {}))}
