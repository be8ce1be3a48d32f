"""The forms of the interface hang together: none is named that is not there, none is there for nobody, no list is endless."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from memberpos.hq import openapi, openapi_forms

_PREFIX = "#/components/schemas/"


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a document."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


def test_what_is_named_is_there_and_what_is_there_is_named() -> None:
    named = {str(part["$ref"]).removeprefix(_PREFIX) for part in parts(openapi.document()) if "$ref" in part}
    assert named == set(openapi_forms.schemas())


def test_every_list_and_map_has_an_end() -> None:
    forms = list(parts(openapi_forms.schemas()))
    assert [one for one in forms if one.get("type") == "array" and "maxItems" not in one] == []
    assert [
        one for one in forms if isinstance(one.get("additionalProperties"), dict) and "maxProperties" not in one
    ] == []


def test_what_is_required_is_described() -> None:
    forms = [one for one in parts(openapi_forms.schemas()) if "required" in one and "properties" in one]
    assert forms
    assert [one for one in forms if set(one["required"]) - set(one["properties"])] == []
