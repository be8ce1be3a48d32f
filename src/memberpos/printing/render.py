"""A paper and its template → laid-out lines for one width and language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from memberpos.printing.documents import TextTable
from memberpos.printing.kinds import Document
from memberpos.printing.layout import Cell, clean, pair, rule, table, width, wrap
from memberpos.printing.lines import PaperLine
from memberpos.printing.template import Row, Template
from memberpos.printing.values import Scope, fill, lookup, true

#: Papers with fewer columns are 58 mm wide.
WIDE_FROM = 40


def lay_out(
    document: Document, template: Template, language: str, columns: int, *, drawer: bool = False
) -> list[PaperLine]:
    """Lines of `document` for paper of `columns` (32, 42, 48), ending with a cut.

    `language` zh_CN | zh_TW | en. With `drawer` the drawer is kicked first, before the slow text. A paper printed again
    (`head.copy` > 0) says so at its top, and so does each part of a paper printed twice; the shop's is to be
    signed.
    """
    scope = Scope(document, template.words[language], document.head.currency)
    opening = [PaperLine(drawer=True)] if drawer else []
    if document.head.copy:
        opening.append(PaperLine(fill("*** {_reprint} {head.copy} ***", scope), bold=True, align="center"))
    if document.head.part:
        opening.append(PaperLine(fill(f"{{_{document.head.part}_part}}", scope), align="right"))
    ending = _signature(scope, columns) if document.head.part == "merchant" else []
    body = (line for row in template.rows for line in _lines(row, scope, columns))
    return [*opening, *_without_double_rules(body), *ending, PaperLine(cut=True)]


def _signature(scope: Scope, columns: int) -> list[PaperLine]:
    words = f"{fill('{_signature}', scope)} "
    return [PaperLine(feed=1), PaperLine(words + "_" * (columns - width(words))), PaperLine(feed=1)]


def _without_double_rules(lines: Iterable[PaperLine]) -> Iterator[PaperLine]:
    """Two equal rules with nothing between (an empty block) become one."""
    for (text, ruled), group in groupby(lines, key=lambda line: (line.text, line.printed and _is_rule(line.text))):
        members = list(group)
        yield from members[:1] if ruled and text else members


def _is_rule(text: str) -> bool:
    return len(text) > 8 and len(set(text)) == 1 and not text[0].isalnum()


def _lines(row: Row, scope: Scope, columns: int) -> list[PaperLine]:
    if row.paper and (row.paper == 80) != (columns >= WIDE_FROM):
        return []
    if row.kind in {"table", "tables"}:
        return _block(row, scope, columns) if true(row.when, scope) else []
    items = [scope.inside(item) for item in lookup(row.each, scope) or ()] if row.each else [scope]
    return [line for inner in items if true(row.when, inner) for line in _one(row, inner, columns)]


def _one(row: Row, scope: Scope, columns: int) -> list[PaperLine]:
    if row.kind == "rows":
        return [line for inner in row.rows for line in _lines(inner, scope, columns)]
    if row.kind == "feed":
        return [PaperLine(feed=row.feed)]
    if row.kind == "logo":
        return [PaperLine(logo=True, align="center")]
    text = clean(fill(row.text, scope))
    if row.kind == "qr":
        return [PaperLine(qr=text, align="center")] if text else []
    room = columns // row.size[0]
    if row.kind == "rule":
        return _styled(row, [rule(room, text or "-")])
    if row.kind == "pair":
        return _styled(row, pair(text, clean(fill(row.right, scope)), room))
    return _styled(row, wrap(text, room))


def _styled(row: Row, texts: Iterable[str]) -> list[PaperLine]:
    wide, high = row.size
    return [PaperLine(text, row.bold, wide, high, row.align) for text in texts]


def _block(row: Row, scope: Scope, columns: int) -> list[PaperLine]:
    items = lookup(row.each, scope) or ()
    if row.kind == "tables":
        return [line for block in items for line in _text_table(block, columns)]
    head = [clean(fill(cell, scope)) for cell in row.head]
    body = [[clean(fill(cell, scope.inside(item))) for cell in row.cells] for item in items]
    return _styled(row, _figures(head, body, columns))


def _text_table(block: TextTable, columns: int) -> list[PaperLine]:
    head = [clean(text) for text in block.columns]
    body = [[clean(text) for text in cells] for cells in block.rows]
    title = [PaperLine(line, bold=True) for line in wrap(clean(block.title), columns)] if block.title else []
    laid = [PaperLine(line) for line in _figures(head, body, columns)]
    return [*title, *laid, PaperLine(rule(columns))]


def _figures(head: list[str], body: list[list[str]], columns: int) -> list[str]:
    """The first cell is a name, the others are figures at the right; a name without any figure is left out."""
    rows = [[Cell(text, "right" if i else "left") for i, text in enumerate(cells)] for cells in body if any(cells[1:])]
    return [line for lines in table(rows, columns, head) for line in lines]
