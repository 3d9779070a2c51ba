"""The API's document to read: every call, what it sends, what it replies. Without a script."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from koers.web import wording, wording_access
from koers.web.api.service import api

SCHEMAS = "#/components/schemas/"


@dataclass(frozen=True)
class Field:
    """A field of a body or a reply."""

    name: str
    kind: str
    must: bool


@dataclass(frozen=True)
class Call:
    """One call."""

    method: str
    path: str
    name: str
    says: str
    scope: str
    sends: tuple[Field, ...]
    asks: tuple[Field, ...]
    replies: tuple[tuple[str, tuple[Field, ...]], ...]


@require_GET
def document(request: HttpRequest) -> HttpResponse:
    """Room by room; and every code that a refusal can have."""
    context = {
        "rooms": _rooms(),
        "scopes": [(code, *pair) for code, pair in wording_access.SCOPE.items()],
        "codes": sorted(wording.REFUSALS),
    }
    return render(request, "access/document.html", context)


@cache
def _rooms() -> dict[str, list[Call]]:
    schema = api.get_openapi_schema()
    found: dict[str, list[Call]] = {}
    for path, calls in schema["paths"].items():
        for method, call in calls.items():
            found.setdefault(call["tags"][0], []).append(_call(schema, method, path, call))
    return found


def _call(schema: Mapping[str, Any], method: str, path: str, call: Mapping[str, Any]) -> Call:
    sent = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    asks = [one for one in call.get("parameters", []) if one["in"] == "query"]
    good = [(status, reply) for status, reply in call["responses"].items() if int(status) < 300]
    return Call(
        method=method.upper(),
        path=path,
        name=call["operationId"],
        says=call["summary"],
        scope=call.get("x-scope", ""),
        sends=tuple(_fields(schema, sent)),
        asks=tuple(Field(one["name"], _kind(one["schema"]), one["required"]) for one in asks),
        replies=tuple((str(status), tuple(_fields(schema, _content(reply)))) for status, reply in good),
    )


def _content(reply: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = reply.get("content", {}).get("application/json", {}).get("schema", {})
    return found


def _fields(schema: Mapping[str, Any], of: Mapping[str, Any]) -> Iterator[Field]:
    if "$ref" in of:
        of = schema["components"]["schemas"][of["$ref"].removeprefix(SCHEMAS)]
    if of.get("type") == "array":
        yield from _fields(schema, of["items"])
    must = of.get("required", [])
    for name, kind in of.get("properties", {}).items():
        yield Field(name, _kind(kind), name in must)


def _kind(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].removeprefix(SCHEMAS))
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "any")
