"""The OpenAPI document, made from the operations themselves: it cannot say anything else than the code does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from starlette.responses import Response

from serve.auth import Nothing
from serve.house import House
from serve.operation import JSON, Operation, Refusal, reply

PATH = "/api/openapi.json"
_REFUSALS = {
    "400": "A parameter or the body is not what it should be.",
    "401": "The token is missing, or is another one.",
    "403": "Not let in: a page of another origin, or not on this machine.",
    "404": "There is no such thing, or its evidence is missing.",
    "408": "The request took too long to come.",
    "413": "The request brings too much.",
    "421": "The server has another name.",
    "429": "Too much is asked at once.",
    "503": "The views are being made anew, or it took too long.",
}
_ANY = ("400", "403", "408", "413", "421", "429")


class Document(msgspec.Struct, frozen=True):
    """An OpenAPI 3.1 document."""

    openapi: str
    info: dict[str, str]
    paths: dict[str, Any]
    components: dict[str, Any]


def document(operations: Sequence[Operation]) -> Document:
    """Return the document that describes the operations."""
    kinds: list[type[msgspec.Struct]] = [Refusal]
    for each in operations:
        kinds.append(each.takes)
        if not isinstance(each.gives, tuple):
            kinds.append(each.gives)
    shapes, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    by_kind = dict(zip(kinds, shapes, strict=True))
    paths: dict[str, Any] = {}
    for each in operations:
        path = each.path.replace(":path}", "}")
        paths.setdefault(path, {})[each.method.lower()] = _described(each, path, by_kind, components)
    return Document(
        "3.1.0",
        {
            "title": "Autocapture",
            "version": "1",
            "description": "Questions about what was on the screen, answered from what is known. Nothing is written.",
        },
        paths,
        {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    )


def _described(
    each: Operation, path: str, by_kind: dict[type[msgspec.Struct], Any], components: dict[str, Any]
) -> dict[str, Any]:
    told: dict[str, Any] = {"operationId": each.name, "summary": each.says, "responses": _responses(each, by_kind)}
    if not each.is_open:
        told["security"] = [{"token": []}]
    if each.method == "POST":
        told["requestBody"] = {"required": True, "content": {JSON: {"schema": by_kind[each.takes]}}}
    else:
        told["parameters"] = _parameters(components[each.takes.__name__], path)
    return told


def _parameters(shape: dict[str, Any], path: str) -> list[dict[str, Any]]:
    required = set(shape.get("required", ()))
    return [
        {
            "name": name,
            "in": "path" if f"{{{name}}}" in path else "query",
            "required": name in required,
            "schema": schema,
        }
        for name, schema in shape.get("properties", {}).items()
    ]


def _responses(each: Operation, by_kind: dict[type[msgspec.Struct], Any]) -> dict[str, Any]:
    if isinstance(each.gives, tuple):
        content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in each.gives}
    else:
        content = {JSON: {"schema": by_kind[each.gives]}}
    codes = {*_ANY, *map(str, each.own_statuses), *(() if each.is_open else ("401",))}
    codes |= {"503"} if not each.is_open else set()
    refusal = {JSON: {"schema": by_kind[Refusal]}}
    responses: dict[str, Any] = {"200": {"description": each.says, "content": content}}
    return responses | {code: {"description": _REFUSALS[code], "content": refusal} for code in sorted(codes)}


def operation(others: Sequence[Operation]) -> Operation:
    """Return the operation that gives the document, which describes itself as well."""
    kept: list[Document] = []

    async def run(_: House, __: Nothing) -> Response:
        if not kept:
            kept.append(document((*others, described)))
        return reply(kept[0])

    described = Operation("GET", PATH, "This document.", Nothing, Document, run)
    return described
