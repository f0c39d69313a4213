"""Words and surfaces: chip, button, submit, card, notice, details, steps, to-do list, empty state, pager, explanation chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.template import Context, Library
from django.urls import reverse

from capaian.foundation.ui import assets
from capaian.foundation.ui.component import component, one_of

register = Library()
TONES = ("", "good", "warn", "bad", "info")
KINDS = ("primary", "plain", "quiet")
STATES = ("done", "current", "todo")


@component(register, "chip")
def chip(text: str, tone: str = "") -> Mapping[str, Any]:
    """A status in words; the tone only repeats what the words say."""
    return {"text": text, "tone": one_of("tone", tone, TONES)}


@component(register, "button")
def button(text: str, href: str, kind: str = "plain") -> Mapping[str, Any]:
    """A link drawn as a button. At most one `primary` on a screen."""
    return {"text": text, "href": href, "kind": one_of("kind", kind, KINDS)}


@component(register, "submit")
def submit(text: str, kind: str = "primary", name: str = "", value: str = "", form: str = "") -> Mapping[str, Any]:
    """A submit button; `form` is the id of a form it stands outside of."""
    return {"text": text, "kind": one_of("kind", kind, KINDS), "name": name, "value": value, "form": form}


@component(register, "card", block=True)
def card(heading: str = "") -> Mapping[str, Any]:
    return {"heading": heading}


@component(register, "notice", block=True)
def notice(tone: str = "info") -> Mapping[str, Any]:
    return {"tone": one_of("tone", tone, ("info", "good", "warn", "bad"))}


@component(register, "details_block", block=True)
def details_block(summary: str, open: bool = False) -> Mapping[str, Any]:  # noqa: A002 - the attribute's own name
    return {"summary": summary, "open": open}


@component(register, "steps")
def steps(items: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Where one is: items of label, note and state (done, current, todo)."""
    rows = [{**item, "state": one_of("state", item.get("state", "todo"), STATES)} for item in items]
    return {"items": rows}


@component(register, "todo_list")
def todo_list(items: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """What is to be done: items of title, note, href, action, kind and chip (text, tone)."""
    rows = []
    for item in items:
        text, tone = item.get("chip") or ("", "")
        kind = one_of("kind", item.get("kind") or "plain", KINDS)
        rows.append({**item, "kind": kind, "chip_text": text, "chip_tone": one_of("tone", tone, TONES)})
    return {"items": rows}


@component(register, "empty")
def empty(heading: str, text: str = "", href: str = "", action: str = "") -> Mapping[str, Any]:
    """Nothing here yet, and what to do about it."""
    return {"heading": heading, "text": text, "href": href, "action": action}


@component(register, "chain")
def chain(items: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """A numbered explanation: items of title, text and small."""
    return {"items": list(items)}


@component(register, "pager")
def pager(page_obj: Page[Any], *, context: Context) -> Mapping[str, Any]:
    """Previous and next page, keeping the filters of the address."""
    query = context["request"].GET.copy() if "request" in context else None

    def link(number: int) -> str:
        if query is None:
            return f"?page={number}"
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page_obj,
        "total": page_obj.paginator.count,
        "previous": link(page_obj.previous_page_number()) if page_obj.has_previous() else "",
        "next": link(page_obj.next_page_number()) if page_obj.has_next() else "",
    }


@register.simple_tag
def asset(name: str) -> str:
    """The address of a file of the bundle, with its content hash."""
    return reverse("ui:asset", args=[assets.address(name)])


@register.simple_tag
def query(**asked: object) -> str:
    """What follows the "?" of an address: what is known of these, encoded; what is empty is left out."""
    return urlencode({name: value for name, value in asked.items() if value not in (None, "")})
