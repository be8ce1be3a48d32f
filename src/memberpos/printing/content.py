"""A paper as the bytes of a print job, and back: it is laid out only when printed, for the printer there is then."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.printing.kinds import KINDS, Document
from memberpos.printing.lines import PaperLine
from memberpos.printing.render import lay_out
from memberpos.printing.template import LANGUAGES, Template

VERSION = 1


@dataclass(frozen=True)
class Content:
    """A paper, its language (zh_CN | zh_TW | en) and whether the drawer opens with it."""

    document: Document
    language: str = "zh_CN"
    drawer: bool = False


def pack(content: Content) -> bytes:
    """JSON of a paper for `print_job.content`."""
    body = {
        "v": VERSION,
        "language": content.language,
        "drawer": content.drawer,
        "document": asdict(content.document),
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(kind: str, data: bytes) -> Content:
    """The paper of a job of this kind; PosError bad_file when it cannot be read (made by a newer version)."""
    try:
        body = json.loads(data)
        document = _built(KINDS[kind], body["document"])
        if body["v"] != VERSION or body["language"] not in LANGUAGES:
            raise PosError("bad_file", file="print_job", reason="version")
        return Content(document, body["language"], bool(body["drawer"]))
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise PosError("bad_file", file="print_job", reason="content") from error


def laid_out(content: Content, template: Template, columns: int, *, drawer: bool, part: str = "") -> list[PaperLine]:
    """The lines of a paper: a `part` (customer, merchant) of two says so; the drawer opens only if `drawer` and the
    content want it.
    """
    document = replace(content.document, head=replace(content.document.head, part=part))
    return lay_out(document, template, content.language, columns, drawer=drawer and content.drawer)


def _built(hint: Any, value: Any) -> Any:
    """`value` of JSON as the type of an annotation."""
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        return None if value is None else _built(next(a for a in typing.get_args(hint) if a is not type(None)), value)
    if origin is tuple:
        item = typing.get_args(hint)[0]
        return tuple(_built(item, one) for one in value)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = typing.get_type_hints(hint)
        known = {f.name for f in fields(hint)}
        if unknown := set(value) - known:
            raise KeyError(min(unknown))
        return hint(**{name: _built(hints[name], one) for name, one in value.items()})
    if type(value) is not hint:
        raise TypeError(hint)
    return value
