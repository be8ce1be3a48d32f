"""Receipt templates: TOML files with the rows of a paper and its words in three languages.

The shop may put a file of the same name into `<home>/receipts/`; a broken one is reported and the built-in one is used.

    [words]
    title = { zh_CN = "消费小票", zh_TW = "消費明細", en = "Receipt" }

    [[row]]                      one of: text · left + right · rule · feed · table + cells · tables · qr · logo · rows
    left = "{_due}"              names in braces: memberpos.printing.values
    right = "{due_fen:money}"
    bold = true                  also: align, size = "wide" | "high" | "double"
    when = "due_fen"             only if it holds something
    each = "lines"               once for every item
    paper = 58                   only on this paper
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.printing.kinds import KINDS
from memberpos.printing.values import BadPlaceholderError, check, items_of, names_of, type_of
from memberpos.resources import resource

LANGUAGES = ("zh_CN", "zh_TW", "en")
SIZES: Mapping[str, tuple[int, int]] = {"normal": (1, 1), "wide": (2, 1), "high": (1, 2), "double": (2, 2)}
#: A template is a page of text; more than this is a mistake.
MAX_BYTES = 64 * 1024
MAX_FEED = 10

_CONTENT = ("text", "left", "rule", "feed", "table", "tables", "qr", "logo", "rows")


@dataclass(frozen=True)
class Row:
    """One `[[row]]`. `kind` says which of the others count; `size` = (times wide, times high)."""

    kind: str
    text: str = ""
    right: str = ""
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    feed: int = 0
    align: str = "left"
    size: tuple[int, int] = (1, 1)
    bold: bool = False
    when: str = ""
    each: str = ""
    paper: int = 0


@dataclass(frozen=True)
class Template:
    """A checked template of one kind of paper. `words`: language → name → text."""

    kind: str
    rows: tuple[Row, ...]
    words: Mapping[str, Mapping[str, str]]


class _BadRowError(ValueError):
    """`args` = (reason, name)."""


def built_in(kind: str) -> Template:
    """The template that ships with the program for a kind of `kinds.KINDS`."""
    return load(kind, resource("receipts", f"{kind}.toml"))


def file_of(kind: str, folder: Path) -> Path:
    """Where the shop's own template of a kind stands."""
    return folder / f"{kind}.toml"


def template_for(kind: str, folder: Path | None = None) -> tuple[Template, PosError | None]:
    """The shop's own template from `folder` if it is there and good, else the built-in one with the reason why."""
    own = file_of(kind, folder) if folder else None
    if own is None or not own.is_file():
        return built_in(kind), None
    try:
        return load(kind, own), None
    except PosError as error:
        return built_in(kind), error


def load(kind: str, path: Path) -> Template:
    """Reads and checks a template; PosError bad_file with file, reason and the number of the row (from 1, 0 = none)."""
    return parse(kind, _bytes(path), path.name)


def parse(kind: str, data: bytes, file: str) -> Template:
    """The template in `data`, as `load`; `file` only names it in errors."""
    common = _table_of(_bytes(resource("receipts", "words.toml")), "words.toml")
    table = _table_of(data, file)
    words = _words({**common.get("words", {}), **_table(table.get("words", {}), file)}, file)
    unknown = set(table) - {"words", "row"}
    if unknown or not isinstance(table.get("row"), list):
        raise PosError("bad_file", file=file, row=0, reason="unknown_key", name=min(unknown, default="row"))
    rows = []
    for number, raw in enumerate(table["row"], start=1):
        try:
            rows.append(_row(raw, KINDS[kind], words["en"], None))
        except (_BadRowError, BadPlaceholderError) as error:
            reason, name = error.args
            raise PosError("bad_file", file=file, row=number, reason=reason, name=name) from error
    return Template(kind, tuple(rows), words)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PosError("bad_file", file=path.name, row=0, reason="unreadable") from error


def _table_of(data: bytes, file: str) -> dict[str, Any]:
    if len(data) > MAX_BYTES:
        raise PosError("bad_file", file=file, row=0, reason="too_large")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PosError("bad_file", file=file, row=0, reason="no_toml", detail=str(error)) from error


