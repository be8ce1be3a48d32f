"""Looking into a file of another system: which line has the headings, which column is which field."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from memberpos.domain import import_map as maps
from memberpos.domain.errors import PosError
from memberpos.domain.import_map import ImportMap
from memberpos.domain.import_rows import Reading
from memberpos.files import os_refusal
from memberpos.reports.incoming import open_table
from memberpos.reports.incoming_table import IncomingRow, TableFile
from memberpos.services import definitions
from memberpos.services.shop import shop_of
from memberpos.store.database import Database

SAMPLES = 8
_LOOK_ROWS = 40
_MOST_MAP_BYTES = 1 << 20
#: Heads the column of a sheet of refused rows that says what is wrong; it is no field.
PROBLEM = "!"


@dataclass(frozen=True)
class Look:
    """A file as the mapping window shows it: `header_row` from 1, `samples` the first rows below, `told` the map as
    guessed or given, `total` rows (0 = not known).
    """

    kind: str
    sheets: tuple[str, ...]
    sheet: str
    encoding: str
    header_row: int
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    told: ImportMap
    total: int


def read_map(path: Path) -> ImportMap:
    """The map in a TOML file. PosError not_found, bad_file (map), bad_setting (import_map)."""
    try:
        data = path.read_bytes()[:_MOST_MAP_BYTES]
    except OSError as error:
        raise os_refusal(error) from error
    try:
        return maps.parse(tomllib.loads(data.decode("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PosError("bad_file", reason="map") from error


def look(db: Database, path: Path, told: ImportMap | None = None) -> Look:
    """The first rows of a file, its columns guessed unless `told` names them; the shop's own fields by their names.

    PosError as `incoming.open_table`; bad_file (no_headings) for a file without any.
    """
    wanted = told or ImportMap()
    with open_table(path, wanted.sheet, wanted.encoding) as table:
        return look_at(db, table, wanted)


def look_at(db: Database, table: TableFile, told: ImportMap) -> Look:
    """`look` at a file that is open."""
    first = [row for row, _ in zip(table.rows(), range(_LOOK_ROWS), strict=False)]
    header = _header(first, told)
    below = [tuple(row.cells) for row in first if row.number > header.number and any(row.cells)]
    columns = told.columns or maps.guess(header.cells, definitions.current(db).fields)
    return Look(
        table.kind, table.sheets, table.sheet, table.encoding, header.number, tuple(header.cells),
        tuple(below[:SAMPLES]), replace(told, columns=columns, header_row=header.number), table.total,
    )  # fmt: skip


def _header(rows: Sequence[IncomingRow], told: ImportMap) -> IncomingRow:
    """The row that was told, else the one with the most known headings, else the first with any text."""
    if told.header_row is not None:
        found = next((row for row in rows if row.number == told.header_row), None)
    else:
        known = [(len(maps.guess(row.cells)), -row.number, row) for row in rows]
        best = max(known, default=(0, 0, None), key=lambda each: each[:2])
        found = best[2] if best[0] else next((row for row in rows if any(row.cells)), None)
    if found is None or not any(found.cells):
        raise PosError("bad_file", reason="no_headings")
    return found


def reading(db: Database, table: TableFile, seen: Look) -> Reading:
    """How the rows of a file are read in this shop. PosError bad_setting (import_map)."""
    shop = shop_of(db)
    places = seen.told.places(seen.headings)
    if not {"name", "phone", "card"} & set(places):
        raise PosError("bad_setting", setting="import_map", field="name", reason="needed")
    own = definitions.of(shop).fields
    unknown = {name for name in places if name.startswith(maps.CUSTOM)} - {f"{maps.CUSTOM}{each.code}" for each in own}
    if unknown:
        raise PosError("bad_setting", setting="import_map", field=min(unknown))
    return Reading(seen.told, places, table.zeros, frozenset(tier.name for tier in shop.rules.tiers), own)


def rows_below(table: TableFile, header_row: int) -> Iterator[IncomingRow]:
    """The rows of a file below its headings."""
    for row in table.rows():
        if row.number > header_row:
            yield row
