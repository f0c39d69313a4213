"""Components as template tags: `{% chip text="Baik" tone="good" %}` renders components/chip/chip.html.

A component is a function from its arguments to the data of its template. The arguments are a closed list: a
misspelt one is an error that names those which exist, so that a screen never silently loses a label.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.template.library import parse_bits
from django.utils.safestring import SafeString, mark_safe

Function = Callable[..., Mapping[str, Any]]


class Closed:
    """The closed argument list of a component, read from its function's signature."""

    def __init__(self, name: str, function: Function, *, hidden: tuple[str, ...] = ()) -> None:
        self.name = name
        self.hidden = hidden
        spec = inspect.getfullargspec(function)
        self.positional = [p for p in spec.args if p not in hidden]
        self.defaults = spec.defaults
        self.keywords = [p for p in spec.kwonlyargs if p not in hidden]
        self.keyword_defaults = spec.kwonlydefaults

    def parse(self, parser: Parser, token: Token) -> tuple[list[FilterExpression], dict[str, FilterExpression]]:
        """Split the tag's words into arguments; TemplateSyntaxError names the accepted ones."""
        try:
            parse: Any = parse_bits  # the published stubs lag behind its signature
            args, kwargs = parse(
                parser, token.split_contents()[1:], self.positional, None, None, self.defaults,
                self.keywords, self.keyword_defaults, False, self.name,
            )
        except TemplateSyntaxError as error:
            accepted = ", ".join([*self.positional, *self.keywords])
            raise TemplateSyntaxError(f"{error}. {{% {self.name} %}} accepts: {accepted}") from error
        return args, kwargs


class ComponentNode(Node):
    """One use of a component in a template; `body` is what stands between a block component's tags."""

    def __init__(self, name: str, function: Function, args: list[Any], kwargs: dict[str, Any], body: NodeList | None) -> None:
        self.name, self.function, self.args, self.kwargs, self.body = name, function, args, kwargs, body
        self.wants_context = "context" in inspect.signature(function).parameters
        self.child_nodelists = ("body",) if body is not None else ()

    def render(self, context: Context) -> SafeString:
        args = [value.resolve(context) for value in self.args]
        kwargs = {name: value.resolve(context) for name, value in self.kwargs.items()}
        if self.wants_context:
            kwargs["context"] = context
        data = dict(self.function(*args, **kwargs))
        if self.body is not None:
            data["body"] = self.body.render(context)
        if context.template is None:
            raise RuntimeError(f"{{% {self.name} %}} is rendered inside a template")
        template = context.template.engine.get_template(f"{self.name}/{self.name}.html")
        return mark_safe(template.render(context.new(data)).strip())


def component(register: Library, name: str, *, block: bool = False) -> Callable[[Function], Function]:
    """Register a function as the tag `name` (block: up to `end<name>`). A parameter `context` is filled in, never written."""

    def decorate(function: Function) -> Function:
        closed = Closed(name, function, hidden=("context",))

        def compile_tag(parser: Parser, token: Token) -> ComponentNode:
            args, kwargs = closed.parse(parser, token)
            body = None
            if block:
                body = parser.parse((f"end{name}",))
                parser.delete_first_token()
            return ComponentNode(name, function, args, kwargs, body)

        register.tag(name, compile_tag)
        return function

    return decorate


def one_of(name: str, value: str, accepted: tuple[str, ...]) -> str:
    """The value, if it is one of the accepted; else an error that names them."""
    if value not in accepted:
        known = ", ".join(repr(word) for word in accepted)
        raise TemplateSyntaxError(f"{name}={value!r} is unknown; accepted: {known}")
    return value