def _table(value: object, file: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PosError("bad_file", file=file, row=0, reason="unknown_key", name="words")
    return value


def _words(raw: Mapping[str, Any], file: str) -> dict[str, dict[str, str]]:
    """Turns word → language → text inside out; each word must have all languages."""
    for name, texts in raw.items():
        if not isinstance(texts, dict) or any(not isinstance(texts.get(lang), str) for lang in LANGUAGES):
            raise PosError("bad_file", file=file, row=0, reason="missing_language", name=name)
    return {lang: {name: texts[lang] for name, texts in raw.items()} for lang in LANGUAGES}


def _row(raw: object, paper: type, words: Mapping[str, str], item: type | None) -> Row:
    """Checks one row; `item` is the class inside an `each`."""
    if not isinstance(raw, dict):
        raise _BadRowError("no_row", "")
    kinds = [name for name in _CONTENT if name in raw]
    if len(kinds) != 1:
        raise _BadRowError("one_content", " ".join(kinds))
    allowed = _KEYS[kinds[0]] | _COMMON
    if unknown := set(raw) - allowed:
        raise _BadRowError("unknown_key", min(unknown))
    each = _string(raw, "each") or (_string(raw, "table") if kinds[0] == "table" else "")
    inner = items_of(each, paper, item) if each else item
    row = _MAKE[kinds[0]](raw, paper, words, inner)
    _check_patterns(row, paper, words, inner)
    for name in row.when.split():
        type_of(name.lstrip("!"), paper, inner)
    return row


def _check_patterns(row: Row, paper: type, words: Mapping[str, str], item: type | None) -> None:
    for pattern in (row.text, row.right, *row.cells):
        check(pattern, paper, words, item)
    for pattern in row.head:
        check(pattern, paper, words)


def _string(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise _BadRowError("not_text", key)
    return value


def _strings(raw: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = raw.get(key, [])
    if not isinstance(value, list) or any(not isinstance(one, str) for one in value):
        raise _BadRowError("not_text", key)
    return tuple(value)


def _common(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The keys every row may have."""
    align, size = raw.get("align", "left"), raw.get("size", "normal")
    bold, paper = raw.get("bold", False), raw.get("paper", 0)
    if align not in {"left", "center", "right"}:
        raise _BadRowError("unknown_value", "align")
    if size not in SIZES:
        raise _BadRowError("unknown_value", "size")
    if not isinstance(bold, bool):
        raise _BadRowError("unknown_value", "bold")
    if paper not in {0, 58, 80}:
        raise _BadRowError("unknown_value", "paper")
    return {
        "align": align, "size": SIZES[size], "bold": bold, "paper": paper,
        "when": _string(raw, "when"), "each": _string(raw, "each"),
    }  # fmt: skip


_Maker = Callable[[Mapping[str, Any], type, Mapping[str, str], "type | None"], Row]


def _plain(kind: str) -> _Maker:
    """Rows whose content is one text under the key `kind`."""

    def make(raw: Mapping[str, Any], _paper: type, _words: Mapping[str, str], _item: type | None) -> Row:
        return Row(kind, text=_string(raw, kind), **_common(raw))

    return make


def _pair(raw: Mapping[str, Any], _paper: type, _words: Mapping[str, str], _item: type | None) -> Row:
    return Row("pair", text=_string(raw, "left"), right=_string(raw, "right"), **_common(raw))


def _feed(raw: Mapping[str, Any], _paper: type, _words: Mapping[str, str], _item: type | None) -> Row:
    lines = raw["feed"]
    if type(lines) is not int or not 1 <= lines <= MAX_FEED:
        raise _BadRowError("unknown_value", "feed")
    return Row("feed", feed=lines, **_common(raw))


def _logo(raw: Mapping[str, Any], _paper: type, _words: Mapping[str, str], _item: type | None) -> Row:
    if raw["logo"] is not True:
        raise _BadRowError("unknown_value", "logo")
    return Row("logo", **_common(raw))


def _cells(raw: Mapping[str, Any], _paper: type, _words: Mapping[str, str], _item: type | None) -> Row:
    cells, head = _strings(raw, "cells"), _strings(raw, "head")
    if not cells or (head and len(head) != len(cells)):
        raise _BadRowError("unknown_value", "cells")
    common = _common(raw) | {"each": _string(raw, "table")}
    return Row("table", cells=cells, head=head, **common)


def _tables(raw: Mapping[str, Any], paper: type, _words: Mapping[str, str], _item: type | None) -> Row:
    name = _string(raw, "tables")
    if not {"title", "columns", "rows"} <= set(names_of(items_of(name, paper))):
        raise _BadRowError("unknown_value", "tables")
    return Row("tables", **(_common(raw) | {"each": name}))


def _rows(raw: Mapping[str, Any], paper: type, words: Mapping[str, str], item: type | None) -> Row:
    inner = raw["rows"]
    if not isinstance(inner, list):
        raise _BadRowError("no_row", "rows")
    return Row("rows", rows=tuple(_row(one, paper, words, item) for one in inner), **_common(raw))


_COMMON = frozenset({"align", "size", "bold", "when", "paper", "each"})
_KEYS: Mapping[str, frozenset[str]] = {kind: frozenset({kind}) for kind in _CONTENT} | {
    "left": frozenset({"left", "right"}),
    "table": frozenset({"table", "cells", "head"}),
}
_MAKE: Mapping[str, _Maker] = {
    "text": _plain("text"), "rule": _plain("rule"), "qr": _plain("qr"), "left": _pair, "feed": _feed, "logo": _logo,
    "table": _cells, "tables": _tables, "rows": _rows,
}  # fmt: skip
